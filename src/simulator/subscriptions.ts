import { securityKey } from "../ftapi/routing-key.js";
import type { Clock } from "./clock.js";
import { Refusal } from "./handler.js";
import type { Instrument } from "./market/instrument.js";
import { klTypeOf, subTypeName } from "./sub-type.js";
import { texts } from "./texts.js";

/** At least this long before a subscription may end (facts: ftapi-protocol.md 3.7). */
export const MIN_SUBSCRIPTION_MS = 60_000;

const FORWARD_REHAB: readonly number[] = [1];

/** One security and one SubType, as one connection holds it. */
export interface Subscription {
  readonly instrument: Instrument;
  readonly subType: number;
  readonly sinceMs: number;
  /** Rehab types that are pushed; `[0]` stands for data that has none. Empty: no pushes. */
  pushed: readonly number[];
}

export interface SubscriptionsOptions {
  readonly quota: number;
  /** Real time: the minute is a rule of OpenD, not of the market. */
  readonly clock: Clock;
  /** Default: a minute, as real OpenD. */
  readonly minSubscriptionMs?: number;
}

/**
 * Who reads what. The quota belongs to OpenD: a pair of security and SubType
 * counts once, however many connections hold it. Push registration belongs to
 * the connection (facts: ftapi-protocol.md 5.2).
 */
export class Subscriptions {
  readonly quota: number;
  private readonly clock: Clock;
  private readonly minSubscriptionMs: number;
  private readonly byConnection = new Map<bigint, Map<string, Subscription>>();
  private readonly holders = new Map<string, number>();
  /** What cancels the timers of units whose connection is gone. */
  private readonly lingering = new Set<() => void>();
  private closed = false;

  constructor(options: SubscriptionsOptions) {
    this.quota = options.quota;
    this.clock = options.clock;
    this.minSubscriptionMs = options.minSubscriptionMs ?? MIN_SUBSCRIPTION_MS;
  }

  get usedQuota(): number {
    return this.holders.size;
  }

  /** All subscriptions of a connection. */
  of(connId: bigint): readonly Subscription[] {
    return [...(this.byConnection.get(connId)?.values() ?? [])];
  }

  connections(): readonly bigint[] {
    return [...this.byConnection.keys()];
  }

  get(connId: bigint, instrument: Instrument, subType: number): Subscription | undefined {
    return this.byConnection.get(connId)?.get(unitKey(instrument, subType));
  }

  /**
   * Subscribes to the cross product, all or nothing.
   * @throws Refusal when the quota does not suffice.
   */
  subscribe(connId: bigint, instruments: readonly Instrument[], subTypes: readonly number[]): void {
    const wanted = product(instruments, subTypes);
    const fresh = new Set(
      wanted.map(([instrument, subType]) => unitKey(instrument, subType)).filter((key) => !this.holders.has(key)),
    );
    if (this.usedQuota + fresh.size > this.quota)
      throw new Refusal(texts.subscriptionQuota(this.usedQuota, this.quota));
    let own = this.byConnection.get(connId);
    if (own === undefined) {
      own = new Map();
      this.byConnection.set(connId, own);
    }
    for (const [instrument, subType] of wanted) {
      const key = unitKey(instrument, subType);
      if (own.has(key)) continue;
      own.set(key, { instrument, subType, sinceMs: this.clock.now(), pushed: [] });
      this.holders.set(key, (this.holders.get(key) ?? 0) + 1);
    }
  }

  /** @throws Refusal when one of them is younger than a minute; then none is ended. */
  unsubscribe(connId: bigint, subscriptions: readonly Subscription[]): void {
    const nowMs = this.clock.now();
    for (const { instrument, subType, sinceMs } of subscriptions) {
      if (nowMs - sinceMs < this.minSubscriptionMs) {
        throw new Refusal(texts.unsubscribedTooEarly(instrument.listing.code, subTypeName(subType)));
      }
    }
    const own = this.byConnection.get(connId);
    for (const { instrument, subType } of subscriptions) {
      const key = unitKey(instrument, subType);
      if (own?.delete(key)) this.release(key);
    }
  }

  /** Registers or unregisters pushes. Rehab types matter to K-lines only; none given means forward. */
  setPushed(subscription: Subscription, register: boolean, rehabTypes: readonly number[]): void {
    const isKline = klTypeOf(subscription.subType) !== undefined;
    const types = isKline ? (rehabTypes.length > 0 ? rehabTypes : FORWARD_REHAB) : [0];
    if (register) subscription.pushed = [...new Set([...subscription.pushed, ...types])];
    else if (isKline && rehabTypes.length > 0)
      subscription.pushed = subscription.pushed.filter((type) => !types.includes(type));
    else subscription.pushed = [];
  }

  /** Ends a connection. Its units come back when their minute is over. */
  closeConnection(connId: bigint): void {
    const own = this.byConnection.get(connId);
    this.byConnection.delete(connId);
    for (const [key, subscription] of own ?? []) {
      const restMs = subscription.sinceMs + this.minSubscriptionMs - this.clock.now();
      if (restMs <= 0) this.release(key);
      else this.linger(key, restMs);
    }
  }

  private linger(key: string, restMs: number): void {
    // The last connections end after `close`: a timer for their units would keep the process alive.
    if (this.closed) return;
    const cancel = this.clock.schedule(restMs, () => {
      this.lingering.delete(cancel);
      this.release(key);
    });
    this.lingering.add(cancel);
  }

  /** Cancels all timers, and sets no new ones. */
  close(): void {
    this.closed = true;
    for (const cancel of this.lingering) cancel();
    this.lingering.clear();
  }

  private release(key: string): void {
    const rest = (this.holders.get(key) ?? 1) - 1;
    if (rest > 0) this.holders.set(key, rest);
    else this.holders.delete(key);
  }
}

function unitKey(instrument: Instrument, subType: number): string {
  return `${securityKey(instrument.listing)}/${subType}`;
}

export function product<Left, Right>(
  left: readonly Left[],
  right: readonly Right[],
): readonly (readonly [Left, Right])[] {
  return left.flatMap((one) => right.map((other) => [one, other] as const));
}
