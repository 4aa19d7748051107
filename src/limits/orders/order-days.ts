const DAY_MS = 86_400_000;
/** By number and not by age: a clock that was days ahead for a moment must not have freed what today has used. */
const MAX_DAYS = 8;

/** The UTC day of a moment in epoch milliseconds, as 2026-11-21. */
export function utcDay(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 10);
}

/** From a moment to the next UTC midnight, in milliseconds. */
export function untilMidnightMs(wallMs: number): number {
  return DAY_MS - (((wallMs % DAY_MS) + DAY_MS) % DAY_MS);
}

/** The value that each owner's orders have used up, by UTC day. */
export class OrderDays {
  private readonly owners = new Map<string, Map<string, number>>();

  /**
   * Value of a day and of all that come after it: a clock that was set back finds
   * what was counted under the later date, so that setting it frees nothing.
   */
  used(owner: string, day: string): number {
    let cents = 0;
    for (const [other, value] of this.owners.get(owner) ?? []) if (other >= day) cents += value;
    return cents;
  }

  add(owner: string, day: string, cents: number): void {
    if (cents === 0) return;
    let days = this.owners.get(owner);
    if (days === undefined) {
      days = new Map();
      this.owners.set(owner, days);
    }
    days.set(day, Math.max(0, (days.get(day) ?? 0) + cents));
    if (days.size > MAX_DAYS) days.delete([...days.keys()].sort()[0] ?? "");
  }

  giveBack(owner: string, day: string, cents: number): void {
    this.add(owner, day, -cents);
  }
}
