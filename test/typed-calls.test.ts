import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { status } from "@grpc/grpc-js";
import { S2C as StateS2C } from "../generated/ts/GetGlobalState.js";
import { C2S as BasicC2S, S2C as BasicS2C } from "../generated/ts/Qot_GetBasicQot.js";
import { S2C as OrdersS2C } from "../generated/ts/Trd_GetOrderList.js";
import { C2S as PlaceC2S, Response as PlaceResponse, S2C as PlaceS2C } from "../generated/ts/Trd_PlaceOrder.js";
import { KEY_SCOPES } from "../src/auth/scopes.js";
import type { FutuClient } from "../src/grpc/testing/futu-client.js";
import { until } from "../src/grpc/testing/until.js";
import { ErrorRig, KEY_ID } from "./support/error-case.js";
import { comparable, refusalOf } from "./support/refusal.js";
import type { ServedGateway } from "./support/served-gateway.js";
import {
  fundsBody,
  HK_ACCOUNT,
  modifyBody,
  ordersBody,
  placeBody,
  REAL_ACCOUNT,
  US_ACCOUNT,
} from "./support/trade-bodies.js";
import { typedBody, typedCall, typedPath } from "./support/typed-call.js";

const TEST_MS = 60_000;
const EMPTY = Buffer.alloc(0);
const STATE = 1002;
const FUNDS = 2101;
const ORDERS = 2201;
const PLACE = 2202;
const MODIFY = 2205;
const S2C_MODE = { "x-opend-body": "s2c" };

/** Orders may follow each other at once: neither gateway nor simulator keeps the 20 ms between two. */
const UNHURRIED = { pacing: "off" };

const KEYS = [
  { id: "all-of-it", scopes: KEY_SCOPES },
  { id: "own-account", scopes: ["read", "trade"], allowed_acc_ids: [HK_ACCOUNT] },
  { id: "quotes-alone", scopes: ["qot:read"] },
];

describe("a typed call, through serve", { timeout: TEST_MS }, () => {
  const rig = new ErrorRig();
  let gateway: ServedGateway;
  let client: FutuClient;

  before(async () => {
    gateway = await rig.serveSimulator({
      keys: KEYS,
      flags: { ...UNHURRIED, "metrics-public": "true", "limits-profile": "local" },
    });
    client = gateway.newClient("all-of-it");
  });
  after(() => rig.close());

  it("reads quotes without a subscription before, unless it says that it wants none", async () => {
    const c2s = BasicC2S.fromPartial({ securityList: [{ market: 1, code: "00700" }] });
    const message = Buffer.from(BasicC2S.encode(c2s).finish());
    const basic = (metadata: Record<string, string>) =>
      client.unary("/opend.v1.Quote/GetBasicQot", message, { metadata });
    const { details } = refusalOf((await basic({ "x-opend-auto-subscribe": "false" })).error);
    assert.equal(details.errorInfo?.reason, "OPEND_REFUSED");
    const { response, error, headers } = await basic({ "x-request-id": "mine-1" });
    assert.equal(error, null);
    const [quote] = BasicS2C.decode(response ?? EMPTY).basicQotList;
    assert.equal(quote?.security?.code, "00700");
    assert.deepEqual(headers.get("x-request-id"), ["mine-1"]);
    assert.equal(headers.get("x-ratelimit-limit").length, 1);
  });

  it("is counted under its own name, and methods that nobody called are not listed", async () => {
    await typedCall(client, STATE, EMPTY);
    const metrics = await (await fetch(gateway.metricsUrl)).text();
    const labels = 'grpc_service="opend.v1.System",grpc_method="GetGlobalState"';
    assert.match(
      metrics,
      new RegExp(`grpc_server_handled_total\\{grpc_type="unary",${labels},grpc_code="OK"\\} [1-9]`),
    );
    assert.match(metrics, new RegExp(`grpc_server_handling_seconds_count\\{grpc_type="unary",${labels}\\} [1-9]`));
    assert.doesNotMatch(metrics, /GetOptionChain/);
  });

  it("is logged with its proto_id", async () => {
    await typedCall(client, FUNDS, fundsBody(HK_ACCOUNT), { metadata: { "x-request-id": "log-me" } });
    const line = await gateway.line("call.finished", ({ requestId }) => requestId === "log-me");
    assert.equal(line["protoId"], FUNDS);
  });

  it("takes no notice of x-opend-body", async () => {
    for (const mode of ["whole", "s2c", "half"]) {
      const { response, error } = await typedCall(client, STATE, EMPTY, { metadata: { "x-opend-body": mode } });
      assert.equal(error, null);
      assert.equal(StateS2C.decode(response ?? EMPTY).qotLogined, true);
    }
  });

  it("is refused as the same Request is: without a key, by scope, account, environment and body", async () => {
    const strangers = [gateway.newClient(), gateway.clientWith("fc_0123")];
    const [own, quotes] = [gateway.newClient("own-account"), gateway.newClient("quotes-alone")];
    const twice = Buffer.concat([fundsBody(HK_ACCOUNT), fundsBody(HK_ACCOUNT)]);
    const broken = Buffer.from([0x0a, 0x05, 0x0a]);
    const calls: readonly (readonly [FutuClient, number, Uint8Array])[] = [
      ...strangers.map((stranger) => [stranger, STATE, EMPTY] as const),
      [quotes, FUNDS, fundsBody(HK_ACCOUNT)],
      [quotes, PLACE, placeBody(HK_ACCOUNT)],
      [own, FUNDS, fundsBody(US_ACCOUNT)],
      [own, PLACE, placeBody(US_ACCOUNT)],
      [own, MODIFY, modifyBody(REAL_ACCOUNT, 1n, { qty: 100 })],
      [own, FUNDS, EMPTY],
      [client, FUNDS, twice.subarray(2)],
      [client, PLACE, broken],
    ];
    for (const [caller, protoId, body] of calls) {
      const message = body === broken || body.length === 0 ? Buffer.from(body) : bodyOf(protoId, body);
      const [typed, asked] = [
        await caller.unary(typedPath(protoId), message),
        await caller.request(protoId, message, { metadata: S2C_MODE }),
      ];
      assert.deepEqual(comparable(refusalOf(typed.error)), comparable(refusalOf(asked.error)));
    }
  });

  it("names a field of its message as its caller knows it", async () => {
    const c2s = PlaceC2S.fromPartial({ header: { trdEnv: 0, accID: HK_ACCOUNT, trdMarket: 1 }, trdSide: 1 });
    const { error } = await client.unary(typedPath(PLACE), Buffer.from(PlaceC2S.encode(c2s).finish()));
    assert.match(error?.details ?? "", /^Trd_PlaceOrder \(2202\): orderType is missing; nothing was sent$/);
  });

  it("places, repeats and changes an order, with PacketIDs of zeros or none", async () => {
    const metadata = { "idempotency-key": "typed-1" };
    const zeros = withPacketId(placeBody(HK_ACCOUNT));
    const first = await client.unary(typedPath(PLACE), zeros, { metadata });
    assert.equal(first.error, null, first.error?.message);
    const again = await client.unary(typedPath(PLACE), zeros, { metadata });
    assert.deepEqual(again.response, first.response);
    assert.deepEqual(again.headers.get("x-idempotent-replay"), ["true"]);
    // Request takes the same key for the same order.
    const asked = await client.request(PLACE, zeros, { metadata: { ...metadata, ...S2C_MODE } });
    assert.deepEqual(Buffer.from(asked.response?.body ?? EMPTY), first.response);
    const { orderID = 0n } = PlaceS2C.decode(first.response ?? EMPTY);
    const changed = await typedCall(client, MODIFY, modifyBody(HK_ACCOUNT, orderID, { qty: 200, price: 2 }));
    assert.equal(changed.error, null, changed.error?.message);
    const listed = await typedCall(client, ORDERS, ordersBody(HK_ACCOUNT));
    const orders = OrdersS2C.decode(listed.response ?? EMPTY).orderList.map(({ orderID: id, qty }) => [id, qty]);
    assert.deepEqual(orders, [[orderID, 200]]);
    const other = await typedCall(client, PLACE, placeBody(HK_ACCOUNT, { qty: 300 }), { metadata });
    assert.equal(other.error?.code, status.ALREADY_EXISTS);
  });

  it("fails the same way each time that a refused order is repeated", async () => {
    const metadata = { "idempotency-key": "typed-refused" };
    const body = placeBody(REAL_ACCOUNT);
    const [first, again] = [
      await typedCall(client, PLACE, body, { metadata }),
      await typedCall(client, PLACE, body, { metadata }),
    ];
    const refusals = [first, again].map(({ error }) => refusalOf(error, [REAL_ACCOUNT]));
    const [one, two] = refusals.map(({ text, code, details }) => ({ text, code, details }));
    assert.deepEqual(two, one);
    assert.deepEqual([one?.code, one?.text], [status.FAILED_PRECONDITION, "没有解锁交易，请先解锁交易"]);
    assert.deepEqual(refusals[1]?.metadata["x-idempotent-replay"], "true");
    assert.equal(refusals[0]?.metadata["x-idempotent-replay"], undefined);
  });

  it("is UNIMPLEMENTED where the protos have no such method", async () => {
    for (const path of [
      "/opend.v1.Quote/GetBasicQuote",
      "/opend.v1.Quote/UpdateBasicQot",
      "/opend.v1.System/InitConnect",
      "/opend.v1.System/KeepAlive",
      "/opend.v1.Quotes/GetBasicQot",
      "/Quote/GetBasicQot",
    ]) {
      const { error } = await client.unary(path, EMPTY);
      assert.equal(error?.code, status.UNIMPLEMENTED, path);
    }
  });
});

/** Differs between any two calls that are the same. */
const OF_EACH_CALL: readonly string[] = [
  "seq",
  "prev",
  "ts",
  "time",
  "hash",
  "request_id",
  "latency_ms",
  "serial_no",
  "order_id",
];

describe("the audit log", { timeout: TEST_MS }, () => {
  it("has the same lines of typed calls as of Request: answered, refused by OpenD, refused by the gateway", async () => {
    const rig = new ErrorRig();
    const folder = mkdtempSync(join(tmpdir(), "og-typed-audit-"));
    const audit = join(folder, "audit.jsonl");
    try {
      const flags = { ...UNHURRIED, trading: "simulate", audit, "audit-reads": "true" };
      const gateway = await rig.serveSimulator({ keys: KEYS, flags });
      const client = gateway.newClient("own-account");
      const bodies: readonly (readonly [number, Uint8Array])[] = [
        [PLACE, placeBody(HK_ACCOUNT)],
        [PLACE, placeBody(HK_ACCOUNT, { qty: 1 })],
        [PLACE, placeBody(US_ACCOUNT)],
        [FUNDS, fundsBody(HK_ACCOUNT)],
      ];
      for (const [protoId, body] of bodies) {
        const message = typedBody(protoId, body);
        await client.unary(typedPath(protoId), message, { metadata: { "x-request-id": "typed" } });
        await client.request(protoId, message, { metadata: { ...S2C_MODE, "x-request-id": "asked" } });
      }
      await gateway.stop();
      const lines = readFileSync(audit, "utf8").trim().split("\n");
      const entries = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
      const of = (id: string) =>
        entries
          .filter((entry) => entry["request_id"] === id)
          .map((entry) => Object.entries(entry).filter(([name]) => !OF_EACH_CALL.includes(name)));
      assert.deepEqual(of("typed"), of("asked"));
      const outcomes = entries.filter((entry) => entry["request_id"] === "typed" && entry["event"] === "call");
      assert.deepEqual(
        outcomes.map(({ outcome }) => outcome),
        ["success", "failure", "reject", "success"],
      );
    } finally {
      await rig.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("a typed call that OpenD does not answer well", { timeout: TEST_MS }, () => {
  const rig = new ErrorRig();
  afterEach(() => rig.close());

  async function silent() {
    const { recorder, opend } = await rig.recording(() => null);
    const gateway = await rig.serve({ flags: { opend } });
    return { recorder, client: gateway.newClient(KEY_ID) };
  }

  const soon = () => new Date(Date.now() + 300);

  it("keeps its deadline: a read ends with it, an order says before it that nobody knows", async () => {
    const { client } = await silent();
    const read = await typedCall(client, FUNDS, fundsBody(HK_ACCOUNT), { deadline: soon() });
    assert.equal(read.error?.code, status.DEADLINE_EXCEEDED);
    const { details } = refusalOf((await typedCall(client, PLACE, placeBody(HK_ACCOUNT), { deadline: soon() })).error);
    assert.deepEqual([details.errorInfo?.reason, details.errorInfo?.metadata["sent"]], ["OUTCOME_UNKNOWN", "true"]);
  });

  it("takes a cancelled read back", async () => {
    const { recorder, client } = await silent();
    const cancels: (() => void)[] = [];
    const onCall = (cancel: () => void): void => void cancels.push(cancel);
    const call = typedCall(client, FUNDS, fundsBody(HK_ACCOUNT), { onCall });
    await until(() => recorder.frames.length === 1, "the call at OpenD");
    for (const cancel of cancels) cancel();
    assert.equal((await call).error?.code, status.CANCELLED);
  });

  it("tells of an order that OpenD itself lost sight of that nobody knows, also when it is repeated", async () => {
    const { recorder, client } = await silent();
    const reply = PlaceResponse.fromPartial({ retType: -100, retMsg: "超时", errCode: 12 });
    recorder.answer = ({ protoId }) =>
      protoId === PLACE
        ? Buffer.from(PlaceResponse.encode(reply).finish())
        : Buffer.from("08ffffffffffffffffff01", "hex");
    const metadata = { "idempotency-key": "lost" };
    const first = refusalOf((await typedCall(client, PLACE, placeBody(HK_ACCOUNT), { metadata })).error, [HK_ACCOUNT]);
    const { reason, metadata: info } = first.details.errorInfo ?? {};
    assert.deepEqual([first.code, reason], [status.UNKNOWN, "OUTCOME_UNKNOWN"]);
    assert.deepEqual(
      [info?.["sent"], info?.["ret_type"], info?.["ret_msg"], info?.["err_code"], info?.["proto_id"]],
      ["true", "-100", "超时", "12", "2202"],
    );
    const again = refusalOf((await typedCall(client, PLACE, placeBody(HK_ACCOUNT), { metadata })).error, [HK_ACCOUNT]);
    assert.equal(again.details.errorInfo?.reason, "OUTCOME_UNKNOWN");
    assert.equal(recorder.frames.filter(({ protoId }) => protoId === PLACE).length, 1);
  });

  it("gives an empty message where OpenD reports success and nothing else", async () => {
    const { recorder, client } = await silent();
    recorder.answer = () => Buffer.from([0x08, 0x00]);
    assert.deepEqual(await typedCall(client, STATE, EMPTY).then(({ response }) => response), EMPTY);
  });
});

/** The C2S of a whole message, or the message where it holds more than one. */
function bodyOf(protoId: number, body: Uint8Array): Buffer {
  try {
    return typedBody(protoId, body);
  } catch {
    return Buffer.from(body);
  }
}

/** A C2S as a client library of proto2 sends it: the PacketID must be there, so it is there with zeros. */
function withPacketId(body: Uint8Array): Buffer {
  const c2s = PlaceC2S.decode(typedBody(PLACE, body));
  return Buffer.from(PlaceC2S.encode({ ...c2s, packetID: { connID: 0n, serialNo: 0 } }).finish());
}
