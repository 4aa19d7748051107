import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { commandById } from "../catalog/catalog.js";
import { GatewayError } from "../errors/gateway-error.js";
import { Pacing } from "../limits/pacing.js";
import { StaticCache } from "../limits/static-cache.js";
import type { CallDone, CallFailure, CallRequest } from "../opend/call.js";
import { FakeClock } from "../opend/testing/fake-clock.js";
import { success } from "../opend/testing/fake-subscriptions.js";
import { refusal } from "../opend/testing/wire-bytes.js";
import type { AnswerNotes } from "./answer-notes.js";
import { Reads } from "./reads.js";
import { openCaller } from "./testing/open-caller.js";

const SNAPSHOT = 3203;
const BASIC_QUOTE = 3004;
const PLATES = 3204;
const STATIC_INFO = 3202;
const FUNDS = 2101;
const BODY = Buffer.from([1, 2, 3]);

/** A call that the pool was given. */
interface Passed {
  readonly request: CallRequest;
  readonly done: CallDone;
  cancelled: boolean;
}

class Asked {
  reply: Buffer | null = null;
  failure: CallFailure | GatewayError | null = null;
  notes: AnswerNotes | null = null;
  ends = 0;
  cancel: () => void = () => {};

  get reason(): string | null {
    return this.failure?.reason ?? null;
  }
}

class Rig {
  readonly clock = new FakeClock();
  readonly passed: Passed[] = [];
  readonly cache = new StaticCache({ now: () => this.clock.now(), maxBytes: 1_000_000 });
  readonly reads: Reads;

  constructor({ cached = false, paced = true } = {}) {
    this.reads = new Reads({
      clock: this.clock,
      pacing: paced ? new Pacing({ clock: this.clock, guardMs: 0 }) : null,
      cache: cached ? this.cache : null,
      pool: {
        submit: (request, done) => {
          const passed: Passed = { request, done, cancelled: false };
          this.passed.push(passed);
          return () => {
            if (passed.cancelled) return;
            passed.cancelled = true;
            done(null, { reason: "cancelled", sent: false, retryAfterMs: null });
          };
        },
      },
    });
  }

  ask(protoId: number, { owner = "a", body = BODY, timeoutMs = 60_000 } = {}): Asked {
    const command = commandById(protoId);
    assert.ok(command);
    const asked = new Asked();
    const call = { body, caller: openCaller(owner), deadlineMs: this.clock.now() + timeoutMs };
    asked.cancel = this.reads.submit(command, call, (reply, failure, notes) => {
      asked.ends++;
      asked.reply = reply === null ? null : Buffer.from(reply);
      asked.failure = failure;
      asked.notes = notes;
    });
    return asked;
  }

  /** OpenD answers the call that was passed on as the `index`th. */
  answer(index: number, reply: Buffer = success(index)): void {
    const passed = this.passed[index];
    assert.ok(passed !== undefined, "nothing was passed on");
    passed.request.onSent?.("opend#1", index + 1);
    passed.done(reply, null);
  }
}

describe("identical reads under way", () => {
  it("share one call to OpenD, and all get its answer", () => {
    const rig = new Rig();
    const asked = ["a", "b", "c"].map((owner) => rig.ask(SNAPSHOT, { owner }));
    assert.equal(rig.passed.length, 1);
    rig.answer(0);
    for (const { reply, notes, ends } of asked) {
      assert.deepEqual(reply, success(0));
      assert.deepEqual([ends, notes?.cached, notes?.rate?.remaining], [1, false, 44]);
    }
    rig.ask(SNAPSHOT);
    assert.equal(rig.passed.length, 2, "the next one is asked anew");
  });

  it("do not share with another body, another command, or what the table does not mark", () => {
    const rig = new Rig();
    rig.ask(SNAPSHOT);
    rig.ask(SNAPSHOT, { body: Buffer.from([1, 2, 4]) });
    rig.ask(PLATES);
    for (let call = 0; call < 2; call++) rig.ask(BASIC_QUOTE);
    for (let call = 0; call < 2; call++) rig.ask(FUNDS);
    assert.equal(rig.passed.length, 7);
  });

  it("do not compare what is very large", () => {
    const rig = new Rig();
    const body = Buffer.alloc(20_000, 1);
    for (let call = 0; call < 2; call++) rig.ask(SNAPSHOT, { body });
    assert.equal(rig.passed.length, 2);
  });

  it("keep the call while one waits, and cancel it when the last one leaves", () => {
    const rig = new Rig();
    const [first, second, third] = [rig.ask(SNAPSHOT), rig.ask(SNAPSHOT), rig.ask(SNAPSHOT)];
    first.cancel();
    first.cancel();
    assert.deepEqual([first.reason, first.ends, rig.passed[0]?.cancelled], ["cancelled", 1, false]);
    third.cancel();
    second.cancel();
    assert.equal(rig.passed[0]?.cancelled, true);
    rig.ask(SNAPSHOT);
    assert.equal(rig.passed.length, 2, "nobody joins what is cancelled");
  });

  it("end each at its own deadline", () => {
    const rig = new Rig();
    const short = rig.ask(SNAPSHOT, { timeoutMs: 100 });
    const long = rig.ask(SNAPSHOT, { timeoutMs: 5000 });
    rig.clock.advance(120);
    assert.deepEqual([short.reason, long.ends], ["deadline", 0]);
    rig.clock.advance(5000);
    assert.equal(long.reason, "deadline");
    const { request, cancelled } = rig.passed[0] as Passed;
    assert.equal(cancelled, true);
    assert.ok(request.deadlineMs <= rig.clock.now(), "the pool sees that its member let a call time out");
  });

  it("tell of a deadline where gRPC cancels the call at it", () => {
    const rig = new Rig();
    const asked = rig.ask(SNAPSHOT, { timeoutMs: 100 });
    rig.clock.advance(95);
    asked.cancel();
    assert.equal(asked.reason, "deadline");
  });

  it("share a failure, too", () => {
    const rig = new Rig();
    const asked = [rig.ask(SNAPSHOT), rig.ask(SNAPSHOT)];
    rig.passed[0]?.done(null, { reason: "connection_lost", sent: true, retryAfterMs: null });
    assert.deepEqual(
      asked.map(({ reason }) => reason),
      ["connection_lost", "connection_lost"],
    );
  });

  it("let one that is told make another one leave", () => {
    const rig = new Rig();
    const second: { asked: Asked | null } = { asked: null };
    const command = commandById(SNAPSHOT);
    assert.ok(command);
    const call = { body: BODY, caller: openCaller("a"), deadlineMs: rig.clock.now() + 1000 };
    rig.reads.submit(command, call, () => second.asked?.cancel());
    second.asked = rig.ask(SNAPSHOT);
    rig.answer(0);
    assert.deepEqual([second.asked.ends, second.asked.reason], [1, "cancelled"]);
  });

  it("send nothing for a deadline that has passed", () => {
    const rig = new Rig();
    const asked = rig.ask(SNAPSHOT, { timeoutMs: 0 });
    assert.deepEqual([asked.reason, rig.passed.length], ["deadline", 0]);
  });
});

describe("reads beyond OpenD's limit", () => {
  /** Uses a window of 10 calls up. */
  function full(rig: Rig): void {
    for (let call = 0; call < 10; call++) {
      rig.ask(PLATES, { body: Buffer.from([call]) });
      rig.answer(rig.passed.length - 1);
    }
  }

  it("wait for their turn up to their deadline", () => {
    const rig = new Rig();
    full(rig);
    const asked = rig.ask(PLATES);
    rig.clock.advance(29_999);
    assert.equal(rig.passed.length, 10);
    rig.clock.advance(1);
    assert.equal(rig.passed.length, 11);
    rig.answer(10);
    assert.deepEqual([asked.ends, asked.reply !== null, asked.notes?.rate?.limit], [1, true, 10]);
  });

  it("are refused at once where that would be too late, with the window in the notes", () => {
    const rig = new Rig();
    full(rig);
    const { failure, notes, ends } = rig.ask(PLATES, { timeoutMs: 20_000 });
    assert.ok(failure instanceof GatewayError);
    assert.deepEqual([failure.reason, failure.retryAfterMs, ends], ["UPSTREAM_RATE", 30_000, 1]);
    assert.deepEqual(notes?.rate, { limit: 10, remaining: 0, resetMs: 30_000 });
  });

  it("share a place in the line, each with its own deadline", () => {
    const rig = new Rig();
    full(rig);
    const first = rig.ask(PLATES, { owner: "a", timeoutMs: 31_000 });
    rig.clock.advance(10_000);
    const tooShort = rig.ask(PLATES, { owner: "b", timeoutMs: 15_000 });
    assert.deepEqual([tooShort.reason, tooShort.ends], ["UPSTREAM_RATE", 1]);
    const second = rig.ask(PLATES, { owner: "c", timeoutMs: 60_000 });
    rig.clock.advance(20_000);
    assert.equal(rig.passed.length, 11);
    rig.answer(10);
    assert.deepEqual([first.ends, second.ends, second.reply !== null], [1, 1, true]);
  });

  it("free their place in the line when nobody waits for them any more", () => {
    const rig = new Rig();
    full(rig);
    const gone = rig.ask(PLATES);
    gone.cancel();
    assert.deepEqual([gone.reason, gone.ends], ["cancelled", 1]);
    rig.clock.advance(60_000);
    assert.equal(rig.passed.length, 10);
    assert.equal(rig.clock.pendingTimers, 0, "nothing is left that could run");
  });

  it("give their place back when the call was not sent", () => {
    const rig = new Rig();
    for (let call = 0; call < 30; call++) {
      rig.ask(PLATES, { body: Buffer.from([call]) });
      rig.passed[call]?.done(null, { reason: "queue_deadline", sent: false, retryAfterMs: null });
    }
    assert.equal(rig.passed.length, 30);
  });

  it("are told when the gateway stops", () => {
    const rig = new Rig();
    full(rig);
    const waiting = rig.ask(PLATES);
    const underWay = rig.ask(SNAPSHOT);
    rig.reads.stop();
    assert.deepEqual([waiting.reason, underWay.ends], ["shutdown", 0]);
    rig.answer(rig.passed.length - 1);
    assert.equal(underWay.ends, 1);
  });

  it("go to OpenD as they come where pacing is off", () => {
    const rig = new Rig({ paced: false });
    for (let call = 0; call < 20; call++) rig.ask(PLATES, { body: Buffer.from([call]) });
    assert.equal(rig.passed.length, 20);
  });
});

describe("static data", () => {
  it("comes from the cache, where there is one, until it is too old", () => {
    const rig = new Rig({ cached: true });
    rig.ask(STATIC_INFO);
    rig.answer(0);
    const again = rig.ask(STATIC_INFO);
    assert.deepEqual([again.reply, again.notes?.cached, again.notes?.rate], [success(0), true, null]);
    assert.equal(rig.passed.length, 1);
    rig.clock.advance(3_600_000);
    rig.ask(STATIC_INFO);
    assert.equal(rig.passed.length, 2);
  });

  it("is not kept without a cache, nor are prices with one", () => {
    for (const [rig, protoId] of [
      [new Rig(), STATIC_INFO],
      [new Rig({ cached: true }), SNAPSHOT],
    ] as const) {
      for (let call = 0; call < 2; call++) {
        rig.ask(protoId);
        rig.answer(call);
      }
      assert.equal(rig.passed.length, 2);
    }
  });

  it("is not kept of a refusal, or of what was asked for before OpenD changed", () => {
    const rig = new Rig({ cached: true });
    rig.ask(STATIC_INFO);
    rig.answer(0, refusal("no"));
    rig.ask(STATIC_INFO);
    rig.reads.homeChanged();
    rig.answer(1);
    rig.ask(STATIC_INFO);
    assert.equal(rig.passed.length, 3);
    rig.answer(2);
    rig.reads.homeChanged();
    rig.ask(STATIC_INFO);
    assert.equal(rig.passed.length, 4);
  });
});
