import type { ApiKey } from "../../auth/api-key.js";
import { graceEndMs, keyState, windowText } from "../../auth/key-state.js";
import { scopeNames } from "../../auth/scopes.js";

/** A key for people and programs: no hash, and account ids as text, which JSON readers would round. */
export function keyView(key: ApiKey, machineId: string | null, nowMs: number): Readonly<Record<string, unknown>> {
  const { orders, binding } = key;
  return {
    id: key.id,
    state: keyState(key, machineId, nowMs),
    scopes: scopeNames(key.scopes),
    created_at: timeText(key.createdAtMs),
    expires_at: timeText(key.expiresAtMs),
    old_token_until: timeText(graceEndMs(key, nowMs)),
    note: key.note,
    profile: key.profile,
    allowed_acc_ids: key.accIds === null ? null : [...key.accIds].map(String),
    allowed_card_nums: key.cardNums,
    allowed_markets: listOf(orders.markets),
    allowed_symbols: listOf(orders.symbols),
    allowed_trd_sides: listOf(orders.sides),
    max_order_value: orders.maxOrderValue,
    max_daily_value: orders.maxDailyValue,
    max_orders_per_minute: orders.maxOrdersPerMinute,
    hours_window: orders.hours === null ? null : windowText(orders.hours),
    hours_time_zone: orders.hours?.timeZone ?? null,
    tag_remark: orders.tagsRemark,
    allowed_machines: binding.machines,
    allowed_networks: binding.networks,
    allowed_certificates: listOf(binding.certificates),
  };
}

/** The same as lines of name and value, without what is not set. */
export function keyLines(key: ApiKey, machineId: string | null, nowMs: number): string {
  const rows = Object.entries(keyView(key, machineId, nowMs)).filter(
    ([, value]) => value !== null && value !== "" && value !== false,
  );
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${Array.isArray(value) ? listText(value) : value}`);
  return `${lines.join("\n")}\n`;
}

function listText(items: readonly unknown[]): string {
  return items.length === 0 ? "none" : items.join(", ");
}

export function timeText(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}

function listOf(items: ReadonlySet<string> | null): readonly string[] | null {
  return items === null ? null : [...items];
}
