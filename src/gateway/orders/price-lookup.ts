import { Request, Response, type Snapshot } from "../../../generated/ts/Qot_GetSecuritySnapshot.js";
import { GatewayError } from "../../errors/gateway-error.js";
import type { Security } from "../../ftapi/routing-key.js";
import { formatSecurity } from "../../ftapi/security-text.js";
import { lookupFailure } from "./lookup-failure.js";
import { SharedLookup } from "./shared-lookup.js";
import type { LookupFor, OrderClock, Upstream } from "./upstream.js";

const GET_SECURITY_SNAPSHOT = 3203;
/** Younger than any decision that a program takes by it, old enough for a burst of orders to share one call. */
const MAX_AGE_MS = 1000;
const MAX_ENTRIES = 1000;
const TIMEOUT_MS = 5000;

/** What a snapshot says that an order's value needs. */
export interface PriceView {
  readonly lastPrice: number;
  /** Of an option: what one contract is of; null where the snapshot doesn't tell. */
  readonly contractSize: number | null;
}

/** Last prices (3203), asked for when an order needs them. */
export class PriceLookup {
  private readonly lookup: SharedLookup<PriceView>;

  constructor(upstream: Upstream, clock: OrderClock) {
    this.lookup = new SharedLookup({
      clock,
      maxAgeMs: MAX_AGE_MS,
      maxEntries: MAX_ENTRIES,
      timeoutMs: TIMEOUT_MS,
      load: (key, asker) => load(upstream, securityOf(key), asker),
    });
  }

  /** Why there is no price, as far as it is known without asking. */
  unknown(security: Security): GatewayError | undefined {
    return this.lookup.peekUnknown(keyOf(security));
  }

  /** @throws GatewayError VALUE_UNKNOWN when OpenD gives no price. */
  get(security: Security, asker: LookupFor): Promise<PriceView> {
    return this.lookup.get(keyOf(security), asker);
  }
}

/** Both parts in full: a code may hold any character. */
export function keyOf(security: Security): string {
  return `${security.market}:${security.code}`;
}

export function securityOf(key: string): Security {
  const colon = key.indexOf(":");
  return { market: Number(key.slice(0, colon)), code: key.slice(colon + 1) };
}

async function load(upstream: Upstream, security: Security, asker: LookupFor): Promise<PriceView> {
  const what = `the price of ${formatSecurity(security)}`;
  try {
    const request = Request.encode(Request.fromPartial({ c2s: { securityList: [security] } })).finish();
    const reply = Response.decode(await upstream.query(GET_SECURITY_SNAPSHOT, request, asker));
    if (reply.retType !== 0) {
      throw unknown(`OpenD gives no price of ${formatSecurity(security)}`, reply.retMsg);
    }
    return viewOf(security, reply.s2c?.snapshotList ?? []);
  } catch (error) {
    throw lookupFailure(error, "VALUE_UNKNOWN", what);
  }
}

function viewOf(security: Security, snapshots: readonly Snapshot[]): PriceView {
  const found = snapshots.find(
    ({ basic }) => basic?.security?.market === security.market && basic.security.code === security.code,
  );
  const lastPrice = found?.basic?.curPrice;
  if (lastPrice === undefined || !isPrice(lastPrice)) {
    throw unknown(`OpenD gives no price of ${formatSecurity(security)}`);
  }
  const option = found?.optionExData;
  // Of an index option only the multiplier is given, of one on a stock the size.
  const size = [option?.contractMultiplier, option?.contractSizeFloat, option?.contractSize].find(
    (value) => value !== undefined && isPrice(value),
  );
  return { lastPrice, contractSize: size ?? null };
}

function isPrice(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}

function unknown(problem: string, auditReason?: string): GatewayError {
  return new GatewayError(
    "VALUE_UNKNOWN",
    `${problem}: the order's value can't be told, and the key has a limit of value; nothing was sent`,
    auditReason === undefined ? {} : { auditReason },
  );
}
