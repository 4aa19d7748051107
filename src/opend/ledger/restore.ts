import type { PushedUnit, RefusedUnit, RestoredEvent } from "./types.js";
import type { Unit } from "./unit.js";

/** How far everything has been made again since a home was lost. */
export class Restore {
  readonly sinceMs: number;
  private readonly units = new Set<Unit>();
  private readonly restored: Unit[] = [];
  private readonly refused: RefusedUnit[] = [];
  private accountsPending = false;
  private accountsRefused: string | null = null;

  /** @param sinceMs when the home was lost, by the wall clock. */
  constructor(sinceMs: number) {
    this.sinceMs = sinceMs;
  }

  /** A home is there: these have to be made again. */
  begin(units: Iterable<Unit>, accounts: boolean): void {
    this.units.clear();
    this.restored.length = 0;
    this.refused.length = 0;
    for (const unit of units) if (unit.restoring) this.units.add(unit);
    this.accountsPending = accounts;
    this.accountsRefused = null;
  }

  get done(): boolean {
    return this.units.size === 0 && !this.accountsPending;
  }

  confirmed(unit: Unit): void {
    if (this.units.delete(unit)) this.restored.push(unit);
  }

  refuse(unit: Unit, text: string): void {
    const { security, subType } = unit;
    if (this.units.delete(unit)) this.refused.push({ unit: { security, subType }, text });
  }

  /** Nobody wants it any more. */
  drop(unit: Unit): void {
    this.units.delete(unit);
  }

  /** @param refused OpenD's text if it refused the list. */
  accountsEnded(refused: string | null): void {
    if (!this.accountsPending) return;
    this.accountsPending = false;
    this.accountsRefused = refused;
  }

  event(accounts: readonly bigint[]): RestoredEvent {
    const { sinceMs, refused, accountsRefused } = this;
    return { sinceMs, units: this.restored.flatMap(pushed), accounts, refused, accountsRefused };
  }
}

/** What a unit pushes now, as far as OpenD confirmed it. */
function pushed(unit: Unit): readonly PushedUnit[] {
  const { security, subType, kline, confirmed } = unit;
  if (confirmed === null || confirmed.registrations.length === 0) return [];
  return [{ security, subType, rehabTypes: kline ? confirmed.registrations : [] }];
}
