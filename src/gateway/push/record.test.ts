import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import { PushEvent, PushGap_Cause } from "../../../generated/ts/futu/service/futu.js";
import { PushRecord, type PushRecordOptions, type RecordAnswer } from "./record.js";
import type { Route } from "./shared-event.js";

const START_MS = 1_790_000_000_000;
const EPOCH = 0x7fff_1234_5678_9abcn;
const STEP = 2 ** 32;

function orderOf(accId: bigint): Route {
  return {
    protoId: 2208,
    secKey: "",
    subType: 0,
    klType: 0,
    rehabType: undefined,
    accId,
    trdMarket: 1,
    eventType: "trade",
    eventClass: "keep",
  };
}

const notice: Route = { ...orderOf(0n), protoId: 1003, trdMarket: 0, eventType: "notify" };
const alice = orderOf(1001n);
const bob = orderOf(2n ** 63n + 1n);
const all = (): boolean => true;
const only =
  (...routes: readonly Route[]) =>
  (lane: { eventType: string; accId: bigint }): boolean =>
    routes.some(({ eventType, accId }) => eventType === lane.eventType && accId === lane.accId);

class Rig {
  nowMs = START_MS;
  readonly stored: Buffer[] = [];
  readonly record: PushRecord;

  constructor(options: Partial<PushRecordOptions> = {}) {
    this.record = new PushRecord({
      maxAgeMs: 600_000,
      maxEvents: 100,
      wallMs: () => this.nowMs,
      newEpoch: () => EPOCH,
      store: { append: (entry) => this.stored.push(Buffer.from(entry)) },
      entries: [],
      ...options,
    });
  }

  append(route: Route, text = "body"): number {
    return this.record.append(route, Buffer.from(text), this.nowMs).position;
  }

  after(position: number, wants: (lane: { eventType: string; accId: bigint }) => boolean = all): RecordAnswer {
    return this.record.after(this.record.epoch, BigInt(position), wants);
  }
}

function positions(answer: RecordAnswer): readonly number[] {
  assert.ok(answer.inRange, "the position is out of range");
  return answer.items.map((item) => (item.event ?? item.gap).position);
}

function outOfRange(answer: RecordAnswer): number {
  assert.ok(!answer.inRange, "the position is in range");
  return answer.oldestPosition;
}

function restartGap(answer: RecordAnswer): readonly (number | undefined)[] {
  assert.ok(answer.inRange);
  const gap = answer.items.at(-1)?.gap;
  assert.equal(gap?.cause, PushGap_Cause.CAUSE_GATEWAY_RESTARTED);
  return [gap.fromMs, gap.toMs];
}

test("positions are one counter for all accounts, and stand in the event", () => {
  const rig = new Rig();
  const event = rig.record.append(alice, Buffer.from("one"), rig.nowMs);
  assert.equal(event.position, 1);
  assert.equal(PushEvent.decode(event.bytes).position, 1n);
  assert.deepEqual([rig.append(bob), rig.append(notice), rig.append(alice)], [2, 3, 4]);
  assert.equal(rig.record.newestPosition, 4);
});

test("what comes after a position is merged from all wanted lanes, in order", () => {
  const rig = new Rig();
  for (const route of [alice, bob, notice, alice, bob, notice]) rig.append(route);
  assert.deepEqual(positions(rig.after(0)), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(positions(rig.after(2)), [3, 4, 5, 6]);
  assert.deepEqual(positions(rig.after(1, only(alice, notice))), [3, 4, 6]);
  assert.deepEqual(positions(rig.after(6)), []);
});

test("a full lane pushes out its own events only, and says so exactly", () => {
  const rig = new Rig({ maxEvents: 2 });
  for (const route of [alice, bob, bob, bob, alice]) rig.append(route);
  // Of bob's events the one at 2 is gone.
  assert.equal(outOfRange(rig.after(1)), 2);
  assert.equal(outOfRange(rig.after(0)), 2);
  assert.deepEqual(positions(rig.after(2)), [3, 4, 5]);
  assert.deepEqual(positions(rig.after(0, only(alice))), [1, 5]);
  assert.equal(rig.record.window(only(bob)).oldestPosition, 2);
  assert.deepEqual(rig.record.window(only(alice)), {
    oldestPosition: 0,
    newestPosition: 5,
    maxAgeMs: 600_000,
    maxEvents: 2,
  });
});

test("events go with their age, without anything new in their lane", () => {
  const rig = new Rig();
  rig.append(alice);
  rig.nowMs += 600_000;
  assert.deepEqual(positions(rig.after(0)), [1]);
  rig.nowMs += 1;
  assert.equal(outOfRange(rig.after(0)), 1);
  assert.deepEqual(positions(rig.after(1)), []);
  assert.deepEqual(positions(rig.after(0, only(bob))), []);
  assert.equal(rig.record.size, 0);
});

test("a position beyond the newest, or of another epoch, is out of range", () => {
  const rig = new Rig();
  rig.append(alice);
  assert.equal(outOfRange(rig.after(2)), 0);
  assert.equal(outOfRange(rig.record.after(EPOCH, 2n ** 64n - 1n, all)), 0);
  assert.equal(outOfRange(rig.record.after(EPOCH + 1n, 1n, all)), 0);
  assert.equal(outOfRange(rig.record.after(0n, 0n, all)), 0);
});

test("a gap has a place among the events, and is told to those who were before it", () => {
  const rig = new Rig();
  rig.append(alice);
  const gap = rig.record.noteGap(PushGap_Cause.CAUSE_UPSTREAM_LOST, START_MS, START_MS + 5000);
  rig.append(bob);
  assert.deepEqual(positions(rig.after(1, only(alice))), [gap.position]);
  assert.deepEqual(positions(rig.after(1)), [2, 3]);
  assert.deepEqual(positions(rig.after(2)), [3]);
  const answer = rig.after(1);
  assert.ok(answer.inRange);
  assert.deepEqual(answer.items[0]?.gap, {
    position: 2,
    cause: PushGap_Cause.CAUSE_UPSTREAM_LOST,
    fromMs: START_MS,
    toMs: START_MS + 5000,
    accId: 0n,
  });
});

test("with too many gaps the oldest make positions before them too old", () => {
  const rig = new Rig();
  for (let count = 0; count < 1001; count++) rig.record.noteGap(PushGap_Cause.CAUSE_UPSTREAM_LOST, 0, 1);
  assert.equal(outOfRange(rig.after(0, only(alice))), 1);
  assert.equal(positions(rig.after(1)).length, 1000);
});

test("a restart keeps epoch, events and positions, and notes the gap", () => {
  const before = new Rig();
  before.append(alice, "first");
  before.nowMs += 1000;
  before.append(notice, "second");
  before.record.noteGap(PushGap_Cause.CAUSE_UPSTREAM_LOST, START_MS, START_MS + 1);
  before.nowMs += 500;
  before.append(bob, "third");

  const after = new Rig({ entries: before.stored, newEpoch: () => 5n });
  assert.equal(after.record.epoch, EPOCH);
  const answer = after.after(0);
  assert.ok(answer.inRange);
  const items = answer.items.map(({ event, gap }) =>
    event === null ? gap.cause : Buffer.from(PushEvent.decode(event.bytes).body ?? []).toString(),
  );
  assert.deepEqual(items, [
    "first",
    "second",
    PushGap_Cause.CAUSE_UPSTREAM_LOST,
    "third",
    PushGap_Cause.CAUSE_GATEWAY_RESTARTED,
  ]);
  assert.deepEqual(answer.items[0]?.event?.route, alice);
  assert.deepEqual(answer.items[1]?.event?.route, notice);
  assert.deepEqual(answer.items[3]?.event?.route, bob);
  assert.equal(answer.items[3]?.event?.readAtMs, START_MS + 1500);
});

test("the gap of a restart reaches from the last entry to the start", () => {
  const before = new Rig();
  before.append(alice);
  before.nowMs += 60_000;
  before.append(alice);
  const after = new Rig({ entries: before.stored, wallMs: () => START_MS + 90_000 });
  assert.deepEqual(restartGap(after.after(2)), [START_MS + 60_000, START_MS + 90_000]);
});

test("a mark narrows the gap of a restart, but not past a push that may still have been on its way", () => {
  const before = new Rig();
  before.append(alice);
  before.nowMs += 60_000;
  before.record.mark();
  const after = new Rig({ entries: before.stored, wallMs: () => START_MS + 90_000 });
  assert.deepEqual(restartGap(after.after(1)), [START_MS + 55_000, START_MS + 90_000]);
});

test("a position that was sent but not stored before a crash is never given out again", () => {
  const before = new Rig();
  for (let count = 0; count < 10; count++) before.append(alice);
  // The mark of the start and three events reached the disk.
  const after = new Rig({ entries: before.stored.slice(0, 4) });
  const next = after.append(alice);
  assert.equal(next, 3 + STEP + 2);
  // A client that has seen the tenth is told of the gap, and misses nothing after it.
  const answer = after.after(10);
  assert.ok(answer.inRange);
  assert.deepEqual(positions(answer), [next - 1, next]);
  assert.equal(answer.items[0]?.gap?.cause, PushGap_Cause.CAUSE_GATEWAY_RESTARTED);
});

test("a record without events keeps its epoch over restarts", () => {
  const first = new Rig();
  const second = new Rig({ entries: first.stored, newEpoch: () => 5n });
  const third = new Rig({ entries: [...first.stored, ...second.stored], newEpoch: () => 6n });
  assert.equal(third.record.epoch, EPOCH);
  assert.equal(positions(third.after(0)).length, 2);
});

test("what the store has dropped makes older positions too old", () => {
  const before = new Rig();
  for (let count = 0; count < 5; count++) before.append(alice);
  const after = new Rig({ entries: before.stored.slice(3) });
  assert.equal(outOfRange(after.after(1, only(bob))), 2);
  assert.deepEqual(positions(after.after(2)).slice(0, 3), [3, 4, 5]);
});

test("what the store kept beyond the bounds is left out at the start", () => {
  const before = new Rig();
  for (let count = 0; count < 5; count++) before.append(alice);
  const fewer = new Rig({ entries: before.stored, maxEvents: 2 });
  assert.equal(outOfRange(fewer.after(2)), 3);
  const later = new Rig({ entries: before.stored, wallMs: () => START_MS + 700_000 });
  assert.equal(later.record.size, 0);
  assert.equal(outOfRange(later.after(4)), 5);
});

test("an entry that can't be read makes positions before it too old", () => {
  const before = new Rig();
  for (let count = 0; count < 3; count++) before.append(alice);
  const [mark, first, second, third] = before.stored as [Buffer, Buffer, Buffer, Buffer];
  const version = Buffer.from(second);
  version[0] = 9;
  const kind = Buffer.from(second);
  kind[1] = 9;
  const cut = second.subarray(0, second.length - 4);
  for (const unreadable of [version, kind, cut, Buffer.of(), Buffer.of(1, 2, 3)]) {
    const after = new Rig({ entries: [mark, first, unreadable, third] });
    assert.equal(after.record.skippedEntries, 1);
    assert.equal(outOfRange(after.after(1)), 2);
    assert.deepEqual(positions(after.after(2)).slice(0, 1), [3]);
    // Behind the last readable one there is the gap of the restart.
    const atEnd = new Rig({ entries: [mark, first, unreadable] });
    assert.deepEqual(positions(atEnd.after(0)), [1, 1 + STEP + 1]);
  }
});

test("an entry that stands twice is taken once", () => {
  const before = new Rig();
  before.append(alice);
  before.append(alice);
  const [mark, first, second] = before.stored as [Buffer, Buffer, Buffer];
  const after = new Rig({ entries: [mark, first, second, first, second] });
  assert.equal(after.record.skippedEntries, 2);
  assert.deepEqual(positions(after.after(0)).slice(0, 2), [1, 2]);
});

test("the time in which an account was not registered is a gap for those who want it, over a restart too", () => {
  const before = new Rig();
  before.record.accountsRegistered([alice.accId, bob.accId]);
  const from = before.append(alice);
  before.nowMs += 1000;
  assert.deepEqual(before.record.accountsRegistered([bob.accId]), []);
  before.nowMs += 60_000;
  const [gap, ...others] = before.record.accountsRegistered([alice.accId, bob.accId]);
  assert.deepEqual(others, []);
  const expected = { cause: PushGap_Cause.CAUSE_NOT_REGISTERED, fromMs: START_MS + 1000, toMs: START_MS + 61_000 };
  assert.deepEqual(gap, { ...expected, position: from + 1, accId: alice.accId });
  const after = new Rig({ entries: before.stored });
  for (const rig of [before, after]) {
    const answers = [only(alice), only(bob)].map((wants) => rig.after(from, wants));
    const gaps = answers.map((answer) =>
      answer.inRange ? answer.items.filter((item) => item.gap?.cause === PushGap_Cause.CAUSE_NOT_REGISTERED) : null,
    );
    assert.deepEqual(gaps, [[{ event: null, gap }], []]);
  }
});

test("an account that is registered for the first time was not recorded since the start", () => {
  const rig = new Rig();
  rig.nowMs += 5000;
  assert.deepEqual(rig.record.accountsRegistered([alice.accId]), [], "who listens already has missed nothing");
  const answer = rig.after(0, only(alice));
  assert.ok(answer.inRange);
  assert.deepEqual(
    answer.items.map(({ gap }) => [gap?.fromMs, gap?.toMs, gap?.accId]),
    [[START_MS, START_MS + 5000, alice.accId]],
  );
});

test("entries of an older epoch are left behind", () => {
  const older = new Rig();
  older.append(alice, "older");
  const newer = new Rig({ newEpoch: () => 5n });
  newer.append(bob, "newer");
  const after = new Rig({ entries: [...older.stored, ...newer.stored] });
  assert.equal(after.record.epoch, 5n);
  assert.equal(positions(after.after(0)).length, 2);
});

test("events of the record keep no buffer of others alive", () => {
  const before = new Rig();
  before.append(alice);
  const after = new Rig({ entries: before.stored });
  const answer = after.after(0);
  assert.ok(answer.inRange);
  const bytes = answer.items[0]?.event?.bytes;
  assert.equal(bytes?.buffer.byteLength, bytes?.length);
});

test("answers are exact: out of range if and only if a wanted event after the position is gone", () => {
  const lanes = [alice, bob, notice];
  const steps = fc.array(fc.record({ lane: fc.nat({ max: 2 }), waitMs: fc.nat({ max: 300 }) }), { maxLength: 150 });
  const limits = fc.record({
    maxEvents: fc.integer({ min: 1, max: 90 }),
    maxAgeMs: fc.integer({ min: 1, max: 10_000 }),
  });
  fc.assert(
    fc.property(steps, limits, fc.subarray(lanes), fc.boolean(), (list, { maxEvents, maxAgeMs }, wanted, restart) => {
      let rig = new Rig({ maxEvents, maxAgeMs });
      const model: { readonly route: Route; readonly position: number; readonly atMs: number }[] = [];
      for (const { lane, waitMs } of list) {
        rig.nowMs += waitMs;
        const route = lanes[lane] ?? alice;
        model.push({ route, position: rig.append(route), atMs: rig.nowMs });
      }
      const { nowMs, stored } = rig;
      if (restart) rig = new Rig({ maxEvents, maxAgeMs, entries: stored, wallMs: () => nowMs });
      const held = new Set(
        lanes
          .flatMap((route) => model.filter((one) => one.route === route).slice(-maxEvents))
          .filter(({ atMs }) => atMs >= nowMs - maxAgeMs),
      );
      const wants = only(...wanted);
      const gone = model.filter((one) => wants(one.route) && !held.has(one)).map(({ position }) => position);
      const oldest = Math.max(0, ...gone);
      for (let position = 0; position <= model.length; position++) {
        const answer = rig.after(position, wants);
        assert.equal(answer.inRange, position >= oldest);
        if (answer.inRange) {
          const want = model.filter((one) => wants(one.route) && one.position > position).map((one) => one.position);
          assert.deepEqual(
            positions(answer).filter((one) => one <= model.length),
            want,
          );
        } else {
          assert.equal(answer.oldestPosition, oldest);
        }
      }
    }),
    { numRuns: 200 },
  );
});
