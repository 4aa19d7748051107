import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { PushEvent } from "../../generated/ts/futu/service/futu.js";
import { Response as UpdateTicker } from "../../generated/ts/Qot_UpdateTicker.js";
import { PushJournal } from "./push-journal.js";

function ticks(...numbers: readonly number[]): Buffer {
  const tickerList = numbers.map((number) => ({
    time: "t",
    sequence: BigInt(number),
    dir: 1,
    price: 1,
    volume: 1n,
    turnover: 1,
  }));
  const s2c = { security: { market: 1, code: "00700" }, tickerList };
  return Buffer.from(UpdateTicker.encode(UpdateTicker.fromPartial({ retType: 0, s2c })).finish());
}

function journalOf(...bodies: readonly Buffer[]): PushJournal {
  const journal = new PushJournal();
  add(journal, 1n, ...bodies);
  return journal;
}

function add(journal: PushJournal, connId: bigint, ...bodies: readonly Buffer[]): void {
  for (const body of bodies) journal.record({ connId, protoId: 3011, body, atMs: 0 });
}

const event = (body: Buffer, marks: object = {}): PushEvent =>
  PushEvent.fromPartial({ proto_id: 3011, sec_key: "1_00700", sub_type: 4, event_type: "quote", body, ...marks });

test("the journal accepts what was sent, from wherever a stream begins", () => {
  const journal = journalOf(ticks(1), ticks(2), ticks(3));
  const report = journal.check([event(ticks(2)), event(ticks(3))], "none");
  assert.deepEqual(report.get("3011/1_00700/4/0"), { sent: 3, received: 2, missing: 0 });
});

test("the journal finds duplicates, wrong order, foreign bytes and holes", () => {
  const journal = journalOf(ticks(1), ticks(2), ticks(3));
  assert.throws(() => journal.check([event(ticks(1)), event(ticks(1))], "announced"), /duplicate/);
  assert.throws(() => journal.check([event(ticks(2)), event(ticks(1))], "announced"), /out of order/);
  assert.throws(() => journal.check([event(ticks(9))], "announced"), /never sent/);
  assert.throws(() => journal.check([event(ticks(1)), event(ticks(3))], "none"), /1 missing/);
  assert.throws(() => journal.check([event(ticks(1)), event(ticks(3))], "announced"), /without a word/);
});

test("holes that are announced pass, and ticks cut off after a gap", () => {
  const journal = journalOf(ticks(1), ticks(2), ticks(3));
  add(journal, 2n, ticks(2, 3, 4));
  journal.check([event(ticks(1)), event(ticks(3), { dropped: 1 })], "announced");
  journal.check([event(ticks(1)), event(ticks(3), { conflated: 1 })], "announced");
  journal.check([event(ticks(3)), event(ticks(4), { after_gap: true })], "announced");
  assert.throws(() => journal.check([event(ticks(3)), event(ticks(4))], "announced"), /never sent/);
  assert.throws(
    () => journal.check([event(ticks(3)), event(ticks(2, 3, 4), { after_gap: true })], "announced"),
    /tick 2/,
  );
});

test("the first event of another connection must be marked, and no other one", () => {
  const journal = journalOf(ticks(1), ticks(2));
  add(journal, 2n, ticks(3), ticks(4));
  const run = (...events: readonly PushEvent[]) => journal.check(events, "none");
  const gap = { after_gap: true };
  run(event(ticks(1)), event(ticks(2)), event(ticks(3), gap), event(ticks(4)));
  assert.throws(() => run(event(ticks(2)), event(ticks(3))), /after_gap/);
  assert.throws(() => run(event(ticks(1)), event(ticks(2), gap)), /after_gap/);
});
