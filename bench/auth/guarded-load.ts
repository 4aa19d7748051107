import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newToken, tokenSha256 } from "../../src/auth/token.js";
import { launchGateway } from "../contenders.js";
import { cpuMicroseconds } from "../cpu-time.js";
import type { LoadGenerator } from "../load/generator.js";
import { probeCall } from "../load/probe-call.js";
import { responseBody } from "../messages.js";
import type { Placement } from "../placement.js";
import { launchServer, type RunningServer } from "../servers/launch.js";

const CONCURRENCY = { connections: 8, streams: 8 };
const OWNER_ONLY = 0o600;
/** So that the caller's key is one of several. */
const OTHER_KEYS = 9;

/** How many rounds, and how long each measurement takes. */
export interface GuardedPlan {
  readonly rounds: number;
  readonly seconds: number;
}

export interface GuardedSetting {
  readonly plan: GuardedPlan;
  readonly generator: LoadGenerator;
  readonly placement: Placement;
  /** A folder for the keys file and the state. */
  readonly scratch: string;
  readonly gatewayNodeOptions: readonly string[];
  readonly progress: (text: string) => void;
}

/** What one gateway did under load in one round. */
export interface GuardedFigures {
  readonly callsPerSecond: number;
  /** null where it can't be read. */
  readonly cpuMicrosecondsPerCall: number | null;
}

export interface GuardedRound {
  /** Keys with scopes and limits, pacing, an audit log and a state folder. */
  readonly on: GuardedFigures;
  /** Open mode without pacing, audit log and state folder. Callers' limits, and the headers that tell of them, can't be turned off. */
  readonly off: GuardedFigures;
}

interface Contender {
  readonly server: RunningServer;
  readonly metadata: Readonly<Record<string, string>>;
  readonly answerBytes: number;
}

/** Calls of a command that is never shared, cached or paced, through two gateways that take turns. */
export async function measureGuarded(setting: GuardedSetting): Promise<readonly GuardedRound[]> {
  const { plan, scratch, gatewayNodeOptions, placement, progress } = setting;
  const running: RunningServer[] = [];
  const start = async (launching: Promise<RunningServer>, core: string | undefined): Promise<RunningServer> => {
    const server = await launching;
    running.push(server);
    await placement.pin(server.pid, core);
    return server;
  };
  const { server: serverCore, others } = placement.apart;
  try {
    const opend = await start(launchServer("ftapi-echo"), others);
    const token = newToken();
    const keysFile = join(scratch, "keys.json");
    await writeFile(keysFile, keysText(token), { mode: OWNER_ONLY });
    const on = await start(
      launchGateway(opend.port, gatewayNodeOptions, [
        ...["--keys", keysFile, "--state-dir", join(scratch, "state"), "--audit", join(scratch, "audit")],
        ...["--pacing", "on"],
      ]),
      serverCore,
    );
    const off = await start(
      launchGateway(opend.port, gatewayNodeOptions, ["--state-dir", "none", "--audit", "none", "--pacing", "off"]),
      serverCore,
    );
    const contenders = [await contender(on, { authorization: `Bearer ${token}` }), await contender(off, {})] as const;
    progress("everything on and off: warming up");
    await round(setting, contenders, 0);
    const rounds: GuardedRound[] = [];
    for (let index = 0; index < plan.rounds; index++) {
      progress(`everything on and off: round ${index + 1} of ${plan.rounds}`);
      rounds.push(await round(setting, contenders, index));
    }
    return rounds;
  } finally {
    // The gateways first, or they log that OpenD went away.
    for (const server of running.toReversed()) await server.stop();
  }
}

function keysText(token: string): string {
  const scopes = ["qot:read", "acc:read"];
  const others = Array.from({ length: OTHER_KEYS }, (_, index) => ({
    id: `other-${index}`,
    hash: tokenSha256(newToken()),
    scopes,
  }));
  return JSON.stringify({ version: 1, keys: [...others, { id: "caller", hash: tokenSha256(token), scopes }] });
}

async function contender(server: RunningServer, metadata: Contender["metadata"]): Promise<Contender> {
  return { server, metadata, answerBytes: await probeCall(server.name, server.port, responseBody, metadata) };
}

async function round(
  { plan, generator, placement }: GuardedSetting,
  [on, off]: readonly [Contender, Contender],
  index: number,
): Promise<GuardedRound> {
  const measure = async ({ server, metadata, answerBytes }: Contender): Promise<GuardedFigures> => {
    const { name, port, pid } = server;
    const before = await cpuMicroseconds(pid);
    const target = { name, port, metadata, answerBytes, seconds: plan.seconds, core: placement.apart.others };
    const { calls, callsPerSecond } = await generator.throughput(target, CONCURRENCY);
    const after = await cpuMicroseconds(pid);
    return {
      callsPerSecond,
      cpuMicrosecondsPerCall: before === null || after === null ? null : (after - before) / calls,
    };
  };
  if (index % 2 === 0) {
    const figures = await measure(on);
    return { on: figures, off: await measure(off) };
  }
  const figures = await measure(off);
  return { on: await measure(on), off: figures };
}
