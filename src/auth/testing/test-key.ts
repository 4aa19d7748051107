import type { ApiKey } from "../api-key.js";
import type { Principal } from "../principal.js";
import { KEY_SCOPES, type KeyScope, scopeSet } from "../scopes.js";

export interface TestKey {
  readonly id?: string;
  /** Default: all. */
  readonly scopes?: readonly KeyScope[];
  readonly accIds?: readonly bigint[] | null;
  readonly cardNums?: readonly string[] | null;
  readonly markets?: readonly string[] | null;
}

/** A key without limits but those that are named. */
export function testKey({ id = "k", scopes = KEY_SCOPES, accIds, cardNums = null, markets }: TestKey = {}): ApiKey {
  return {
    id,
    hashes: [],
    scopes: scopeSet(scopes),
    accIds: accIds == null ? null : new Set(accIds),
    cardNums,
    orders: {
      markets: markets == null ? null : new Set(markets),
      symbols: null,
      sides: null,
      hours: null,
      maxOrderValue: null,
      maxDailyValue: null,
      maxOrdersPerMinute: null,
      tagsRemark: false,
    },
    binding: { machines: null, certificates: null, networks: null },
    profile: null,
    expiresAtMs: null,
    createdAtMs: null,
    note: "",
  };
}

export function keyPrincipal(key: TestKey = {}): Principal {
  const made = testKey(key);
  return { key: made, scopes: made.scopes };
}
