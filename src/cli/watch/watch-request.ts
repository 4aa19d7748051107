import type { PushFilter, SubscribePushRequest } from "../../../generated/ts/futu/service/futu.js";
import { securityKey } from "../../ftapi/routing-key.js";
import { formatSecurity, readSecurityText } from "../../ftapi/security-text.js";
import { parseSubTypes, SubTypeError } from "./sub-types.js";

/** A security of the command line. */
export interface WatchedSecurity {
  /** As in PushEvent.sec_key. */
  readonly secKey: string;
  /** As it is shown. */
  readonly label: string;
}

export interface WatchPlan {
  readonly securities: readonly WatchedSecurity[];
  readonly request: SubscribePushRequest;
}

export interface WatchArguments {
  readonly securities: readonly string[];
  readonly types: string;
  readonly accounts: string | undefined;
  readonly heartbeatMs: number;
}

/** A command line that can't be turned into a stream. The message is for the user. */
export class WatchArgumentError extends Error {
  override readonly name = "WatchArgumentError";
}

const MAX_ACCOUNT = 2n ** 64n - 1n;

/**
 * The stream that a command line asks for: quotes of its securities, trade
 * events of its accounts, and notices.
 * @throws WatchArgumentError
 */
export function planWatch({ securities: texts, types, accounts, heartbeatMs }: WatchArguments): WatchPlan {
  const securities = readSecurities(texts);
  const accountIds = readAccounts(accounts);
  if (securities.length === 0 && accountIds.length === 0) {
    throw new WatchArgumentError("name at least one security, such as HK.00700, or --accounts");
  }
  const filters: PushFilter[] = [];
  if (securities.length > 0) {
    const names = securities.map(({ secKey }) => secKey);
    filters.push(filter({ name: "quotes", securities: names, sub_types: [...readTypes(types)] }));
  }
  if (accountIds.length > 0) filters.push(filter({ name: "trade", accounts: [...accountIds] }));
  filters.push(filter({ name: "notices", event_types: ["notify"] }));
  const request: SubscribePushRequest = {
    filters,
    subscribe: true,
    snapshot: true,
    control_events: true,
    resume_after: undefined,
    conflate: undefined,
    heartbeat_interval_ms: heartbeatMs,
  };
  return { securities, request };
}

function filter(parts: Partial<PushFilter>): PushFilter {
  return { securities: [], sub_types: [], kl_types: [], rehab_types: [], event_types: [], accounts: [], ...parts };
}

function readSecurities(texts: readonly string[]): WatchedSecurity[] {
  const byKey = new Map<string, WatchedSecurity>();
  for (const text of texts) {
    const { security, problem } = readSecurityText(text);
    if (security === null) throw new WatchArgumentError(problem);
    const secKey = securityKey(security);
    byKey.set(secKey, { secKey, label: formatSecurity(security) });
  }
  return [...byKey.values()];
}

function readTypes(text: string): readonly number[] {
  try {
    return parseSubTypes(text);
  } catch (error) {
    if (error instanceof SubTypeError) throw new WatchArgumentError(`--types: ${error.message}`);
    throw error;
  }
}

function readAccounts(text: string | undefined): readonly bigint[] {
  if (text === undefined) return [];
  const ids = text.split(",").map((part) => {
    const id = part.trim();
    if (!/^\d{1,20}$/.test(id) || BigInt(id) === 0n || BigInt(id) > MAX_ACCOUNT) {
      throw new WatchArgumentError(
        `--accounts: "${id}" is no account id; they are numbers, see opend-gateway call GetAccList '{"userID":0}'`,
      );
    }
    return BigInt(id);
  });
  return [...new Set(ids)];
}
