import { Buffer } from "node:buffer";
import { Response as FundsResponse } from "../../generated/ts/Trd_GetFunds.js";
import { keysServiceDefinition } from "../../src/grpc/keys-service.js";
import type { FutuClient } from "../../src/grpc/testing/futu-client.js";
import { until } from "../../src/grpc/testing/until.js";
import { type ErrorCases, type ErrorRig, KEY_ID, keyOf, OTHER_KEY_ID } from "./error-case.js";
import { PushSubscriber } from "./push-subscriber.js";
import { type Refusal, refusalOf } from "./refusal.js";
import { Stack } from "./stack.js";
import { fundsBody, HK_ACCOUNT, placeBody, pushesBody, REAL_ACCOUNT, US_ACCOUNT } from "./trade-bodies.js";

const EMPTY = Buffer.alloc(0);
const STATE = 1002;
const KEEP_ALIVE = 1004;
const FUNDS = 2101;
const PLACE = 2202;
const GARBAGE = Buffer.from([0x0a, 0x05, 0x0a]);

/** An OpenD that says nothing, and a call that waits for it. */
async function unanswered(rig: ErrorRig, flags: Readonly<Record<string, string>>) {
  const { recorder, opend } = await rig.recording(() => null);
  const gateway = await rig.serve({ flags: { opend, ...flags } });
  const client = gateway.newClient(KEY_ID);
  const waits = client.request(FUNDS, fundsBody(HK_ACCOUNT));
  await until(() => recorder.frames.length === 1, "the call that waits");
  return { gateway, client, waits };
}

async function refused(
  client: FutuClient,
  protoId: number,
  body: Uint8Array,
  ...accounts: readonly bigint[]
): Promise<Refusal> {
  return refusalOf((await client.request(protoId, body)).error, accounts);
}

/** Reasons of single calls that are no orders. */
export const CALL_CASES = {
  INVALID_REQUEST: async (rig) => {
    const gateway = await rig.serveSimulator();
    const client = gateway.newClient(KEY_ID);
    const sent = [
      client.send(Buffer.from([0xff])),
      client.request(STATE, EMPTY, { metadata: { "x-opend-body": "half" } }),
      client.request(STATE, EMPTY, { metadata: { "x-client-id": "a b" } }),
      client.request(STATE, EMPTY, { metadata: { "x-opend-auto-subscribe": "maybe" } }),
      client.request(PLACE, placeBody(HK_ACCOUNT), { metadata: { "idempotency-key": "x".repeat(129) } }),
      gateway.call(keysServiceDefinition.Revoke, { id: "" }, gateway.keys.token(KEY_ID)),
    ];
    const streams = [{ heartbeat_interval_ms: 1 }, { filters: [{ accounts: [0n] }] }].map((request) =>
      new PushSubscriber(client, request).end(),
    );
    return [
      ...(await Promise.all(sent)).map(({ error }) => refusalOf(error)),
      ...(await Promise.all(streams)).map((error) => refusalOf(error)),
    ];
  },
  INVALID_BODY: async (rig) => {
    const client = (await rig.serveSimulator()).newClient(KEY_ID);
    const body = fundsBody(HK_ACCOUNT);
    // A second c2s, with another account: OpenD would merge the two.
    const twice = Buffer.concat([body, fundsBody(US_ACCOUNT)]);
    return [
      await refused(client, FUNDS, GARBAGE),
      await refused(client, FUNDS, twice),
      await refused(client, PLACE, EMPTY),
      await refused(client, 3001, GARBAGE),
    ];
  },
  UNKNOWN_PROTO_ID: async (rig) => [await refused((await rig.serveSimulator()).newClient(KEY_ID), 4711, EMPTY)],
  NOT_A_REQUEST: async (rig) => [await refused((await rig.serveSimulator()).newClient(KEY_ID), 2208, EMPTY)],
  SESSION_COMMAND: async (rig) => [await refused((await rig.serveSimulator()).newClient(KEY_ID), 1001, EMPTY)],
  TRADING_OFF: async (rig) => {
    const off = (await rig.serveSimulator({ flags: { trading: "off" } })).newClient(KEY_ID);
    const simulated = (await rig.serveSimulator({ flags: { trading: "simulate" } })).newClient(KEY_ID);
    return [
      await refused(off, PLACE, placeBody(HK_ACCOUNT), HK_ACCOUNT),
      await refused(simulated, PLACE, placeBody(REAL_ACCOUNT), REAL_ACCOUNT),
    ];
  },
  UPSTREAM_UNAVAILABLE: async (rig) => {
    const gateway = await rig.serve({ ready: false, flags: { opend: "127.0.0.1:1" } });
    await gateway.line("upstream.waiting");
    return [await refused(gateway.newClient(KEY_ID), STATE, EMPTY)];
  },
  QUEUE_FULL: async (rig) => {
    const { client } = await unanswered(rig, { "max-in-flight": "1", "max-queued": "0" });
    return [await refused(client, FUNDS, fundsBody(US_ACCOUNT), US_ACCOUNT)];
  },
  QUEUE_TIMEOUT: async (rig) => {
    const { client } = await unanswered(rig, { "max-in-flight": "1", "queue-timeout": "50ms" });
    return [await refused(client, FUNDS, fundsBody(US_ACCOUNT), US_ACCOUNT)];
  },
  CONNECTION_LOST: async (rig) => {
    // Twice: a read is sent once more where another connection is ready.
    const { recorder, opend } = await rig.recording(({ connId }) => {
      recorder.cutOne(connId);
      return null;
    });
    const gateway = await rig.serve({ flags: { opend, pool: "2" } });
    for (const name of ["#1", "#2"])
      await gateway.line("upstream.ready", ({ member }) => String(member).endsWith(name));
    return [await refused(gateway.newClient(KEY_ID), FUNDS, fundsBody(HK_ACCOUNT), HK_ACCOUNT)];
  },
  DEADLINE_EXCEEDED: async (rig) => {
    // The client has none of its own: its library would end the call, without details.
    const { waits } = await unanswered(rig, { "call-deadline": "100ms" });
    return [refusalOf((await waits).error, [HK_ACCOUNT])];
  },
  SHUTTING_DOWN: async (rig) => {
    const { gateway, waits } = await unanswered(rig, { "shutdown-grace": "50ms" });
    const stopped = gateway.stop();
    const refusal = refusalOf((await waits).error, [HK_ACCOUNT]);
    await stopped;
    return [refusal];
  },
  UPSTREAM_BAD_REPLY: async (rig) => {
    const { opend } = await rig.recording(() => GARBAGE);
    const client = (await rig.serve({ flags: { opend } })).newClient(KEY_ID);
    return [
      await refused(client, STATE, EMPTY),
      await refused(client, 2001, EMPTY),
      await refused(client, FUNDS, fundsBody(HK_ACCOUNT), HK_ACCOUNT),
    ];
  },
  ACCOUNT_MISMATCH: async (rig) => {
    const header = { trdEnv: 0, accID: US_ACCOUNT, trdMarket: 1 };
    const reply = FundsResponse.encode(FundsResponse.fromPartial({ retType: 0, s2c: { header } })).finish();
    const { opend } = await rig.recording(() => Buffer.from(reply));
    const gateway = await rig.serve({ flags: { opend } });
    return [await refused(gateway.newClient(KEY_ID), FUNDS, fundsBody(HK_ACCOUNT), HK_ACCOUNT)];
  },
  UNAUTHENTICATED: async (rig) => {
    const gateway = await rig.serveSimulator();
    const clients = [gateway.newClient(), gateway.clientWith("fc_0123"), gateway.clientWith("x")];
    return await Promise.all(clients.map((client) => refused(client, STATE, EMPTY)));
  },
  AUTH_THROTTLED: async (rig) => {
    const stranger = (await rig.serveSimulator()).newClient();
    for (let tries = 1; tries <= 10; tries++) await stranger.request(STATE, EMPTY);
    return [await refused(stranger, STATE, EMPTY)];
  },
  FORBIDDEN: async (rig) => {
    const keys = [keyOf({ allowed_acc_ids: [HK_ACCOUNT] }), keyOf({ id: OTHER_KEY_ID, scopes: ["metrics:read"] })];
    const gateway = await rig.serveSimulator({ keys });
    const [own, poor] = [gateway.newClient(KEY_ID), gateway.newClient(OTHER_KEY_ID)];
    const { error } = await gateway.call(keysServiceDefinition.List, {}, gateway.keys.token(OTHER_KEY_ID));
    return [
      refusalOf(error),
      await refused(own, FUNDS, fundsBody(US_ACCOUNT), US_ACCOUNT),
      await refused(own, 2008, pushesBody(US_ACCOUNT), US_ACCOUNT),
      await refused(poor, 3005, EMPTY),
      await refused(poor, 4711, EMPTY),
    ];
  },
  RATE_LIMITED: async (rig) => {
    const client = (await rig.serveSimulator({ flags: { "limits-profile": "small" } })).newClient(KEY_ID);
    for (let call = 1; call <= 20; call++) await client.request(KEEP_ALIVE, Buffer.from([0x0a, 0x02, 0x08, 0x01]));
    return [await refused(client, KEEP_ALIVE, Buffer.from([0x0a, 0x02, 0x08, 0x01]))];
  },
  // A defect can't be had from outside, else it would be mended: one is put into a part that calls go through.
  INTERNAL: async (rig) => {
    const { address } = await rig.simulator();
    const audit = {
      failing: false,
      note: () => undefined,
      commit: () => {
        throw new TypeError(`can't read ${KEY_ID} of /etc/keys.json\n    at commit (/srv/audit.ts:12:3)`);
      },
    };
    const stack = new Stack({ opend: [address], connections: 1, audit, keys: [{ id: KEY_ID }] });
    rig.onClose(() => stack.stop());
    await stack.start();
    return [await refused(stack.newClient(), PLACE, placeBody(HK_ACCOUNT), HK_ACCOUNT)];
  },
} satisfies ErrorCases;
