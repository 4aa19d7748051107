import type { Origin } from "./problem.js";
import type { Config, TradingMode } from "./schema.js";

/** A setting that works but that the user should know of. */
export interface ConfigWarning {
  readonly code: "http_not_loopback" | "opend_not_encrypted" | "setting_has_no_effect";
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
  readonly warnings: readonly ConfigWarning[];
}
