import { klSubTypes } from "../../ftapi/routing-key.js";
import { MAX_UNITS_PER_CALL, type SubscriptionWant } from "../../opend/ledger/types.js";
import { invalid, type StreamFilter } from "./push-filter.js";

/** Common.Session: what OpenD gives when two filters name different ones. */
const SESSION_ALL = 3;
const SESSION_REGULAR = 1;
/** What OpenD pushes where none is named. */
const REHAB_FORWARD = 1;

/** What a stream with `subscribe` holds as long as it lives. */
export interface StreamWants {
  readonly subscriptions: readonly SubscriptionWant[];
  readonly accounts: readonly bigint[];
}

export const NO_WANTS: StreamWants = { subscriptions: [], accounts: [] };

/**
 * The subscriptions that the filters name; a unit that several name is one.
 * @throws GatewayError INVALID_REQUEST where a filter is about quotes and does not say which.
 */
export function subscriptionWants(filters: readonly StreamFilter[]): StreamWants {
  const units = new Map<string, SubscriptionWant>();
  const accounts = new Set<bigint>();
  filters.forEach((filter, index) => {
    for (const accId of filter.accounts ?? []) accounts.add(accId);
    const { securities, subTypes } = filter;
    if (securities === null) {
      if (subTypes === null) return;
      throw invalid(`filters[${index}].securities: is empty, but \`subscribe\` needs to know which`);
    }
    if (subTypes === null) {
      throw invalid(`filters[${index}].sub_types: is empty, and kl_types too, but \`subscribe\` needs to know which`);
    }
    for (const [secKey, security] of securities) {
      for (const subType of subTypes) {
        const key = `${secKey}/${subType}`;
        const want: SubscriptionWant = {
          security,
          subType,
          push: true,
          rehabTypes: klSubTypes.has(subType) ? [...(filter.rehabTypes ?? [REHAB_FORWARD])] : [],
          ...(filter.session === undefined ? {} : { session: filter.session }),
          ...(filter.extendedTime ? { extendedTime: true } : {}),
          ...(filter.orderBookDetail ? { orderBookDetail: true } : {}),
        };
        const other = units.get(key);
        if (other === undefined && units.size === MAX_UNITS_PER_CALL) {
          throw invalid(
            `subscribe: the filters name more than ${MAX_UNITS_PER_CALL} pairs of a security and a sub type`,
          );
        }
        units.set(key, other === undefined ? want : union(other, want));
      }
    }
  });
  if (units.size === 0 && accounts.size === 0) {
    throw invalid("subscribe: no filter names securities with sub types, or accounts; name some or leave it out");
  }
  return { subscriptions: [...units.values()], accounts: [...accounts] };
}

function union(a: SubscriptionWant, b: SubscriptionWant): SubscriptionWant {
  const session = unionSession(a, b);
  return {
    ...a,
    rehabTypes: [...new Set([...a.rehabTypes, ...b.rehabTypes])],
    ...(session === undefined ? {} : { session }),
    ...(a.extendedTime === true || b.extendedTime === true ? { extendedTime: true } : {}),
    ...(a.orderBookDetail === true || b.orderBookDetail === true ? { orderBookDetail: true } : {}),
  };
}

/** A filter that names no session wishes none, but for the extended hours, which a regular session would take from it. */
function unionSession(a: SubscriptionWant, b: SubscriptionWant): number | undefined {
  if (a.session !== undefined && b.session !== undefined) return a.session === b.session ? a.session : SESSION_ALL;
  const session = a.session ?? b.session;
  const other = a.session === undefined ? a : b;
  return session === SESSION_REGULAR && other.extendedTime === true ? SESSION_ALL : session;
}
