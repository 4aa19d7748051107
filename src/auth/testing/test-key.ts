import type { ApiKey } from "../api-key.js";
import type { Principal } from "../principal.js";
import { KEY_SCOPES, type KeyScope } from "../scopes.js";
import { testKey as keyWithToken, NO_ORDER_RULES } from "./keys.js";

export interface TestKey {
  readonly id?: string;
  /** Default: all. */
  readonly scopes?: readonly KeyScope[];
  readonly accIds?: readonly bigint[] | null;
  readonly cardNums?: readonly string[] | null;
  readonly markets?: readonly string[] | null;
}

/** A key without a token, and without limits but those that are named. */
export function testKey({ id = "k", scopes = KEY_SCOPES, accIds, cardNums = null, markets }: TestKey = {}): ApiKey {
  return keyWithToken(id, "", scopes, {
    hashes: [],
    accIds: accIds == null ? null : new Set(accIds),
    cardNums,
    orders: { ...NO_ORDER_RULES, markets: markets == null ? null : new Set(markets) },
  });
}

export function keyPrincipal(key: TestKey = {}): Principal {
  const made = testKey(key);
  return { key: made, scopes: made.scopes };
}
