import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { commands } from "../../../src/catalog/catalog.js";
import { typedMethods } from "../../../src/catalog/typed-method.js";
import { setting } from "../setting.js";
import { type GatewayProcess, startGateway } from "./gateway-process.js";
import { GrpcurlClient } from "./grpcurl-client.js";
import { GrpcurlStream } from "./grpcurl-stream.js";

const TENCENT = { market: 1, code: "00700" };
/** The simulated account for Hong Kong. */
const HEADER = { trdEnv: 0, accID: "281756479000000101", trdMarket: 1 };
const methods = typedMethods(commands);

describe("grpcurl with the typed services", () => {
  let gateway: GatewayProcess;
  let grpcurl: GrpcurlClient;
  const streams: GrpcurlStream[] = [];

  before(async () => {
    gateway = await startGateway(setting("CLIENT_TEST_CLI"));
    grpcurl = new GrpcurlClient(setting("CLIENT_TEST_GRPCURL"), gateway.grpc);
  });

  after(async () => {
    await Promise.all(streams.map((stream) => stream.stop()));
    assert.equal(await gateway.stop(), 0);
  });

  function call(method: string, message: object): Promise<string> {
    return grpcurl.run([method], ["-d", JSON.stringify(message)]);
  }

  function watch(request: object): GrpcurlStream {
    const flags = ["-plaintext", "-max-time", "60", "-d", JSON.stringify(request)];
    const stream = new GrpcurlStream(setting("CLIENT_TEST_GRPCURL"), [...flags, gateway.grpc, "opend.v1.Push/Watch"]);
    streams.push(stream);
    return stream;
  }

  it("lists every service, and the methods of each", async () => {
    const services = (await grpcurl.run(["list"])).trim().split("\n");
    const own = ["futu.service.FutuOpenD", "opend.v1.Keys", "opend.v1.Limits", "opend.v1.Push"];
    const standard = ["Health", "v1.Health"].slice(1).map((name) => `grpc.health.${name}`);
    const reflection = ["v1", "v1alpha"].map((version) => `grpc.reflection.${version}.ServerReflection`);
    const typed = new Set(methods.map(({ service }) => service));
    assert.deepEqual(services.sort(), [...own, ...standard, ...reflection, ...typed].sort());
    await Promise.all(
      [...typed].map(async (service) => {
        const listed = (await grpcurl.run(["list", service])).trim().split("\n");
        const expected = methods.filter((each) => each.service === service);
        assert.deepEqual(listed.sort(), expected.map(({ method }) => `${service}.${method}`).sort());
      }),
    );
    assert.equal((await grpcurl.run(["list", "opend.v1.Push"])).trim(), "opend.v1.Push.Watch");
  });

  it("describes every method: its messages, and which command it is", async () => {
    // Without a name all services are described.
    const text = await grpcurl.run(["describe"]);
    const rpcs = [
      ...text.matchAll(
        /rpc (\w+) \( \.([\w.]+) \) returns \( \.([\w.]+) \) \{\s+option \(\.opend\.v1\.proto_id\) = PROTO_ID_(\w+);/g,
      ),
    ];
    assert.equal(rpcs.length, methods.length);
    for (const { command, method } of methods) {
      const rpc =
        rpcs.find(
          ([, name, takes]) => name === method && takes === command.requestMessage?.replace(/Request$/, "C2S"),
        ) ?? rpcs.find(([, name, takes]) => name === method && takes === command.requestMessage);
      assert.ok(rpc !== undefined, `${command.protoId} ${method}`);
      assert.equal(rpc[4]?.replaceAll("_", ""), command.name.replaceAll("_", "").toUpperCase());
    }
    assert.match(text, /rpc Watch \( \.opend\.v1\.WatchRequest \) returns \( stream \.opend\.v1\.WatchEvent \);/);
  });

  it("describes messages, and shows what a request looks like", async () => {
    assert.match(
      await grpcurl.run(["describe", "Qot_GetBasicQot.C2S"]),
      /repeated \.Qot_Common\.Security securityList = 1;/,
    );
    const template = await grpcurl.run(["describe", "Trd_PlaceOrder.C2S"], ["-msg-template"]);
    for (const field of ['"trdSide"', '"accID"', '"secMarket"']) assert.ok(template.includes(field), template);
    assert.match(await grpcurl.run(["describe", "opend.v1.WatchEvent"]), /\.Qot_UpdateBasicQot\.S2C basic_qot = 3005;/);
  });

  it("gets a quote at once: the read subscribes by itself", async () => {
    const { basicQotList } = JSON.parse(await call("opend.v1.Quote/GetBasicQot", { securityList: [TENCENT] })) as {
      readonly basicQotList: readonly { readonly security: object; readonly curPrice: number }[];
    };
    assert.deepEqual(basicQotList[0]?.security, TENCENT);
    assert.ok((basicQotList[0]?.curPrice ?? 0) > 0);
  });

  it("prints what OpenD says of a failure, decoded", async () => {
    const wrong = JSON.stringify({ securityList: [{ market: 1, code: "nothing" }] });
    const { exitCode, output } = await grpcurl.try(["opend.v1.Quote/GetBasicQot"], ["-d", wrong]);
    assert.notEqual(exitCode, 0);
    assert.match(output, /Code: FailedPrecondition\s+Message: 未知股票 nothing/);
    assert.match(output, /"@type": "type\.googleapis\.com\/google\.rpc\.ErrorInfo"/);
    for (const part of [
      '"reason": "OPEND_REFUSED"',
      '"ret_type": "-1"',
      '"ret_msg": "未知股票 nothing"',
      '"proto_id": "3004"',
    ]) {
      assert.ok(output.includes(part), output);
    }
  });

  it("watches quotes: the stream's acceptance, the last known value, then updates", async () => {
    const filters = [{ name: "tencent", securities: ["HK.00700"], sub_types: [1, 2] }];
    const stream = watch({ filters, subscribe: true, snapshot: true });
    await stream.until(({ sequence }) => Number(sequence) >= 3);
    const [accepted, ...updates] = stream.messages;
    assert.ok(accepted !== undefined && "accepted" in (accepted["control"] as object));
    for (const [index, update] of updates.entries()) {
      assert.equal(update["sequence"], String(index + 1));
      assert.deepEqual(update["filters"], ["tencent"]);
      assert.equal(update["secKey"], "1_00700");
      assert.ok("basicQot" in update || "orderBook" in update, JSON.stringify(update));
      assert.equal("unknownUpdate" in update, false);
    }
    await stream.stop();
  });

  it("watches an order that it places, and its fill", async () => {
    const stream = watch({ filters: [{ accounts: [HEADER.accID] }], subscribe: true });
    await stream.until(({ control }) => control !== undefined && "accepted" in (control as object));
    const order = {
      packetID: { connID: 0, serialNo: 0 },
      header: HEADER,
      trdSide: 1,
      orderType: 2,
      code: TENCENT.code,
      secMarket: 1,
      qty: 100,
    };
    const placed = JSON.parse(await call("opend.v1.Trade/PlaceOrder", order)) as { readonly orderIDEx: string };
    const filled = await stream.until((message) => Number(orderIn(message)?.["fillQty"]) === order.qty);
    assert.equal(orderIn(filled)?.["orderIDEx"], placed.orderIDEx);
    assert.equal(filled["protoId"], 2208);
    assert.equal(filled["accId"], HEADER.accID);
    await stream.stop();
  });
});

function orderIn({ order }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  return (order as { readonly order?: Readonly<Record<string, unknown>> } | undefined)?.order;
}
