/** Something of the record that has a place in it. */
interface Placed {
  readonly position: number;
}

/** Gone entries are cut off the array when they are this many and half of it: moving the rest then costs nothing an entry. */
const MIN_GONE = 64;

/** Entries by position, taken out from the oldest on; knows up to where it has been emptied. */
export class PositionedList<Entry extends Placed> {
  private entries: Entry[] = [];
  private start = 0;
  /** The position of the newest entry that was taken out; 0: none. */
  evictedThrough = 0;

  get size(): number {
    return this.entries.length - this.start;
  }

  get oldest(): Entry | undefined {
    return this.entries[this.start];
  }

  add(entry: Entry): void {
    this.entries.push(entry);
  }

  evictOldest(): void {
    const oldest = this.oldest;
    if (oldest === undefined) return;
    this.evictedThrough = oldest.position;
    this.start++;
    if (this.start < MIN_GONE || this.start * 2 < this.entries.length) return;
    this.entries = this.entries.slice(this.start);
    this.start = 0;
  }

  /** Entries behind a position, in order. */
  after(position: number): readonly Entry[] {
    let low = this.start;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.entries[middle]?.position ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return this.entries.slice(low);
  }
}
