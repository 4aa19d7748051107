import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { PushEvent } from "../../generated/ts/futu/service/futu.js";
import { Response as NotifyResponse } from "../../generated/ts/Notify.js";
import { Response as BasicQotResponse } from "../../generated/ts/Qot_UpdateBasicQot.js";
import { Response as KlResponse } from "../../generated/ts/Qot_UpdateKL.js";
import { Response as OrderResponse } from "../../generated/ts/Trd_UpdateOrder.js";
import type { GatewayError } from "./gateway-error.js";
import { PushHub, subscriptionsLost } from "./push-hub.js";

function recorder() {
  const events: Buffer[] = [];
  const errors: GatewayError[] = [];
  return {
    events,
    errors,
    event: (bytes: Buffer) => void events.push(bytes),
    end: (error: GatewayError) => void errors.push(error),
  };
}

function publishOne(protoId: number, body: Uint8Array): PushEvent {
  const hub = new PushHub();
  const subscriber = recorder();
  hub.subscribe(subscriber);
  hub.publish({ protoId, body: Buffer.from(body), member: "a" });
  const [bytes] = subscriber.events;
  assert.ok(bytes);
  return PushEvent.decode(bytes);
}

const basicQot = (...codes: string[]) =>
  BasicQotResponse.encode(
    BasicQotResponse.fromPartial({
      retType: 0,
      s2c: { basicQotList: codes.map((code) => ({ security: { market: 1, code } })) },
    }),
  ).finish();

describe("PushHub", () => {
  it("encodes a push once and gives every stream the same bytes, until it leaves", () => {
    const hub = new PushHub();
    const [first, second] = [recorder(), recorder()];
    const leave = hub.subscribe(first);
    hub.subscribe(second);
    hub.publish({ protoId: 3005, body: Buffer.from(basicQot("00700")), member: "a" });
    assert.equal(first.events[0], second.events[0]);
    leave();
    hub.publish({ protoId: 3005, body: Buffer.from(basicQot("00700")), member: "a" });
    assert.deepEqual([first.events.length, second.events.length], [1, 2]);
  });

  it("names security and sub type of a quote, and keeps its bytes", () => {
    const body = basicQot("00700");
    const event = publishOne(3005, body);
    assert.deepEqual(
      { ...event, body: Buffer.from(event.body ?? []) },
      { proto_id: 3005, sec_key: "1_00700", sub_type: 1, body: Buffer.from(body), event_type: "quote", acc_id: 0n },
    );
    const kl = KlResponse.fromPartial({
      retType: 0,
      s2c: { rehabType: 1, klType: 2, security: { market: 11, code: "AAPL" } },
    });
    const klEvent = publishOne(3007, KlResponse.encode(kl).finish());
    assert.deepEqual([klEvent.sec_key, klEvent.sub_type], ["11_AAPL", 6]);
  });

  it("leaves the key empty for a push with several securities", () => {
    const event = publishOne(3005, basicQot("00700", "09988"));
    assert.deepEqual([event.sec_key, event.sub_type, event.event_type], ["", 1, "quote"]);
  });

  it("names the account of a trade push exactly", () => {
    const accId = 281756455988247915n;
    const order = OrderResponse.fromPartial({ retType: 0, s2c: { header: { trdEnv: 0, accID: accId, trdMarket: 1 } } });
    const event = publishOne(2208, OrderResponse.encode(order).finish());
    assert.deepEqual([event.event_type, event.acc_id, event.sec_key], ["trade", accId, ""]);
  });

  it("passes notices, and pushes it can't read, without key", () => {
    const notice = publishOne(
      1003,
      NotifyResponse.encode(NotifyResponse.fromPartial({ retType: 0, s2c: { type: 1 } })).finish(),
    );
    assert.deepEqual([notice.event_type, notice.sec_key], ["notify", ""]);
    assert.equal(publishOne(3005, Buffer.from([0xff])).sec_key, "");
  });

  it("ends all streams with a reason, once", () => {
    const hub = new PushHub();
    const subscriber = recorder();
    hub.subscribe(subscriber);
    hub.endAll(subscriptionsLost());
    hub.endAll(subscriptionsLost());
    assert.deepEqual(
      subscriber.errors.map(({ reason }) => reason),
      ["SUBSCRIPTIONS_LOST"],
    );
    assert.equal(hub.size, 0);
  });
});
