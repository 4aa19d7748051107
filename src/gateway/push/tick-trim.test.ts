import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import type { Ticker } from "../../../generated/ts/Qot_Common.js";
import { Response } from "../../../generated/ts/Qot_UpdateTicker.js";
import { field } from "../../ftapi/testing/proto-bytes.js";
import { TickContinuity } from "./tick-trim.js";

const KEY = "1_00700";

function tick(sequence: bigint): Partial<Ticker> {
  return { time: "09:30:00", sequence, dir: 1, price: 300.5, volume: 100n, turnover: 30_050 };
}

function push(sequences: readonly bigint[]): Buffer {
  const s2c = { security: { market: 1, code: "00700" }, name: "TENCENT", tickerList: sequences.map(tick) };
  return Buffer.from(Response.encode(Response.fromPartial({ retType: 0, retMsg: "ok", errCode: 0, s2c })).finish());
}

function sequencesOf(body: Uint8Array): readonly (bigint | undefined)[] {
  return Response.decode(body).s2c?.tickerList.map(({ sequence }) => sequence) ?? [];
}

test("ticks that were seen are cut from the first push after a gap", () => {
  const ticks = new TickContinuity();
  ticks.seen(KEY, push([1n, 2n, 3n]));
  const cut = ticks.afterGap(KEY, push([2n, 3n, 4n, 5n]));
  assert.ok(cut !== null);
  assert.deepEqual(Buffer.from(cut), push([4n, 5n]));
});

test("nothing is left when all was seen", () => {
  const ticks = new TickContinuity();
  ticks.seen(KEY, push([1n, 2n, 3n]));
  assert.equal(ticks.afterGap(KEY, push([2n, 3n])), null);
  assert.equal(ticks.afterGap(KEY, push([3n])), null);
});

test("the very same body goes on when the last tick seen is not in it", () => {
  const ticks = new TickContinuity();
  const body = push([8n, 9n]);
  assert.equal(ticks.afterGap(KEY, body), body);
  ticks.seen("11_AAPL", push([9n]));
  const later = push([20n, 21n]);
  assert.equal(ticks.afterGap(KEY, later), later);
});

test("what goes on after a gap counts as seen for the next one", () => {
  const ticks = new TickContinuity();
  ticks.seen(KEY, push([1n]));
  ticks.afterGap(KEY, push([1n, 2n]));
  const cut = ticks.afterGap(KEY, push([1n, 2n, 3n]));
  assert.deepEqual(sequencesOf(cut ?? Buffer.of()), [3n]);
});

test("a push without ticks passes and changes nothing", () => {
  const ticks = new TickContinuity();
  ticks.seen(KEY, push([1n]));
  const empty = push([]);
  assert.equal(ticks.afterGap(KEY, empty), empty);
  ticks.seen(KEY, empty);
  assert.equal(ticks.afterGap(KEY, push([1n])), null);
});

test("a body that can't be read, or has its s2c twice, passes untouched", () => {
  const ticks = new TickContinuity();
  ticks.seen(KEY, push([1n]));
  const whole = push([1n, 2n]);
  for (const body of [
    whole.subarray(0, whole.length - 1),
    Buffer.concat([whole, whole]),
    Buffer.of(),
    Buffer.of(0xff),
  ]) {
    assert.equal(ticks.afterGap(KEY, body), body);
    ticks.seen(KEY, body);
  }
  assert.deepEqual(sequencesOf(ticks.afterGap(KEY, whole) ?? Buffer.of()), [2n]);
});

test("sequences need not rise: the place of the last one seen decides", () => {
  const ticks = new TickContinuity();
  ticks.seen(KEY, push([50n, 7n]));
  assert.deepEqual(sequencesOf(ticks.afterGap(KEY, push([50n, 7n, 3n, 60n])) ?? Buffer.of()), [3n, 60n]);
});

test("sequences are exact beyond 2^53, and may be negative", () => {
  const ticks = new TickContinuity();
  ticks.seen(KEY, push([2n ** 60n, -5n]));
  assert.deepEqual(sequencesOf(ticks.afterGap(KEY, push([-5n, 2n ** 60n + 1n])) ?? Buffer.of()), [2n ** 60n + 1n]);
});

test("the number of securities that are followed is bounded", () => {
  const ticks = new TickContinuity();
  const body = push([1n]);
  for (let code = 0; code <= 50_000; code++) ticks.seen(`1_${code}`, body);
  assert.equal(ticks.size, 50_000);
  assert.equal(ticks.afterGap("1_50000", body), null);
  assert.equal(ticks.afterGap("1_0", body), body);
});

test("a forgotten security starts anew", () => {
  const ticks = new TickContinuity();
  ticks.seen(KEY, push([1n]));
  ticks.forget(KEY);
  assert.equal(ticks.size, 0);
  const body = push([1n]);
  assert.equal(ticks.afterGap(KEY, body), body);
});

test("all bytes that are no cut tick stay, wherever they stand", () => {
  const ticks = new TickContinuity();
  const element = (sequence: number): Buffer =>
    field.bytes(2, Buffer.concat([field.varint(2, sequence), field.fixed64(99)]));
  const body = (list: readonly Buffer[]): Buffer =>
    Buffer.concat([
      field.bytes(50, "before"),
      field.bytes(
        4,
        Buffer.concat([field.bytes(1, "security"), ...list.flatMap((one, at) => [one, field.varint(60, at)])]),
      ),
      field.group(70, field.varint(1, 1)),
    ]);
  ticks.seen(KEY, body([element(2)]));
  const cut = ticks.afterGap(KEY, body([element(1), element(2), element(3)]));
  const want = body([Buffer.of(), Buffer.of(), element(3)]);
  assert.deepEqual(Buffer.from(cut ?? []), want);
});

test("over any gaps each tick goes on exactly once, in order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ fresh: fc.integer({ min: 1, max: 300 }), cached: fc.option(fc.nat({ max: 400 })) })),
      (steps) => {
        const ticks = new TickContinuity();
        const sent: (bigint | undefined)[] = [];
        const history: bigint[] = [];
        for (const { fresh, cached } of steps) {
          for (let count = 0; count < fresh; count++) history.push(BigInt(history.length) * 1_000_003n);
          if (cached === null) {
            const body = push(history.slice(-fresh));
            ticks.seen(KEY, body);
            sent.push(...sequencesOf(body));
          } else {
            const body = ticks.afterGap(KEY, push(history.slice(-(fresh + cached))));
            if (body !== null) sent.push(...sequencesOf(body));
          }
        }
        assert.deepEqual(sent, history);
      },
    ),
    { numRuns: 50 },
  );
});

test("whatever bytes come, nothing is thrown, and what goes on is never more than what came", () => {
  const whole = push([1n, 2n, 3n]);
  fc.assert(
    fc.property(
      fc.nat({ max: whole.length - 1 }),
      fc.nat({ max: 255 }),
      fc.nat({ max: whole.length }),
      (at, value, length) => {
        const ticks = new TickContinuity();
        ticks.seen(KEY, push([2n]));
        const body = Buffer.from(whole.subarray(0, length));
        if (at < length) body[at] = value;
        const rest = ticks.afterGap(KEY, body);
        assert.ok(rest === null || rest.length <= body.length);
        ticks.seen(KEY, body);
      },
    ),
    { numRuns: 1000 },
  );
});
