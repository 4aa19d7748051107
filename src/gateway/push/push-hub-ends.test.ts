import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { EndReason } from "./end-reason.js";
import { EPOCH, filter, type OpenStream, PushRig, ticksPush } from "./testing/push-rig.js";

/** Ends a stream that asked for control events, after one order of account 5. */
function ended(end: (rig: PushRig, open: OpenStream) => void, request = {}): { rig: PushRig; open: OpenStream } {
  const rig = new PushRig();
  const open = rig.open({ control_events: true, ...request });
  rig.order(5n, 1n);
  end(rig, open);
  end(rig, open);
  assert.equal(rig.hub.stats().streams, 0);
  assert.equal(rig.clock.pendingTimers, 0);
  assert.equal(rig.ledger.empty, true);
  rig.order(5n, 2n);
  open.stream.writable();
  open.stream.closed();
  return { rig, open };
}

function assertEnds(rig: PushRig, reason: EndReason): void {
  const counted = Object.entries(rig.hub.stats().endsByReason).filter(([, count]) => count > 0);
  assert.deepEqual(counted, [[reason, 1]]);
  assert.deepEqual(
    rig.ends.map((end) => [end.caller.id, end.reason]),
    [["10.0.0.1", reason]],
  );
}

/** What every end but a cancel tells: in the stream why, and then the same as status. */
function assertTold({ transport }: OpenStream, reason: EndReason): void {
  const ending = transport.events.at(-1)?.control?.ending;
  assert.deepEqual(
    [ending?.reason, ending?.last_sequence, ending?.dropped, ending?.position],
    [reason, 1n, 0n, { epoch: EPOCH, position: 1n }],
  );
  assert.deepEqual(
    transport.errors.map((error) => error.reason),
    [reason],
  );
}

describe("a stream ends", () => {
  test("with CLIENT_CANCELLED when its client goes, and then nothing is written", () => {
    const { rig, open } = ended((_, { stream }) => stream.closed());
    assertEnds(rig, "CLIENT_CANCELLED");
    assert.deepEqual([open.transport.kinds, open.transport.errors], [["accepted", "trade"], []]);
  });

  test("with KEY_REVOKED or LIMIT, for the callers that are meant", () => {
    for (const reason of ["KEY_REVOKED", "LIMIT"] as const) {
      const { rig, open } = ended((hub) => hub.hub.endStreams(({ id }) => id === "10.0.0.1", reason));
      assertEnds(rig, reason);
      assertTold(open, reason);
    }
    const rig = new PushRig();
    const other = rig.open({}, { caller: "b" });
    rig.hub.endStreams(({ id }) => id === "a", "KEY_REVOKED");
    assert.equal(other.transport.endReason, undefined);
  });

  test("with DRAINING when the gateway stops, told before, with a time to come back", () => {
    const { rig, open } = ended((hub) => hub.hub.drain());
    assertEnds(rig, "DRAINING");
    assertTold(open, "DRAINING");
    assert.deepEqual(open.transport.kinds, ["accepted", "trade", "going_away", "ending"]);
    assert.equal(open.transport.errors[0]?.retryAfterMs, 2000);
    assert.equal(open.transport.errors[0]?.status, "UNAVAILABLE");
    assert.throws(() => rig.open(), { reason: "SHUTTING_DOWN" });
  });

  test("with UPSTREAM_LOST when OpenD is lost, only if it asked to", () => {
    const { rig, open } = ended((hub) => hub.hub.upstreamLost(0), { end_on_upstream_loss: true });
    assertEnds(rig, "UPSTREAM_LOST");
    assertTold(open, "UPSTREAM_LOST");
    const other = new PushRig();
    const { transport } = other.open();
    other.hub.upstreamLost(0);
    assert.equal(transport.endReason, undefined);
  });

  test("with SLOW_CONSUMER when its reader stalls, which can't be told in the stream", () => {
    const { rig, open } = ended((hub, { transport }) => {
      transport.room = Math.min(transport.room, 1);
      hub.notice();
      hub.clock.advance(30_000);
    });
    assertEnds(rig, "SLOW_CONSUMER");
    assert.deepEqual(open.transport.kinds, ["accepted", "trade", "notify"]);
    assert.deepEqual(open.transport.errors[0]?.metadata, { dropped: "0", last_sequence: "2" });
  });

  test("without control events by its status alone", () => {
    const rig = new PushRig();
    const open = rig.open();
    rig.hub.drain();
    assert.deepEqual([open.transport.bytes, open.transport.endReason], [[], "DRAINING"]);
  });

  test("and the log is told how far it came and what it lost, but nothing of a refusal", () => {
    const rig = new PushRig({ maxQueuedEvents: 2 });
    const slow = rig.open({}, { room: 1, caller: "app" });
    for (const sequence of [1, 2, 3, 4]) rig.push(3011, ticksPush("HK.1", sequence));
    rig.read(slow);
    slow.stream.closed();
    assert.deepEqual(
      rig.ends.map(({ caller, ...end }) => ({ caller: caller.id, ...end })),
      [{ caller: "app", reason: "CLIENT_CANCELLED", lastSequence: 3, dropped: 1 }],
    );
    rig.open({ subscribe: true, ...filter({ accounts: [5n] }) });
    rig.ledger.settle({ ok: false, failure: { reason: "deadline", sent: true, retryAfterMs: null } });
    assert.equal(rig.ends.length, 1);
  });

  test("while it waits for OpenD's answer without having been accepted", () => {
    const rig = new PushRig();
    const { transport } = rig.open({ control_events: true, subscribe: true, ...filter({ accounts: [5n] }) });
    rig.hub.drain();
    assert.deepEqual([transport.kinds, transport.endReason], [[], "DRAINING"]);
    assert.equal(rig.ledger.empty, true);
  });

  test("while it is written to, at once", () => {
    const rig = new PushRig();
    const open = rig.open({ control_events: true });
    const { transport, stream } = open;
    const { write } = transport;
    transport.write = (event) => {
      stream.closed();
      return write.call(transport, event) && false;
    };
    rig.basic(1, "HK.1", "HK.2");
    rig.clock.advance(60_000);
    assert.equal(transport.kinds.length, 2);
    assert.equal(rig.hub.stats().blocked, 0);
    assert.equal(rig.clock.pendingTimers, 0);
  });

  test("with LIMIT when the filters of all streams name too much for the gateway's memory", () => {
    const rig = new PushRig();
    const large = filter({ securities: Array.from({ length: 10_000 }, (_, code) => `HK.${code}`) });
    const open = Array.from({ length: 50 }, () => rig.open(large).stream);
    assert.throws(() => rig.open(filter({ securities: ["HK.00700"] })), /may name 500000 securities and accounts/);
    assert.equal(rig.hub.stats().endsByReason.LIMIT, 1);
    rig.open();
    open[0]?.closed();
    rig.open(large);
  });
});
