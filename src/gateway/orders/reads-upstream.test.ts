import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GatewayError } from "../../errors/gateway-error.js";
import type { CallFailure } from "../../opend/call.js";
import { NO_NOTES } from "../answer-notes.js";
import type { ReadsPort } from "../pipeline-ports.js";
import { ReadsUpstream } from "./reads-upstream.js";

const answering = (reply: Uint8Array | null, failure: CallFailure | GatewayError | null): ReadsPort => ({
  submit: (_command, _call, done) => {
    done(reply, failure, NO_NOTES);
    return () => undefined;
  },
});

const body = Uint8Array.from([1]);

describe("look-ups by the way of reads", () => {
  it("give OpenD's reply, whatever becomes of the bytes that it was received in", async () => {
    const received = Uint8Array.from([8, 0]);
    const reply = new ReadsUpstream(answering(received, null)).query(3203, body, { owner: "key:a", deadlineMs: 5 });
    received.fill(0xff);
    assert.deepEqual([...(await reply)], [8, 0]);
  });

  it("ask as look-ups of the owner, with command, body and deadline as given", async () => {
    const asked: unknown[] = [];
    const reads: ReadsPort = {
      submit: (command, call, done) => {
        asked.push(command.protoId, call.body, call.deadlineMs, call.caller.owner, call.isLookup);
        done(body, null, NO_NOTES);
        return () => undefined;
      },
    };
    await new ReadsUpstream(reads).query(2201, body, { owner: "key:a", deadlineMs: 7 });
    assert.deepEqual(asked, [2201, body, 7, "key:a", true]);
  });

  it("fail with the gateway's reasons", async () => {
    const rate = new GatewayError("UPSTREAM_RATE", "used up", { retryAfterMs: 5 });
    await assert.rejects(
      new ReadsUpstream(answering(null, rate)).query(3203, body, { owner: "key:a", deadlineMs: 5 }),
      rate,
    );
    const lost: CallFailure = { reason: "no_connection", sent: false, retryAfterMs: 20 };
    await assert.rejects(
      new ReadsUpstream(answering(null, lost)).query(3203, body, { owner: "key:a", deadlineMs: 5 }),
      (error) => {
        assert.ok(error instanceof GatewayError);
        assert.deepEqual([error.reason, error.retryAfterMs], ["UPSTREAM_UNAVAILABLE", 20]);
        return true;
      },
    );
  });

  it("that throw at once reject", async () => {
    const reads: ReadsPort = {
      submit: () => {
        throw new GatewayError("SHUTTING_DOWN", "stops");
      },
    };
    await assert.rejects(new ReadsUpstream(reads).query(3203, body, { owner: "key:a", deadlineMs: 5 }), /stops/);
    await assert.rejects(new ReadsUpstream(reads).query(9999, body, { owner: "key:a", deadlineMs: 5 }), TypeError);
  });
});
