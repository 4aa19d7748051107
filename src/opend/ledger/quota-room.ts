import type { Unit } from "./unit.js";
import { MIN_SUBSCRIPTION_MS, type Step } from "./unit-step.js";

/** OpenD has no code for it; its text is known in Chinese (facts: ftapi-protocol.md 6.7). */
const QUOTA_TEXT = /额度不足|額度不足|quota/i;

/** Makes room for refused subscriptions: what lingers and may be released goes first, then the refused are tried once more. */
export class QuotaRoom {
  private readonly units: () => Iterable<Unit>;
  /** Being released for quota. */
  private readonly leaving = new Set<Unit>();
  /** Wait until those have left. */
  private readonly waiting = new Set<Unit>();

  constructor(units: () => Iterable<Unit>) {
    this.units = units;
  }

  /**
   * Whether the refusal was for quota and something can be released for it; then the
   * refused units wait for that. @param release is told each unit that ends now.
   */
  makeRoom(refused: readonly Unit[], text: string, nowMs: number, release: (unit: Unit) => void): boolean {
    if (!QUOTA_TEXT.test(text) || refused.every(({ quotaTried }) => quotaTried)) return false;
    for (const unit of this.units()) {
      if (!mayLeave(unit, nowMs)) continue;
      // No lingering any more, wherever it stands in it.
      unit.emptySinceMs = Number.NEGATIVE_INFINITY;
      this.leaving.add(unit);
      release(unit);
    }
    if (this.leaving.size === 0) return false;
    for (const unit of refused) unit.quotaTried = true;
    return true;
  }

  /** Whether `unit` has to wait with `step` until others have left. */
  holdsBack(unit: Unit, step: Step): boolean {
    if (this.leaving.size === 0 || !unit.quotaTried || step.kind !== "subscribe") return false;
    this.waiting.add(unit);
    return true;
  }

  /** `units` have left, or will not. Returns what need wait no longer. */
  released(units: readonly Unit[]): readonly Unit[] {
    if (this.leaving.size === 0) return [];
    for (const unit of units) this.leaving.delete(unit);
    return this.leaving.size > 0 ? [] : this.freed();
  }

  clear(): void {
    this.leaving.clear();
    this.waiting.clear();
  }

  private freed(): readonly Unit[] {
    const units = [...this.waiting];
    this.waiting.clear();
    return units;
  }
}

function mayLeave(unit: Unit, nowMs: number): boolean {
  return (
    unit.holds.size === 0 &&
    unit.confirmed !== null &&
    !unit.busy &&
    nowMs >= unit.subscribedAtMs + MIN_SUBSCRIPTION_MS &&
    nowMs >= unit.retryAtMs
  );
}
