import type { AuthResults } from "./auth/goals.js";
import { authLines } from "./auth/report.js";
import type { CodecCost } from "./codec-cost.js";
import { pushLines } from "./push/report.js";
import type { PushRounds } from "./push/stages.js";
import type { Ratio } from "./ratio.js";
import { NAME_WIDTH, row, VALUE_WIDTH } from "./report-row.js";
import type { LoadFigures, Round, SerialFigures } from "./rounds.js";
import { type Latency, median } from "./statistics.js";
import type { TypedResults } from "./typed/measure.js";
import { typedLines } from "./typed/report.js";

/** Where and with what the run was made: figures of two machines are never compared. */
export interface Circumstances {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly generator: string;
  readonly placement: string;
  readonly loadAverageBefore: number;
  readonly loadAverageAfter: number;
  readonly requestBodyBytes: number;
  readonly responseBodyBytes: number;
}

export interface CallResults {
  readonly codec: CodecCost;
  readonly rounds: readonly Round[];
}

export interface Report {
  readonly circumstances: Circumstances;
  readonly ratios: readonly Ratio[];
  /** null: not measured. */
  readonly calls: CallResults | null;
  readonly typed: TypedResults | null;
  readonly auth: AuthResults | null;
  readonly pushes: PushRounds | null;
}

function ratioLine({ name, median: middle, min, max, goal, reached }: Ratio): string {
  const bound = "atMost" in goal ? `<= ${goal.atMost}` : `>= ${goal.atLeast}`;
  const range = `${min.toFixed(2)} - ${max.toFixed(2)}`;
  return (
    name.padEnd(NAME_WIDTH) +
    middle.toFixed(2).padEnd(8) +
    range.padEnd(VALUE_WIDTH) +
    bound.padEnd(9) +
    (reached ? "reached" : "MISSED")
  );
}

/** One line of medians over the rounds; null stands for what could not be measured. */
function medianLine(name: string, unit: string, columns: readonly (readonly (number | null)[])[]): string {
  const cells = columns.map((column) => {
    const values = column.filter((value) => value !== null);
    return values.length === 0 ? "-" : `${Math.round(median(values))} ${unit}`;
  });
  return row(name, cells);
}

function serialLines(title: string, figures: readonly SerialFigures[]): readonly string[] {
  if (figures.length === 0) return [];
  const line = (percentile: keyof Latency) =>
    medianLine(`serial ${percentile}, ${title}`, "us", [
      figures.map(({ tcp }) => tcp[percentile]),
      figures.map(({ echo }) => echo[percentile]),
      figures.map(({ gateway }) => gateway[percentile]),
    ]);
  return [line("p50"), line("p90"), line("p99")];
}

function callLines({ codec, rounds }: CallResults): readonly string[] {
  const loadLine = (name: string, unit: string, read: (figures: LoadFigures) => number | null) =>
    medianLine(name, unit, [[], rounds.map(({ echo }) => read(echo)), rounds.map(({ gateway }) => read(gateway))]);
  return [
    row(`CALLS, ${rounds.length} rounds`, ["TCP 144 B", "grpc-js echo", "gateway"]),
    ...serialLines(
      "one core",
      rounds.flatMap(({ together }) => together ?? []),
    ),
    ...serialLines(
      "core to core",
      rounds.map(({ apart }) => apart),
    ),
    loadLine("calls a second, 64 in flight on 1 connection", "", ({ oneConnection }) => oneConnection),
    loadLine("calls a second, 8 connections x 8", "", ({ eightConnections }) => eightConnections),
    loadLine("server CPU per call, 8 connections x 8", "us", ({ cpuMicrosecondsPerCall }) => cpuMicrosecondsPerCall),
    `frame codec: ${Math.round(codec.frameNs)} ns; two createHash calls: ${Math.round(codec.twoHashesNs)} ns`,
  ];
}

/** The report as a person reads it. */
export function reportText({ circumstances: at, ratios, calls, typed, auth, pushes }: Report): string {
  return [
    `${at.cpu}, ${at.cores} cores, Node ${at.node}, load average ${at.loadAverageBefore} before, ${at.loadAverageAfter} after`,
    `generator of calls: ${at.generator}; placement: ${at.placement}`,
    `bodies of calls: request ${at.requestBodyBytes} B, response ${at.responseBodyBytes} B; within a round the contenders take turns`,
    "",
    `${"RATIO".padEnd(NAME_WIDTH)}${"median".padEnd(8)}${"min - max".padEnd(VALUE_WIDTH)}goal`,
    ...ratios.map(ratioLine),
    "",
    "ABSOLUTE, medians: of this machine in these minutes, not to be compared with others",
    ...(calls === null ? [] : callLines(calls)),
    ...(typed === null ? [] : typedLines(typed)),
    ...(auth === null ? [] : authLines(auth)),
    ...(pushes === null ? [] : pushLines(pushes)),
  ].join("\n");
}
