import type { Command } from "../catalog/command.js";
import { GatewayError } from "../errors/gateway-error.js";
import { BorrowedTokens } from "./borrowed-tokens.js";
import type { CallerBuckets } from "./caller-buckets.js";
import {
  BUILT_IN_PROFILES,
  completeProfile,
  DEFAULT_PROFILE,
  LIMIT_CLASSES,
  type LimitClass,
  type LimitsProfile,
  type PartialProfile,
  STRICTEST_PROFILE,
} from "./profiles.js";
import type { RateState } from "./rate-state.js";
import { type BucketLimit, type RateDecision, TokenBucket } from "./token-bucket.js";

export interface CallerLimitsOptions {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** The operator's own, which may replace ours. */
  readonly profiles?: Readonly<Record<string, PartialProfile>>;
  /** Of callers whose key names none. */
  readonly defaultProfile?: string;
  /** Where replicas share the buckets; null: each process for itself. */
  readonly shared?: CallerBuckets | null;
}

/** Owners that are known at once; each costs some hundred bytes. Those beyond share one set of buckets. */
const MAX_OWNERS = 20_000;
/** Owners that are looked at when a new one comes: forgetting keeps pace. */
const SWEPT_PER_NEW_OWNER = 4;
/** How long a store that failed is not asked: its time-out would delay each call. */
const AWAY_MS = 1000;

/** One call's token: taken, or refused. */
export interface TakenCall {
  readonly rate: RateState;
  /** RATE_LIMITED with RetryInfo; null where the token was taken. */
  readonly refusal: GatewayError | null;
}

/** What a caller uses, for the operator's and his own eyes. */
export interface CallerUsage {
  readonly profile: string;
  readonly limits: LimitsProfile;
  readonly rates: Readonly<Record<LimitClass, RateState>>;
}

interface Owner {
  readonly buckets: Readonly<Record<LimitClass, TokenBucket>>;
  readonly borrowed: Readonly<Record<LimitClass, BorrowedTokens>> | null;
}

/** The limits of callers: for each owner a token bucket of each class. */
export class CallerLimits {
  private readonly now: () => number;
  private readonly profiles: ReadonlyMap<string, LimitsProfile>;
  private readonly defaultProfile: string;
  private readonly shared: CallerBuckets | null;
  private readonly owners = new Map<string, Owner>();
  private sweeper = this.owners.entries();
  private crowd: Owner | null = null;
  private awayUntilMs = Number.NEGATIVE_INFINITY;

  /** @throws RangeError when the default profile is not defined. */
  constructor(options: CallerLimitsOptions) {
    this.now = options.now;
    const profiles: Readonly<Record<string, PartialProfile>> = { ...BUILT_IN_PROFILES, ...(options.profiles ?? {}) };
    this.profiles = new Map(Object.entries(profiles).map(([name, profile]) => [name, completeProfile(profile)]));
    this.defaultProfile = options.defaultProfile ?? DEFAULT_PROFILE;
    if (!this.profiles.has(this.defaultProfile)) {
      throw new RangeError(
        `limits profile "${this.defaultProfile}" is not defined; there are: ${this.profileNames.join(", ")}`,
      );
    }
    this.shared = options.shared ?? null;
  }

  get profileNames(): readonly string[] {
    return [...this.profiles.keys()];
  }

  /** Owners that are remembered. */
  get size(): number {
    return this.owners.size;
  }

  /** The profile of this name; of null the default one, of an unknown name the strictest. */
  profile(name: string | null): LimitsProfile {
    return this.profiles.get(this.profileName(name)) ?? BUILT_IN_PROFILES[STRICTEST_PROFILE];
  }

  /** The name under which {@link profile} was found. */
  profileName(name: string | null): string {
    if (name === null) return this.defaultProfile;
    return this.profiles.has(name) ? name : STRICTEST_PROFILE;
  }

  /**
   * Takes one call's token; a promise only where a store that replicas share must be asked. It never rejects.
   * @param nowMs the time, for who has just read it: with it a call costs a third less.
   */
  take(
    owner: string,
    profile: string | null,
    limitClass: LimitClass,
    nowMs: number = this.now(),
  ): TakenCall | Promise<TakenCall> {
    const limit = this.profile(profile)[limitClass];
    const known = this.owner(owner, limitClass, limit, nowMs);
    const tokens = known.borrowed?.[limitClass];
    if (tokens === undefined || nowMs < this.awayUntilMs) {
      return taken(known.buckets[limitClass].take(nowMs), limit, limitClass);
    }
    const decision = tokens.take(limit);
    if (!(decision instanceof Promise)) return taken(decision, limit, limitClass);
    return decision.then((answered) => {
      if (answered !== null) return taken(answered, limit, limitClass);
      // Reads go on when the store is away: each replica for itself.
      this.awayUntilMs = this.now() + AWAY_MS;
      return taken(known.buckets[limitClass].take(this.now()), limit, limitClass);
    });
  }

  /** Takes from this process's own bucket: for what can't wait, such as the opening of a stream. */
  takeLocal(owner: string, profile: string | null, limitClass: LimitClass): TakenCall {
    const limit = this.profile(profile)[limitClass];
    const nowMs = this.now();
    return taken(this.owner(owner, limitClass, limit, nowMs).buckets[limitClass].take(nowMs), limit, limitClass);
  }

  /** What is left to an owner, as this process knows it; takes nothing. */
  usage(owner: string, profile: string | null): CallerUsage {
    const limits = this.profile(profile);
    const nowMs = this.now();
    const rate = (limitClass: LimitClass): RateState => {
      const known = this.owner(owner, limitClass, limits[limitClass], nowMs);
      const bucket = known.buckets[limitClass];
      return known.borrowed?.[limitClass].lastRate(nowMs) ?? bucket.state(nowMs);
    };
    return {
      profile: this.profileName(profile),
      limits,
      rates: { quotes: rate("quotes"), accounts: rate("accounts"), trading: rate("trading") },
    };
  }

  private owner(name: string, limitClass: LimitClass, limit: BucketLimit, nowMs: number): Owner {
    const known = this.owners.get(name) ?? this.newOwner(name);
    const bucket = known.buckets[limitClass];
    if (bucket.limit !== limit) bucket.change(limit, nowMs);
    return known;
  }

  private newOwner(name: string): Owner {
    this.sweep();
    if (this.owners.size >= MAX_OWNERS) {
      this.crowd ??= this.made("*");
      return this.crowd;
    }
    const made = this.made(name);
    this.owners.set(name, made);
    return made;
  }

  private made(name: string): Owner {
    const limits = this.profile(null);
    const { shared, now } = this;
    return {
      buckets: each((limitClass) => new TokenBucket(limits[limitClass])),
      borrowed: shared === null ? null : each((limitClass) => new BorrowedTokens(shared, `${name}/${limitClass}`, now)),
    };
  }

  /** Forgets owners whose buckets are full: they get nothing earlier by it. */
  private sweep(): void {
    const nowMs = this.now();
    for (let count = 0; count < SWEPT_PER_NEW_OWNER; count++) {
      const next = this.sweeper.next();
      if (next.done === true) {
        this.sweeper = this.owners.entries();
        return;
      }
      const [name, { buckets, borrowed }] = next.value;
      const idle = LIMIT_CLASSES.every(
        (limitClass) => buckets[limitClass].isFull(nowMs) && (borrowed?.[limitClass].isIdle(nowMs) ?? true),
      );
      if (idle) this.owners.delete(name);
    }
  }
}

function taken(decision: RateDecision, limit: BucketLimit, limitClass: LimitClass): TakenCall {
  const { retryAfterMs } = decision;
  if (retryAfterMs === null) return { rate: decision, refusal: null };
  const words = bucketInWords(limit);
  const text = `the caller's calls of class ${limitClass} are used up: ${words}; nothing was sent`;
  const quota = { subject: `caller:${limitClass}`, description: words };
  return { rate: decision, refusal: new GatewayError("RATE_LIMITED", text, { retryAfterMs, quota }) };
}

function each<T>(make: (limitClass: LimitClass) => T): Readonly<Record<LimitClass, T>> {
  return { quotes: make("quotes"), accounts: make("accounts"), trading: make("trading") };
}

/** Which of an owner's buckets a command takes from. Ids that the table doesn't know count as trading, as their scope does. */
export function limitClassOf(command: Command | undefined): LimitClass {
  if (command === undefined) return "trading";
  switch (command.scope) {
    case "trade":
    case "trade:unlock":
      return "trading";
    case "acc:read":
      return "accounts";
    default:
      return "quotes";
  }
}

/** Such as `20 at once, then 100 a minute`. */
export function bucketInWords({ perSecond, burst }: BucketLimit): string {
  const perMinute = perSecond * 60;
  const pace = Number.isInteger(perSecond) ? `${perSecond} a second` : `${round(perMinute)} a minute`;
  return `${Math.floor(burst)} at once, then ${pace}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
