import assert from "node:assert/strict";
import { SubscribePushRequest } from "../../generated/ts/futu/service/futu.js";
import { RawConnection } from "../../src/grpc/testing/raw-stream.js";
import { type ErrorCases, KEY_ID, keyOf, OTHER_KEY_ID } from "./error-case.js";
import { PushSubscriber } from "./push-subscriber.js";
import { refusalOf } from "./refusal.js";
import { HK_ACCOUNT } from "./trade-bodies.js";

const QUOTES = { filters: [{ securities: ["HK.00700"], sub_types: [1] }], subscribe: true, control_events: true };
const TRADES = { filters: [{ accounts: [HK_ACCOUNT] }], subscribe: true, control_events: true };

/** Reasons that push streams end with. */
export const STREAM_CASES = {
  SUBSCRIPTION_REFUSED: async (rig) => {
    const client = (await rig.serveSimulator()).newClient(KEY_ID);
    const unknown = { ...QUOTES, filters: [{ securities: ["HK.NOSUCH"], sub_types: [1] }] };
    return [refusalOf(await new PushSubscriber(client, unknown).end())];
  },
  SLOW_CONSUMER: async (rig) => {
    const gateway = await rig.serveSimulator({ flags: { "push-max-events": "16" } }, { firehoseTrades: 2000 });
    const connection = new RawConnection(gateway.port);
    rig.onClose(async () => connection.close());
    const message = SubscribePushRequest.encode(SubscribePushRequest.fromPartial(TRADES)).finish();
    const stream = connection.subscribe(message, { authorization: `Bearer ${gateway.keys.token(KEY_ID)}` });
    await stream.opened;
    stream.pause();
    await gateway.line("call.failed", ({ reason }) => reason === "SLOW_CONSUMER");
    // It learns of it when it goes on.
    stream.resume();
    const { code, details } = await stream.ended;
    assert.ok(code !== null && details !== null);
    return [{ code, text: details.message, details, metadata: {}, accounts: [HK_ACCOUNT] }];
  },
  KEY_REVOKED: async (rig) => {
    const gateway = await rig.serveSimulator();
    const stream = new PushSubscriber(gateway.newClient(KEY_ID), QUOTES);
    await stream.accepted();
    gateway.writeKeys([]);
    return [refusalOf(await stream.end())];
  },
  KEY_CHANGED: async (rig) => {
    const gateway = await rig.serveSimulator();
    const stream = new PushSubscriber(gateway.newClient(KEY_ID), QUOTES);
    await stream.accepted();
    gateway.writeKeys([keyOf({ scopes: ["qot:read"] })]);
    return [refusalOf(await stream.end())];
  },
  RESUME_OUT_OF_RANGE: async (rig) => {
    const client = (await rig.serveSimulator()).newClient(KEY_ID);
    const resumed = { ...TRADES, resume_after: { epoch: 1n, position: 1n } };
    return [refusalOf(await new PushSubscriber(client, resumed).end(), [HK_ACCOUNT])];
  },
  DRAINING: async (rig) => {
    const gateway = await rig.serveSimulator();
    const stream = new PushSubscriber(gateway.newClient(KEY_ID), QUOTES);
    await stream.accepted();
    const stopped = gateway.stop();
    const refusal = refusalOf(await stream.end());
    await stopped;
    return [refusal];
  },
  UPSTREAM_LOST: async (rig) => {
    const { simulator, opend } = await rig.simulator();
    const client = (await rig.serve({ flags: { opend } })).newClient(KEY_ID);
    const stream = new PushSubscriber(client, { ...QUOTES, end_on_upstream_loss: true });
    await stream.accepted();
    simulator.dropConnections();
    return [refusalOf(await stream.end())];
  },
  LIMIT: async (rig) => {
    const keys = [keyOf({ profile: "small" }), keyOf({ id: OTHER_KEY_ID })];
    const gateway = await rig.serveSimulator({ keys, flags: { "push-max-streams": "3" } });
    const [small, other] = [gateway.newClient(KEY_ID), gateway.newClient(OTHER_KEY_ID)];
    // Two are what the profile gives.
    for (let count = 1; count <= 2; count++) await new PushSubscriber(small, QUOTES).accepted();
    const overOwn = refusalOf(await new PushSubscriber(small, QUOTES).end());
    await new PushSubscriber(other, QUOTES).accepted();
    return [overOwn, refusalOf(await new PushSubscriber(other, QUOTES).end())];
  },
} satisfies ErrorCases;
