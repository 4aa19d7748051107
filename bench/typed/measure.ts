import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { C2S, Request, Response, S2C } from "../../generated/ts/Qot_GetBasicQot.js";
import { launchGateway } from "../contenders.js";
import { cpuMicroseconds } from "../cpu-time.js";
import type { Concurrency, LoadCall, LoadGenerator } from "../load/generator.js";
import { probeCall } from "../load/probe-call.js";
import { type BenchCall, grpcMessage, REQUEST_CALL, requestBody, responseBody } from "../messages.js";
import type { Placement } from "../placement.js";
import { residentBytes } from "../resident-memory.js";
import { launchServer, type RunningServer } from "../servers/launch.js";

const ONE_CONNECTION: Concurrency = { connections: 1, streams: 64 };
const EIGHT_CONNECTIONS: Concurrency = { connections: 8, streams: 8 };

/** The typed method of what `REQUEST_CALL` asks. */
const TYPED_CALL: BenchCall = {
  path: "/opend.v1.Quote/GetBasicQot",
  message: C2S.encode(C2S.fromPartial(Request.decode(requestBody).c2s ?? {})).finish(),
  bodyOf: (message) => message,
};
const TYPED_ANSWER = S2C.encode(S2C.fromPartial(Response.decode(responseBody).s2c ?? {})).finish();

/** How many rounds, how long each measurement takes, and how often the gateway is started. */
export interface TypedPlan {
  readonly rounds: number;
  readonly seconds: number;
  readonly starts: number;
}

export interface TypedSetting {
  readonly plan: TypedPlan;
  readonly generator: LoadGenerator;
  readonly placement: Placement;
  /** A folder for request bodies. */
  readonly scratch: string;
  readonly gatewayNodeOptions: readonly string[];
  readonly progress: (text: string) => void;
}

export interface MethodFigures {
  /** Calls a second with 64 in flight on one connection. */
  readonly oneConnection: number;
  /** Calls a second with 8 connections of 8 in flight. */
  readonly eightConnections: number;
  /** CPU time of the gateway for each call with 8 connections; null where it can't be read. */
  readonly cpuMicrosecondsPerCall: number | null;
}

export interface TypedRound {
  readonly typed: MethodFigures;
  readonly request: MethodFigures;
}

/** A gateway with all services that has just been started. */
export interface StartFigures {
  readonly milliseconds: number;
  /** null where it can't be read. */
  readonly residentBytes: number | null;
}

export interface TypedResults {
  readonly rounds: readonly TypedRound[];
  readonly starts: readonly StartFigures[];
}

interface Contender {
  readonly server: RunningServer;
  readonly call: LoadCall;
  readonly answerBytes: number;
}

/** The same command by its typed method and by `Request`, in turns through one gateway; and how a gateway starts. */
export async function measureTyped(setting: TypedSetting): Promise<TypedResults> {
  const { plan, scratch, gatewayNodeOptions, placement, progress } = setting;
  const { server: serverCore, others } = placement.apart;
  const opend = await launchServer("ftapi-echo");
  try {
    await placement.pin(opend.pid, others);
    progress("typed: start of the gateway");
    const starts: StartFigures[] = [];
    for (let index = 0; index < plan.starts; index++) starts.push(await measureStart(opend.port, gatewayNodeOptions));
    const server = await launchGateway(opend.port, gatewayNodeOptions);
    try {
      await placement.pin(server.pid, serverCore);
      const contenders = [
        await contender(server, TYPED_CALL, TYPED_ANSWER, scratch),
        await contender(server, REQUEST_CALL, responseBody, scratch),
      ] as const;
      progress("typed: warming up");
      await round(setting, contenders, 0);
      const rounds: TypedRound[] = [];
      for (let index = 0; index < plan.rounds; index++) {
        progress(`typed: round ${index + 1} of ${plan.rounds}`);
        rounds.push(await round(setting, contenders, index));
      }
      return { rounds, starts };
    } finally {
      await server.stop();
    }
  } finally {
    await opend.stop();
  }
}

async function measureStart(opendPort: number, nodeOptions: readonly string[]): Promise<StartFigures> {
  const server = await launchGateway(opendPort, nodeOptions);
  try {
    return { milliseconds: server.startMilliseconds, residentBytes: await residentBytes(server.pid) };
  } finally {
    await server.stop();
  }
}

async function contender(
  server: RunningServer,
  call: BenchCall,
  answer: Uint8Array,
  scratch: string,
): Promise<Contender> {
  const bodyFile = join(scratch, `${call.path.replaceAll("/", ".")}.bin`);
  await writeFile(bodyFile, grpcMessage(call.message));
  const answerBytes = await probeCall(server.name, server.port, answer, {}, call);
  return { server, call: { path: call.path, bodyFile }, answerBytes };
}

async function round(
  { plan, generator, placement }: TypedSetting,
  [typed, request]: readonly [Contender, Contender],
  index: number,
): Promise<TypedRound> {
  const load = ({ server: { name, port }, call, answerBytes }: Contender, concurrency: Concurrency) =>
    generator.throughput(
      { name, port, call, answerBytes, seconds: plan.seconds, core: placement.apart.others },
      concurrency,
    );
  const figures = async (contender: Contender): Promise<MethodFigures> => {
    const { pid } = contender.server;
    const one = await load(contender, ONE_CONNECTION);
    const before = await cpuMicroseconds(pid);
    const eight = await load(contender, EIGHT_CONNECTIONS);
    const after = await cpuMicroseconds(pid);
    return {
      oneConnection: one.callsPerSecond,
      eightConnections: eight.callsPerSecond,
      cpuMicrosecondsPerCall: before === null || after === null ? null : (after - before) / eight.calls,
    };
  };
  // Who is first changes every round.
  if (index % 2 === 0) {
    const first = await figures(typed);
    return { typed: first, request: await figures(request) };
  }
  const first = await figures(request);
  return { typed: await figures(typed), request: first };
}
