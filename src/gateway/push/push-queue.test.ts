import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import { PushQueue, type PushQueueOptions, type QueueMarks } from "./push-queue.js";
import type { EventClass, Route, SharedEvent } from "./shared-event.js";

const marks: QueueMarks = { filters: null, afterGap: false, snapshot: false, replayed: false, conflated: 0 };

function route(eventClass: EventClass, secKey: string): Route {
  return {
    protoId: 3005,
    secKey,
    subType: 1,
    klType: 0,
    rehabType: undefined,
    accId: 0n,
    trdMarket: 0,
    eventType: "quote",
    eventClass,
  };
}

const states = ["a", "b", "c"].map((secKey) => route("state", secKey));
const ticks = ["a", "b"].map((secKey) => route("tick", secKey));
const orders = [route("keep", "order")];
const [stateA, stateB, stateC] = states as [Route, Route, Route];
const [tickA, tickB] = ticks as [Route, Route];
const [order] = orders as [Route];

let clockMs = 0;
function event(of: Route, bytes = 10): SharedEvent {
  clockMs++;
  return { route: of, bytes: Buffer.alloc(bytes), readAtMs: clockMs, position: 0 };
}

function queue(options: Partial<PushQueueOptions> = {}): PushQueue {
  return new PushQueue({ maxEvents: 3, maxBytes: 1000, mayConflate: true, mayDrop: true, ...options });
}

function drain(from: PushQueue): { event: SharedEvent; conflated: number; afterGap: boolean }[] {
  const taken: { event: SharedEvent; conflated: number; afterGap: boolean }[] = [];
  for (let next = from.shift(); next !== null; next = from.shift()) {
    taken.push({ event: next.event, conflated: next.conflated, afterGap: next.afterGap });
  }
  return taken;
}

test("below its bounds it is a plain queue: equal keys are not merged", () => {
  const q = queue();
  const pushed = [event(stateA), event(stateA), event(tickA)];
  for (const one of pushed) assert.equal(q.push(one, marks), "queued");
  assert.deepEqual([q.events, q.bytes], [3, 30]);
  assert.deepEqual(
    drain(q).map(({ event: one }) => one),
    pushed,
  );
  assert.deepEqual([q.events, q.bytes], [0, 0]);
  assert.equal(q.takeDropped(), null);
});

test("at the bound values are merged to the newest of their key, at the place of the oldest", () => {
  const q = queue();
  q.push(event(stateA), { ...marks, afterGap: true });
  q.push(event(stateB), marks);
  const second = event(stateA);
  q.push(second, marks);
  assert.equal(q.push(event(stateC), marks), "queued");
  const last = event(stateA);
  assert.equal(q.push(last, marks), "merged");
  assert.deepEqual(
    drain(q).map(({ event: one, conflated, afterGap }) => [one.route.secKey, one.readAtMs, conflated, afterGap]),
    [
      ["a", last.readAtMs, 2, true],
      ["b", last.readAtMs - 3, 0, false],
      ["c", last.readAtMs - 1, 0, false],
    ],
  );
});

test("it conflates until it is empty, and is a plain queue again then", () => {
  const q = queue({ maxEvents: 2 });
  for (const one of [stateA, stateA, stateA]) q.push(event(one), marks);
  assert.equal(q.events, 1);
  assert.equal(q.push(event(stateA), marks), "merged");
  assert.equal(drain(q).length, 1);
  q.push(event(stateA), marks);
  assert.equal(q.push(event(stateA), marks), "queued");
  assert.equal(q.events, 2);
});

test("ticks are left out before values, the oldest first, and told with their times", () => {
  const q = queue();
  const oldest = event(tickA);
  q.push(oldest, marks);
  q.push(event(stateA), marks);
  const newer = event(tickB);
  q.push(newer, marks);
  assert.equal(q.push(event(order), marks), "queued");
  assert.deepEqual(q.takeDropped(), { count: 1, fromMs: oldest.readAtMs, toMs: oldest.readAtMs, routes: [tickA] });
  assert.equal(q.push(event(order), marks), "queued");
  assert.equal(q.push(event(order), marks), "queued");
  const dropped = q.takeDropped();
  assert.deepEqual([dropped?.count, dropped?.routes], [2, [tickB, stateA]]);
  assert.equal(q.droppedTotal, 3);
  assert.equal(q.takeDropped(), null);
});

test("a tick that finds only values and orders is left out itself", () => {
  const q = queue();
  for (const one of [stateA, stateB, order]) q.push(event(one), marks);
  assert.equal(q.push(event(tickA), marks), "dropped");
  assert.equal(q.takeDropped()?.count, 1);
  assert.equal(q.events, 3);
});

test("a value that was merged counts with all that became it when it is left out", () => {
  const q = queue({ maxEvents: 2 });
  const first = event(stateA);
  q.push(first, marks);
  q.push(event(stateA), marks);
  const last = event(stateA);
  q.push(last, marks);
  q.push(event(order), marks);
  assert.equal(q.push(event(order), marks), "queued");
  assert.deepEqual(q.takeDropped(), { count: 3, fromMs: first.readAtMs, toMs: last.readAtMs, routes: [stateA] });
});

test("orders that don't fit alone overflow, and nothing is left out for them", () => {
  const q = queue();
  for (const one of [order, order, order]) q.push(event(one), marks);
  assert.equal(q.push(event(order), marks), "overflow");
  assert.equal(q.takeDropped(), null);
  const large = queue({ maxBytes: 50 });
  large.push(event(tickA), marks);
  assert.equal(large.push(event(order, 60), marks), "overflow");
  assert.equal(large.events, 1);
});

test("an event larger than the bound is left out without taking others with it", () => {
  const q = queue({ maxBytes: 50 });
  q.push(event(stateA), marks);
  assert.equal(q.push(event(stateB, 60), marks), "dropped");
  assert.equal(q.events, 1);
});

test("a value that grows over the byte bound drives others out, or goes itself", () => {
  const q = queue({ maxEvents: 2, maxBytes: 50 });
  for (const one of [stateA, stateB, stateB]) q.push(event(one), marks);
  assert.equal(q.push(event(stateB, 45), marks), "merged");
  assert.deepEqual([q.events, q.bytes, q.takeDropped()?.routes], [1, 45, [stateA]]);
  assert.equal(q.push(event(stateB, 51), marks), "dropped");
  assert.deepEqual([q.events, q.bytes], [0, 0]);
});

test("without merging or leaving out, the bound is the end", () => {
  const q = queue({ mayConflate: false, mayDrop: false });
  for (const one of [stateA, stateA, tickA]) q.push(event(one), marks);
  assert.equal(q.push(event(stateA), marks), "overflow");
  assert.deepEqual(
    drain(q).map(({ conflated }) => conflated),
    [0, 0, 0],
  );
});

test("too many lost keys are counted, not listed", () => {
  const q = queue({ maxEvents: 1 });
  for (let index = 0; index < 100; index++) q.push(event(route("tick", `${index}`)), marks);
  const dropped = q.takeDropped();
  assert.deepEqual([dropped?.count, dropped?.routes], [99, null]);
});

test("clear lets go of everything and counts nothing", () => {
  const q = queue();
  for (const one of [tickA, tickA, tickA, tickA]) q.push(event(one), marks);
  q.clear();
  assert.deepEqual([q.events, q.bytes, q.shift(), q.takeDropped()], [0, 0, null, null]);
  assert.equal(q.push(event(stateA), marks), "queued");
});

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      of: fc.constantFrom(...states, ...ticks, ...orders),
      bytes: fc.integer({ min: 1, max: 40 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ take: fc.integer({ min: 1, max: 4 }) }) },
);

test("order per key holds, orders are never lost, bounds hold, and the counts add up", () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 200 }),
      fc.record({
        maxEvents: fc.integer({ min: 1, max: 12 }),
        maxBytes: fc.integer({ min: 20, max: 200 }),
        mayConflate: fc.boolean(),
        mayDrop: fc.boolean(),
      }),
      (steps, options) => {
        const q = new PushQueue(options);
        const pushed: SharedEvent[] = [];
        const taken: { event: SharedEvent; conflated: number }[] = [];
        let refused = 0;
        for (const one of steps) {
          if ("take" in one) {
            for (let count = 0; count < one.take; count++) {
              const next = q.shift();
              if (next !== null) taken.push({ event: next.event, conflated: next.conflated });
            }
            continue;
          }
          const next = event(one.of, one.bytes);
          const outcome = q.push(next, marks);
          if (outcome === "overflow") {
            // The stream ends here.
            refused = 1;
            if (options.mayDrop) assert.equal(one.of.eventClass, "keep");
            break;
          }
          pushed.push(next);
          assert.ok(q.events <= options.maxEvents && q.bytes <= options.maxBytes);
        }
        const overflowed = refused > 0;
        taken.push(...drain(q));
        assert.deepEqual([q.events, q.bytes], [0, 0]);
        for (const of of [...states, ...ticks, ...orders]) {
          const times = taken.filter(({ event: one }) => one.route === of).map(({ event: one }) => one.readAtMs);
          assert.deepEqual(
            times,
            [...times].sort((a, b) => a - b),
          );
          assert.equal(new Set(times).size, times.length);
          const newest = pushed.findLast((one) => one.route === of)?.readAtMs;
          if (!options.mayDrop && !overflowed && newest !== undefined) assert.equal(times.at(-1), newest);
        }
        const kept = (events: readonly SharedEvent[]): number => events.filter((one) => one.route === order).length;
        assert.equal(kept(taken.map(({ event: one }) => one)), kept(pushed));
        if (!options.mayConflate) assert.ok(taken.every(({ conflated }) => conflated === 0));
        if (!options.mayDrop) assert.equal(q.droppedTotal, 0);
        const conflated = taken.reduce((sum, one) => sum + one.conflated, 0);
        assert.equal(q.takeDropped()?.count ?? 0, q.droppedTotal);
        if (!overflowed) assert.equal(taken.length + conflated + q.droppedTotal, pushed.length);
      },
    ),
    { numRuns: 500 },
  );
});
