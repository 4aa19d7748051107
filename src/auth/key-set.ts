import type { ApiKey } from "./api-key.js";
import { machineFingerprint } from "./machine.js";
import { NetworkRanges } from "./network.js";
import type { Principal } from "./principal.js";
import { characterCodes, digestOfHex, endEqualsInConstantTime, equalInConstantTime, tokenDigest } from "./token.js";

/** What a token stands for. Whether it is good now and here, the authenticator decides. */
export interface VerifiedKey {
  readonly key: ApiKey;
  readonly principal: Principal;
  /** When the token stops being good: the key's end or that of a rotation's grace; Infinity: never. */
  readonly expiresAtMs: number;
  /** Why no token of the key is good on this host; null: it is. */
  readonly locked: "frozen" | "machine" | null;
  readonly networks: NetworkRanges | null;
}

interface Entry extends VerifiedKey {
  readonly digest: string;
}

interface CachedToken {
  readonly codes: Uint16Array;
  readonly entry: Entry;
}

/** Verified tokens are found by their last characters, and then compared whole. */
const CACHE_KEY_CHARS = 8;

/** The keys of one keys file. Never changes: another file makes another set, and the cache of tokens goes with this one. */
export class KeySet {
  readonly keys: ReadonlyMap<string, ApiKey>;
  private readonly machineId: string | null;
  private readonly entries = new Map<string, Entry>();
  /** Only verified tokens, so it holds two for a key at most: the current one and that of a rotation's grace. */
  private readonly cache = new Map<number, CachedToken>();

  /** @param machineId of this host; null: keys that are bound to machines are locked. */
  constructor(keys: readonly ApiKey[], machineId: string | null) {
    this.machineId = machineId;
    this.keys = new Map(keys.map((key) => [key.id, key]));
    for (const key of keys) {
      const principal: Principal = { key, scopes: key.scopes };
      const locked = lockOf(key, machineId);
      const networks = key.binding.networks === null ? null : new NetworkRanges(key.binding.networks);
      for (const { sha256, expiresAtMs } of key.hashes) {
        const digest = digestOfHex(sha256);
        const untilMs = Math.min(key.expiresAtMs ?? Infinity, expiresAtMs ?? Infinity);
        this.entries.set(digest, { key, principal, expiresAtMs: untilMs, locked, networks, digest });
      }
    }
  }

  /** Whether a key's tokens are good on this host at that time, from some address at least. */
  isGood(id: string, wallMs: number): boolean {
    const key = this.keys.get(id);
    return key !== undefined && wallMs < (key.expiresAtMs ?? Infinity) && lockOf(key, this.machineId) === null;
  }

  /** Whether a key or a token of one ends after `fromMs` and not after `untilMs`. */
  someEnds(fromMs: number, untilMs: number): boolean {
    for (const { expiresAtMs } of this.entries.values()) {
      if (expiresAtMs > fromMs && expiresAtMs <= untilMs) return true;
    }
    return false;
  }

  /**
   * The key of a token: one SHA-256 and one map access, whatever the number of keys; less for a token seen before.
   * @param value ends with the token, which begins at `start`.
   */
  verify(value: string, start = 0): VerifiedKey | null {
    const slot = slotOf(value, start);
    const cached = this.cache.get(slot);
    if (cached !== undefined && endEqualsInConstantTime(value, start, cached.codes)) return cached.entry;
    const token = value.slice(start);
    const digest = tokenDigest(token);
    const entry = this.entries.get(digest);
    if (entry === undefined || !equalInConstantTime(digest, entry.digest)) return null;
    if (cached === undefined) this.cache.set(slot, { codes: characterCodes(token), entry });
    return entry;
  }
}

/** A number, so that no string has to be made and hashed for each call. */
function slotOf(value: string, start: number): number {
  let slot = 0;
  for (let index = Math.max(start, value.length - CACHE_KEY_CHARS); index < value.length; index++) {
    slot = (Math.imul(slot, 31) + value.charCodeAt(index)) | 0;
  }
  return slot;
}

/** Why no token of the key is good on a host. */
export function lockOf({ id, binding: { machines } }: ApiKey, machineId: string | null): VerifiedKey["locked"] {
  if (machines === null) return null;
  if (machines.length === 0) return "frozen";
  return machineId !== null && machines.includes(machineFingerprint(id, machineId)) ? null : "machine";
}
