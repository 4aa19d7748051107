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
 * have so many times its streams besides those that live. They go when the
 * reader takes it, or with their connection, which keepalive finds dead after
 * some time: until then a client may come back so often.
 */
const MAX_ENDED_SHARE = 3;
/** Owners that only ever called are forgotten when so many others have come. */
const SWEPT_PER_NEW_OWNER = 4;

/** A stream that lives. */
interface Live {
  readonly caller: Caller;
  /** Makes room for a newer one. */
  readonly replaced: () => void;
}

interface Owner {
  /** The oldest comes first. */
  readonly live: Set<Live>;
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
    return known === undefined
      ? { streams: 0, symbols: 0 }
      : { streams: known.live.size, symbols: this.unitsOf(known) };
  }

  /**
   * A stream opens that subscribes `units`. What is returned is called at its end.
   * At the limit a client that has a name of its own (`x-client-id`) loses its
   * oldest stream, by `replaced`: perhaps it comes back on a new connection, and
   * nobody has found yet that the old one is dead.
   * @throws GatewayError LIMIT with QuotaFailure; nothing is taken then.
   */
  openStream(
    caller: Caller,
    units: number,
    transport: Pick<PushTransport, "whenGone">,
    replaced: () => void = () => {},
  ): GiveBack {
    const limits = this.limitsOf(caller);
    const owner = this.owner(caller.owner);
    if (owner.live.size >= limits.streams) oldestOf(owner, caller)?.replaced();
    const refusal = this.streamRefusal(owner, limits, units);
    if (refusal !== null) {
      this.forget(caller.owner, owner);
      throw refusal;
    }
    // With the stream that made room, the owner itself may have been forgotten.
    this.owners.set(caller.owner, owner);
    const live: Live = { caller, replaced };
    owner.live.add(live);
    owner.streamUnits += units;
    let gone = transport.whenGone === undefined;
    transport.whenGone?.(() => {
      gone = true;
      if (owner.live.has(live)) return;
      owner.ended--;
      this.forget(caller.owner, owner);
    });
    return () => {
      if (!owner.live.delete(live)) return;
      owner.streamUnits -= units;
      if (!gone) owner.ended++;
      this.forget(caller.owner, owner);
    };
  }

  private streamRefusal(owner: Owner, limits: BudgetLimits, units: number): GatewayError | null {
    const { streams, symbols } = limits;
    const description = `${streams} push streams at once`;
    if (owner.live.size >= streams) {
      return over("streams", description, "the caller has as many push streams as it may have; close one");
    }
    if (owner.live.size + owner.ended >= streams * (1 + MAX_ENDED_SHARE)) {
      const text = "too many ended push streams of the caller wait for their readers to take the status; read them";
      return over("streams", description, text);
    }
    return units > 0 && this.unitsOf(owner) + units > symbols ? overSymbols(symbols) : null;
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
    const made = { live: new Set<Live>(), ended: 0, streamUnits: 0, callers: new Set<string>() };
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
    if (owner.live.size + owner.ended === 0 && this.unitsOf(owner) === 0 && this.owners.get(name) === owner) {
      this.owners.delete(name);
    }
  }
}

/** The oldest stream of the same client, if the client has a name. */
function oldestOf({ live }: Owner, { id, owner, principal }: Caller): Live | null {
  const named = principal.key === null ? id.includes("/") : id !== owner;
  if (!named) return null;
  for (const stream of live) if (stream.caller.id === id) return stream;
  return null;
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
