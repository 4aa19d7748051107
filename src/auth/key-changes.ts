import type { ApiKey } from "./api-key.js";
import type { KeySet } from "./key-set.js";

/** Whose streams must end. */
export interface KeyChange {
  /** Ids of keys that are no longer good: removed, expired, frozen, or bound to other machines. */
  readonly revoked: ReadonlySet<string>;
  /** Ids of keys whose rights or tokens are others now. */
  readonly changed: ReadonlySet<string>;
}

/** What a time or another file changes for those who hold streams. */
export function keyChanges(before: KeySet, after: KeySet, fromMs: number, nowMs: number): KeyChange {
  const revoked = new Set<string>();
  const changed = new Set<string>();
  for (const [id, old] of before.keys) {
    if (!before.isGood(id, fromMs)) continue;
    const key = after.keys.get(id);
    if (key === undefined || !after.isGood(id, nowMs)) revoked.add(id);
    else if (rightsOf(old) !== rightsOf(key) || losesToken(old, key, fromMs, nowMs)) changed.add(id);
  }
  return { revoked, changed };
}

/** Everything that a key may do, as one text; its tokens, note and time of creation are left out. */
function rightsOf({ hashes: _, createdAtMs: __, note: ___, ...rights }: ApiKey): string {
  return JSON.stringify(rights, (_name, value: unknown) => {
    if (value instanceof Set) return [...value].map(String).sort();
    return typeof value === "bigint" ? String(value) : value;
  });
}

/** Its streams may have been opened with that token. A rotation with a grace loses none before the grace is over. */
function losesToken(old: ApiKey, key: ApiKey, fromMs: number, nowMs: number): boolean {
  return old.hashes.some(({ sha256, expiresAtMs }) => {
    if (expiresAtMs !== null && expiresAtMs <= fromMs) return false;
    const now = key.hashes.find((each) => each.sha256 === sha256);
    return now === undefined || (now.expiresAtMs !== null && now.expiresAtMs <= nowMs);
  });
}
