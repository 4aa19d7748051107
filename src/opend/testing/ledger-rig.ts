import assert from "node:assert/strict";
import { SubscriptionLedger } from "../ledger/ledger.js";
import type {
  HolderId,
  HoldOptions,
  LedgerOutcome,
  LostEvent,
  RestoredEvent,
  SubscriptionWant,
  UnitName,
} from "../ledger/types.js";
import { FakeClock } from "./fake-clock.js";
import { FakeSubscriptions, type SeenCall } from "./fake-subscriptions.js";

export const BASIC = 1;
export const ORDER_BOOK = 2;
export const TICKER = 4;
export const KL_DAY = 6;
export const KL_1MIN = 11;

export const LEASE_MS = 300_000;
export const LINGER_MS = 10_000;
export const ACCOUNT_LINGER_MS = 60_000;

/** A unit of the Hong Kong market. */
export function unit(code: string, subType = BASIC): UnitName {
  return { security: { market: 1, code }, subType };
}

/** A unit that is wanted with pushes. */
export function want(code: string, subType = BASIC, parts: Partial<SubscriptionWant> = {}): SubscriptionWant {
  return { ...unit(code, subType), push: true, rehabTypes: [], ...parts };
}

/** A call of a holder, and how it ended. */
export interface Asked {
  readonly outcomes: LedgerOutcome[];
  readonly cancel: () => void;
}

/** A ledger before an OpenD that a test plays. */
export class LedgerRig {
  readonly clock = new FakeClock();
  readonly opend = new FakeSubscriptions(this.clock);
  readonly lost: LostEvent[] = [];
  readonly restored: RestoredEvent[] = [];
  readonly released: string[] = [];
  /** What OpenD pushes for, each time that it changed. */
  readonly registered: (readonly bigint[])[] = [];
  readonly ledger = new SubscriptionLedger({
    pool: this.opend,
    clock: this.clock,
    leaseMs: LEASE_MS,
    lingerMs: LINGER_MS,
    accountLingerMs: ACCOUNT_LINGER_MS,
    onAccounts: (accIds) => this.registered.push(accIds),
    onLost: (event) => this.lost.push(event),
    onRestored: (event) => this.restored.push(event),
    onReleased: ({ security, subType }) => this.released.push(`${security.market}_${security.code}/${subType}`),
  });

  /** @param home whether a home is there from the start. */
  constructor(home = true) {
    if (home) this.ledger.homeChanged("opend:11111#1");
  }

  hold(holder: HolderId, wants: readonly SubscriptionWant[], options: Partial<HoldOptions> = {}): Asked {
    const outcomes: LedgerOutcome[] = [];
    const all = { deadlineMs: Number.POSITIVE_INFINITY, firstPush: false, ...options };
    const cancel = this.ledger.hold(holder, wants, all, (outcome) => outcomes.push(outcome));
    return { outcomes, cancel };
  }

  holdAccounts(holder: HolderId, accIds: readonly bigint[], deadlineMs = Number.POSITIVE_INFINITY): Asked {
    const outcomes: LedgerOutcome[] = [];
    const cancel = this.ledger.holdAccounts(holder, accIds, { deadlineMs }, (outcome) => outcomes.push(outcome));
    return { outcomes, cancel };
  }

  /** Lets what is gathered leave, and OpenD answer, until nothing more is sent. Returns the calls that came. */
  settle(): readonly SeenCall[] {
    this.clock.advance(5);
    while (this.opend.answer()) this.clock.advance(5);
    return this.opend.takeSeen();
  }

  /** Holds, and lets OpenD answer: it must agree. */
  held(holder: HolderId, ...wants: readonly SubscriptionWant[]): readonly SeenCall[] {
    const asked = this.hold(holder, wants);
    const seen = this.settle();
    assert.equal(outcomeOf(asked).ok, true);
    return seen;
  }

  /** The home's connection ends; `next` is at once the new one, or null. */
  loseHome(next: string | null): void {
    const tellCalls = this.opend.disconnect();
    this.ledger.homeChanged(next);
    tellCalls();
  }

  /** Lets time pass while OpenD answers all that comes. Returns the calls that came. */
  pass(ms: number): readonly SeenCall[] {
    for (let left = ms; left > 0; left -= 1000) {
      this.clock.advance(Math.min(left, 1000));
      while (this.opend.answer()) this.clock.endTurn();
    }
    return this.opend.takeSeen();
  }
}

/** How a call ended: it must have, once. */
export function outcomeOf({ outcomes }: Asked): LedgerOutcome {
  assert.equal(outcomes.length, 1, `ended ${outcomes.length} times`);
  return outcomes[0] as LedgerOutcome;
}
