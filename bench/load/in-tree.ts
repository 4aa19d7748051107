import { REQUEST_PATH } from "../messages.js";
import { scriptPath } from "../servers/launch.js";
import type { Latency } from "../statistics.js";
import type { Concurrency, LoadGenerator, Target } from "./generator.js";
import { runForJson } from "./run.js";

/** What `http2-load` prints. */
export interface Http2LoadReport {
  readonly calls: number;
  readonly seconds: number;
  readonly latency: Latency;
}

/**
 * Where h2load is missing: a minimal generator on `node:http2`. It takes more of
 * the cores than h2load, so ratios come out nearer to 1 than they are.
 */
export function inTreeGenerator(bodyFile: string): LoadGenerator {
  const load = (target: Target, concurrency: Concurrency): Promise<Http2LoadReport> => {
    const { path, bodyFile: file } = target.call ?? { path: REQUEST_PATH, bodyFile };
    return runForJson(
      scriptPath("load/http2-load"),
      [
        ...["--port", String(target.port), "--seconds", String(target.seconds), "--body", file, "--path", path],
        ...["--connections", String(concurrency.connections), "--streams", String(concurrency.streams)],
        ...["--answer-bytes", String(target.answerBytes), "--metadata", JSON.stringify(target.metadata ?? {})],
      ],
      target.core,
    );
  };
  return {
    name: `node:http2 of ${process.version} (h2load was not found)`,
    throughput: async (target, concurrency) => {
      const { calls, seconds } = await load(target, concurrency);
      return { calls, callsPerSecond: calls / seconds };
    },
    serial: async (target) => (await load(target, { connections: 1, streams: 1 })).latency,
  };
}
