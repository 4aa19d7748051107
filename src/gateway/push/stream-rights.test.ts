import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import type { PushEvent } from "../../../generated/ts/futu/service/futu.js";
import type { TestKey } from "../../auth/testing/test-key.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { refusal } from "../../opend/testing/wire-bytes.js";
import { keyCaller } from "../testing/key-caller.js";
import { EPOCH, type OpenStream, orderIdOf, PushRig, SUBSCRIBED } from "./testing/push-rig.js";

type Request = Parameters<PushRig["open"]>[0];

const FIVE: TestKey = { accIds: [5n] };
const HK_ONLY: TestKey = { markets: ["HK"] };

function open(rig: PushRig, key: TestKey, request: Request = {}): OpenStream {
  return rig.open(request, { caller: keyCaller(key) });
}

function forbidden(rig: PushRig, key: TestKey, request: Request = {}): void {
  assert.throws(
    () => open(rig, key, request),
    (error) => {
      assert.ok(error instanceof GatewayError);
      assert.deepEqual([error.reason, error.message], ["FORBIDDEN", "forbidden"]);
      assert.match(error.auditReason ?? "", /^stream-rights: /);
      return true;
    },
  );
  assert.equal(rig.hub.stats().streams, 0);
}

/** One event of each kind, of two accounts, two markets, and of neither. */
function everything(rig: PushRig): void {
  rig.basic(1, "HK.00700");
  rig.notice();
  rig.order(5n, 51n, 1);
  rig.order(5n, 52n, 2);
  rig.order(6n, 61n, 1);
  rig.order(5n, 53n, 0);
  // Without a header: nobody knows whose it is.
  rig.push(2208, Buffer.from("08002200", "hex"));
  // Not a message at all.
  rig.push(2208, Buffer.from([0x22, 0x7f]));
}

const seen = ({ transport }: OpenStream) =>
  transport.data.map((event) => (event.event_type === "trade" ? Number(orderIdOrZero(event)) : event.event_type));

function orderIdOrZero(event: PushEvent): bigint {
  return event.acc_id === undefined ? 0n : (orderIdOf(event) ?? 0n);
}

describe("a stream gets no more than its caller may see", () => {
  const cases: readonly (readonly [name: string, key: TestKey, events: readonly (number | string)[]])[] = [
    ["all, without limits", {}, ["quote", "notify", 51, 52, 61, 53, 0, 0]],
    ["no trades, without acc:read", { scopes: ["qot:read"] }, ["quote", "notify"]],
    ["trades alone, without qot:read", { scopes: ["acc:read"] }, [51, 52, 61, 53, 0, 0]],
    ["its own accounts, and nothing whose account can't be read", FIVE, ["quote", "notify", 51, 52, 53]],
    ["its own markets, and nothing whose market can't be read", HK_ONLY, ["quote", "notify", 51, 61]],
    ["both", { ...FIVE, ...HK_ONLY }, ["quote", "notify", 51]],
    ["no trades, when none of its accounts is known", { cardNums: ["1111"] }, ["quote", "notify"]],
    ["no trades, when its list is empty", { accIds: [] }, ["quote", "notify"]],
    ["nothing unreadable, when its list names account 0", { accIds: [0n] }, ["quote", "notify"]],
    ["no trades of a market that nobody knows", { markets: ["XX"] }, ["quote", "notify"]],
  ];
  for (const [name, key, events] of cases) {
    test(`live: ${name}`, () => {
      const rig = new PushRig();
      const streams = [
        open(rig, key),
        open(rig, key, { filters: [{}] }),
        open(rig, key, { filters: [{ name: "n" }, {}] }),
      ];
      everything(rig);
      for (const stream of streams) assert.deepEqual(seen(stream), events);
    });

    test(`replayed: ${name}`, () => {
      const rig = new PushRig();
      everything(rig);
      const stream = open(rig, key, { resume_after: { epoch: EPOCH } });
      // Quotes are not recorded.
      assert.deepEqual(
        seen(stream),
        events.filter((event) => event !== "quote"),
      );
    });
  }

  test("also of what a record of an earlier run holds", () => {
    const entries: Uint8Array[] = [];
    const before = new PushRig({}, { store: { append: (entry) => entries.push(Buffer.from(entry)) } });
    everything(before);
    const rig = new PushRig({}, { entries });
    const read = (key: TestKey) => seen(open(rig, key, { resume_after: { epoch: EPOCH } }));
    assert.deepEqual(read({ ...FIVE, ...HK_ONLY, scopes: ["acc:read"] }), [51]);
    assert.deepEqual(read({ scopes: ["acc:read"] }), [51, 52, 61, 53, 0, 0]);
  });

  test("in last values: none of quotes without qot:read", () => {
    const rig = new PushRig();
    rig.basic(1, "HK.00700");
    assert.deepEqual(seen(open(rig, { scopes: ["acc:read"] }, { snapshot: true })), []);
    assert.deepEqual(seen(open(rig, { scopes: ["qot:read"] }, { snapshot: true })), ["quote"]);
  });

  test("in notices of gaps: of its own accounts alone", () => {
    const rig = new PushRig();
    const own = open(rig, FIVE, { control_events: true });
    rig.hub.accountsRegistered([5n, 6n]);
    rig.hub.accountsRegistered([]);
    rig.hub.accountsRegistered([5n, 6n]);
    const gaps = own.transport.events.flatMap(({ control }) => control?.gap?.keys.map((key) => key.acc_id) ?? []);
    assert.deepEqual(gaps, [5n]);
  });

  test("in what is told after a loss of OpenD: its own accounts, and not OpenD's text about several", () => {
    const rig = new PushRig();
    const own = open(rig, FIVE, { control_events: true });
    const none = open(rig, { scopes: ["qot:read"] }, { control_events: true });
    const all = open(rig, {}, { control_events: true });
    rig.gap([], { accounts: [5n, 6n], accountsRefused: "account 6 is closed" });
    const restored = ({ transport }: OpenStream) =>
      transport.events.flatMap(({ control }) => {
        const told = control?.upstream_restored;
        return told === undefined ? [] : [told.keys.map((key) => key.acc_id), told.refused.map((one) => one.ret_msg)];
      });
    assert.deepEqual(restored(own), [[5n], ["OpenD refused to push for the accounts"]]);
    assert.deepEqual(restored(none), [[], []]);
    assert.deepEqual(restored(all), [[5n, 6n], ["account 6 is closed"]]);
  });

  test("and is told so when it is accepted", () => {
    const rig = new PushRig();
    const { transport } = open(rig, { ...FIVE, scopes: ["acc:read"] }, { control_events: true });
    const [filter] = transport.events[0]?.control?.accepted?.filters ?? [];
    assert.deepEqual([filter?.accounts, filter?.event_types], [[5n], ["trade"]]);
  });
});

describe("a stream is forbidden", () => {
  const cases: readonly (readonly [name: string, key: TestKey, request: Request])[] = [
    ["without qot:read and acc:read", { scopes: ["trade:real", "admin"] }, {}],
    ["without them, before its request is looked at", { scopes: [] }, { heartbeat_interval_ms: 1 }],
    ["that names an account of another", FIVE, { filters: [{ accounts: [5n] }, { accounts: [5n, 6n] }] }],
    ["that subscribes to an account of another", FIVE, { subscribe: true, filters: [{ accounts: [6n] }] }],
    ["that names accounts without acc:read", { scopes: ["qot:read"] }, { filters: [{ accounts: [5n] }] }],
    ["that names securities without qot:read", { scopes: ["acc:read"] }, { filters: [{ securities: ["HK.1"] }] }],
    [
      "that subscribes to quotes without qot:read, beside an account",
      { scopes: ["acc:read"] },
      { subscribe: true, filters: [{ accounts: [5n], securities: ["HK.1"], sub_types: [1] }] },
    ],
    ["that wants trades alone without acc:read", { scopes: ["qot:read"] }, { filters: [{ event_types: ["trade"] }] }],
    ["that wants notices alone without qot:read", { scopes: ["acc:read"] }, { filters: [{ event_types: ["notify"] }] }],
  ];
  for (const [name, key, request] of cases) {
    test(name, () => {
      const rig = new PushRig();
      forbidden(rig, key, request);
      assert.ok(rig.ledger.empty);
      assert.equal(rig.hub.stats().refused, 1);
    });
  }

  test("for no difference between an account of another and one that is not there", () => {
    const rig = new PushRig();
    rig.order(6n, 61n);
    for (const accId of [6n, 404n]) forbidden(rig, FIVE, { filters: [{ accounts: [accId] }] });
  });
});

describe("a stream that subscribes", () => {
  test("wants no more accounts than it names", () => {
    const rig = new PushRig();
    const { transport } = open(rig, { accIds: [5n, 7n] }, { subscribe: true, filters: [{ accounts: [5n] }] });
    assert.deepEqual([...rig.ledger.accounts.values()], [[5n]]);
    rig.ledger.settle(SUBSCRIBED);
    rig.order(5n, 51n);
    rig.order(7n, 71n);
    assert.deepEqual(transport.data.map(orderIdOf), [51n]);
  });

  test("is not told OpenD's text about the accounts of all, when it may not see all", () => {
    for (const [key, text] of [
      [FIVE, "OpenD refused the accounts' pushes"],
      [{}, "OpenD refused the accounts' pushes: account 6 is closed"],
    ] as const) {
      const rig = new PushRig();
      const { transport } = open(rig, key, { subscribe: true, filters: [{ accounts: [5n] }] });
      rig.ledger.settle({ ok: false, reply: refusal("account 6 is closed") });
      assert.deepEqual([transport.errors[0]?.reason, transport.errors[0]?.message], ["SUBSCRIPTION_REFUSED", text]);
    }
  });
});

test("streams of a key whose rights were changed end, and may be opened again at once", () => {
  const rig = new PushRig();
  const stream = open(rig, FIVE, { control_events: true });
  const other = rig.open({});
  rig.hub.endStreams(({ principal }) => principal.key?.id === "k", "KEY_CHANGED");
  const [ended] = stream.transport.errors;
  assert.deepEqual([ended?.reason, ended?.status, ended?.retryAfterMs], ["KEY_CHANGED", "UNAVAILABLE", 500]);
  assert.equal(other.transport.errors.length, 0);
  assert.deepEqual(
    rig.ends.map(({ reason }) => reason),
    ["KEY_CHANGED"],
  );
});
