import type { PushKey, PushRefusedKey } from "../../../generated/ts/futu/service/futu.js";
import { klSubTypes, securityKey } from "../../ftapi/routing-key.js";
import type { RestoredEvent, UnitName } from "../../opend/ledger/types.js";
import { pushKey } from "./control-events.js";
import type { FilterKey } from "./push-filter.js";
import type { IndexedStream, RouteIndex } from "./route-index.js";
import type { Route } from "./shared-event.js";

/** A control event with more keys would be longer than reading the state anew. */
const MAX_TOLD_KEYS = 1000;

/** More than OpenD's largest quota. */
const MAX_GONE_UNITS = 10_000;

const ACCOUNTS_REFUSED = "OpenD refused to push for the accounts";

/** What the gap keeps with each route. */
interface GapRoute extends Pick<Route, "eventType" | "secKey" | "subType"> {
  /** How many losses there had been at its last event; -1: it had none. */
  gapsSeen: number;
}

/** What a stream may miss after OpenD was lost. */
export interface MissedKeys {
  readonly keys: PushKey[];
  readonly refused: PushRefusedKey[];
  /** All keys, told or not. */
  count: number;
}

/** Keeps which keys may miss events because OpenD was lost. */
export class UpstreamGap {
  /** Losses so far. */
  private losses = 0;
  private lostAtMs: number | null = null;
  /** The units that stood before the last loss. */
  private units: ReadonlySet<string> = new Set();
  /** Units that went with a lost connection, because nobody held them any more. */
  private readonly gone = new Set<string>();

  /** Wall clock: since when OpenD is lost; null while all subscriptions stand. */
  get sinceMs(): number | null {
    return this.lostAtMs;
  }

  /** OpenD is lost. A second time before all was restored, the first moment counts. */
  lost(sinceMs: number): void {
    this.losses++;
    this.lostAtMs ??= sinceMs;
  }

  /** All subscriptions stand again; returns since when events may be missing, null when nothing was lost. */
  restored({ units }: RestoredEvent): number | null {
    const sinceMs = this.lostAtMs;
    if (sinceMs === null) return null;
    this.lostAtMs = null;
    this.units = new Set(units.map(unitKey));
    return sinceMs;
  }

  /** Whether the route's next event is its first one since a loss. */
  isAfterGap(route: GapRoute): boolean {
    if (route.gapsSeen === this.losses || this.losses === 0) return false;
    if (route.gapsSeen >= 0 || route.eventType !== "quote") return true;
    // Never seen before: a key that was subscribed later misses nothing.
    const key = `${route.secKey}/${route.subType}`;
    return this.lostAtMs !== null || this.units.has(key) || this.gone.has(key);
  }

  /** OpenD no longer pushes a unit. Streams that only listened may get its events again: those are after the gap, too. */
  released(unit: UnitName): void {
    if (this.lostAtMs === null) this.gone.delete(unitKey(unit));
    else if (this.gone.size < MAX_GONE_UNITS) this.gone.add(unitKey(unit));
  }

  /** An event of the route goes out. */
  noteSent(route: GapRoute): void {
    route.gapsSeen = this.losses;
  }
}

/** Which streams of the index listen to what stood before the loss. */
export function missedKeys<S extends IndexedStream>(
  index: RouteIndex<S>,
  { units, accounts, refused, accountsRefused }: RestoredEvent,
): ReadonlyMap<S, MissedKeys> {
  const missed = new Map<S, MissedKeys>();
  const of = (stream: S): MissedKeys => {
    let entry = missed.get(stream);
    if (entry === undefined) {
      entry = { keys: [], refused: [], count: 0 };
      missed.set(stream, entry);
    }
    return entry;
  };
  const add = (key: FilterKey): void => {
    const told = pushKey(key);
    for (const stream of index.streamsOf(key)) {
      const entry = of(stream);
      if (entry.count++ < MAX_TOLD_KEYS) entry.keys.push(told);
    }
  };
  for (const unit of units) for (const rehabType of rehabTypesOf(unit)) add(quoteKey(unit, rehabType));
  for (const accId of accounts) {
    add({ eventType: "trade", secKey: "", subType: 0, rehabType: undefined, accId });
  }
  for (const { unit, text } of refused) {
    const key = quoteKey(unit, undefined);
    for (const stream of index.streamsOf(key)) {
      const entry = of(stream);
      if (entry.refused.length < MAX_TOLD_KEYS) entry.refused.push({ key: pushKey(key), ret_msg: text });
    }
  }
  if (accountsRefused !== null) {
    // OpenD takes the list as a whole: no account of it pushes.
    for (const stream of index.all()) {
      if (!stream.filters.some(({ eventTypes }) => eventTypes.has("trade"))) continue;
      // OpenD's text may name any of them.
      const text = stream.seesAllAccounts ? accountsRefused : ACCOUNTS_REFUSED;
      of(stream).refused.push({ key: undefined, ret_msg: text });
    }
  }
  return missed;
}

function quoteKey({ security, subType }: UnitName, rehabType: number | undefined): FilterKey {
  return { eventType: "quote", secKey: securityKey(security), subType, rehabType, accId: 0n };
}

function rehabTypesOf({ subType, rehabTypes }: RestoredEvent["units"][number]): readonly (number | undefined)[] {
  return klSubTypes.has(subType) && rehabTypes.length > 0 ? rehabTypes : [undefined];
}

function unitKey({ security, subType }: UnitName): string {
  return `${securityKey(security)}/${subType}`;
}
