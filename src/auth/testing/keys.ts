import type { ApiKey, OrderRules } from "../api-key.js";
import { type KeyScope, scopeSet } from "../scopes.js";
import { tokenSha256 } from "../token.js";

export const NO_ORDER_RULES: OrderRules = {
  markets: null,
  symbols: null,
  sides: null,
  hours: null,
  maxOrderValue: null,
  maxDailyValue: null,
  maxOrdersPerMinute: null,
  tagsRemark: false,
};

/** A key with that token and those scopes, and nothing that limits it but `overrides`. */
export function testKey(
  id: string,
  token: string,
  scopes: readonly KeyScope[] = ["qot:read"],
  overrides: Partial<ApiKey> = {},
): ApiKey {
  return {
    id,
    hashes: [{ sha256: tokenSha256(token), expiresAtMs: null }],
    scopes: scopeSet(scopes),
    accIds: null,
    cardNums: null,
    orders: NO_ORDER_RULES,
    binding: { machines: null, certificates: null, networks: null },
    profile: null,
    expiresAtMs: null,
    createdAtMs: null,
    note: "",
    ...overrides,
  };
}
