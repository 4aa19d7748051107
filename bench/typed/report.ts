import { row } from "../report-row.js";
import { median } from "../statistics.js";
import { MEGABYTE } from "./goals.js";
import type { MethodFigures, TypedResults } from "./measure.js";

/** Medians of typed calls and of the start, as a person reads them. */
export function typedLines({ rounds, starts }: TypedResults): readonly string[] {
  const cells = (read: (figures: MethodFigures) => number | null, unit = ""): readonly string[] =>
    (["typed", "request"] as const).map((who) => {
      const values = rounds.map((round) => read(round[who])).filter((value) => value !== null);
      return values.length === 0 ? "-" : `${Math.round(median(values))}${unit}`;
    });
  const memory = starts.flatMap(({ residentBytes }) => (residentBytes === null ? [] : [residentBytes / MEGABYTE]));
  return [
    row(`TYPED CALLS, ${rounds.length} rounds`, ["typed method", "Request"]),
    row(
      "calls a second, 64 in flight on 1 connection",
      cells(({ oneConnection }) => oneConnection),
    ),
    row(
      "calls a second, 8 connections x 8",
      cells(({ eightConnections }) => eightConnections),
    ),
    row(
      "gateway CPU per call, 8 connections x 8",
      cells(({ cpuMicrosecondsPerCall }) => cpuMicrosecondsPerCall, " us"),
    ),
    row(`START, ${starts.length} times`, ["until it listens", "memory"]),
    row("all services", [
      `${Math.round(median(starts.map(({ milliseconds }) => milliseconds)))} ms`,
      memory.length === 0 ? "-" : `${Math.round(median(memory))} MB`,
    ]),
  ];
}
