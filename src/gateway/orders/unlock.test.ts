import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { Request, Response } from "../../../generated/ts/Trd_UnlockTrade.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { field } from "../../ftapi/testing/proto-bytes.js";
import { FakeClock } from "../../opend/testing/fake-clock.js";
import { GuardedUnlock } from "./unlock.js";
import type { UnlockAttempt } from "./unlock-attempt.js";

const MD5 = "e10adc3949ba59abbe56e057f20f883e";
const GUESS = "00000000000000000000000000000000";
const FOREVER = Number.POSITIVE_INFINITY;

const bodyOf = (c2s: object): Uint8Array => Request.encode(Request.fromPartial({ c2s })).finish();
const guess = bodyOf({ unlock: true, pwdMD5: GUESS, securityFirm: 1 });
const withoutPassword = bodyOf({ unlock: true, securityFirm: 1 });
const replyOf = (retType: number, retMsg?: string): Uint8Array =>
  Response.encode(Response.fromPartial({ retType, ...(retMsg === undefined ? {} : { retMsg }) })).finish();

function rig(secret: () => string | null = () => MD5) {
  const clock = new FakeClock();
  return { clock, desk: new GuardedUnlock({ clock, secret }) };
}

/** A wrong password's way. */
async function fail(desk: GuardedUnlock): Promise<GatewayError | null> {
  return (await desk.begin(guess, FOREVER)).answered(replyOf(-1, "wrong password, 3 tries left"));
}

const reason = (expected: string) => (error: unknown) => error instanceof GatewayError && error.reason === expected;

describe("unlock", () => {
  it("fills in the gateway's password where the caller has none, or an empty one", async () => {
    for (const c2s of [
      { unlock: true, securityFirm: 1 },
      { unlock: true, pwdMD5: "", securityFirm: 1 },
    ]) {
      const { desk } = rig();
      const attempt = await desk.begin(bodyOf(c2s), FOREVER);
      assert.deepEqual(Request.decode(attempt.body), {
        c2s: { unlock: true, pwdMD5: MD5, securityFirm: 1 },
      });
      assert.equal(attempt.answered(replyOf(0)), null);
    }
  });

  it("keeps what else the caller wrote, fields that the gateway does not know included", async () => {
    const { desk } = rig();
    const unknown = field.bytes(99, "new");
    const body = field.bytes(1, Buffer.concat([field.varint(1, 1), unknown, field.varint(3, 2)]));
    const attempt = await desk.begin(body, FOREVER);
    assert.ok(Buffer.from(attempt.body).includes(unknown));
    assert.deepEqual(Request.decode(attempt.body).c2s, { unlock: true, pwdMD5: MD5, securityFirm: 2 });
  });

  it("reads the secret anew each time", async () => {
    let reads = 0;
    const { desk } = rig(() => (reads++ === 0 ? GUESS : MD5));
    const first = await desk.begin(withoutPassword, FOREVER);
    first.answered(replyOf(0));
    const second = await desk.begin(withoutPassword, FOREVER);
    assert.deepEqual(
      [first, second].map(({ body }) => Request.decode(body).c2s?.pwdMD5),
      [GUESS, MD5],
    );
  });

  it("leaves a caller's own password as it is", async () => {
    const { desk } = rig();
    assert.equal((await desk.begin(guess, FOREVER)).body, guess);
  });

  it("without any password is refused before it is sent", async () => {
    const { desk } = rig(() => null);
    await assert.rejects(desk.begin(withoutPassword, FOREVER), (error) => {
      assert.ok(error instanceof GatewayError);
      assert.equal(error.reason, "INVALID_BODY");
      assert.match(error.message, /pwdMD5/);
      return true;
    });
  });

  it("unlock=false passes as it is, blocked or not, and OpenD's answer with it", async () => {
    const { desk } = rig();
    await fail(desk);
    await fail(desk);
    const lock = bodyOf({ unlock: false, securityFirm: 1 });
    const attempt = await desk.begin(lock, FOREVER);
    assert.equal(attempt.body, lock);
    assert.equal(attempt.answered(replyOf(-1, "as it is")), null);
  });

  it("no hint of remaining tries: OpenD's text does not reach the caller", async () => {
    const { desk } = rig();
    const first = await fail(desk);
    const second = await fail(desk);
    assert.ok(first !== null && second !== null);
    assert.equal(first.reason, "UNLOCK_REFUSED");
    assert.doesNotMatch(first.message, /tries|left|3|wrong/);
    // The last free try looks like the first.
    assert.deepEqual([second.message, second.reason, second.metadata], [first.message, first.reason, first.metadata]);
    assert.match(first.auditReason ?? "", /3 tries left/);
  });

  it("two failures in a row block everybody for a minute, and OpenD hears of nothing", async () => {
    const { desk, clock } = rig();
    await fail(desk);
    await fail(desk);
    for (const body of [guess, withoutPassword]) {
      await assert.rejects(desk.begin(body, FOREVER), (error) => {
        assert.ok(error instanceof GatewayError);
        assert.deepEqual([error.reason, error.retryAfterMs], ["UNLOCK_BLOCKED", 60_000]);
        return true;
      });
    }
    clock.advance(59_999);
    await assert.rejects(desk.begin(guess, FOREVER), reason("UNLOCK_BLOCKED"));
    clock.advance(1);
    assert.equal((await desk.begin(guess, FOREVER)).answered(replyOf(0)), null);
  });

  it("after a minute has two tries again", async () => {
    const { desk, clock } = rig();
    await fail(desk);
    await fail(desk);
    clock.advance(60_000);
    await fail(desk);
    await fail(desk);
    await assert.rejects(desk.begin(guess, FOREVER), reason("UNLOCK_BLOCKED"));
  });

  it("a caller's success forgets a failure before it", async () => {
    const { desk } = rig();
    await fail(desk);
    assert.equal((await desk.begin(guess, FOREVER)).answered(replyOf(0)), null);
    await fail(desk);
    assert.equal((await desk.begin(guess, FOREVER)).answered(replyOf(0)), null);
  });

  it("a success with the gateway's own password buys no further guess", async () => {
    const { desk } = rig();
    await fail(desk);
    assert.equal((await desk.begin(withoutPassword, FOREVER)).answered(replyOf(0)), null);
    await fail(desk);
    await assert.rejects(desk.begin(guess, FOREVER), reason("UNLOCK_BLOCKED"));
  });

  it("a try whose outcome nobody knows counts as failed, one that never left does not", async () => {
    const { desk } = rig();
    for (let count = 0; count < 5; count++) (await desk.begin(guess, FOREVER)).failed(false);
    (await desk.begin(guess, FOREVER)).failed(true);
    (await desk.begin(guess, FOREVER)).answered(Buffer.from([0xff]));
    await assert.rejects(desk.begin(guess, FOREVER), reason("UNLOCK_BLOCKED"));
  });

  it("of ten guesses at once two reach OpenD", async () => {
    const { desk } = rig();
    let sent = 0;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, async () => {
        const attempt: UnlockAttempt = await desk.begin(guess, FOREVER);
        sent++;
        await Promise.resolve();
        attempt.answered(replyOf(-1));
      }),
    );
    assert.equal(sent, 2);
    assert.equal(outcomes.filter(({ status }) => status === "rejected").length, 8);
  });

  it("waits for another's try no longer than its deadline", async () => {
    const { desk, clock } = rig();
    const first = await desk.begin(guess, FOREVER);
    const second = assert.rejects(desk.begin(guess, clock.now() + 100), reason("DEADLINE_EXCEEDED"));
    const third = desk.begin(guess, clock.now() + 200);
    clock.advance(100);
    await second;
    first.answered(replyOf(0));
    (await third).answered(replyOf(0));
    assert.equal(clock.pendingTimers, 0);
  });

  it("ends once, however often it is told", async () => {
    const { desk } = rig();
    const attempt = await desk.begin(guess, FOREVER);
    attempt.failed(true);
    attempt.failed(true);
    attempt.answered(replyOf(-1));
    assert.equal((await desk.begin(guess, FOREVER)).answered(replyOf(0)), null);
  });

  it("a secret that can't be read is told to the operator, not to the caller, and lets the next one try", async () => {
    const { desk } = rig(() => {
      throw new Error("ENOENT /secret/path");
    });
    await assert.rejects(desk.begin(withoutPassword, FOREVER), (error) => {
      assert.ok(error instanceof GatewayError);
      assert.equal(error.reason, "UNLOCK_REFUSED");
      assert.doesNotMatch(error.message, /secret\/path/);
      assert.match(error.auditReason ?? "", /secret\/path/);
      return true;
    });
    assert.equal((await desk.begin(guess, FOREVER)).answered(replyOf(0)), null);
  });
});
