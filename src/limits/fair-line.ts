/** A place in a {@link FairLine}. */
export interface Waiting {
  readonly owner: string;
}

/**
 * A line in which owners take turns: each one's own come in the order they
 * came, and one who has asked for a hundred things does not put off the next.
 */
export class FairLine<T extends Waiting> {
  /** Whose turn it is comes first. */
  private readonly lanes = new Map<string, T[]>();
  private size = 0;

  get length(): number {
    return this.size;
  }

  /** How many of one owner's stand in it. */
  lengthOf(owner: string): number {
    return this.lanes.get(owner)?.length ?? 0;
  }

  push(waiting: T): void {
    const lane = this.lanes.get(waiting.owner);
    if (lane === undefined) this.lanes.set(waiting.owner, [waiting]);
    else lane.push(waiting);
    this.size++;
  }

  /** Takes the next one out. */
  shift(): T | undefined {
    for (const [owner, lane] of this.lanes) {
      const next = lane.shift();
      // Behind all others.
      this.lanes.delete(owner);
      if (lane.length > 0) this.lanes.set(owner, lane);
      this.size--;
      return next;
    }
    return undefined;
  }

  /** Takes one out wherever it stands. Whether it was in. */
  remove(waiting: T): boolean {
    const lane = this.lanes.get(waiting.owner);
    const index = lane?.indexOf(waiting) ?? -1;
    if (lane === undefined || index === -1) return false;
    lane.splice(index, 1);
    if (lane.length === 0) this.lanes.delete(waiting.owner);
    this.size--;
    return true;
  }

  /** How many come before this one; before a new one of its owner if it isn't in. Those who come later may change it. */
  ahead(waiting: T): number {
    const lane = this.lanes.get(waiting.owner);
    const index = lane?.indexOf(waiting) ?? -1;
    const own = index === -1 ? (lane?.length ?? 0) : index;
    let count = own;
    let before = true;
    for (const other of this.lanes.values()) {
      if (other === lane) before = false;
      else count += Math.min(other.length, before ? own + 1 : own);
    }
    return count;
  }
}
