import type { Contenders } from "./contenders.js";
import { cpuMicroseconds } from "./cpu-time.js";
import type { Concurrency, LoadGenerator, Target } from "./load/generator.js";
import { runForJson } from "./load/run.js";
import type { Cores, Placement } from "./placement.js";
import { type RunningServer, scriptPath } from "./servers/launch.js";
import type { Latency } from "./statistics.js";

const ONE_CONNECTION: Concurrency = { connections: 1, streams: 64 };
const EIGHT_CONNECTIONS: Concurrency = { connections: 8, streams: 8 };

/** How many rounds, and how long each measurement of a round takes. */
export interface Plan {
  readonly rounds: number;
  readonly tcpSeconds: number;
  readonly serialSeconds: number;
  readonly loadSeconds: number;
  readonly codecSeconds: number;
}

/** Calls one after the other, and round trips beside them, with the same processes on the same cores. */
export interface SerialFigures {
  readonly tcp: Latency;
  readonly echo: Latency;
  readonly gateway: Latency;
}

/** What one server did under load in one round. */
export interface LoadFigures {
  /** Calls a second with 64 in flight on one connection. */
  readonly oneConnection: number;
  /** Calls a second with 8 connections of 8 in flight. */
  readonly eightConnections: number;
  /** CPU time of the server process for each call with 8 connections; null where it can't be read. */
  readonly cpuMicrosecondsPerCall: number | null;
}

export interface Round {
  /** Server and generator on a core each (or wherever the system puts them). */
  readonly apart: SerialFigures;
  /** All on one core; null where nothing can be pinned. */
  readonly together: SerialFigures | null;
  readonly echo: LoadFigures;
  readonly gateway: LoadFigures;
}

/** Bytes of a right answer of each server. */
export interface AnswerBytes {
  readonly echo: number;
  readonly gateway: number;
}

/** What stays the same over all rounds. */
export interface Setting {
  readonly contenders: Contenders;
  readonly generator: LoadGenerator;
  readonly placement: Placement;
  readonly answerBytes: AnswerBytes;
  readonly plan: Plan;
}

interface Both<T> {
  readonly echo: T;
  readonly gateway: T;
}

/**
 * One round. Echo and gateway take turns measurement by measurement, so that a
 * change of the machine's load meets both; who is first changes every round.
 */
export async function runRound(setting: Setting, index: number): Promise<Round> {
  const { contenders, generator, placement, answerBytes, plan } = setting;

  const both = async <T>(
    seconds: number,
    cores: Cores,
    measure: (target: Target, server: RunningServer) => Promise<T>,
  ): Promise<Both<T>> => {
    const one = (server: RunningServer, bytes: number) =>
      measure({ name: server.name, port: server.port, seconds, answerBytes: bytes, core: cores.others }, server);
    const measureEcho = () => one(contenders.grpcEcho, answerBytes.echo);
    const measureGateway = () => one(contenders.gateway, answerBytes.gateway);
    if (index % 2 === 0) {
      const echo = await measureEcho();
      return { echo, gateway: await measureGateway() };
    }
    const gateway = await measureGateway();
    return { echo: await measureEcho(), gateway };
  };

  const serial = async (cores: Cores): Promise<SerialFigures> => {
    await placement.place(contenders, cores);
    const tcpArgs = [String(contenders.tcpEcho.port), String(plan.tcpSeconds)];
    const tcp = await runForJson<Latency>(scriptPath("load/tcp-load"), tcpArgs, cores.others);
    return { tcp, ...(await both(plan.serialSeconds, cores, (target) => generator.serial(target))) };
  };

  const together = placement.together === null ? null : await serial(placement.together);
  const apart = await serial(placement.apart);
  const one = await both(plan.loadSeconds, placement.apart, (target) => generator.throughput(target, ONE_CONNECTION));
  const eight = await both(plan.loadSeconds, placement.apart, async (target, server) => {
    const before = await cpuMicroseconds(server.pid);
    const result = await generator.throughput(target, EIGHT_CONNECTIONS);
    const after = await cpuMicroseconds(server.pid);
    return { ...result, cpu: before === null || after === null ? null : (after - before) / result.calls };
  });
  const figures = (who: keyof Both<unknown>): LoadFigures => ({
    oneConnection: one[who].callsPerSecond,
    eightConnections: eight[who].callsPerSecond,
    cpuMicrosecondsPerCall: eight[who].cpu,
  });
  return { apart, together, echo: figures("echo"), gateway: figures("gateway") };
}
