import { row } from "../report-row.js";
import { median } from "../statistics.js";
import type { AuthResults } from "./goals.js";
import type { GuardedFigures } from "./guarded-load.js";

const nanoseconds = (value: number) => `${Math.round(value)} ns`;

/** Medians of what calls with keys cost, as a person reads them. */
export function authLines({ decision, guarded }: AuthResults): readonly string[] {
  const cell = (who: "on" | "off", read: (figures: GuardedFigures) => number | null, digits: number, unit: string) => {
    const values = guarded.map((round) => read(round[who])).filter((value) => value !== null);
    return values.length === 0 ? "-" : `${median(values).toFixed(digits)}${unit}`;
  };
  const cells = (read: (figures: GuardedFigures) => number | null, digits: number, unit: string) => [
    cell("on", read, digits, unit),
    cell("off", read, digits, unit),
  ];
  return [
    row("AUTH + SCOPE + LIMIT of one call", ["token cached", "not cached"]),
    row("1 key in the file", [nanoseconds(decision.cachedNs), nanoseconds(decision.uncachedNs)]),
    row("1,000 keys in the file, one calls", [
      nanoseconds(decision.manyKeysCachedNs),
      nanoseconds(decision.manyKeysUncachedNs),
    ]),
    row("1,000 keys in the file that call in turn", [nanoseconds(decision.manyCallersCachedNs)]),
    `SHA-256 of 64 B: crypto.hash ${nanoseconds(decision.sha256Ns)}, createHash ${nanoseconds(decision.createHashNs)}`,
    row(`CALLS WITH KEYS, ${guarded.length} rounds, 8 connections x 8`, ["everything on", "everything off"]),
    row(
      "calls a second",
      cells(({ callsPerSecond }) => callsPerSecond, 0, ""),
    ),
    row(
      "server CPU per call",
      cells(({ cpuMicrosecondsPerCall }) => cpuMicrosecondsPerCall, 1, " us"),
    ),
  ];
}
