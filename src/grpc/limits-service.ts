import { Buffer } from "node:buffer";
import type { ServiceDefinition, UntypedServiceImplementation } from "@grpc/grpc-js";
import { GetLimitsRequest, GetLimitsResponse, type OrderRule, type Rate } from "../../generated/ts/opend/v1/limits.js";
import type { TradingMode } from "../auth/access.js";
import type { OrderRules } from "../auth/api-key.js";
import { windowText } from "../auth/key-state.js";
import { scopeNames } from "../auth/scopes.js";
import type { Caller } from "../gateway/caller.js";
import type { OwnerBudgets } from "../gateway/push/owner-budgets.js";
import { bucketInWords, type CallerLimits } from "../limits/caller-limits.js";
import type { OrderStore, OrderUsage } from "../limits/orders/order-store.js";
import type { PacedLimit } from "../limits/pacing.js";
import { LIMIT_CLASSES } from "../limits/profiles.js";
import type { RateState } from "../limits/rate-state.js";
import type { CallMetrics } from "../telemetry/call-metrics.js";
import { type OwnMethodOptions, ownMethod, ownRequest } from "./own-method.js";

export const LIMITS_SERVICE_NAME = "opend.v1.Limits";

/** `opend.v1.Limits`. */
export const limitsServiceDefinition = {
  Get: {
    path: `/${LIMITS_SERVICE_NAME}/Get`,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message: GetLimitsRequest) => Buffer.from(GetLimitsRequest.encode(message).finish()),
    requestDeserialize: ownRequest("GetLimitsRequest", (bytes) => GetLimitsRequest.decode(bytes)),
    responseSerialize: (message: GetLimitsResponse) => Buffer.from(GetLimitsResponse.encode(message).finish()),
    responseDeserialize: (bytes: Buffer) => GetLimitsResponse.decode(bytes),
  },
} satisfies ServiceDefinition;

/** All that limits callers, to be shown to them. */
export interface LimitsParts {
  readonly callers: CallerLimits;
  readonly budgets: Pick<OwnerBudgets, "use">;
  /** OpenD's limits that are in use. */
  readonly opend: () => readonly PacedLimit[];
  readonly orders: Pick<OrderStore, "usage">;
  readonly trading: TradingMode;
  /** Epoch milliseconds. */
  readonly wallMs: () => number;
}

export interface LimitsServiceOptions
  extends Pick<OwnMethodOptions<unknown, unknown>, "logger" | "requestIds" | "upstream" | "authenticator"> {
  readonly limits: LimitsParts;
  readonly metrics: CallMetrics;
}

/** Serves `opend.v1.Limits`. */
export function limitsServiceImplementation(options: LimitsServiceOptions): UntypedServiceImplementation {
  const { limits, metrics, ...common } = options;
  return {
    Get: ownMethod<GetLimitsRequest, GetLimitsResponse>({
      ...common,
      callers: limits.callers,
      metrics: metrics.method(LIMITS_SERVICE_NAME, "Get", "unary"),
      answer: async (_message, caller) => view(limits, caller),
    }),
  };
}

async function view(parts: LimitsParts, caller: Caller): Promise<GetLimitsResponse> {
  const { owner, principal } = caller;
  const { key } = principal;
  const used = parts.budgets.use(caller);
  const { profile, limits, rates } = parts.callers.usage(owner, key?.profile ?? null);
  return GetLimitsResponse.fromPartial({
    open_mode: key === null,
    scopes: [...scopeNames(principal.scopes)],
    accounts: {
      all: key === null || (key.accIds === null && key.cardNums === null),
      acc_ids: [...(key?.accIds ?? [])],
      card_nums: [...(key?.cardNums ?? [])],
    },
    orders: orderRule(parts.trading, key?.orders ?? null, await orderUsage(parts, owner)),
    profile,
    caller_rates: LIMIT_CLASSES.map((limitClass) =>
      rateOf(`caller:${limitClass}`, bucketInWords(limits[limitClass]), rates[limitClass]),
    ),
    streams: { limit: limits.streams, used: used.streams },
    symbols: { limit: limits.symbols, used: used.symbols },
    opend_rates: parts
      .opend()
      .filter(({ accId }) => mayKnow(caller, accId))
      .map(({ subject, description, accId, rate }) => ({
        ...rateOf(subject, description, rate),
        ...(accId === null ? {} : { acc_id: accId }),
      })),
  });
}

/** A key with a list of accounts sees those of them that it names by id. */
function mayKnow({ principal: { key } }: Caller, accId: bigint | null): boolean {
  if (accId === null || key === null || (key.accIds === null && key.cardNums === null)) return true;
  return key.accIds?.has(accId) === true;
}

/** Null where it can't be known: the store may be away. */
async function orderUsage({ orders, wallMs }: LimitsParts, owner: string): Promise<OrderUsage | null> {
  try {
    return await orders.usage(owner, wallMs());
  } catch {
    return null;
  }
}

function orderRule(
  trading: TradingMode,
  rules: OrderRules | null,
  usage: OrderUsage | null,
): Parameters<typeof OrderRule.fromPartial>[0] {
  return {
    trading_mode: trading,
    markets: [...(rules?.markets ?? [])],
    symbols: [...(rules?.symbols ?? [])],
    sides: [...(rules?.sides ?? [])],
    hours: rules?.hours == null ? undefined : `${windowText(rules.hours)} ${rules.hours.timeZone}`,
    max_order_value: rules?.maxOrderValue ?? undefined,
    max_daily_value: rules?.maxDailyValue ?? undefined,
    max_orders_per_minute: rules?.maxOrdersPerMinute ?? undefined,
    daily_value_used: usage === null ? undefined : usage.dayCents / 100,
    orders_last_minute: usage?.ordersLastMinute,
  };
}

function rateOf(subject: string, description: string, rate: RateState): Rate {
  const { limit, remaining, resetMs } = rate;
  return { subject, description, limit, remaining, reset_ms: Math.ceil(resetMs), acc_id: undefined };
}
