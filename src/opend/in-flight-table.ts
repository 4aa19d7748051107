import type { Call } from "./call.js";

const MAX_SERIAL_NO = 0xffffffff;

/** The calls that wait for a reply on one connection, by serial number. */
export class InFlightTable {
  private readonly calls = new Map<number, Call>();
  private lastSerialNo: number;
  private issued = 0;

  /** @param firstSerialNo the first serial number to give out. */
  constructor(firstSerialNo = 1) {
    this.lastSerialNo = firstSerialNo - 1;
  }

  get size(): number {
    return this.calls.size;
  }

  /** A serial number that nothing waits for. After 4294967295 comes 1 (facts: ftapi-protocol.md 1.3). */
  nextSerialNo(): number {
    do {
      this.lastSerialNo = this.lastSerialNo >= MAX_SERIAL_NO ? 1 : this.lastSerialNo + 1;
    } while (this.calls.has(this.lastSerialNo));
    this.issued++;
    return this.lastSerialNo;
  }

  add(call: Call): void {
    this.calls.set(call.serialNo, call);
  }

  remove(call: Call): void {
    if (this.calls.get(call.serialNo) === call) this.calls.delete(call.serialNo);
  }

  /** Takes out the call that a reply answers: both numbers must fit (facts: ftapi-protocol.md 1.3). */
  take(protoId: number, serialNo: number): Call | undefined {
    const call = this.calls.get(serialNo);
    if (call === undefined || call.request.protoId !== protoId) return undefined;
    this.calls.delete(serialNo);
    return call;
  }

  /** Whether a reply with `serialNo` that {@link take} refused is late: its call had ended. Else it is unknown. */
  isLate(serialNo: number): boolean {
    const age = (this.lastSerialNo - serialNo + MAX_SERIAL_NO) % MAX_SERIAL_NO;
    return serialNo > 0 && age < this.issued && !this.calls.has(serialNo);
  }

  /** Takes out all calls, in the order they were sent. */
  drain(): Call[] {
    const calls = [...this.calls.values()];
    this.calls.clear();
    return calls;
  }
}
