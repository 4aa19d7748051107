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
  /** Whether it may end for its time. */
  readonly enough: (tally: Tally) => boolean;
  /** How many run beside each other: they wait more than they compute. */
  readonly worlds: number;
}

async function runShare(kills: boolean, { sequences, timeMs, enough, worlds }: Share): Promise<Tally> {
  const tally = new Tally();
  const untilMs = performance.now() + timeMs;
  const isOver = (): boolean => tally.sequences >= sequences || (performance.now() > untilMs && enough(tally));
  let seed = SEED;
  const runWorlds = async (): Promise<void> => {
    while (!isOver()) await runWorld(seed++, kills, tally, isOver);
  };
  await Promise.all(Array.from({ length: worlds }, runWorlds));
  return tally;
}

async function runWorld(seed: number, kills: boolean, tally: Tally, isOver: () => boolean): Promise<void> {
  const world = await OrderWorld.start(kills);
  try {
    const dice = new Dice(seed);
    for (let count = 0; count < SEQUENCES_PER_WORLD && !isOver(); count++) {
      await new OrderSequence(world, dice, tally).run(kills);
    }
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`seed ${seed}: ${text}`, { cause: error });
  } finally {
    await world.close();
  }
}

test("random orders, failures and restarts: caps hold, nothing is sent twice, the day's value is what OpenD took plus what is unknown", async (t) => {
  const enough = ({ restarts, counts }: Tally): boolean => restarts > 0 && counts.has("accepted");
  const share = IS_SOAK
    ? { sequences: 9600, timeMs: Number.POSITIVE_INFINITY, enough, worlds: 8 }
    : { sequences: 9600, timeMs: 10_000, enough, worlds: 4 };
  const tally = await runShare(false, share);
  t.diagnostic(`${tally}`);
  assert.ok(enough(tally));
});

test("the same with kill -9 at any moment", async (t) => {
  const enough = ({ kills }: Tally): boolean => kills >= 3;
  const share = IS_SOAK
    ? { sequences: 400, timeMs: Number.POSITIVE_INFINITY, enough, worlds: 3 }
    : { sequences: 400, timeMs: 8000, enough, worlds: 2 };
  const tally = await runShare(true, share);
  t.diagnostic(`${tally}`);
  assert.ok(enough(tally), `${tally.kills} kills`);
});
