import type { ApiKey, HoursWindow } from "../../auth/api-key.js";
import { KeySet } from "../../auth/key-set.js";
import { readMachineId } from "../../auth/machine.js";
import { scopeNames } from "../../auth/scopes.js";

export type KeyState = "active" | "expired" | "frozen" | "other machine";

/** Whether a key works now, on this host. */
export function keyState(key: ApiKey, nowMs: number, machineId: string | null = readMachineId()): KeyState {
  if (key.binding.machines?.length === 0) return "frozen";
  if (key.expiresAtMs !== null && key.expiresAtMs <= nowMs) return "expired";
  return new KeySet([key], machineId).isGood(key.id, nowMs) ? "active" : "other machine";
}

/** A key for people and programs: no hash, and account ids as text, which JSON readers would round. */
export function keyView(key: ApiKey, nowMs: number): Readonly<Record<string, unknown>> {
  const { orders, binding } = key;
  return {
    id: key.id,
    state: keyState(key, nowMs),
    scopes: scopeNames(key.scopes),
    created_at: timeText(key.createdAtMs),
    expires_at: timeText(key.expiresAtMs),
    old_token_until: timeText(graceEnd(key, nowMs)),
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
export function keyLines(key: ApiKey, nowMs: number): string {
  const rows = Object.entries(keyView(key, nowMs)).filter(
    ([, value]) => value !== null && value !== "" && value !== false,
  );
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${Array.isArray(value) ? listText(value) : value}`);
  return `${lines.join("\n")}\n`;
}

function listText(items: readonly unknown[]): string {
  return items.length === 0 ? "none" : items.join(", ");
}

function graceEnd(key: ApiKey, nowMs: number): number | null {
  const ends = key.hashes.flatMap(({ expiresAtMs }) =>
    expiresAtMs === null || expiresAtMs <= nowMs ? [] : [expiresAtMs],
  );
  return ends[0] ?? null;
}

export function timeText(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}

function windowText({ startMinute, endMinute }: HoursWindow): string {
  return `${clockText(startMinute)}-${clockText(endMinute)}`;
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function listOf(items: ReadonlySet<string> | null): readonly string[] | null {
  return items === null ? null : [...items];
}
