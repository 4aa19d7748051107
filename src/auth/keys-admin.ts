import { GatewayError } from "../errors/gateway-error.js";
import type { ApiKey } from "./api-key.js";
import { type KeyState, keyState } from "./key-state.js";
import type { KeyStore } from "./key-store.js";
import { withoutRecord } from "./keys-document.js";
import type { KeysFile } from "./keys-file.js";
import { KeysFileError } from "./keys-problem.js";

export interface KeysAdminOptions {
  readonly store: Pick<KeyStore, "current" | "problem" | "reload">;
  readonly file: Pick<KeysFile, "edit">;
  readonly machineId: string | null;
  readonly wallMs: () => number;
}

/** What an operator does to the keys of a running gateway. Who may, is not asked here. */
export class KeysAdmin {
  private readonly options: KeysAdminOptions;

  constructor(options: KeysAdminOptions) {
    this.options = options;
  }

  /** The keys in use. */
  list(): readonly { readonly key: ApiKey; readonly state: KeyState }[] {
    const { store, machineId, wallMs } = this.options;
    const nowMs = wallMs();
    return [...store.current.keys.values()].map((key) => ({ key, state: keyState(key, machineId, nowMs) }));
  }

  /** Whether the newest file can't be used. */
  get hasProblem(): boolean {
    return this.options.store.problem !== null;
  }

  /** Epoch milliseconds. */
  wallMs(): number {
    return this.options.wallMs();
  }

  /**
   * Removes a key from the file; calls with it fail when this resolves.
   * @returns false when there is no such key
   * @throws GatewayError STATE_UNAVAILABLE when the file can't be changed, or is none that can be used
   */
  async revoke(id: string): Promise<boolean> {
    let found = true;
    try {
      await this.options.file.edit((root) => {
        try {
          return withoutRecord(root, id);
        } catch (error) {
          found = false;
          throw error;
        }
      });
    } catch (error) {
      if (!(error instanceof KeysFileError)) throw error;
      // It may have gone from the file a moment ago, and not from the keys in use.
      if (found) throw unchangeable(error.message, error);
    }
    await this.options.store.reload();
    if (this.options.store.current.keys.has(id))
      throw unchangeable(this.options.store.problem ?? "the key is still there");
    return found;
  }
}

function unchangeable(auditReason: string, cause?: unknown): GatewayError {
  return new GatewayError("STATE_UNAVAILABLE", "the keys can't be changed now; the operator's log says why", {
    auditReason,
    cause,
    retryAfterMs: 1000,
  });
}
