import type { PushReading } from "../load/read-pushes.js";
import { row } from "../report-row.js";
import { median } from "../statistics.js";
import { CPU_PACE, type CpuRound, ISOLATION_PACE, LATENCY_PACE, MANY_READERS, type PushRounds } from "./stages.js";

const MEBIBYTE = 1024 * 1024;

/** The median over the rounds; "-" where it could not be measured. */
function cell<T>(
  rounds: readonly T[],
  read: (round: T) => number | null | undefined,
  digits: number,
  unit = "",
): string {
  const values = rounds.map(read).filter((value) => value !== null && value !== undefined);
  return values.length === 0 ? "-" : `${median(values).toFixed(digits)}${unit}`;
}

const perSecond = ({ deliveriesPerSecond }: PushReading) => deliveriesPerSecond;
const cpuShare = ({ cpuShare: share }: PushReading) => share;
const p50 = ({ latency }: PushReading) => latency?.p50;
const p99 = ({ latency }: PushReading) => latency?.p99;
const mebibytes = ({ residentBytes }: PushReading) => (residentBytes === null ? null : residentBytes / MEBIBYTE);

function paceText({ eventsPerSecond, burst }: { readonly eventsPerSecond: number; readonly burst: number }): string {
  return `${eventsPerSecond} events a second${burst === 1 ? "" : `, ${burst} at once`}`;
}

function cpuCells(rounds: readonly CpuRound[]): readonly string[] {
  return [
    cell(rounds, ({ baseline }) => baseline.cpuMicroseconds, 1, " us"),
    cell(rounds, ({ gateway }) => gateway.cpuMicroseconds, 1, " us"),
  ];
}

/** Medians of the push measurements, as a person reads them. */
export function pushLines({ deliveries, cpu, cpuAlone, latency, isolation }: PushRounds): readonly string[] {
  const bytes = cell(deliveries, ({ contract }) => contract.bytesPerDelivery, 0, " B");
  const deliveryRows = [...new Set(deliveries.map(({ readers }) => readers))].flatMap((readers) => {
    const rounds = deliveries.filter((round) => round.readers === readers);
    const who = `${readers} reader${readers === 1 ? "" : "s"}`;
    const cells = (read: (reading: PushReading) => number | null, digits: number) => [
      cell(rounds, ({ baseline }) => read(baseline), digits),
      cell(rounds, ({ contract }) => read(contract), digits),
      cell(rounds, ({ compat }) => read(compat), digits),
    ];
    return [
      row(`deliveries a second, ${who}`, cells(perSecond, 0)),
      row(`  server CPU, cores (below 1: the readers are the limit)`, cells(cpuShare, 2)),
    ];
  });
  return [
    `PUSHES, ${bytes} with prefix, as fast as flow control allows`,
    row("", ["call.write", "gateway", "gateway, compat"]),
    ...deliveryRows,
    row(`PUSHES, ${MANY_READERS} readers, server CPU per delivery`, ["encode for each", "gateway"]),
    row(paceText(CPU_PACE), cpuCells(cpu)),
    row(paceText(LATENCY_PACE), cpuCells(cpuAlone)),
    `PUSHES, ${MANY_READERS} readers, ${paceText(LATENCY_PACE)}: from frame read (from the write, for TCP) to event received`,
    row("", ["TCP hop", "gateway"]),
    row("p50", [
      cell(latency, ({ tcp }) => p50(tcp), 0, " us"),
      cell(latency, ({ gateway }) => p50(gateway), 0, " us"),
    ]),
    row("p99", [
      cell(latency, ({ tcp }) => p99(tcp), 0, " us"),
      cell(latency, ({ gateway }) => p99(gateway), 0, " us"),
    ]),
    row("deliveries a second", [
      cell(latency, ({ tcp }) => perSecond(tcp), 0),
      cell(latency, ({ gateway }) => perSecond(gateway), 0),
    ]),
    row("server CPU per delivery", [
      cell(latency, ({ tcp }) => tcp.cpuMicroseconds, 1, " us"),
      cell(latency, ({ gateway }) => gateway.cpuMicroseconds, 1, " us"),
    ]),
    `PUSHES, ${MANY_READERS - 1} readers and one more, ${paceText(ISOLATION_PACE)}`,
    row("", ["it reads", "it has stopped"]),
    row("p50 of the others", [
      cell(isolation, ({ all }) => p50(all), 0, " us"),
      cell(isolation, ({ oneStopped }) => p50(oneStopped), 0, " us"),
    ]),
    row("p99 of the others", [
      cell(isolation, ({ all }) => p99(all), 0, " us"),
      cell(isolation, ({ oneStopped }) => p99(oneStopped), 0, " us"),
    ]),
    row("gateway's memory (one stream may queue 4 MiB)", [
      cell(isolation, ({ all }) => mebibytes(all), 0, " MiB"),
      cell(isolation, ({ oneStopped }) => mebibytes(oneStopped), 0, " MiB"),
    ]),
  ];
}
