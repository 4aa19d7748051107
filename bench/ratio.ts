import type { CodecCost } from "./codec-cost.js";
import type { Round, SerialFigures } from "./rounds.js";
import { median } from "./statistics.js";

/** A ratio, taken within each round and then over the rounds. */
export interface Ratio {
  readonly name: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly goal: { readonly atMost: number } | { readonly atLeast: number };
  readonly reached: boolean;
}

export function ratio(name: string, values: readonly number[], goal: Ratio["goal"]): Ratio {
  const middle = median(values);
  const reached = "atMost" in goal ? middle <= goal.atMost : middle >= goal.atLeast;
  return { name, median: middle, min: Math.min(...values), max: Math.max(...values), goal, reached };
}

function addedRoundTrips({ tcp, echo, gateway }: SerialFigures): number {
  return (gateway.p50 - echo.p50) / tcp.p50;
}

/** The ratios that have a goal. */
export function goalRatios(rounds: readonly Round[], codec: CodecCost): readonly Ratio[] {
  const together = rounds.flatMap((round) => (round.together === null ? [] : [addedRoundTrips(round.together)]));
  const cpu = rounds.flatMap(({ echo, gateway }) =>
    echo.cpuMicrosecondsPerCall === null || gateway.cpuMicrosecondsPerCall === null
      ? []
      : [gateway.cpuMicrosecondsPerCall / echo.cpuMicrosecondsPerCall],
  );
  const latency = "serial added latency in TCP round trips";
  return [
    ...(together.length === 0 ? [] : [ratio(`${latency}, one core`, together, { atMost: 3 })]),
    ratio(
      `${latency}, core to core`,
      rounds.map((round) => addedRoundTrips(round.apart)),
      { atMost: 3 },
    ),
    ratio(
      "throughput to the echo, 64 in flight on 1 connection",
      rounds.map(({ echo, gateway }) => gateway.oneConnection / echo.oneConnection),
      { atLeast: 0.85 },
    ),
    ratio(
      "throughput to the echo, 8 connections x 8",
      rounds.map(({ echo, gateway }) => gateway.eightConnections / echo.eightConnections),
      { atLeast: 0.85 },
    ),
    ...(cpu.length === 0 ? [] : [ratio("server CPU per call to the echo, 8 connections x 8", cpu, { atMost: 1.4 })]),
    ratio("frame codec, 100 bytes, to two createHash calls", [codec.ratio], { atMost: 0.8 }),
  ];
}
