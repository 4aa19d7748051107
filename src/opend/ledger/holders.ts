import type { HolderId } from "./types.js";
import type { HoldCall, Unit } from "./unit.js";

/** What one holder has, from its side. */
export interface Holder {
  readonly units: Set<Unit>;
  /** Its calls that wait. */
  readonly calls: Set<HoldCall>;
  /** Grows when it lets go of something. */
  version: number;
}

/** Who holds which units. */
export class Holders {
  private readonly holders = new Map<HolderId, Holder>();
  private lastVersion = 0;
  /** The version since which nothing is sure that stood on an earlier home. */
  private homeVersion = 0;

  get size(): number {
    return this.holders.size;
  }

  ids(): Iterable<HolderId> {
    return this.holders.keys();
  }

  /** All calls that wait. */
  *calls(): Iterable<HoldCall> {
    for (const { calls } of this.holders.values()) yield* calls;
  }

  get(id: HolderId): Holder | undefined {
    return this.holders.get(id);
  }

  add(id: HolderId, unit: Unit): void {
    this.open(id).units.add(unit);
  }

  remove(id: HolderId, unit: Unit): void {
    const holder = this.holders.get(id);
    if (holder === undefined) return;
    holder.units.delete(unit);
    holder.version = ++this.lastVersion;
    this.forget(id, holder);
  }

  addCall(call: HoldCall): void {
    this.open(call.holder).calls.add(call);
  }

  removeCall(call: HoldCall): void {
    const holder = this.holders.get(call.holder);
    if (holder === undefined) return;
    holder.calls.delete(call);
    this.forget(call.holder, holder);
  }

  homeLost(): void {
    this.homeVersion = ++this.lastVersion;
  }

  /** See Ledger.version. */
  version(id: HolderId): number {
    const holder = this.holders.get(id);
    return holder === undefined ? ++this.lastVersion : Math.max(holder.version, this.homeVersion);
  }

  private open(id: HolderId): Holder {
    let holder = this.holders.get(id);
    if (holder === undefined) {
      holder = { units: new Set(), calls: new Set(), version: ++this.lastVersion };
      this.holders.set(id, holder);
    }
    return holder;
  }

  private forget(id: HolderId, holder: Holder): void {
    if (holder.units.size === 0 && holder.calls.size === 0) this.holders.delete(id);
  }
}
