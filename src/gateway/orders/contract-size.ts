import { QotMarket, SecurityType } from "../../../generated/ts/Qot_Common.js";
import { Request, Response } from "../../../generated/ts/Qot_GetStaticInfo.js";
import { GatewayError } from "../../errors/gateway-error.js";
import type { Security } from "../../ftapi/routing-key.js";
import { formatSecurity } from "../../ftapi/security-text.js";
import { lookupFailure } from "./lookup-failure.js";
import { keyOf, type PriceLookup, securityOf } from "./price-lookup.js";
import { SharedLookup } from "./shared-lookup.js";
import type { LookupFor, OrderClock, Upstream } from "./upstream.js";

const GET_STATIC_INFO = 3202;
/** Contracts change their size with rare corporate actions, overnight. */
const MAX_AGE_MS = 24 * 3_600_000;
const MAX_ENTRIES = 10_000;
const TIMEOUT_MS = 5000;

/** Markets in which nothing but the thing itself is traded, and of which there is no static info. */
const PLAIN_MARKETS: ReadonlySet<number> = new Set([
  QotMarket.QotMarket_CC_Security,
  QotMarket.QotMarket_EventContract,
]);

/** How many of the underlying one unit of an order is: the contract's size for options and futures, else 1 (3202). */
export class ContractSizes {
  private readonly lookup: SharedLookup<number>;

  constructor(upstream: Upstream, prices: PriceLookup, clock: OrderClock) {
    this.lookup = new SharedLookup({
      clock,
      maxAgeMs: MAX_AGE_MS,
      maxEntries: MAX_ENTRIES,
      timeoutMs: TIMEOUT_MS,
      load: (key, asker) => load(upstream, prices, securityOf(key), asker),
    });
  }

  /** What is known without asking; undefined: it must be looked up. */
  known(security: Security): number | undefined {
    return PLAIN_MARKETS.has(security.market) ? 1 : this.lookup.peek(keyOf(security));
  }

  /** Why there is none, as far as it is known without asking. */
  unknown(security: Security): GatewayError | undefined {
    return this.lookup.peekUnknown(keyOf(security));
  }

  /** @throws GatewayError VALUE_UNKNOWN when OpenD doesn't tell. */
  async get(security: Security, asker: LookupFor): Promise<number> {
    return this.known(security) ?? (await this.lookup.get(keyOf(security), asker));
  }
}

async function load(upstream: Upstream, prices: PriceLookup, security: Security, asker: LookupFor): Promise<number> {
  try {
    const request = Request.encode(Request.fromPartial({ c2s: { securityList: [security] } })).finish();
    const reply = Response.decode(await upstream.query(GET_STATIC_INFO, request, asker));
    const basic = reply.s2c?.staticInfoList
      .map((info) => info.basic)
      .find((found) => found?.security?.market === security.market && found.security.code === security.code);
    if (reply.retType !== 0 || basic === undefined) throw unknown(security, reply.retMsg);
    const { secType, lotSize } = basic;
    // A type that is not told could be an option as well as a share.
    if (secType === undefined || secType === SecurityType.SecurityType_Unknown) throw unknown(security);
    const isContract = secType === SecurityType.SecurityType_Drvt || secType === SecurityType.SecurityType_Future;
    if (!isContract) return 1;
    if (lotSize !== undefined && lotSize > 0) return lotSize;
    // Options on indexes have no lot: their snapshot tells the multiplier.
    const { contractSize } = await prices.get(security, asker);
    if (contractSize === null) throw unknown(security);
    return contractSize;
  } catch (error) {
    throw lookupFailure(error, "VALUE_UNKNOWN", `the contract size of ${formatSecurity(security)}`);
  }
}

function unknown(security: Security, auditReason?: string): GatewayError {
  return new GatewayError(
    "VALUE_UNKNOWN",
    `OpenD does not tell what ${formatSecurity(security)} is: the order's value can't be told, and the key has a limit of value; nothing was sent`,
    auditReason === undefined ? {} : { auditReason },
  );
}
