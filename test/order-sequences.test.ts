import assert from "node:assert/strict";
import { test } from "node:test";
import { Dice, OrderSequence, Tally } from "./support/order-sequence.js";
import { OrderWorld } from "./support/order-world.js";

/** `make soak`: all ten thousand. */
const IS_SOAK = process.env["OPEND_GATEWAY_SOAK"] === "1";
const SEED = 20261121;
/** The order list of one simulator stays short. */
const SEQUENCES_PER_WORLD = 50;

interface Share {
  readonly sequences: number;
  readonly timeMs: number;
  readonly atLeast: number;
}

async function runShare(kills: boolean, { sequences, timeMs, atLeast }: Share): Promise<Tally> {
  const tally = new Tally();
  const untilMs = performance.now() + timeMs;
  const isOver = (): boolean =>
    tally.sequences >= sequences || (performance.now() > untilMs && tally.sequences >= atLeast);
  for (let seed = SEED; !isOver(); seed++) {
    const world = await OrderWorld.start(kills);
    try {
      const dice = new Dice(seed);
      for (let count = 0; count < SEQUENCES_PER_WORLD && !isOver(); count++) {
        await new OrderSequence(world, dice, tally).run(kills);
      }
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      throw new Error(`seed ${seed}, after ${tally.sequences} sequences: ${text}`, { cause: error });
    } finally {
      await world.close();
    }
  }
  return tally;
}

test("random orders, failures and restarts: caps hold, nothing is sent twice, the day's value is what OpenD took plus what is unknown", async (t) => {
  const share = IS_SOAK
    ? { sequences: 9000, timeMs: Number.POSITIVE_INFINITY, atLeast: 0 }
    : { sequences: 9000, timeMs: 10_000, atLeast: 20 };
  const tally = await runShare(false, share);
  t.diagnostic(`${tally}`);
  assert.ok(tally.restarts > 0 && (tally.counts.get("accepted") ?? 0) > 0);
});

test("the same with kill -9 at any moment", async (t) => {
  const share = IS_SOAK
    ? { sequences: 1000, timeMs: Number.POSITIVE_INFINITY, atLeast: 0 }
    : { sequences: 1000, timeMs: 9000, atLeast: 3 };
  const tally = await runShare(true, share);
  t.diagnostic(`${tally}`);
  assert.ok(tally.kills >= 3, `${tally.kills} kills`);
});
