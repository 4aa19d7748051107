import { launchGateway } from "../contenders.js";
import { type PushReading, type ReaderPlan, readPushes } from "../load/read-pushes.js";
import type { Placement } from "../placement.js";
import { launchServer, type RunningServer } from "../servers/launch.js";
import { contractRequest, EVENT_BYTES, emptyRequest, SUBSCRIBE_PUSH_PATH } from "./event.js";
import { type Pace, paceArgs } from "./pace.js";

/** Sequences have one to four bytes or none, and gRPC's prefix comes on top. */
const TOLERATED_BYTES = 10;
/** As many as the figures are about. */
export const MANY_READERS = 50;
/** 50,000 deliveries a second: what the baseline can do too. */
export const CPU_PACE: Pace = { eventsPerSecond: 1_000, burst: 10 };
/** 10,000 deliveries a second, each event by itself. */
export const LATENCY_PACE: Pace = { eventsPerSecond: 200, burst: 1 };
/** Fast enough that a reader that stopped has its queue full within the warm-up. */
export const ISOLATION_PACE: Pace = { eventsPerSecond: 1_000, burst: 10 };

/** How many rounds, and how long each reading takes. */
export interface PushPlan {
  readonly rounds: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  /** Until a reader that stopped is one that the gateway can't write to, and what waits for it is bounded. */
  readonly stoppedWarmUpSeconds: number;
}

export interface PushSetting {
  readonly plan: PushPlan;
  readonly placement: Placement;
  readonly gatewayNodeOptions: readonly string[];
  readonly progress: (text: string) => void;
}

/** As fast as flow control allows, to so many readers. */
export interface DeliveryRound {
  readonly readers: number;
  /** `call.write` with drain, of events that are encoded already. */
  readonly baseline: PushReading;
  /** Every stream's events numbered. */
  readonly contract: PushReading;
  /** Every stream's events the same bytes. */
  readonly compat: PushReading;
}

/** 50 readers. */
export interface CpuRound {
  /** Encodes each event for each reader. */
  readonly baseline: PushReading;
  readonly gateway: PushReading;
}

/** At {@link LATENCY_PACE}, 50 readers: the gateway's process from OpenD's socket to the readers', and one TCP hop beside it. */
export interface LatencyRound {
  readonly tcp: PushReading;
  readonly gateway: PushReading;
}

/** At {@link ISOLATION_PACE}: 49 readers that are measured, and one more. */
export interface IsolationRound {
  /** The one more reads. */
  readonly all: PushReading;
  /** It has stopped. */
  readonly oneStopped: PushReading;
}

export interface PushRounds {
  readonly deliveries: readonly DeliveryRound[];
  /** At {@link CPU_PACE}. */
  readonly cpu: readonly CpuRound[];
  /** At {@link LATENCY_PACE}: a write for each delivery, whoever makes it. */
  readonly cpuAlone: readonly CpuRound[];
  readonly latency: readonly LatencyRound[];
  readonly isolation: readonly IsolationRound[];
}

type Reading = Partial<ReaderPlan> & Pick<ReaderPlan, "readers">;

const contract = { path: SUBSCRIBE_PUSH_PATH, request: contractRequest.toString("base64") };
const compat = { path: SUBSCRIBE_PUSH_PATH, request: emptyRequest.toString("base64") };

/** All measurements of pushes, stage after stage; within a round the contenders take turns. */
export async function measurePushes(setting: PushSetting): Promise<PushRounds> {
  return {
    deliveries: await deliveries(setting),
    cpu: await cpu(setting, CPU_PACE),
    cpuAlone: await cpu(setting, LATENCY_PACE),
    latency: await latency(setting),
    isolation: await isolation(setting),
  };
}

async function deliveries(setting: PushSetting): Promise<readonly DeliveryRound[]> {
  const { gatewayNodeOptions } = setting;
  const servers = [launchServer("push-baseline"), launchServer("push-gateway", [], gatewayNodeOptions)];
  return await stage(setting, "push deliveries", servers, async ([baseline, gateway], read, rounds) => {
    const round = async (readers: number): Promise<DeliveryRound> => ({
      readers,
      baseline: await read(baseline, { readers, http2: compat }),
      contract: await read(gateway, { readers, http2: contract }),
      compat: await read(gateway, { readers, http2: compat }),
    });
    return (await rounds(async () => [await round(1), await round(MANY_READERS)])).flat();
  });
}

async function cpu(setting: PushSetting, pace: Pace): Promise<readonly CpuRound[]> {
  const args = paceArgs(pace);
  const servers = [launchServer("push-baseline", args), launchServer("push-gateway", args, setting.gatewayNodeOptions)];
  return await stage(setting, `push CPU, ${pace.burst} at once`, servers, ([baseline, gateway], read, rounds) =>
    rounds(async () => ({
      baseline: await read(baseline, { readers: MANY_READERS, http2: compat }),
      gateway: await read(gateway, { readers: MANY_READERS, http2: contract }),
    })),
  );
}

async function latency(setting: PushSetting): Promise<readonly LatencyRound[]> {
  const args = paceArgs(LATENCY_PACE);
  const opend = launchServer("ftapi-push", args);
  const gateway = opend.then(({ port }) => launchGateway(port, setting.gatewayNodeOptions));
  const servers = [launchServer("tcp-fan-out", args), gateway, opend];
  return await stage(setting, "push latency", servers, ([tcp, served], read, rounds) =>
    rounds(async () => ({
      tcp: await read(tcp, { readers: MANY_READERS, http2: null, latency: true }),
      gateway: await read(served, { readers: MANY_READERS, latency: true }),
    })),
  );
}

async function isolation(setting: PushSetting): Promise<readonly IsolationRound[]> {
  const opend = launchServer("ftapi-push", paceArgs(ISOLATION_PACE));
  const gateway = opend.then(({ port }) => launchGateway(port, setting.gatewayNodeOptions));
  const { stoppedWarmUpSeconds: warmUpSeconds } = setting.plan;
  return await stage(setting, "push isolation", [gateway, opend], ([served], read, rounds) => {
    const others = { readers: MANY_READERS - 1, latency: true, warmUpSeconds };
    return rounds(async () => ({
      all: await read(served, { ...others, unmeasuredReaders: 1 }),
      oneStopped: await read(served, { ...others, stoppedReaders: 1 }),
    }));
  });
}

type Read = (server: RunningServer | undefined, reading: Reading) => Promise<PushReading>;
type Rounds = <T>(round: () => Promise<T>) => Promise<readonly T[]>;

/** Throws unless the readers saw the events that all contenders send. */
function checked(server: string, reading: PushReading): PushReading {
  const { bytesPerDelivery } = reading;
  if (Math.abs(bytesPerDelivery - EVENT_BYTES) <= TOLERATED_BYTES) return reading;
  throw new Error(`${server}: an event had ${bytesPerDelivery.toFixed(1)} bytes, expected about ${EVENT_BYTES}`);
}

/** Starts servers, lets `measure` read from them, and stops them. The last one stands for OpenD where there is one. */
async function stage<T>(
  { plan, placement, progress }: PushSetting,
  name: string,
  launching: readonly Promise<RunningServer>[],
  measure: (servers: readonly RunningServer[], read: Read, rounds: Rounds) => Promise<T>,
): Promise<T> {
  const started = await Promise.allSettled(launching);
  const servers = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  try {
    for (const result of started) if (result.status === "rejected") throw result.reason;
    for (const server of servers) {
      await placement.pin(server.pid, server.name === "ftapi-push" ? placement.apart.others : placement.apart.server);
    }
    const read: Read = async (server, reading) => {
      if (server === undefined) throw new Error(`${name}: a server is missing`);
      const { port, pid: serverPid } = server;
      const { warmUpSeconds, seconds } = plan;
      const common = { http2: contract, unmeasuredReaders: 0, stoppedReaders: 0, warmUpSeconds, seconds };
      const readerPlan = { port, serverPid, latency: false, ...common, ...reading };
      return checked(server.name, await readPushes(readerPlan, placement.apart.others));
    };
    const rounds: Rounds = async (round) => {
      progress(`${name}: warming up`);
      await round();
      const results: Awaited<ReturnType<typeof round>>[] = [];
      for (let index = 0; index < plan.rounds; index++) {
        progress(`${name}: round ${index + 1} of ${plan.rounds}`);
        results.push(await round());
      }
      return results;
    };
    return await measure(servers, read, rounds);
  } finally {
    for (const server of servers) await server.stop();
  }
}
