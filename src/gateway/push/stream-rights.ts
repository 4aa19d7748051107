import { TrdMarket } from "../../../generated/ts/Trd_Common.js";
import { forbiddenError, holds } from "../../auth/access.js";
import type { AllowedAccounts } from "../../auth/account-directory.js";
import type { Principal } from "../../auth/principal.js";
import { scopeBit } from "../../auth/scopes.js";
import type { GatewayError } from "../../errors/gateway-error.js";
import { tradeMarketName } from "../orders/market-names.js";
import type { EventType, StreamFilter } from "./push-filter.js";
import type { StreamPlan } from "./stream-request.js";

const QUOTES = scopeBit("qot:read");
const ACCOUNTS = scopeBit("acc:read");

/** What an event of each type needs (facts: futuopend-rs.md 1.6). */
const NEEDED: Readonly<Record<EventType, number>> = { quote: QUOTES, notify: QUOTES, trade: ACCOUNTS };

/** Before the request is looked at. @throws GatewayError FORBIDDEN. */
export function checkOpening(principal: Principal): void {
  if (!holds(principal, QUOTES | ACCOUNTS)) throw forbidden(principal, "needs qot:read or acc:read");
}

/**
 * The plan with filters that take no more than the caller may see. Everything
 * that a stream gets goes through these: live events, replays, last values,
 * notices of gaps. What a caller leaves open is narrowed; what it names and may
 * not have is refused.
 * @param accounts those that the caller may use; null: all.
 * @throws GatewayError FORBIDDEN.
 */
export function withRights(plan: StreamPlan, principal: Principal, accounts: AllowedAccounts): StreamPlan {
  const markets = principal.key?.orders.markets ?? null;
  if (holds(principal, QUOTES) && holds(principal, ACCOUNTS) && accounts === null && markets === null) return plan;
  const trdMarkets = markets === null ? null : marketNumbers(markets);
  return {
    ...plan,
    filters: plan.filters.map((filter) => narrowed(filter, principal, accounts, trdMarkets)),
    seesAllAccounts: accounts === null,
  };
}

function narrowed(
  filter: StreamFilter,
  principal: Principal,
  allowed: AllowedAccounts,
  trdMarkets: ReadonlySet<number> | null,
): StreamFilter {
  const { securities, subTypes, rehabTypes, accounts } = filter;
  const namesQuotes = securities !== null || subTypes !== null || rehabTypes !== null;
  if (namesQuotes && !holds(principal, QUOTES)) throw forbidden(principal, "a filter about quotes needs qot:read");
  if (accounts !== null && !holds(principal, ACCOUNTS)) {
    throw forbidden(principal, "a filter about accounts needs acc:read");
  }
  const eventTypes = new Set([...filter.eventTypes].filter((eventType) => holds(principal, NEEDED[eventType])));
  if (eventTypes.size === 0) {
    throw forbidden(principal, `no scope for the event types ${[...filter.eventTypes].join(", ")}`);
  }
  return { ...filter, eventTypes, accounts: ownAccounts(accounts, principal, allowed), trdMarkets };
}

function ownAccounts(
  named: ReadonlySet<bigint> | null,
  principal: Principal,
  allowed: AllowedAccounts,
): ReadonlySet<bigint> | null {
  if (allowed === null) return named;
  // A push whose account can't be read has 0n: that is nobody's.
  if (named === null) return new Set([...allowed].filter((accId) => accId !== 0n));
  for (const accId of named) {
    if (!allowed.has(accId)) throw forbidden(principal, "a filter names an account that is not on the list");
  }
  return named;
}

/** Trd_Common.TrdMarket of the names that a key lists; none for a name that is no market. 0, what can't be read, is never one. */
function marketNumbers(names: ReadonlySet<string>): ReadonlySet<number> {
  const numbers = Object.values(TrdMarket).filter((value) => typeof value === "number");
  return new Set(numbers.filter((trdMarket) => trdMarket > 0 && names.has(tradeMarketName(trdMarket) ?? "")));
}

function forbidden(principal: Principal, why: string): GatewayError {
  return forbiddenError(principal, "that part of SubscribePush", `stream-rights: ${why}`);
}
