import { Dice, OrderSequence, Tally } from "./order-sequence.js";
import type { OrderWorld } from "./order-world.js";

/** Of the first world; the next ones count on. A failure names its own: run that one with `OPEND_GATEWAY_WORLDS=1`. */
const SEED = Number(process.env["OPEND_GATEWAY_SEED"] ?? 20261121);
const WORLDS = Number(process.env["OPEND_GATEWAY_WORLDS"] ?? Number.POSITIVE_INFINITY);

/** `make soak`: the long form. */
export const IS_SOAK = process.env["OPEND_GATEWAY_SOAK"] === "1";

export interface Share {
  readonly sequences: number;
  /** After which it may end when it has seen `enough`. */
  readonly timeMs: number;
  readonly enough: (tally: Tally) => boolean;
  /** How many run beside each other: they wait more than they compute. */
  readonly worlds: number;
  /** The order list of one simulator stays short. */
  readonly sequencesPerWorld: number;
  readonly kills: boolean;
}

/** A world, and what is to be looked at when its gateway has stopped. */
export interface OpenWorld {
  readonly world: OrderWorld;
  readonly look: (tally: Tally) => Promise<void>;
}

/** Runs random sequences in one world after the other, until it is enough. */
export async function runShare(share: Share, open: () => Promise<OpenWorld>): Promise<Tally> {
  const tally = new Tally();
  const { sequences, timeMs, enough, worlds } = share;
  const untilMs = performance.now() + timeMs;
  const isOver = (): boolean => tally.sequences >= sequences || (performance.now() > untilMs && enough(tally));
  let seed = SEED;
  const runWorlds = async (): Promise<void> => {
    while (seed < SEED + WORLDS && !isOver()) await runWorld(seed++, share, await open(), tally, isOver);
  };
  await Promise.all(Array.from({ length: worlds }, runWorlds));
  return tally;
}

async function runWorld(
  seed: number,
  { sequencesPerWorld, kills }: Share,
  { world, look }: OpenWorld,
  tally: Tally,
  isOver: () => boolean,
): Promise<void> {
  const failed = (error: unknown): never => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`seed ${seed}: ${text}`, { cause: error });
  };
  try {
    const dice = new Dice(seed);
    for (let count = 0; count < sequencesPerWorld && !isOver(); count++) {
      await new OrderSequence(world, dice, tally).run(kills);
    }
  } catch (error) {
    failed(error);
  } finally {
    tally.sent += world.received.length;
    await world.close(() => look(tally)).catch(failed);
  }
}
