import type { Contenders } from "./contenders.js";
import { cpuMicroseconds } from "./cpu-time.js";
import type { Concurrency, LoadGenerator, Target } from "./load/generator.js";
import { runForJson } from "./load/run.js";
import { type RunningServer, scriptPath } from "./servers/launch.js";
import type { Latency } from "./statistics.js";

export const ONE_CONNECTION: Concurrency = { connections: 1, streams: 64 };
export const EIGHT_CONNECTIONS: Concurrency = { connections: 8, streams: 8 };

/** How many rounds, and how long each measurement of a round takes. */
export interface Plan {
  readonly rounds: number;
  readonly tcpSeconds: number;
  readonly serialSeconds: number;
  readonly loadSeconds: number;
  readonly codecSeconds: number;
}

/** What one server did in one round. */
export interface ServerFigures {
  readonly serial: Latency;
  /** 64 calls in flight on one connection. */
  readonly oneConnection: number;
  /** 8 connections with 8 calls in flight each. */
  readonly eightConnections: number;
  /** CPU time of the server process for each call with 8 connections; null where it can't be read. */
  readonly cpuMicrosecondsPerCall: number | null;
}

export interface Round {
  readonly tcp: Latency;
  readonly echo: ServerFigures;
  readonly gateway: ServerFigures;
}

/** Bytes of a right answer of each server. */
export interface AnswerBytes {
  readonly echo: number;
  readonly gateway: number;
}

/**
 * One round. Echo and gateway take turns measurement by measurement, so that a
 * change of the machine's load meets both; who is first changes every round.
 */
export async function runRound(
  contenders: Contenders,
  generator: LoadGenerator,
  answerBytes: AnswerBytes,
  plan: Plan,
  index: number,
): Promise<Round> {
  const both = async <T>(measure: (server: RunningServer, bytes: number) => Promise<T>) => {
    const measureEcho = () => measure(contenders.grpcEcho, answerBytes.echo);
    const measureGateway = () => measure(contenders.gateway, answerBytes.gateway);
    if (index % 2 === 0) {
      const echo = await measureEcho();
      return { echo, gateway: await measureGateway() };
    }
    const gateway = await measureGateway();
    return { echo: await measureEcho(), gateway };
  };
  const target = (server: RunningServer, bytes: number, seconds: number): Target => ({
    name: server.name,
    port: server.port,
    seconds,
    answerBytes: bytes,
  });

  const tcp = await runForJson<Latency>(scriptPath("load/tcp-load"), [
    String(contenders.tcpEcho.port),
    String(plan.tcpSeconds),
  ]);
  const serial = await both((server, bytes) => generator.serial(target(server, bytes, plan.serialSeconds)));
  const one = await both((server, bytes) =>
    generator.throughput(target(server, bytes, plan.loadSeconds), ONE_CONNECTION),
  );
  const eight = await both(async (server, bytes) => {
    const before = await cpuMicroseconds(server.pid);
    const result = await generator.throughput(target(server, bytes, plan.loadSeconds), EIGHT_CONNECTIONS);
    const after = await cpuMicroseconds(server.pid);
    return { ...result, cpu: before === null || after === null ? null : (after - before) / result.calls };
  });
  const figures = (who: "echo" | "gateway"): ServerFigures => ({
    serial: serial[who],
    oneConnection: one[who].callsPerSecond,
    eightConnections: eight[who].callsPerSecond,
    cpuMicrosecondsPerCall: eight[who].cpu,
  });
  return { tcp, echo: figures("echo"), gateway: figures("gateway") };
}
