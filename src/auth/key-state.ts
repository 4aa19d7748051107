import type { ApiKey } from "./api-key.js";
import { lockOf } from "./key-set.js";

/** Whether a key works on this host at a time. */
export type KeyState = "active" | "expired" | "frozen" | "other_machine";

/** @param machineId of this host, or null */
export function keyState(key: ApiKey, machineId: string | null, nowMs: number): KeyState {
  const lock = lockOf(key, machineId);
  if (lock === "frozen") return "frozen";
  if (key.expiresAtMs !== null && key.expiresAtMs <= nowMs) return "expired";
  return lock === "machine" ? "other_machine" : "active";
}

/** Until when the token from before the last rotation works too; null: it does not. */
export function graceEndMs(key: ApiKey, nowMs: number): number | null {
  return key.hashes.find(({ expiresAtMs }) => expiresAtMs !== null && expiresAtMs > nowMs)?.expiresAtMs ?? null;
}

/** `09:30-16:00`, as it stands in the keys file. */
export function windowText(hours: { readonly startMinute: number; readonly endMinute: number }): string {
  return `${clockText(hours.startMinute)}-${clockText(hours.endMinute)}`;
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
