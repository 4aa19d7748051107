import { GatewayError } from "../../errors/gateway-error.js";
import { callerHolder, type Ledger, type UnitName } from "../../opend/ledger/types.js";
import type { Caller } from "../caller.js";
import type { PushTransport } from "./stream-host.js";

/** How many things an owner may have at once. */
export interface BudgetLimits {
  readonly streams: number;
  /** Subscription units: one security with one SubType each. */
  readonly symbols: number;
}

export interface BudgetUse {
  readonly streams: number;
  readonly symbols: number;
}

export interface OwnerBudgetsOptions {
  /** Of a profile's name; null: of callers whose key names none. */
  readonly limits: (profile: string | null) => BudgetLimits;
  /** Knows what a caller's own calls have subscribed. */
  readonly ledger: Pick<Ledger, "unitCount" | "newUnits">;
}

/**
 * Calls that have ended but whose reader has not taken the status: an owner may
 * have so many besides the streams that live. They go when the reader takes it,
 * or with their connection.
 */
const MAX_ENDED_SHARE = 1;
/** Owners that only ever called are forgotten when so many others have come. */
const SWEPT_PER_NEW_OWNER = 4;

interface Owner {
  /** Streams that live. */
  streams: number;
  /** Calls of streams that are over. */
  ended: number;
  /** Units of the streams. */
  streamUnits: number;
  /** Callers of this owner that may hold something. */
  readonly callers: Set<string>;
}

/** Gives a stream's place back. Only the first time counts. */
export type GiveBack = () => void;

/** What each owner has open and subscribed, over all its connections and client ids. */
export class OwnerBudgets {
  private readonly options: OwnerBudgetsOptions;
  private readonly owners = new Map<string, Owner>();
  private sweeper = this.owners.entries();

  constructor(options: OwnerBudgetsOptions) {
    this.options = options;
  }

  /** Owners that have something. */
  get size(): number {
    return this.owners.size;
  }

  use({ owner }: Pick<Caller, "owner">): BudgetUse {
    const known = this.owners.get(owner);
    return known === undefined ? { streams: 0, symbols: 0 } : { streams: known.streams, symbols: this.unitsOf(known) };
  }

  /**
   * A stream opens that subscribes `units`. What is returned is called at its end.
   * @throws GatewayError LIMIT with QuotaFailure; nothing is taken then.
   */
  openStream(caller: Caller, units: number, transport: Pick<PushTransport, "whenGone">): GiveBack {
    const limits = this.limitsOf(caller);
    const owner = this.owner(caller.owner);
    const calls = owner.streams + owner.ended;
    if (owner.streams >= limits.streams || calls >= limits.streams * (1 + MAX_ENDED_SHARE)) {
      this.forget(caller.owner, owner);
      const text =
        owner.streams >= limits.streams
          ? "the caller has as many push streams as it may have; close one"
          : "too many ended push streams of the caller wait for their readers to take the status; read them to their end";
      throw over("streams", `${limits.streams} push streams at once`, text);
    }
    if (units > 0 && this.unitsOf(owner) + units > limits.symbols) {
      this.forget(caller.owner, owner);
      throw overSymbols(limits.symbols);
    }
    owner.streams++;
    owner.streamUnits += units;
    let gone = transport.whenGone === undefined;
    let ended = false;
    transport.whenGone?.(() => {
      gone = true;
      if (!ended) return;
      owner.ended--;
      this.forget(caller.owner, owner);
    });
    return () => {
      if (ended) return;
      ended = true;
      owner.streams--;
      owner.streamUnits -= units;
      if (!gone) owner.ended++;
      this.forget(caller.owner, owner);
    };
  }

  /**
   * A caller's own call is about to subscribe `units`. What comes of it, and when
   * it ends, the ledger knows.
   * @throws GatewayError LIMIT with QuotaFailure
   */
  checkHold(caller: Caller, units: readonly UnitName[]): void {
    const limits = this.limitsOf(caller);
    const owner = this.owner(caller.owner);
    const added = this.options.ledger.newUnits(callerHolder(caller.id), units);
    if (added > 0 && this.unitsOf(owner) + added > limits.symbols) {
      this.forget(caller.owner, owner);
      throw overSymbols(limits.symbols);
    }
    owner.callers.add(caller.id);
  }

  private limitsOf({ principal }: Caller): BudgetLimits {
    return this.options.limits(principal.key?.profile ?? null);
  }

  private unitsOf(owner: Owner): number {
    let units = owner.streamUnits;
    for (const caller of owner.callers) {
      const held = this.options.ledger.unitCount(callerHolder(caller));
      if (held === 0) owner.callers.delete(caller);
      units += held;
    }
    return units;
  }

  private owner(name: string): Owner {
    const known = this.owners.get(name);
    if (known !== undefined) return known;
    this.sweep();
    const made = { streams: 0, ended: 0, streamUnits: 0, callers: new Set<string>() };
    this.owners.set(name, made);
    return made;
  }

  private sweep(): void {
    for (let count = 0; count < SWEPT_PER_NEW_OWNER; count++) {
      const next = this.sweeper.next();
      if (next.done === true) {
        this.sweeper = this.owners.entries();
        return;
      }
      this.forget(...next.value);
    }
  }

  /** Forgets an owner that has nothing. */
  private forget(name: string, owner: Owner): void {
    if (owner.streams + owner.ended === 0 && this.unitsOf(owner) === 0 && this.owners.get(name) === owner) {
      this.owners.delete(name);
    }
  }
}

function overSymbols(symbols: number): GatewayError {
  const text = "the caller has subscribed as much as it may; let something go, or ask for less";
  return over("symbols", `${symbols} subscription units (a security with a sub type) at once`, text);
}

function over(what: "streams" | "symbols", description: string, text: string): GatewayError {
  return new GatewayError("LIMIT", `${text}: the limit is ${description}`, {
    quota: { subject: `caller:${what}`, description },
  });
}
