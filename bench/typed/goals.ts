import { type Ratio, ratio } from "../ratio.js";
import type { TypedResults } from "./measure.js";

/** As the goals are written: decimal. */
export const MEGABYTE = 1_000_000;

/** The figures of typed services that have a goal. Start-up and memory are of this machine, with bounds that fit any. */
export function typedRatios({ rounds, starts }: TypedResults): readonly Ratio[] {
  const cpu = rounds.flatMap(({ typed, request }) =>
    typed.cpuMicrosecondsPerCall === null || request.cpuMicrosecondsPerCall === null
      ? []
      : [typed.cpuMicrosecondsPerCall / request.cpuMicrosecondsPerCall],
  );
  const memory = starts.flatMap(({ residentBytes }) => (residentBytes === null ? [] : [residentBytes / MEGABYTE]));
  return [
    ratio(
      "typed method to Request, 64 in flight on 1 connection",
      rounds.map(({ typed, request }) => typed.oneConnection / request.oneConnection),
      { atLeast: 0.9 },
    ),
    ratio(
      "typed method to Request, 8 connections x 8",
      rounds.map(({ typed, request }) => typed.eightConnections / request.eightConnections),
      { atLeast: 0.9 },
    ),
    ...(cpu.length === 0 ? [] : [ratio("gateway CPU per call, typed method to Request", cpu, { atMost: 1.1 })]),
    ratio(
      "seconds of start-up, all services",
      starts.map(({ milliseconds }) => milliseconds / 1000),
      { atMost: 1.5 },
    ),
    ...(memory.length === 0 ? [] : [ratio("megabytes after the start, all services", memory, { atMost: 120 })]),
  ];
}
