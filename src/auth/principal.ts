import type { ApiKey } from "./api-key.js";
import { OPEN_MODE_SCOPES, type ScopeSet } from "./scopes.js";

/** Who calls, as far as rights go: a key, or everybody in open mode. */
export interface Principal {
  /** null: open mode. */
  readonly key: ApiKey | null;
  readonly scopes: ScopeSet;
}

export const OPEN_MODE: Principal = { key: null, scopes: OPEN_MODE_SCOPES };
