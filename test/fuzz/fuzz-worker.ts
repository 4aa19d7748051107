import { parentPort, workerData } from "node:worker_threads";
import { Random } from "./random.js";
import { targets } from "./targets.js";

/** What the worker is told. */
export interface FuzzOrder {
  readonly seed: number;
  readonly seconds: number;
  /** Ends after so many inputs for each target, if that comes first. */
  readonly runs: number;
  /** Only this target; null for all. */
  readonly target: string | null;
  /** Slots: the place of the running target in `targets`, the seed of its input, a counter that moves with every input. */
  readonly progress: Int32Array;
}

/** How the run ended. */
export type FuzzReport =
  | { readonly kind: "passed"; readonly runs: Readonly<Record<string, number>> }
  | { readonly kind: "failed"; readonly target: string; readonly seed: number; readonly error: string }
  | { readonly kind: "unknown-target"; readonly known: readonly string[] };

/** Targets take turns of so many inputs, so that a short run reaches all of them. */
const INPUTS_PER_TURN = 20;

function fuzz(order: FuzzOrder): FuzzReport {
  const chosen = targets.filter((target) => order.target === null || target.name === order.target);
  if (chosen.length === 0) return { kind: "unknown-target", known: targets.map((target) => target.name) };
  const runs: Record<string, number> = {};
  const endAt = performance.now() + order.seconds * 1_000;
  for (let first = 0; first < order.runs && performance.now() < endAt; first += INPUTS_PER_TURN) {
    for (const target of chosen) {
      Atomics.store(order.progress, 0, targets.indexOf(target));
      for (let run = first; run < Math.min(first + INPUTS_PER_TURN, order.runs); run++) {
        // Each input has a seed of its own: a failure is replayed alone, however long the run was.
        const seed = (order.seed + run) >>> 0;
        Atomics.store(order.progress, 1, seed | 0);
        Atomics.add(order.progress, 2, 1);
        try {
          target.run(new Random(seed));
        } catch (error) {
          const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
          return { kind: "failed", target: target.name, seed, error: text };
        }
        runs[target.name] = (runs[target.name] ?? 0) + 1;
      }
    }
  }
  return { kind: "passed", runs };
}

parentPort?.postMessage(fuzz(workerData as FuzzOrder));
