import { type Batch, halves } from "./batches.js";
import type { Unit } from "./unit.js";

/** Parts of refused batches, to be asked for one after the other until the bad units stand alone. */
export class Suspects {
  private parts: (readonly Unit[])[] = [];
  private readonly batches = new Set<Batch>();

  /** Whether a part is with OpenD now. */
  get underWay(): boolean {
    return this.batches.size > 0;
  }

  /** Takes a refused batch apart. Its halves come before what waits already: a unit is done with soon. */
  split(units: readonly Unit[]): void {
    for (const unit of units) unit.suspect = true;
    const [left, right] = halves(units);
    this.parts.push(right, left);
  }

  next(): readonly Unit[] | undefined {
    return this.parts.pop();
  }

  sent(batch: Batch): void {
    this.batches.add(batch);
  }

  ended(batch: Batch): void {
    this.batches.delete(batch);
  }

  clear(): void {
    this.parts = [];
    this.batches.clear();
  }
}
