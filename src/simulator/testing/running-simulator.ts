import assert from "node:assert/strict";
import { type ListenAddress, Simulator, type SimulatorOptions } from "../simulator.js";
import { ManualClock } from "../test-support.js";

export const tencent = { market: 1, code: "00700" };
export const apple = { market: 11, code: "AAPL" };

/** A simulator on a port of its own, with clocks that only move when told to. */
export interface Running {
  readonly simulator: Simulator;
  readonly address: ListenAddress;
  readonly clock: ManualClock;
  readonly realClock: ManualClock;
}

export async function run(options: SimulatorOptions, work: (running: Running) => Promise<void>): Promise<void> {
  const clock = new ManualClock();
  const realClock = new ManualClock();
  const simulator = new Simulator({ seed: 3, clock, realClock, frequencyLimits: false, ...options });
  const address = await simulator.listen({ host: "127.0.0.1", port: 0 });
  try {
    await work({ simulator, address, clock, realClock });
  } finally {
    await simulator.close();
  }
}

export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets the event loop turn until the condition holds: nothing is slept for. */
export async function until(condition: () => boolean): Promise<void> {
  const deadlineMs = Date.now() + 5_000;
  while (!condition()) {
    assert.ok(Date.now() < deadlineMs, "the condition did not come true");
    await turn();
  }
}
