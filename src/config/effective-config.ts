import type { Origin } from "./problem.js";
import type { Config, TradingMode } from "./schema.js";

/** A setting that works but that the user should know of. */
export interface ConfigWarning {
  readonly code:
    | "http_not_loopback"
    | "grpc_not_encrypted"
    | "opend_not_encrypted"
    | "state_in_memory"
    | "audit_off"
    | "secret_on_command_line"
    | "setting_has_no_effect";
  readonly message: string;
}

/** The settings a gateway runs with. */
export interface EffectiveConfig {
  readonly settings: Config;
  /** By the setting's key. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** The config file, or null. */
  readonly file: string | null;
  /** Whether the embedded simulator stands in for OpenD. */
  readonly simulated: boolean;
  /** What `trading` comes to. */
  readonly trading: TradingMode;
  /** What `stateDir` comes to; null: memory only. */
  readonly stateDir: string | null;
  /** What `audit` comes to: a file, or a folder for daily files; null: no audit. */
  readonly auditPath: string | null;
  readonly warnings: readonly ConfigWarning[];
}
