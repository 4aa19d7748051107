import type { Call } from "./call.js";

const MAX_SERIAL_NO = 0xffffffff;
/** A power of two, as every later size. */
const FIRST_CAPACITY = 64;

/**
 * The calls that wait for a reply on one connection, by serial number.
 *
 * Not a Map: when the hash table of a Map is full, the discarded one keeps
 * pointing to its successor. Once one of them is in the old generation, all
 * later ones survive with it, and so does every call that ever stood in them,
 * until the next full collection (docs/decisions.md 35).
 */
export class InFlightTable {
  /** A call stands at its serial number, modulo the length. At least half of the slots are free. */
  private slots: (Call | null)[] = new Array<Call | null>(FIRST_CAPACITY).fill(null);
  private count = 0;
  private lastSerialNo: number;
  private issued = 0;

  /** @param firstSerialNo the first serial number to give out. */
  constructor(firstSerialNo = 1) {
    this.lastSerialNo = firstSerialNo - 1;
  }

  get size(): number {
    return this.count;
  }

  /**
   * A serial number whose slot is free, so that nothing waits for it; those
   * between are skipped. After 4294967295 comes 1 (facts: ftapi-protocol.md 1.3).
   */
  nextSerialNo(): number {
    if (this.count * 2 >= this.slots.length) this.grow();
    do {
      this.lastSerialNo = this.lastSerialNo >= MAX_SERIAL_NO ? 1 : this.lastSerialNo + 1;
      this.issued++;
    } while (this.slots[this.slotOf(this.lastSerialNo)] !== null);
    return this.lastSerialNo;
  }

  /** Takes a call on with the serial number that {@link nextSerialNo} gave last. */
  add(call: Call): void {
    const slot = this.slotOf(call.serialNo);
    if (this.slots[slot] !== null) throw new Error(`serial number ${call.serialNo} is in use`);
    this.slots[slot] = call;
    this.count++;
  }

  remove(call: Call): void {
    if (this.find(call.serialNo) === call) this.free(call.serialNo);
  }

  /** Takes out the call that a reply answers: both numbers must fit (facts: ftapi-protocol.md 1.3). */
  take(protoId: number, serialNo: number): Call | undefined {
    const call = this.find(serialNo);
    if (call === null || call.request.protoId !== protoId) return undefined;
    this.free(serialNo);
    return call;
  }

  /** Whether a reply with `serialNo` that {@link take} refused is late: its call had ended. Else it is unknown. */
  isLate(serialNo: number): boolean {
    return serialNo > 0 && this.age(serialNo) < this.issued && this.find(serialNo) === null;
  }

  /** Takes out all calls, in the order they were sent. */
  drain(): Call[] {
    const calls = this.slots.filter((call) => call !== null);
    calls.sort((one, other) => this.age(other.serialNo) - this.age(one.serialNo));
    this.slots.fill(null);
    this.count = 0;
    return calls;
  }

  /** How many serial numbers were given out after it. */
  private age(serialNo: number): number {
    return (this.lastSerialNo - serialNo + MAX_SERIAL_NO) % MAX_SERIAL_NO;
  }

  private find(serialNo: number): Call | null {
    const call = this.slots[this.slotOf(serialNo)] ?? null;
    return call !== null && call.serialNo === serialNo ? call : null;
  }

  private free(serialNo: number): void {
    this.slots[this.slotOf(serialNo)] = null;
    this.count--;
  }

  private slotOf(serialNo: number): number {
    return serialNo % this.slots.length;
  }

  /** Calls that stand in different slots stay apart: the new length is a multiple of the old one. */
  private grow(): void {
    const { slots } = this;
    this.slots = new Array<Call | null>(slots.length * 2).fill(null);
    for (const call of slots) if (call !== null) this.slots[this.slotOf(call.serialNo)] = call;
  }
}
