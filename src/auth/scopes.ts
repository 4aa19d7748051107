/** What a key may hold (facts: futuopend-rs.md 3.1; `qot:write`, `trade:cancel-all` are ours). */
export const KEY_SCOPES = [
  "qot:read",
  "qot:write",
  "acc:read",
  "trade:simulate",
  "trade:real",
  "trade:unlock",
  "trade:cancel-all",
  "admin",
  "metrics:read",
] as const;

export type KeyScope = (typeof KEY_SCOPES)[number];

/** Names that stand for several (facts: gateway-features.md, "permission names"). */
export const SCOPE_ALIASES: Readonly<Record<string, readonly KeyScope[]>> = {
  read: ["qot:read", "acc:read"],
  trade: ["trade:simulate", "trade:real"],
};

/** Scopes as bits: a check is one `&`. */
export type ScopeSet = number;

export function scopeBit(scope: KeyScope): ScopeSet {
  return 1 << KEY_SCOPES.indexOf(scope);
}

export function scopeSet(scopes: Iterable<KeyScope>): ScopeSet {
  let set = 0;
  for (const scope of scopes) set |= scopeBit(scope);
  return set;
}

export function scopeNames(set: ScopeSet): readonly KeyScope[] {
  return KEY_SCOPES.filter((scope) => (set & scopeBit(scope)) !== 0);
}

/** What callers get without a keys file; the listener is on loopback then. */
export const OPEN_MODE_SCOPES: ScopeSet = scopeSet(["qot:read", "acc:read", "trade:simulate"]);
