import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "./outbox.js";
import { FakeClock } from "./testing/trade-bench.js";

function bench(): { clock: FakeClock; outbox: Outbox; sent: string[] } {
  const clock = new FakeClock(0);
  const sent: string[] = [];
  const outbox = new Outbox(clock, (accId, protoId, body) => sent.push(`${accId}:${protoId}:${body[0]}`));
  return { clock, outbox, sent };
}

test("pushes leave in order, after what the caller still does", () => {
  const { clock, outbox, sent } = bench();
  outbox.add(1n, 2208, Uint8Array.of(1));
  outbox.add(2n, 2218, Uint8Array.of(2));
  assert.deepEqual(sent, []);
  clock.advance(0);
  outbox.add(1n, 2208, Uint8Array.of(3));
  clock.advance(0);
  assert.deepEqual(sent, ["1:2208:1", "2:2218:2", "1:2208:3"]);
});

test("closing drops what is still waiting", () => {
  const { clock, outbox, sent } = bench();
  outbox.add(1n, 2208, Uint8Array.of(1));
  outbox.close();
  clock.advance(1000);
  assert.deepEqual(sent, []);
});
