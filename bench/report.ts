import type { CodecCost } from "./codec-cost.js";
import type { Round, ServerFigures } from "./rounds.js";
import { median } from "./statistics.js";

/** A ratio over all rounds. */
export interface Ratio {
  readonly name: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Absent where none is set. */
  readonly goal?: { readonly atMost?: number; readonly atLeast?: number };
  readonly reached?: boolean;
}

/** Where and with what the run was made: figures of two machines are never compared. */
export interface Circumstances {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly generator: string;
  readonly loadAverageBefore: number;
  readonly loadAverageAfter: number;
  readonly requestBodyBytes: number;
  readonly responseBodyBytes: number;
}

export interface Report {
  readonly circumstances: Circumstances;
  readonly ratios: readonly Ratio[];
  readonly codec: CodecCost;
  readonly rounds: readonly Round[];
}

function ratio(name: string, values: readonly number[], goal?: Ratio["goal"]): Ratio {
  const middle = median(values);
  const base = { name, median: middle, min: Math.min(...values), max: Math.max(...values) };
  if (goal === undefined) return base;
  return { ...base, goal, reached: middle <= (goal.atMost ?? Infinity) && middle >= (goal.atLeast ?? -Infinity) };
}

/** The ratios of the goals, each taken within a round and then over the rounds. */
export function summarize(rounds: readonly Round[], codec: CodecCost): readonly Ratio[] {
  const over = (read: (round: Round) => number) => rounds.map(read);
  const cpu = rounds.flatMap(({ echo, gateway }) =>
    echo.cpuMicrosecondsPerCall === null || gateway.cpuMicrosecondsPerCall === null
      ? []
      : [gateway.cpuMicrosecondsPerCall / echo.cpuMicrosecondsPerCall],
  );
  return [
    ratio(
      "serial added latency over the echo, in TCP round trips",
      over(({ tcp, echo, gateway }) => (gateway.serial.p50 - echo.serial.p50) / tcp.p50),
      { atMost: 3 },
    ),
    ratio(
      "throughput, 64 in flight on 1 connection, to the echo",
      over(({ echo, gateway }) => gateway.oneConnection / echo.oneConnection),
      { atLeast: 0.85 },
    ),
    ratio(
      "throughput, 8 connections x 8, to the echo",
      over(({ echo, gateway }) => gateway.eightConnections / echo.eightConnections),
      { atLeast: 0.85 },
    ),
    ...(cpu.length === 0 ? [] : [ratio("server CPU per call, 8 connections x 8, to the echo", cpu, { atMost: 1.4 })]),
    ratio("frame codec, 100 bytes, to two createHash calls", [codec.ratio], { atMost: 0.8 }),
  ];
}

function goalText({ goal, reached }: Ratio): string {
  if (goal === undefined) return "";
  const text = goal.atMost === undefined ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`;
  return `${text.padEnd(8)}${reached ? "reached" : "MISSED"}`;
}

function medians(rounds: readonly Round[], read: (round: Round) => number | null, unit: string): string {
  const values = rounds.map(read).filter((value) => value !== null);
  return values.length === 0 ? "-" : `${Math.round(median(values))} ${unit}`;
}

/** The report as a person reads it. */
export function reportText(report: Report): string {
  const { circumstances: at, codec, ratios, rounds } = report;
  const row = (name: string, read: (figures: ServerFigures) => number | null, unit: string) =>
    `  ${name.padEnd(42)}${medians(rounds, ({ echo }) => read(echo), unit).padEnd(16)}` +
    medians(rounds, ({ gateway }) => read(gateway), unit);
  return [
    `${at.cpu}, ${at.cores} cores, Node ${at.node}, load average ${at.loadAverageBefore} before and ${at.loadAverageAfter} after`,
    `generator: ${at.generator}; bodies: request ${at.requestBodyBytes} B, response ${at.responseBodyBytes} B; ${rounds.length} rounds`,
    "",
    `${"ratio".padEnd(58)}${"median".padEnd(8)}${"min - max".padEnd(15)}goal`,
    ...ratios.map(
      (entry) =>
        `${entry.name.padEnd(58)}${entry.median.toFixed(2).padEnd(8)}` +
        `${`${entry.min.toFixed(2)} - ${entry.max.toFixed(2)}`.padEnd(15)}${goalText(entry)}`,
    ),
    "",
    "absolute figures, medians: good for this machine in this minute only",
    `  ${"TCP round trip, 144 B, p50".padEnd(42)}${medians(rounds, ({ tcp }) => tcp.p50, "us")}`,
    `  ${"frame codec / two createHash".padEnd(42)}${Math.round(codec.frameNs)} ns / ${Math.round(codec.twoHashesNs)} ns`,
    `  ${"".padEnd(42)}${"grpc-js echo".padEnd(16)}gateway`,
    row("serial p50", ({ serial }) => serial.p50, "us"),
    row("serial p90", ({ serial }) => serial.p90, "us"),
    row("serial p99", ({ serial }) => serial.p99, "us"),
    row("64 in flight on 1 connection", ({ oneConnection }) => oneConnection, "calls/s"),
    row("8 connections x 8", ({ eightConnections }) => eightConnections, "calls/s"),
    row("server CPU per call, 8 connections x 8", ({ cpuMicrosecondsPerCall }) => cpuMicrosecondsPerCall, "us"),
  ].join("\n");
}
