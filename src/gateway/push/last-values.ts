import { Buffer } from "node:buffer";
import type { Route, SharedEvent } from "./shared-event.js";

/** One key's newest event, in memory that its next value is written into. */
class Slot {
  readonly route: Route;
  private memory: Buffer;
  private length = 0;
  private readAtMs = 0;
  private position = 0;

  constructor(event: SharedEvent) {
    this.route = event.route;
    this.memory = Buffer.allocUnsafeSlow(event.bytes.length + SPARE_BYTES);
    this.set(event);
  }

  get memoryBytes(): number {
    return this.memory.length;
  }

  set(event: SharedEvent): void {
    const { bytes, readAtMs, position } = event;
    const tooLarge = this.memory.length > KEPT_BYTES && bytes.length * 4 < this.memory.length;
    if (bytes.length > this.memory.length || tooLarge) this.memory = Buffer.allocUnsafeSlow(bytes.length + SPARE_BYTES);
    this.memory.set(bytes, 0);
    this.length = bytes.length;
    this.readAtMs = readAtMs;
    this.position = position;
  }

  /** A copy: what waits in a stream's queue must not change under it. */
  get(): SharedEvent {
    const bytes = Buffer.from(this.memory.subarray(0, this.length));
    return { route: this.route, bytes, readAtMs: this.readAtMs, position: this.position };
  }
}

/** Values of one key differ by a few bytes in length: numbers get longer. */
const SPARE_BYTES = 32;
/** Below this a slot keeps its memory even when values have become much shorter. */
const KEPT_BYTES = 4096;

/**
 * The newest event of each key, for snapshots.
 *
 * Values are copied into memory of their own: a small slice of a received
 * chunk or of Node's buffer pool would keep all of it alive for as long as the
 * key is silent. It holds what it is given until {@link forget}.
 */
export class LastValues {
  private readonly slots = new Map<Route, Slot>();
  private readonly bySecurity = new Map<string, Slot[]>();

  /** Number of keys. */
  get size(): number {
    return this.slots.size;
  }

  /** Memory that the values take. */
  get bytes(): number {
    let bytes = 0;
    for (const slot of this.slots.values()) bytes += slot.memoryBytes;
    return bytes;
  }

  set(event: SharedEvent): void {
    const slot = this.slots.get(event.route);
    if (slot === undefined) this.add(new Slot(event));
    else slot.set(event);
  }

  /** A copy of the newest event of a key. */
  get(route: Route): SharedEvent | undefined {
    return this.slots.get(route)?.get();
  }

  /** The newest events of a security's sub type: one, or one per rehab type of a K-line. */
  of(secKey: string, subType: number): readonly SharedEvent[] {
    const slots = this.bySecurity.get(secKey) ?? [];
    return slots.filter((slot) => slot.route.subType === subType).map((slot) => slot.get());
  }

  /** The keys that have a value; ask {@link get} for those that are wanted. */
  routes(): IterableIterator<Route> {
    return this.slots.keys();
  }

  /** Lets go of all values of a security's sub type: nobody is subscribed any more. */
  forget(secKey: string, subType: number): void {
    const slots = this.bySecurity.get(secKey);
    if (slots === undefined) return;
    const kept = slots.filter((slot) => slot.route.subType !== subType);
    for (const slot of slots) if (slot.route.subType === subType) this.slots.delete(slot.route);
    if (kept.length === 0) this.bySecurity.delete(secKey);
    else this.bySecurity.set(secKey, kept);
  }

  clear(): void {
    this.slots.clear();
    this.bySecurity.clear();
  }

  private add(slot: Slot): void {
    this.slots.set(slot.route, slot);
    const slots = this.bySecurity.get(slot.route.secKey);
    if (slots === undefined) this.bySecurity.set(slot.route.secKey, [slot]);
    else slots.push(slot);
  }
}
