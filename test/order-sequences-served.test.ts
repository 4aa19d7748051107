import assert from "node:assert/strict";
import { test } from "node:test";
import { RULES, type Tally } from "./support/order-sequence.js";
import { IS_SOAK, type OpenWorld, runShare } from "./support/order-share.js";
import { OrderWorld } from "./support/order-world.js";
import { ServedOrders } from "./support/served-orders.js";

const SEQUENCES_PER_WORLD = 20;

/** A key for each sequence, whatever its rules are. */
const KEYS = RULES.flatMap((rules) => Array.from({ length: SEQUENCES_PER_WORLD }, () => rules));

async function openServed(): Promise<OpenWorld> {
  const served = new ServedOrders(KEYS);
  const world = await OrderWorld.start(
    (options) => served.open(options),
    ({ number }) => served.received(number),
  );
  const look = async (tally: Tally): Promise<void> => {
    tally.kills += served.timeKills;
    assert.deepEqual(served.unaudited, [], "orders reached OpenD before their audit lines were on the disk");
    assert.equal(await served.auditFaults(), "");
  };
  return { world, look };
}

test("random orders through serve, with kill -9 at any moment: keys' caps hold, nothing is sent twice or before its audit line, the log stays whole", {
  skip: process.platform === "win32",
}, async (t) => {
  const enough = ({ kills, counts }: Tally): boolean => kills >= 3 && counts.has("accepted");
  const long = { sequences: 100, timeMs: Number.POSITIVE_INFINITY, worlds: 2 };
  const short = { sequences: 100, timeMs: 8000, worlds: 2 };
  const share = { ...(IS_SOAK ? long : short), enough, sequencesPerWorld: SEQUENCES_PER_WORLD, kills: true };
  const tally = await runShare(share, openServed);
  t.diagnostic(`${tally}`);
  assert.ok(enough(tally), `${tally}`);
});
