import { formatAddress, type ListenAddress, type UpstreamAddress } from "./address.js";
import type { EffectiveConfig } from "./effective-config.js";
import type { Origin } from "./problem.js";
import { formatNumber, type LimitsProfiles } from "./setting.js";
import { type Setting, settings } from "./settings-table.js";

/** One effective setting as it is shown. */
export interface ShownSetting {
  readonly key: string;
  readonly value: string | number | boolean | null | readonly string[] | LimitsProfiles;
  /** The value on a terminal. */
  readonly text: string;
  readonly origin: Origin;
}

/** The effective settings in order; what is secret is masked. */
export function describeConfig(config: EffectiveConfig): ShownSetting[] {
  return settings.map((setting) => {
    const value = showable(setting, valueAt(config, setting));
    const origin = config.origins.get(setting.key) ?? { source: "default", name: "" };
    return { key: setting.key, value, text: asText(setting, value), origin };
  });
}

/** A setting's value without addresses as objects and without secrets. */
export function showable(setting: Pick<Setting, "secret" | "kind">, value: unknown): ShownSetting["value"] {
  if (value === null || value === undefined) return null;
  if (setting.secret) return "***";
  if (Array.isArray(value)) return value.map((each: UpstreamAddress) => formatAddress(each));
  if (setting.kind === "profiles") return value as LimitsProfiles;
  if (typeof value === "object") return formatAddress(value as ListenAddress);
  return typeof value === "number" || typeof value === "boolean" ? value : String(value);
}

function valueAt(config: EffectiveConfig, setting: Setting): unknown {
  if (setting.key === "trading") return config.trading;
  if (setting.key === "stateDir") return config.stateDir;
  if (setting.key === "audit") return config.auditPath;
  return setting.path.reduce<unknown>(
    (section, name) => (section as Readonly<Record<string, unknown>>)[name],
    config.settings,
  );
}

function asText(setting: Setting, value: ShownSetting["value"]): string {
  if (value === null) return "none";
  if (isList(value)) return value.length === 0 ? "none" : value.join(", ");
  if (typeof value === "object") return Object.keys(value).join(", ") || "none";
  if (typeof value === "number") return formatNumber(setting.kind, value);
  return typeof value === "boolean" ? (value ? "on" : "off") : value;
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}
