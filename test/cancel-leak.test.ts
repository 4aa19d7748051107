import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { status } from "@grpc/grpc-js";
import { Request, Response } from "../generated/ts/Qot_GetStaticInfo.js";
import type { Outcome } from "../src/grpc/testing/futu-client.js";
import { type RecordedFrame, RecordingOpend } from "./support/recording-opend.js";
import { Stack } from "./support/stack.js";

const STATIC_INFO = 3202;
const CALLS = 10_000;
/** Cancelling 1,000 calls at once on one connection ends it (facts: node-grpc.md 6); here it is 250. */
const CLIENTS = 20;
const MEMBERS = 2;
const WITHIN_MS = 60_000;
/** A call that stays behind holds some KiB; what V8 and grpc-js keep for themselves is far below this, per call. */
const TOLERATED_BYTES_PER_CALL = 150;

function exposedGc(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}

/** Lets the event loop turn until `reached`; fails after a minute. */
async function until(what: string, reached: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + WITHIN_MS;
  while (!reached()) {
    if (performance.now() > giveUpAt) assert.fail(`${what} did not happen within ${WITHIN_MS / 1_000} s`);
    await nextTurn();
  }
}

function requestFor(code: string): Buffer {
  return Buffer.from(Request.encode({ c2s: { securityList: [{ market: 1, code }] } }).finish());
}

/** An answer that tells which request it belongs to. */
function answerTo({ body }: RecordedFrame): Buffer {
  const code = Request.decode(body).c2s?.securityList[0]?.code ?? "";
  return Buffer.from(Response.encode(Response.fromPartial({ retType: 0, retMsg: code })).finish());
}

describe("10,000 calls in flight, half of them cancelled", () => {
  it("leave the in-flight table empty and the heap where it was, and the others get their own answers", async () => {
    const collectGarbage = exposedGc();
    const opend = new RecordingOpend(() => null);
    const stack = new Stack({
      opend: [await opend.listen()],
      connections: MEMBERS,
      maxInFlightPerMember: CALLS,
      maxQueued: 0,
      defaultTimeoutMs: 10 * WITHIN_MS,
    });
    await stack.start();
    try {
      const heapAfterRound = async (): Promise<number> => {
        await holdCancelAndAnswer(stack, opend);
        opend.frames.length = 0;
        // Twice: the first one runs finalizers, which let go of more.
        collectGarbage();
        await nextTurn();
        collectGarbage();
        return process.memoryUsage().heapUsed;
      };
      // The first round fills caches and compiles; only what grows after it is a leak.
      const before = await heapAfterRound();
      const after = await heapAfterRound();
      const growth = (after - before) / CALLS;
      assert.ok(growth < TOLERATED_BYTES_PER_CALL, `the heap grew by ${Math.round(growth)} bytes for each call`);
    } finally {
      await stack.stop();
      await opend.close();
    }
  });
});

async function holdCancelAndAnswer(stack: Stack, opend: RecordingOpend): Promise<void> {
  const { pool } = stack.gateway;
  const clients = Array.from({ length: CLIENTS }, () => stack.newClient());
  const cancels: (() => void)[] = [];
  const lateBefore = lateReplies(stack);

  const outcomes = Array.from({ length: CALLS }, (_, index) => {
    const client = clients[index % CLIENTS];
    assert.ok(client !== undefined);
    return client.request(STATIC_INFO, requestFor(`call-${index}`), { onCall: (cancel) => cancels.push(cancel) });
  });
  await until("all calls reaching OpenD", () => opend.frames.length === CALLS);
  assert.equal(inFlight(stack), CALLS);

  for (const [index, cancel] of cancels.entries()) if (isCancelled(index)) cancel();
  await until("the cancelled calls leaving the in-flight table", () => pool.pending === CALLS / 2);

  for (const frame of opend.frames) opend.reply(frame, answerTo(frame));
  for (const [index, outcome] of (await Promise.all(outcomes)).entries()) checkOutcome(index, outcome);
  await until("the late answers being dropped", () => lateReplies(stack) - lateBefore === CALLS / 2);

  assert.equal(pool.pending, 0);
  assert.equal(inFlight(stack), 0);
  for (const client of clients) client.close();
}

function isCancelled(index: number): boolean {
  return Math.floor(index / CLIENTS) % 2 === 0;
}

function checkOutcome(index: number, { response, error }: Outcome): void {
  if (isCancelled(index)) {
    assert.equal(error?.code, status.CANCELLED);
    return;
  }
  assert.equal(error, null);
  const { retMsg } = Response.decode(response?.body ?? new Uint8Array());
  assert.equal(retMsg, `call-${index}`, "a call got the answer to another one");
}

function inFlight(stack: Stack): number {
  return stack.gateway.pool.snapshot().members.reduce((sum, member) => sum + member.inFlight, 0);
}

function lateReplies(stack: Stack): number {
  return stack.gateway.pool.snapshot().members.reduce((sum, member) => sum + member.lateReplies, 0);
}
