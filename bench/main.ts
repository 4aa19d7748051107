/**
 * Holds the gateway against bare grpc-js servers, in interleaved runs: calls
 * against an echo, pushes against `call.write`; typed calls against `Request`;
 * and calls with keys, limits and all that against calls without.
 *
 *   node dist/bench/main.js [--short] [--json] [--only calls|typed|auth|pushes] [--gateway-node-options "--cpu-prof"]
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { DecisionCost } from "./auth/decision-cost.js";
import { type AuthResults, authRatios } from "./auth/goals.js";
import { type GuardedPlan, measureGuarded } from "./auth/guarded-load.js";
import type { CodecCost } from "./codec-cost.js";
import { startContenders } from "./contenders.js";
import type { LoadGenerator } from "./load/generator.js";
import { findH2load } from "./load/h2load.js";
import { inTreeGenerator } from "./load/in-tree.js";
import { probeCall } from "./load/probe-call.js";
import { runForJson } from "./load/run.js";
import { futuRequest, grpcMessage, requestBody, responseBody } from "./messages.js";
import { findPlacement, type Placement } from "./placement.js";
import { pushRatios } from "./push/goals.js";
import { measurePushes, type PushPlan } from "./push/stages.js";
import { goalRatios } from "./ratio.js";
import { type CallResults, type Report, reportText } from "./report.js";
import { type Plan, type Round, runRound, type Setting } from "./rounds.js";
import { scriptPath } from "./servers/launch.js";
import { typedRatios } from "./typed/goals.js";
import { measureTyped, type TypedPlan } from "./typed/measure.js";

interface AuthPlan extends GuardedPlan {
  readonly decisionSeconds: number;
}

/** About a minute for calls, one for pushes and some seconds for keys; the full run takes seven minutes. */
const SHORT: Plan = { rounds: 5, tcpSeconds: 0.3, serialSeconds: 0.5, loadSeconds: 1, codecSeconds: 2 };
const FULL: Plan = { rounds: 9, tcpSeconds: 1, serialSeconds: 1, loadSeconds: 3, codecSeconds: 5 };
const SHORT_TYPED: TypedPlan = { rounds: 5, seconds: 0.7, starts: 3 };
const FULL_TYPED: TypedPlan = { rounds: 9, seconds: 2, starts: 7 };
const SHORT_AUTH: AuthPlan = { rounds: 5, seconds: 0.7, decisionSeconds: 3 };
const FULL_AUTH: AuthPlan = { rounds: 9, seconds: 2, decisionSeconds: 6 };
const SHORT_PUSHES: PushPlan = { rounds: 3, warmUpSeconds: 0.3, seconds: 0.7, stoppedWarmUpSeconds: 2 };
const FULL_PUSHES: PushPlan = { rounds: 7, warmUpSeconds: 0.5, seconds: 2, stoppedWarmUpSeconds: 3 };

const SECTIONS: readonly string[] = ["calls", "typed", "auth", "pushes"];

const { values: options } = parseArgs({
  options: {
    short: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    only: { type: "string" },
    "in-tree-generator": { type: "boolean", default: false },
    "gateway-node-options": { type: "string", default: "" },
  },
});
const gatewayNodeOptions = options["gateway-node-options"].split(" ").filter(Boolean);

function progress(text: string): void {
  console.error(`bench: ${text}`);
}

/** Calls, and the codec's cost. */
async function measureCalls(generator: LoadGenerator, placement: Placement): Promise<CallResults> {
  const plan = options.short ? SHORT : FULL;
  const contenders = await startContenders(gatewayNodeOptions);
  try {
    const answerBytes = {
      echo: await probeCall("grpc-echo", contenders.grpcEcho.port, requestBody),
      gateway: await probeCall("gateway", contenders.gateway.port, responseBody),
    };
    const setting: Setting = { contenders, generator, placement, answerBytes, plan };
    progress("calls: warming up");
    await runRound(setting, 0);
    const rounds: Round[] = [];
    for (let index = 0; index < plan.rounds; index++) {
      progress(`calls: round ${index + 1} of ${plan.rounds}`);
      rounds.push(await runRound(setting, index));
    }
    // Still the right answers, after all that load.
    await probeCall("gateway", contenders.gateway.port, responseBody);
    const codec = await runForJson<CodecCost>(scriptPath("codec-cost"), [String(plan.codecSeconds)]);
    return { rounds, codec };
  } finally {
    await contenders.stop();
  }
}

/** What keys and limits cost: one decision by itself, and all of it in the whole. */
async function measureAuth(generator: LoadGenerator, placement: Placement, scratch: string): Promise<AuthResults> {
  const plan = options.short ? SHORT_AUTH : FULL_AUTH;
  progress("auth: cost of a decision");
  const { server } = placement.apart;
  const decision = await runForJson<DecisionCost>(
    scriptPath("auth/decision-cost"),
    [String(plan.decisionSeconds)],
    server,
  );
  return {
    decision,
    guarded: await measureGuarded({ plan, generator, placement, scratch, gatewayNodeOptions, progress }),
  };
}

async function measure(scratch: string): Promise<Report> {
  const { short, only } = options;
  if (only !== undefined && !SECTIONS.includes(only)) {
    throw new Error(`--only ${only}: write --only and one of ${SECTIONS.join(", ")}`);
  }
  const wanted = (section: string) => only === undefined || only === section;
  const bodyFile = join(scratch, "request.bin");
  await writeFile(bodyFile, grpcMessage(futuRequest));
  const h2load = options["in-tree-generator"] ? null : await findH2load(bodyFile, scratch);
  const generator = h2load ?? inTreeGenerator(bodyFile);
  const placement = await findPlacement();
  const loadAverageBefore = loadavg()[0] ?? Number.NaN;

  const calls = wanted("calls") ? await measureCalls(generator, placement) : null;
  const typedPlan = short ? SHORT_TYPED : FULL_TYPED;
  const typed = wanted("typed")
    ? await measureTyped({ plan: typedPlan, generator, placement, scratch, gatewayNodeOptions, progress })
    : null;
  const auth = wanted("auth") ? await measureAuth(generator, placement, scratch) : null;
  const plan = short ? SHORT_PUSHES : FULL_PUSHES;
  const pushes = wanted("pushes") ? await measurePushes({ plan, placement, gatewayNodeOptions, progress }) : null;
  return {
    circumstances: {
      cpu: cpus()[0]?.model.trim() ?? "unknown CPU",
      cores: availableParallelism(),
      node: process.version,
      generator: generator.name,
      placement: placement.name,
      loadAverageBefore,
      loadAverageAfter: loadavg()[0] ?? Number.NaN,
      requestBodyBytes: requestBody.length,
      responseBodyBytes: responseBody.length,
    },
    ratios: [
      ...(calls === null ? [] : goalRatios(calls.rounds, calls.codec)),
      ...(typed === null ? [] : typedRatios(typed)),
      ...(auth === null ? [] : authRatios(auth)),
      ...(pushes === null ? [] : pushRatios(pushes)),
    ],
    calls,
    typed,
    auth,
    pushes,
  };
}

const scratch = await mkdtemp(join(tmpdir(), "opend-gateway-bench-"));
try {
  const report = await measure(scratch);
  console.log(options.json ? JSON.stringify(report, null, 2) : reportText(report));
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true, force: true });
}
