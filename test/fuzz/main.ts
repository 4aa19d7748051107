/**
 * Time-boxed fuzzing of everything that reads bytes from the network.
 *
 *   node dist/test/fuzz/main.js --seconds 10
 *   node dist/test/fuzz/main.js --target frame-decoder --seed 42 --runs 1
 */
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { extname } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import type { FuzzOrder, FuzzReport } from "./fuzz-worker.js";
import { targets } from "./targets.js";

/** One input takes well under a millisecond; a machine under load is given ample time. */
const HANG_AFTER_MS = 10_000;

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) {
    console.error(`--${name} ${text}: expected a whole number`);
    process.exit(2);
  }
  return value;
}

const { values } = parseArgs({
  options: {
    seconds: { type: "string" },
    seed: { type: "string" },
    runs: { type: "string" },
    target: { type: "string" },
  },
});

const progress = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
const order: FuzzOrder = {
  seconds: wholeNumber("seconds", values.seconds, 10),
  seed: wholeNumber("seed", values.seed, randomInt(2 ** 32)),
  runs: wholeNumber("runs", values.runs, Number.MAX_SAFE_INTEGER),
  target: values.target ?? null,
  progress,
};
console.log(`fuzz: ${order.seconds} s, --seed ${order.seed}${order.target === null ? "" : `, only ${order.target}`}`);

function replayHint(target: string, seed: number): string {
  return `replay with: --target ${target} --seed ${seed} --runs 1`;
}

const worker = new Worker(new URL(`./fuzz-worker${extname(import.meta.url)}`, import.meta.url), { workerData: order });

let lastCount = -1;
const watchdog = setInterval(() => {
  const count = Atomics.load(progress, 2);
  if (count === lastCount && count > 0) {
    const seed = Atomics.load(progress, 1) >>> 0;
    const target = targets[Atomics.load(progress, 0)]?.name ?? "?";
    console.error(`fuzz: ${target} hangs: one input took over ${HANG_AFTER_MS / 1_000} s\n${replayHint(target, seed)}`);
    process.exit(1);
  }
  lastCount = count;
}, HANG_AFTER_MS);

const [report] = (await once(worker, "message")) as [FuzzReport];
clearInterval(watchdog);
switch (report.kind) {
  case "passed":
    for (const [target, runs] of Object.entries(report.runs)) console.log(`fuzz: ${target}: ${runs} inputs, no fault`);
    break;
  case "failed":
    console.error(`fuzz: ${report.target} failed\n${report.error}\n${replayHint(report.target, report.seed)}`);
    process.exitCode = 1;
    break;
  case "unknown-target":
    console.error(`fuzz: no target ${order.target}; there are ${report.known.join(", ")}`);
    process.exitCode = 2;
}
