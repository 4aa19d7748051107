import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { PushEvent, SubscribePushRequest } from "../../../generated/ts/futu/service/futu.js";
import type { CallFailure } from "../../grpc/client.js";
import { FakeClock } from "../../opend/testing/fake-clock.js";
import { acceptedEvent as accepted, controlEvent as control } from "./testing/events.js";
import { FakeSource } from "./testing/fake-source.js";
import { type SessionNotice, WatchSession } from "./watch-session.js";

const failure = (codeName: string, retryAfterMs: number | null = null): CallFailure => ({
  code: 14,
  codeName,
  message: "because",
  details: { code: 14, message: "because", errorInfo: null, retryAfterMs },
});
const trade = (position: bigint): PushEvent => PushEvent.fromPartial({ proto_id: 2208, event_type: "trade", position });

describe("a watch session", () => {
  let clock: FakeClock;
  let source: FakeSource;
  let notices: SessionNotice[];
  let fatal: string[];
  let session: WatchSession;

  beforeEach(() => {
    clock = new FakeClock();
    source = new FakeSource();
    notices = [];
    fatal = [];
    session = new WatchSession({
      open: source.open,
      request: SubscribePushRequest.fromPartial({ subscribe: true }),
      heartbeatMs: 15_000,
      clock,
      random: () => 0.5,
      onEvent: () => undefined,
      onNotice: (notice) => notices.push(notice),
      onFatal: (line) => fatal.push(line),
    });
    session.start();
  });
  afterEach(() => {
    session.stop();
    assert.equal(clock.pendingTimers, 0, "a stopped session leaves no timer");
  });

  const types = (): string[] => notices.map(({ type }) => type);
  const lastWait = (): Extract<SessionNotice, { type: "waiting" }> => {
    const last = notices.filter((notice) => notice.type === "waiting").at(-1);
    return last ?? assert.fail("nothing waits");
  };

  it("opens again with growing waits, and says why", () => {
    const waits: number[] = [];
    for (let round = 0; round < 4; round++) {
      source.last.end(failure("UNAVAILABLE"));
      waits.push(lastWait().delayMs);
      clock.advance(lastWait().delayMs);
    }
    assert.deepEqual(waits, [500, 1000, 2000, 3000]);
    assert.equal(source.streams.length, 5);
    assert.equal(lastWait().why, "UNAVAILABLE: because");
  });

  it("waits as long as the gateway asks", () => {
    source.last.end(failure("UNAVAILABLE", 4000));
    assert.equal(lastWait().delayMs, 4000);
  });

  it("begins with short waits again after a stream that lived", () => {
    for (let round = 0; round < 3; round++) {
      source.last.end(failure("UNAVAILABLE"));
      clock.advance(lastWait().delayMs);
    }
    source.last.send(accepted(0n));
    clock.advance(11_000);
    source.last.send(control({ heartbeat: { position: undefined } }));
    source.last.end(failure("UNAVAILABLE"));
    assert.equal(lastWait().delayMs, 500);
  });

  it("asks for what came after the last position that it saw", () => {
    assert.equal(source.last.request.resume_after, undefined);
    assert.equal(source.last.request.subscribe, true);
    source.last.send(accepted(40n));
    source.last.end(null);
    clock.advance(500);
    assert.deepEqual(source.last.request.resume_after, { epoch: 7n, position: 40n });

    source.last.send(accepted(50n));
    source.last.send(trade(41n));
    source.last.end(failure("UNAVAILABLE"));
    clock.advance(1000);
    assert.deepEqual(source.last.request.resume_after, { epoch: 7n, position: 41n }, "42 to 50 did not come");

    source.last.send(accepted(50n));
    source.last.send(control({ heartbeat: { position: { epoch: 7n, position: 60n } } }));
    source.last.end(failure("UNAVAILABLE"));
    clock.advance(2000);
    assert.deepEqual(source.last.request.resume_after, { epoch: 7n, position: 60n });
  });

  it("goes on without the record when it does not reach back so far, and says so", () => {
    source.last.send(accepted(40n));
    source.last.end(failure("UNAVAILABLE"));
    clock.advance(500);
    source.last.end(failure("OUT_OF_RANGE"));
    clock.advance(1000);
    assert.equal(source.last.request.resume_after, undefined);
    assert.equal(types().filter((type) => type === "not_resumed").length, 1);
  });

  it("opens again after two and a half heartbeats without a message", () => {
    source.last.send(accepted(0n));
    clock.advance(24_000);
    source.last.send(control({ heartbeat: { position: undefined } }));
    clock.advance(24_999);
    assert.equal(source.last.cancelled, false);
    clock.advance(1);
    assert.equal(source.last.cancelled, true);
    assert.match(lastWait().why, /^no message for 25 s/);
    clock.advance(500);
    assert.equal(source.streams.length, 2);
  });

  it("gives a gateway more time for its first answer", () => {
    clock.advance(37_499);
    assert.equal(source.last.cancelled, false);
    clock.advance(1);
    assert.match(lastWait().why, /^no answer for 37.5 s/);
  });

  it("reads first what came while the process was stopped", () => {
    source.last.send(accepted(0n));
    clock.stall(60_000, () => source.last.send(control({ heartbeat: { position: undefined } })));
    clock.advance(24_000);
    assert.equal(source.last.cancelled, false);
  });

  it("does not call a stream silent that it does not read", () => {
    source.last.send(accepted(0n));
    session.pause();
    assert.equal(source.last.paused, true);
    clock.advance(100_000);
    assert.equal(source.last.cancelled, false);
    session.resume();
    assert.equal(source.last.paused, false);
    clock.advance(25_000);
    assert.equal(source.last.cancelled, true);
  });

  for (const code of ["INVALID_ARGUMENT", "PERMISSION_DENIED", "UNAUTHENTICATED", "UNIMPLEMENTED"]) {
    it(`gives up on ${code}`, () => {
      source.last.end(failure(code));
      assert.deepEqual(fatal, [`${code}: because`]);
      clock.advance(100_000);
      assert.equal(source.streams.length, 1);
    });
  }

  it("gives up on a refused subscription at first, but not once it stood", () => {
    source.last.send(accepted(0n));
    source.last.end(failure("UNAVAILABLE"));
    clock.advance(500);
    source.last.end(failure("FAILED_PRECONDITION"));
    assert.deepEqual(fatal, []);
    clock.advance(1000);
    assert.equal(source.streams.length, 3);

    const other = new FakeSource();
    new WatchSession({
      open: other.open,
      request: SubscribePushRequest.fromPartial({}),
      heartbeatMs: 15_000,
      clock,
      random: () => 0.5,
      onEvent: () => undefined,
      onNotice: () => undefined,
      onFatal: (line) => fatal.push(line),
    }).start();
    other.last.end(failure("FAILED_PRECONDITION"));
    assert.deepEqual(fatal, ["FAILED_PRECONDITION: because"]);
  });

  it("hears nothing more of a stream that it left", () => {
    source.last.send(accepted(0n));
    const left = source.last;
    clock.advance(25_000);
    left.end(failure("UNAVAILABLE"));
    left.send(accepted(0n));
    assert.equal(types().filter((type) => type === "waiting").length, 1);
    assert.equal(types().filter((type) => type === "live").length, 1);
  });

  it("tells a first stream from one that follows", () => {
    source.last.send(accepted(0n));
    source.last.end(failure("UNAVAILABLE"));
    clock.advance(500);
    source.last.send(accepted(0n));
    assert.deepEqual(
      notices.filter((notice) => notice.type === "live"),
      [
        { type: "live", again: false },
        { type: "live", again: true },
      ],
    );
  });
});
