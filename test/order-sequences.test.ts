import assert from "node:assert/strict";
import { test } from "node:test";
import { OrderHostProcess } from "./support/order-host-process.js";
import type { Tally } from "./support/order-sequence.js";
import { IS_SOAK, type OpenWorld, runShare } from "./support/order-share.js";
import { type OpenGateway, OrderWorld, openHere } from "./support/order-world.js";

const SEQUENCES_PER_WORLD = 50;

async function openWorld(open: OpenGateway): Promise<OpenWorld> {
  return { world: await OrderWorld.start(open), look: () => Promise.resolve() };
}

test("random orders, failures and restarts: caps hold, nothing is sent twice, the day's value is what OpenD took plus what is unknown", async (t) => {
  const enough = ({ restarts, counts }: Tally): boolean => restarts > 0 && counts.has("accepted");
  const long = { sequences: 9600, timeMs: Number.POSITIVE_INFINITY, worlds: 8 };
  const short = { sequences: 9600, timeMs: 10_000, worlds: 4 };
  const share = { ...(IS_SOAK ? long : short), enough, sequencesPerWorld: SEQUENCES_PER_WORLD, kills: false };
  const tally = await runShare(share, () => openWorld(openHere));
  t.diagnostic(`${tally}`);
  assert.ok(enough(tally));
});

test("the same with kill -9 at any moment", async (t) => {
  const enough = ({ kills }: Tally): boolean => kills >= 3;
  const long = { sequences: 400, timeMs: Number.POSITIVE_INFINITY, worlds: 3 };
  const short = { sequences: 400, timeMs: 8000, worlds: 2 };
  const share = { ...(IS_SOAK ? long : short), enough, sequencesPerWorld: SEQUENCES_PER_WORLD, kills: true };
  const tally = await runShare(share, () => openWorld((options) => OrderHostProcess.start(options)));
  t.diagnostic(`${tally}`);
  assert.ok(enough(tally), `${tally.kills} kills`);
});
