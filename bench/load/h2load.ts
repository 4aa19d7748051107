import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { REQUEST_PATH } from "../messages.js";
import { latencyOf } from "../statistics.js";
import type { Concurrency, LoadGenerator, Target, Throughput } from "./generator.js";
import { run } from "./run.js";

/** h2load cuts its last calls off at the end of its time. */
const TOLERATED_SHORTFALL = 0.99;

/** nghttp2's h2load, or null where it is not installed. `bodyFile` holds one gRPC message; logs go to `scratch`. */
export async function findH2load(bodyFile: string, scratch: string): Promise<LoadGenerator | null> {
  let version: string;
  try {
    version = (await run("h2load", ["--version"])).trim();
  } catch {
    return null;
  }

  async function load(target: Target, concurrency: Concurrency, ...more: string[]): Promise<string> {
    const { path, bodyFile: file } = target.call ?? { path: REQUEST_PATH, bodyFile };
    const args = [
      ...["-t", "1", "-c", String(concurrency.connections), "-m", String(concurrency.streams)],
      ...["-D", `${Math.round(target.seconds * 1_000)}ms`, "-d", file],
      ...["-H", "content-type: application/grpc", "-H", "te: trailers"],
      ...Object.entries(target.metadata ?? {}).flatMap(([key, value]) => ["-H", `${key}: ${value}`]),
      ...more,
      `http://127.0.0.1:${target.port}${path}`,
    ];
    return await run("h2load", args, target.core);
  }

  return {
    name: version,
    throughput: async (target, concurrency) => readSummary(target, await load(target, concurrency)),
    serial: async (target) => {
      const logFile = join(scratch, "h2load.log");
      await rm(logFile, { force: true });
      readSummary(target, await load(target, { connections: 1, streams: 1 }, `--log-file=${logFile}`));
      const rows = (await readFile(logFile, "utf8")).trim().split("\n");
      return latencyOf(rows.map((row) => Number(row.split("\t")[2])));
    },
  };
}

/**
 * Reads h2load's summary. It does not look at grpc-status, but an answer that
 * is a status alone has no data: the bytes received tell that all were right.
 */
function readSummary(target: Target, output: string): Throughput {
  const number = (pattern: RegExp): number => {
    const found = pattern.exec(output)?.[1];
    if (found === undefined) throw new Error(`${target.name}: h2load printed no ${pattern.source}\n${output}`);
    return Number(found);
  };
  const calls = number(/ (\d+) succeeded/);
  const failed = number(/ (\d+) failed/) + number(/ (\d+) errored/);
  const dataBytes = number(/headers \(.*\), \S+ \((\d+)\) data/);
  if (calls === 0 || failed > 0)
    throw new Error(`${target.name}: ${failed} calls failed, ${calls} succeeded\n${output}`);
  if (dataBytes < calls * target.answerBytes * TOLERATED_SHORTFALL) {
    throw new Error(`${target.name}: ${calls} answers had ${dataBytes} bytes, expected ${target.answerBytes} each`);
  }
  return { calls, callsPerSecond: calls / target.seconds };
}
