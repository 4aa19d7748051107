import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import {
  type DeepPartial,
  PushConflation_Mode,
  type PushEvent,
  type SubscribePushRequest,
} from "../../../generated/ts/futu/service/futu.js";
import type { TestKey } from "../../auth/testing/test-key.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { keyCaller } from "../testing/key-caller.js";
import { openCaller } from "../testing/open-caller.js";
import { EPOCH, klPush, type OpenStream, PushRig, security, ticksPush } from "./testing/push-rig.js";
import { plain, twinOf } from "./testing/watch-twin.js";

const CODES = ["HK.1", "HK.2", "HK.3"];
/** Bodies that no update can be made of. */
const ODD: readonly (readonly [protoId: number, hex: string])[] = [
  [2208, "08002200"],
  [2208, "0800"],
  [2208, "227f"],
  [3005, "08ffffffffffffffffff01"],
  [3017, "08002200"],
  [9999, "0800"],
];
const oddBodies = new Set(ODD.map(([, hex]) => hex).filter((hex) => hex !== "08002200"));

const REQUESTS: readonly DeepPartial<SubscribePushRequest>[] = [
  {},
  { filters: [{ name: "a", securities: ["HK.1"] }, { name: "b", accounts: [5n] }, { event_types: ["notify"] }] },
  { snapshot: true, conflate: { mode: PushConflation_Mode.MODE_OFF } },
  { snapshot: true, conflate: { mode: PushConflation_Mode.MODE_INTERVAL, interval_ms: 50 } },
  { resume_after: { epoch: EPOCH, position: 0n } },
];

const KEYS: readonly (TestKey | null)[] = [
  null,
  { accIds: [5n] },
  { markets: ["HK"] },
  { scopes: ["qot:read"] },
  { scopes: ["acc:read"], accIds: [6n] },
];

interface Op {
  readonly kind: "basic" | "many" | "tick" | "kl" | "order" | "notice" | "odd" | "read" | "wait" | "lost" | "open";
  readonly key: number;
  readonly times: number;
}

const op: fc.Arbitrary<Op> = fc.record({
  kind: fc.constantFrom(
    ...(["basic", "basic", "many", "tick", "tick", "kl", "order", "notice", "odd"] as const),
    ...(["read", "read", "wait", "lost", "open"] as const),
  ),
  key: fc.nat(5),
  times: fc.integer({ min: 1, max: 6 }),
});

/** Two streams that asked for the same: one of each method. */
interface Twins {
  readonly push: OpenStream;
  readonly watch: OpenStream;
}

class World {
  readonly rig = new PushRig({ maxQueuedEvents: 24, maxTotalBytes: 4 * 1024 * 1024 });
  readonly twins: Twins[] = [];
  private next = 1;

  open(request: DeepPartial<SubscribePushRequest>, key: TestKey | null): void {
    const options = { caller: key === null ? openCaller("10.0.0.1") : keyCaller(key), room: 4 };
    const asked = { ...request, control_events: true };
    const [push, watch] = [false, true].map((typed) => this.opened(asked, { ...options, typed }));
    // What one may not have, the other may not either.
    if (typeof push === "string" || typeof watch === "string") assert.equal(watch, push);
    else if (push !== undefined && watch !== undefined) this.twins.push({ push, watch });
  }

  /** The stream, or why it was refused. */
  private opened(...args: Parameters<PushRig["open"]>): OpenStream | string {
    try {
      return this.rig.open(...args);
    } catch (error) {
      assert.ok(error instanceof GatewayError);
      return `${error.reason} ${error.auditReason}`;
    }
  }

  run({ kind, key, times }: Op): void {
    if (kind === "open") this.open(REQUESTS[key % REQUESTS.length] ?? {}, KEYS[times % KEYS.length] ?? null);
    else if (kind === "read") this.read(this.twins[key % this.twins.length], times);
    else if (kind === "wait") this.rig.clock.advance(times * 20);
    else if (kind === "lost")
      this.rig.gap(CODES.map((code) => ({ security: security(code), subType: 4, rehabTypes: [] })));
    else for (let n = 0; n < times; n++) this.publish(kind, key);
  }

  finish(): void {
    for (const twins of this.twins) this.read(twins, Number.POSITIVE_INFINITY);
    this.rig.clock.advance(1000);
    this.rig.notice();
  }

  private publish(kind: Op["kind"], key: number): void {
    const { rig } = this;
    const value = this.next++;
    const code = CODES[key % CODES.length] ?? "HK.1";
    const [protoId, hex] = ODD[key % ODD.length] ?? [9999, ""];
    if (kind === "basic") rig.basic(value, code);
    else if (kind === "many") rig.basic(value, ...CODES);
    else if (kind === "tick") rig.push(3011, ticksPush(code, value - 1, value));
    else if (kind === "kl") rig.push(3007, klPush(code, 2, key % 3));
    else if (kind === "order") rig.order(key % 2 === 0 ? 5n : 6n, BigInt(value), 1 + (key % 3));
    else if (kind === "notice") rig.notice(String(value));
    else rig.push(protoId, Buffer.from(hex, "hex"));
  }

  private read(twins: Twins | undefined, room: number): void {
    for (const stream of twins === undefined ? [] : [twins.push, twins.watch]) {
      if (stream.transport.errors.length === 0) this.rig.read(stream, room);
    }
  }
}

function isOdd({ proto_id: protoId, body }: PushEvent): boolean {
  return protoId !== undefined && body !== undefined && oddBodies.has(Buffer.from(body).toString("hex"));
}

test("a Watch carries what a SubscribePush of the same filters carries, for whatever key and reader", () => {
  const compared = { updates: 0, wholeBodies: 0, snapshots: 0, replayed: 0, merged: 0, gaps: 0 };
  fc.assert(
    fc.property(fc.array(op, { minLength: 20, maxLength: 80 }), (ops) => {
      const world = new World();
      for (const [index, request] of REQUESTS.entries())
        world.open(request, index === 0 ? null : (KEYS[index] ?? null));
      for (const each of ops) world.run(each);
      world.finish();
      for (const { push, watch } of world.twins) {
        const expected = push.transport.events.map((event) => plain(twinOf(event, isOdd(event))));
        assert.deepEqual(watch.transport.watched.map(plain), expected);
        assert.equal(watch.transport.endReason, push.transport.endReason);
        for (const event of push.transport.events) {
          if (isOdd(event)) compared.wholeBodies++;
          else if (event.body !== undefined) compared.updates++;
          if (event.snapshot === true) compared.snapshots++;
          if (event.replayed === true) compared.replayed++;
          if (event.conflated !== undefined) compared.merged++;
          if (event.after_gap === true) compared.gaps++;
        }
      }
    }),
    { numRuns: 60 },
  );
  for (const [what, count] of Object.entries(compared)) assert.ok(count > 20, `${what}: ${count}`);
});
