import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  type DeepPartial,
  PushConflation_Mode,
  SubscribePushRequest,
} from "../../../generated/ts/futu/service/futu.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { planStream } from "./stream-request.js";

const plan = (request: DeepPartial<SubscribePushRequest>) =>
  planStream(SubscribePushRequest.fromPartial(request), 15_000);

function refuses(request: DeepPartial<SubscribePushRequest>, text: RegExp): void {
  assert.throws(
    () => plan(request),
    (error) => error instanceof GatewayError && error.reason === "INVALID_REQUEST" && text.test(error.message),
  );
}

describe("a request", () => {
  test("that is empty is the compatible mode; any field that is set asks for more", () => {
    const empty = plan({});
    assert.deepEqual(
      [empty.compat, empty.filters.length, empty.heartbeatMs, empty.mayConflate, empty.conflateMs],
      [true, 1, 0, true, 0],
    );
    const more: DeepPartial<SubscribePushRequest>[] = [
      { filters: [{}] },
      { snapshot: true },
      { control_events: true },
      { heartbeat_interval_ms: 5000 },
      { resume_after: { epoch: 1n } },
      { conflate: {} },
      { end_on_upstream_loss: true },
    ];
    for (const request of more) assert.equal(plan(request).compat, false, JSON.stringify(Object.keys(request)));
  });

  test("for control events gets heartbeats of 15 s, one for heartbeats gets control events", () => {
    assert.equal(plan({ control_events: true }).heartbeatMs, 15_000);
    const beats = plan({ heartbeat_interval_ms: 5000 });
    assert.deepEqual([beats.controlEvents, beats.heartbeatMs], [true, 5000]);
    assert.equal(plan({ heartbeat_interval_ms: 120_000 }).heartbeatMs, 120_000);
    for (const ms of [1, 4999, 120_001])
      refuses({ heartbeat_interval_ms: ms }, /^heartbeat_interval_ms: \d+ .*5000 to 120000/);
  });

  test("to conflate says how", () => {
    const { MODE_OFF, MODE_INTERVAL, UNRECOGNIZED } = PushConflation_Mode;
    assert.equal(plan({ conflate: { mode: MODE_OFF } }).mayConflate, false);
    const interval = plan({ conflate: { mode: MODE_INTERVAL, interval_ms: 10 } });
    assert.deepEqual([interval.mayConflate, interval.conflateMs], [true, 10]);
    for (const ms of [0, 9, 60_001]) {
      refuses({ conflate: { mode: MODE_INTERVAL, interval_ms: ms } }, /^conflate\.interval_ms: .*10 to 60000/);
    }
    refuses({ conflate: { interval_ms: 100 } }, /^conflate\.interval_ms: .*MODE_INTERVAL/);
    refuses({ conflate: { mode: MODE_OFF, interval_ms: 100 } }, /^conflate\.interval_ms/);
    refuses({ conflate: { mode: UNRECOGNIZED } }, /^conflate\.mode/);
  });

  test("to resume needs an epoch; position 0 is the beginning", () => {
    assert.deepEqual(plan({ resume_after: { epoch: 7n } }).resumeAfter, { epoch: 7n, position: 0n });
    refuses({ resume_after: { position: 5n } }, /^resume_after\.epoch: is missing/);
  });

  test("is bounded in filters and securities", () => {
    assert.equal(plan({ filters: new Array(100).fill({ sub_types: [1] }) }).filters.length, 100);
    refuses({ filters: new Array(101).fill({}) }, /^filters: 101 entries; write at most 100/);
    refuses(
      { filters: [{ securities: new Array(9_999).fill("HK.1") }, { securities: ["HK.1", "HK.2"] }] },
      /^filters: 10001 securities/,
    );
    refuses({ filters: [{}, { securities: ["nothing"] }] }, /^filters\[1\]\.securities\[0\]: "nothing"/);
  });
});

describe("a request to subscribe", () => {
  const wants = (request: DeepPartial<SubscribePushRequest>) => plan({ subscribe: true, ...request }).wants;

  test("wants every security of a filter by every sub type, K-lines by rehab type", () => {
    const { subscriptions, accounts } = wants({
      filters: [
        { securities: ["HK.00700", "US.AAPL"], sub_types: [1], kl_types: [2], rehab_types: [0, 2] },
        { accounts: [5n, 6n] },
        { accounts: [5n], event_types: ["trade", "notify"] },
      ],
    });
    assert.deepEqual(
      subscriptions.map(({ security, subType, rehabTypes, push }) => [security.code, subType, rehabTypes, push]),
      [
        ["00700", 1, [], true],
        ["00700", 6, [0, 2], true],
        ["AAPL", 1, [], true],
        ["AAPL", 6, [0, 2], true],
      ],
    );
    assert.deepEqual(accounts, [5n, 6n]);
  });

  test("wants a unit that several filters name once, with what all of them want", () => {
    const { subscriptions } = wants({
      filters: [
        { securities: ["US.AAPL"], sub_types: [6], session: 1 },
        { securities: ["US.AAPL"], sub_types: [6], rehab_types: [2], session: 2, extended_time: true },
        { securities: ["11_AAPL"], kl_types: [2], order_book_detail: true },
      ],
    });
    assert.deepEqual(subscriptions, [
      {
        security: { market: 11, code: "AAPL" },
        subType: 6,
        push: true,
        rehabTypes: [1, 2],
        session: 3,
        extendedTime: true,
        orderBookDetail: true,
      },
    ]);
  });

  test("may want 10,000 units", () => {
    const securities = Array.from({ length: 5000 }, (_, code) => `HK.${code}`);
    assert.equal(wants({ filters: [{ securities, sub_types: [1, 2] }] }).subscriptions.length, 10_000);
    refuses(
      { subscribe: true, filters: [{ securities, sub_types: [1, 2, 4] }] },
      /^subscribe: .* more than 10000 pairs/,
    );
  });

  test("must say which securities by which types, or which accounts", () => {
    refuses({ subscribe: true }, /^subscribe: /);
    refuses({ subscribe: true, filters: [{ event_types: ["notify"] }] }, /^subscribe: /);
    refuses({ subscribe: true, filters: [{ securities: ["HK.1"] }] }, /^filters\[0\]\.sub_types: is empty/);
    refuses(
      { subscribe: true, filters: [{ accounts: [1n] }, { sub_types: [1] }] },
      /^filters\[1\]\.securities: is empty/,
    );
    assert.deepEqual(plan({ filters: [{ securities: ["HK.1"] }] }).wants.subscriptions, []);
  });
});
