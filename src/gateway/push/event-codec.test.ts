import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import { PushEvent } from "../../../generated/ts/futu/service/futu.js";
import { composeEvent, type EventMarks, encodeFilterNames, encodeShared } from "./event-codec.js";
import { eventClassOf, type Route } from "./shared-event.js";

const quote: Route = {
  protoId: 3005,
  secKey: "1_00700",
  subType: 1,
  klType: 0,
  rehabType: undefined,
  accId: 0n,
  trdMarket: 0,
  eventType: "quote",
  eventClass: "state",
};

const noMarks: EventMarks = {
  sequence: 0,
  filters: null,
  conflated: 0,
  dropped: 0,
  afterGap: false,
  snapshot: false,
  replayed: false,
};

const routes = fc.record({
  protoId: fc.nat(),
  secKey: fc.string({ unit: "grapheme" }),
  subType: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  klType: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  rehabType: fc.option(fc.integer({ min: -2, max: 3 }), { nil: undefined }),
  accId: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  trdMarket: fc.integer({ min: -1, max: 2 ** 31 - 1 }),
  eventType: fc.constantFrom("quote", "trade", "notify"),
  eventClass: fc.constant("state" as const),
}) satisfies fc.Arbitrary<Route>;

/** Proto3 leaves zeros out; the decoder leaves such fields undefined. */
function absentIfZero<T>(value: T): T | undefined {
  return value === 0 || value === 0n || value === "" || value === false ? undefined : value;
}

function decode(bytes: Uint8Array): Record<string, unknown> {
  const event = PushEvent.decode(bytes) as unknown as Record<string, unknown>;
  const body = event["body"] as Uint8Array | undefined;
  return { ...event, body: body === undefined || body.length === 0 ? undefined : Buffer.from(body) };
}

function nanoseconds(epochMs: number): bigint {
  const whole = Math.floor(epochMs);
  return BigInt(whole) * 1_000_000n + BigInt(Math.round((epochMs - whole) * 1e6));
}

test("every route, body and mark decodes to what was encoded", () => {
  fc.assert(
    fc.property(
      routes,
      fc.uint8Array({ maxLength: 300 }),
      fc.double({ min: 0, max: 9_000_000_000_000, noNaN: true }),
      fc.maxSafeNat(),
      fc.record({
        sequence: fc.maxSafeNat(),
        conflated: fc.nat({ max: 0xffffffff }),
        dropped: fc.nat({ max: 0xffffffff }),
        afterGap: fc.boolean(),
        snapshot: fc.boolean(),
        replayed: fc.boolean(),
      }),
      fc.array(fc.string({ unit: "grapheme", minLength: 1 }), { maxLength: 4 }),
      (route, body, readAtMs, position, marks, names) => {
        const shared = encodeShared(route, body, readAtMs, position);
        const bytes = composeEvent(shared.bytes, { ...marks, filters: encodeFilterNames(names) });
        const event = decode(bytes);
        const want: Record<string, unknown> = {
          proto_id: absentIfZero(route.protoId),
          sec_key: absentIfZero(route.secKey),
          sub_type: absentIfZero(route.subType),
          body: body.length === 0 ? undefined : Buffer.from(body),
          event_type: route.eventType,
          acc_id: absentIfZero(route.accId),
          sequence: absentIfZero(BigInt(marks.sequence)),
          rehab_type: route.rehabType,
          kl_type: absentIfZero(route.klType),
          trd_market: absentIfZero(route.trdMarket),
          received_at: absentIfZero(nanoseconds(readAtMs)),
          conflated: absentIfZero(marks.conflated),
          dropped: absentIfZero(marks.dropped),
          after_gap: absentIfZero(marks.afterGap),
          snapshot: absentIfZero(marks.snapshot),
          replayed: absentIfZero(marks.replayed),
          position: absentIfZero(BigInt(position)),
          control: undefined,
        };
        for (const [name, value] of Object.entries(want))
          assert.deepEqual(absentIfZero(event[name]), absentIfZero(value), name);
        assert.equal(event["rehab_type"], route.rehabType);
        assert.deepEqual(event["filters"], names);
      },
    ),
    { numRuns: 300 },
  );
});

test("a rehab type of 0 is written, none is not", () => {
  const none = encodeShared(quote, Buffer.of(1), 0, 0).bytes;
  const zero = encodeShared({ ...quote, rehabType: 0 }, Buffer.of(1), 0, 0).bytes;
  assert.equal(PushEvent.decode(none).rehab_type, undefined);
  assert.equal(PushEvent.decode(zero).rehab_type, 0);
});

test("the first six fields are encoded as any encoder would", () => {
  const { bytes } = encodeShared({ ...quote, accId: 2n ** 63n + 5n, eventType: "trade" }, Buffer.from("body"), 0, 0);
  const reference = PushEvent.encode(
    PushEvent.fromPartial({
      proto_id: 3005,
      sec_key: "1_00700",
      sub_type: 1,
      body: Buffer.from("body"),
      event_type: "trade",
      acc_id: 2n ** 63n + 5n,
    }),
  ).finish();
  assert.deepEqual(bytes, Buffer.from(reference));
});

test("the time is in nanoseconds, with the fraction of the millisecond", () => {
  const at = (readAtMs: number): unknown =>
    PushEvent.decode(encodeShared(quote, Buffer.of(), readAtMs, 0).bytes).received_at;
  assert.equal(at(1_790_000_000_123.25), 1_790_000_000_123_250_000n);
  // The fraction rounds up to a whole millisecond.
  assert.equal(at(1.9999999), 2_000_000n);
  assert.equal(at(2 ** 28), 268_435_456_000_000n);
  for (const unusable of [0, -1, Number.NaN]) assert.equal(at(unusable), undefined);
});

test("without marks the event is the very same Buffer", () => {
  const { bytes } = encodeShared(quote, Buffer.from("body"), 5, 0);
  assert.equal(composeEvent(bytes, noMarks), bytes);
  assert.notEqual(composeEvent(bytes, { ...noMarks, sequence: 1 }), bytes);
});

test("marks are appended behind the shared bytes, which stay as they are", () => {
  const { bytes } = encodeShared(quote, Buffer.from("body"), 5, 0);
  const copy = Buffer.from(bytes);
  const composed = composeEvent(bytes, { ...noMarks, sequence: 300, dropped: 2 });
  assert.deepEqual(composed.subarray(0, bytes.length), copy);
  assert.deepEqual(bytes, copy);
});

test("a counter that would leave its field stays at the field's end", () => {
  const { bytes } = encodeShared(quote, Buffer.of(), 0, 0);
  const event = PushEvent.decode(composeEvent(bytes, { ...noMarks, dropped: 2 ** 40, conflated: 2 ** 33 }));
  assert.deepEqual([event.dropped, event.conflated], [0xffffffff, 0xffffffff]);
});

test("filters without a name leave no bytes", () => {
  assert.equal(encodeFilterNames([]), null);
  assert.equal(encodeFilterNames(["", ""]), null);
});

test("an event of the record has memory of its own", () => {
  const { bytes } = encodeShared(quote, Buffer.from("body"), 5, 7);
  assert.equal(bytes.buffer.byteLength, bytes.length);
});

test("orders, fills, notices and what is not known are never left out", () => {
  for (const protoId of [2208, 2218, 1003, 3019, 3310, 9999]) assert.equal(eventClassOf(protoId), "keep");
  for (const protoId of [3005, 3007, 3009, 3013, 3015, 3450]) assert.equal(eventClassOf(protoId), "state");
  for (const protoId of [3011, 3451, 3452]) assert.equal(eventClassOf(protoId), "tick");
});
