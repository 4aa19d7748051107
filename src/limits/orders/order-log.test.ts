import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import fc from "fast-check";
import { GatewayError } from "../../errors/gateway-error.js";
import { Disk } from "../../state/testing/log-rig.js";
import { decodeOrderRecord, encodeOrderRecord } from "./order-record.js";
import { admission, admitted, localStore, mark, ordersLog, StoreClock, TRACE } from "./testing/store-rig.js";

const reply = Buffer.from("08001200", "hex");
const HOUR_MS = 3_600_000;

function newFolder(t: TestContext): string {
  const parent = fs.mkdtempSync(join(tmpdir(), "orders-"));
  t.after(() => fs.rmSync(parent, { recursive: true, force: true }));
  return join(parent, "orders");
}

describe("what is counted about orders, over a restart", () => {
  it("comes back: values, orders of the minute, answers; what was under way is unknown, its value kept", async (t) => {
    const folder = newFolder(t);
    const clock = new StoreClock();
    const store = localStore(clock, { log: ordersLog(folder) });
    const order = (key: string) => admission(clock, { idempotency: mark(key), maxOrdersPerMinute: 10 });
    const tickets = [];
    for (const key of ["accepted", "refused", "not_sent", "not_placed", "unknown", "in_flight"]) {
      tickets.push(await admitted(store, order(key)));
    }
    const [accepted, refused, notSent, notPlaced, unknown, inFlight] = tickets;
    assert.ok(accepted && refused && notSent && notPlaced && unknown && inFlight);
    store.settle(accepted, { type: "accepted", reply });
    store.settle(refused, { type: "refused", reply });
    store.settle(notSent, { type: "not_sent" });
    store.settle(notPlaced, { type: "unknown" });
    store.settle(notPlaced, { type: "not_placed" });
    store.settle(unknown, { type: "unknown" });
    await store.close();
    clock.advance(1000);
    const again = localStore(clock, { log: ordersLog(folder) });
    assert.deepEqual(again.usage("key:a", clock.wallMs()), { dayCents: 3000, ordersLastMinute: 6 });
    const recalled = (key: string) => again.recall("key:a", mark(key));
    assert.deepEqual(recalled("accepted"), { type: "replay", reply });
    assert.deepEqual(recalled("refused"), { type: "replay", reply });
    assert.equal(recalled("not_sent"), null);
    assert.deepEqual(recalled("not_placed"), { type: "not_placed" });
    assert.deepEqual(recalled("unknown"), { type: "unknown", ticket: unknown, trace: TRACE, ageMs: 1000 });
    assert.deepEqual(recalled("in_flight"), { type: "unknown", ticket: inFlight, trace: TRACE, ageMs: 1000 });
    again.settle(inFlight, { type: "not_placed" });
    assert.equal(again.usage("key:a", clock.wallMs()).dayCents, 2000);
    await again.close();
  });

  it("knows the second use of a key that is used once a day, though the first one is over", async (t) => {
    const folder = newFolder(t);
    const clock = new StoreClock();
    const store = localStore(clock, { log: ordersLog(folder) });
    const order = () => admission(clock, { idempotency: mark("every day") });
    store.settle(await admitted(store, order()), { type: "accepted", reply });
    clock.advance(24 * HOUR_MS + 1);
    store.settle(await admitted(store, order()), { type: "unknown" });
    await store.close();
    const again = localStore(clock, { log: ordersLog(folder) });
    assert.equal(again.recall("key:a", mark("every day"))?.type, "unknown");
    await again.close();
  });

  it("ages by the wall clock; one that was set back makes nothing younger than now, and frees no value", async (t) => {
    const folder = newFolder(t);
    const clock = new StoreClock();
    const store = localStore(clock, { log: ordersLog(folder) });
    store.settle(await admitted(store, admission(clock, { idempotency: mark("k") })), { type: "accepted", reply });
    await store.close();
    const restart = async (wallMs: number) => {
      const later = new StoreClock();
      later.wall = wallMs;
      const again = localStore(later, { log: ordersLog(folder) });
      const { dayCents, ordersLastMinute } = again.usage("key:a", wallMs);
      const known = again.recall("key:a", mark("k"))?.type ?? null;
      await again.close();
      return [dayCents, ordersLastMinute, known];
    };
    assert.deepEqual(await restart(clock.wall - 20 * HOUR_MS), [1000, 1, "replay"]);
    assert.deepEqual(await restart(clock.wall + 11 * HOUR_MS), [1000, 0, "replay"]);
    assert.deepEqual(await restart(clock.wall + 23 * HOUR_MS), [0, 0, "replay"]);
    assert.deepEqual(await restart(clock.wall + 24 * HOUR_MS), [0, 0, null]);
  });

  it("is not written for what has neither limit nor value nor key", async (t) => {
    const folder = newFolder(t);
    const clock = new StoreClock();
    const log = ordersLog(folder);
    const store = localStore(clock, { log });
    const result = store.admit(admission(clock, { valueCents: 0 }));
    assert.ok(!(result instanceof Promise) && result.type === "admitted");
    store.settle(result.ticket, { type: "accepted", reply });
    assert.equal(store.usage("key:a", clock.wallMs()).ordersLastMinute, 1);
    await store.close();
    const again = ordersLog(folder);
    assert.deepEqual([...again.entries()], []);
    await again.close();
  });

  it("stops the start when a newer gateway wrote it", () => {
    const bytes = encodeOrderRecord({ type: "withdrawn", id: "t" });
    assert.deepEqual(decodeOrderRecord(bytes), { v: 1, type: "withdrawn", id: "t" });
    assert.throws(() => decodeOrderRecord(Buffer.from(bytes.toString().replace('"v":1', '"v":2'))), /another version/);
  });
});

describe("a log of orders that is cut off", () => {
  it("gives at least the value of what stands before the cut, at any byte, never more than was written", async (t) => {
    const step = fc.record({
      cents: fc.integer({ min: 0, max: 500 }),
      key: fc.boolean(),
      outcome: fc.constantFrom("accepted" as const, "refused" as const, "not_sent" as const, "unknown" as const, null),
    });
    let cuts = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const folder = newFolder(t);
        const clock = new StoreClock();
        const store = localStore(clock, { log: ordersLog(folder) });
        /** After each record: the file's size, and what a reader of so much must count. */
        const states: { bytes: number; atLeast: number; atMost: number }[] = [{ bytes: 16, atLeast: 0, atMost: 0 }];
        let written = 0;
        const note = (): void => {
          const [name = ""] = fs.readdirSync(folder).filter((each) => each.endsWith(".log"));
          const bytes = name === "" ? 16 : fs.statSync(join(folder, name)).size;
          const atLeast = store.usage("key:a", clock.wallMs()).dayCents;
          states.push({ bytes, atLeast, atMost: written });
        };
        for (const [at, { cents, key, outcome }] of steps.entries()) {
          const idempotency = key ? mark(`${at}`) : null;
          const ticket = await admitted(
            store,
            admission(clock, { valueCents: cents, maxDailyCents: 1_000_000, idempotency }),
          );
          written += cents;
          note();
          if (outcome === null) continue;
          const answered = outcome === "accepted" || outcome === "refused";
          store.settle(ticket, answered ? { type: outcome, reply } : { type: outcome });
          // Written in the next turn: an order that is kept waits for the disk, and for what stands before it.
          await store.admit(admission(clock, { valueCents: 0, idempotency: mark(`after ${at}`) }));
          note();
        }
        await store.close();
        const [name = ""] = fs.readdirSync(folder).filter((each) => each.endsWith(".log"));
        const path = join(folder, name);
        const whole = fs.readFileSync(path);
        for (let length = cuts % 7; length <= whole.length; length += 7) {
          cuts++;
          for (const each of fs.readdirSync(folder)) fs.unlinkSync(join(folder, each));
          fs.writeFileSync(path, whole.subarray(0, length));
          const log = ordersLog(folder);
          const again = localStore(clock, { log });
          const { dayCents } = again.usage("key:a", clock.wallMs());
          const before = states.filter(({ bytes }) => bytes <= length);
          // Between two states the value may still fall (a settlement), or rise (an admission).
          const last = before.at(-1) ?? { atLeast: 0, atMost: 0 };
          const next = states[before.length] ?? last;
          assert.ok(dayCents >= Math.min(last.atLeast, next.atLeast), `cut at ${length}: ${dayCents}`);
          assert.ok(dayCents >= 0 && dayCents <= Math.max(last.atMost, next.atMost), `cut at ${length}: ${dayCents}`);
          await again.close();
        }
      }),
      { numRuns: 6, seed: 20261121 },
    );
    assert.ok(cuts > 200, `${cuts} cuts`);
  });
});

describe("a disk that takes nothing", () => {
  const refused = (error: unknown): boolean =>
    error instanceof GatewayError && error.reason === "STATE_UNAVAILABLE" && (error.retryAfterMs ?? 0) > 0;

  it("refuses orders that must be kept, counts none of them, and passes all others", async (t) => {
    const folder = newFolder(t);
    const clock = new StoreClock();
    const disk = new Disk();
    const store = localStore(clock, { log: ordersLog(folder, { createFile: disk.createFile }) });
    const first = await admitted(store, admission(clock, { idempotency: mark("first") }));
    disk.freeBytes = 10;
    const order = (key: string) => admission(clock, { idempotency: mark(key), maxOrdersPerMinute: 3 });
    const results = await Promise.allSettled([store.admit(order("a")), store.admit(order("b"))]);
    for (const result of results) assert.ok(result.status === "rejected" && refused(result.reason));
    await assert.rejects(async () => store.admit(order("c")), refused);
    assert.deepEqual(store.usage("key:a", clock.wallMs()), { dayCents: 1000, ordersLastMinute: 1 });
    assert.equal(store.recall("key:a", mark("a")), null);
    assert.equal((await store.admit(admission(clock, { owner: "open", valueCents: 0 }))).type, "admitted");
    store.settle(first, { type: "accepted", reply });
    assert.equal(store.recall("key:a", mark("first"))?.type, "replay");
    assert.equal(store.failing, true);

    disk.freeBytes = Number.POSITIVE_INFINITY;
    await admitted(store, order("c"));
    assert.equal(store.failing, false);
    await store.close();
    const again = localStore(clock, { log: ordersLog(folder) });
    assert.equal(again.usage("key:a", clock.wallMs()).dayCents, 2000);
    assert.equal(again.recall("key:a", mark("a")), null);
    assert.equal(again.recall("key:a", mark("first"))?.type, "replay");
    await again.close();
  });
});
