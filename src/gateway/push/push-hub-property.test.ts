import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type DeepPartial,
  PushConflation_Mode,
  type PushEvent,
  type SubscribePushRequest,
} from "../../../generated/ts/futu/service/futu.js";
import { type OpenStream, orderIdOf, PushRig, priceOf, security, ticksOf, ticksPush } from "./testing/push-rig.js";

const CODES = ["HK.1", "HK.2", "HK.3"];
const ACCOUNTS = [5n, 6n];

const REQUESTS: readonly DeepPartial<SubscribePushRequest>[] = [
  {},
  { filters: [{}] },
  { control_events: true },
  { heartbeat_interval_ms: 5000, snapshot: true, filters: [{ name: "a", securities: ["HK.1"] }, { name: "b" }] },
  { filters: [{ securities: ["HK.1", "HK.2"], accounts: [5n], event_types: ["quote", "trade", "notify"] }] },
  { conflate: { mode: PushConflation_Mode.MODE_OFF } },
  { snapshot: true, conflate: { mode: PushConflation_Mode.MODE_INTERVAL, interval_ms: 50 } },
];

/** One thing that came out of OpenD: `key` in order `value`. */
interface Published {
  readonly key: string;
  readonly value: number;
  readonly keep: boolean;
}

interface Watched extends OpenStream {
  readonly request: DeepPartial<SubscribePushRequest>;
  /** What was published before it was open, and in all when it was closed. */
  readonly from: number;
  closedAt: number | null;
}

const op = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("basic" as const),
      key: fc.nat(2),
      times: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("tick" as const), key: fc.nat(2), times: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("order" as const),
      key: fc.nat(1),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant("read" as const), key: fc.nat(9), times: fc.integer({ min: 1, max: 9 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      key: fc.constantFrom(1, 20, 100),
      times: fc.constant(1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("open" as const),
      key: fc.nat(REQUESTS.length - 1),
      times: fc.constant(1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("close" as const), key: fc.nat(9), times: fc.constant(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("lost" as const), key: fc.nat(1), times: fc.constant(1) }) },
);

/** A stretch of a hub's life, and all that came out. */
class World {
  readonly rig = new PushRig({ maxQueuedEvents: 8, maxTotalBytes: 2500 });
  readonly published: Published[] = [];
  readonly streams: Watched[] = [];
  private next = 1;

  open(request: DeepPartial<SubscribePushRequest>): void {
    const from = this.published.length;
    this.streams.push({ ...this.rig.open(request, { room: 2 }), request, from, closedAt: null });
  }

  run({ kind, key, times }: { kind: string; key: number; times: number }): void {
    const stream = this.streams[key % (this.streams.length || 1)];
    if (kind === "open") this.open(REQUESTS[key] ?? {});
    else if (kind === "wait") this.rig.clock.advance(key);
    else if (kind === "lost") this.lose(key === 1);
    else if (kind === "close") this.close(stream);
    else if (kind === "read") this.read(stream, times);
    else for (let n = 0; n < times; n++) this.publish(kind, key);
  }

  publish(kind: string, key: number): void {
    const value = this.next++;
    const code = CODES[key] ?? "HK.1";
    const accId = ACCOUNTS[key] ?? 5n;
    this.published.push({
      key: kind === "order" ? `order ${accId}` : `${kind} ${code}`,
      value,
      keep: kind === "order",
    });
    if (kind === "basic") this.rig.basic(value, code);
    else if (kind === "tick") this.rig.push(3011, ticksPush(code, value));
    else this.rig.order(accId, BigInt(value));
  }

  /** Every reader takes all there is, and one more notice tells what was lost before. */
  finish(): void {
    for (const stream of this.streams) this.read(stream, Number.POSITIVE_INFINITY);
    this.rig.clock.advance(1000);
    this.rig.notice();
  }

  private read(stream: Watched | undefined, room: number): void {
    if (stream !== undefined && stream.closedAt === null && stream.transport.errors.length === 0)
      this.rig.read(stream, room);
  }

  private close(stream: Watched | undefined): void {
    if (stream === undefined) return;
    stream.closedAt ??= this.published.length;
    stream.stream.closed();
  }

  private lose(restored: boolean): void {
    const units = CODES.flatMap((code) =>
      [1, 4].map((subType) => ({ security: security(code), subType, rehabTypes: [] })),
    );
    if (restored) this.rig.gap(units, { accounts: ACCOUNTS });
    else this.rig.hub.upstreamLost(this.rig.clock.wallMs());
  }
}

function received(event: PushEvent): Published {
  if (event.proto_id === 3005)
    return { key: `basic HK.${event.sec_key?.slice(2)}`, value: priceOf(event) ?? -1, keep: false };
  if (event.proto_id === 3011)
    return { key: `tick HK.${event.sec_key?.slice(2)}`, value: ticksOf(event)[0] ?? -1, keep: false };
  return { key: `order ${event.acc_id}`, value: Number(orderIdOf(event)), keep: true };
}

/** Whether a request takes a key, said without the code under test. */
function takes({ filters = [] }: DeepPartial<SubscribePushRequest>, key: string): boolean {
  return (
    filters.length === 0 ||
    filters.some((filter) => {
      const all = (filter.securities ?? []).length === 0 && (filter.accounts ?? []).length === 0;
      return all || key.startsWith("order")
        ? all || key.endsWith(" 5")
        : (filter.securities ?? []).some((code) => key.endsWith(code));
    })
  );
}

function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

function checkStream(world: World, { transport, request, from, closedAt }: Watched): void {
  const data = transport.data;
  const compat = Object.keys(request).length === 0;
  assert.deepEqual(
    data.map((event) => event.sequence),
    data.map((_, index) => (compat ? undefined : BigInt(index + 1))),
    "sequences without holes",
  );
  const pushes = data.filter((event) => event.event_type !== "notify");
  const last = new Map<string, number>();
  for (const event of pushes) {
    const { key, value } = received(event);
    assert.ok(value > (last.get(key) ?? 0), `${key}: ${value} after ${last.get(key)}`);
    last.set(key, value);
  }
  const live = pushes.filter((event) => event.snapshot !== true).map(received);
  const wanted = world.published.slice(from, closedAt ?? undefined).filter(({ key }) => takes(request, key));
  for (const { key } of live) assert.ok(takes(request, key), key);
  const kept = wanted.filter(({ keep }) => keep);
  const keptLive = live.filter(({ keep }) => keep);
  if (closedAt !== null || transport.errors.length > 0) {
    assert.deepEqual(keptLive, kept.slice(0, keptLive.length), "orders up to the end");
    for (const { reason } of transport.errors) assert.equal(reason, "SLOW_CONSUMER");
    return;
  }
  assert.deepEqual(keptLive, kept, "every order");
  const merged = sum(data.map((event) => event.conflated));
  const dropped = sum(data.map((event) => event.dropped));
  assert.equal(live.length + merged + dropped, wanted.length, "what did not come was merged or told as dropped");
}

test("whatever readers do, each stream is gapless, in order, without duplicates, and loses nothing unsaid", () => {
  fc.assert(
    fc.property(fc.array(op, { minLength: 20, maxLength: 150 }), (ops) => {
      const world = new World();
      for (const request of REQUESTS) world.open(request);
      for (const each of ops) world.run(each);
      world.finish();
      for (const stream of world.streams) checkStream(world, stream);
      const { queuedEvents, queuedBytes, blocked } = world.rig.hub.stats();
      assert.deepEqual([queuedEvents, queuedBytes, blocked], [0, 0, 0]);
      world.rig.hub.drain();
      assert.equal(world.rig.clock.pendingTimers, 0);
      assert.equal(world.rig.ledger.empty, true);
    }),
    { numRuns: 150 },
  );
});
