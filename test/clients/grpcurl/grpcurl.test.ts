import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import * as GlobalState from "../../../generated/ts/GetGlobalState.js";
import { KLType, QotMarket, RehabType, SubType } from "../../../generated/ts/Qot_Common.js";
import * as BasicQot from "../../../generated/ts/Qot_GetBasicQot.js";
import * as Snapshot from "../../../generated/ts/Qot_GetSecuritySnapshot.js";
import * as StaticInfo from "../../../generated/ts/Qot_GetStaticInfo.js";
import * as HistoryKl from "../../../generated/ts/Qot_RequestHistoryKL.js";
import * as Sub from "../../../generated/ts/Qot_Sub.js";
import {
  ModifyOrderOp,
  OrderStatus,
  OrderType,
  TrdEnv,
  TrdMarket,
  TrdSecMarket,
  TrdSide,
} from "../../../generated/ts/Trd_Common.js";
import * as AccList from "../../../generated/ts/Trd_GetAccList.js";
import * as OrderList from "../../../generated/ts/Trd_GetOrderList.js";
import * as ModifyOrder from "../../../generated/ts/Trd_ModifyOrder.js";
import * as PlaceOrder from "../../../generated/ts/Trd_PlaceOrder.js";
import { setting } from "../setting.js";
import { type GatewayProcess, startGateway } from "./gateway-process.js";
import { GrpcurlClient } from "./grpcurl-client.js";

const tencent = { market: QotMarket.QotMarket_HK_Security, code: "00700" };
const service = "futu.service.FutuOpenD";

describe("grpcurl with reflection", () => {
  let gateway: GatewayProcess;
  let grpcurl: GrpcurlClient;

  before(async () => {
    gateway = await startGateway(setting("CLIENT_TEST_CLI"));
    grpcurl = new GrpcurlClient(setting("CLIENT_TEST_GRPCURL"), gateway.grpc);
  });

  after(async () => {
    assert.equal(await gateway.stop(), 0);
  });

  it("lists every service", async () => {
    const services = (await grpcurl.run(["list"])).trim().split("\n");
    for (const name of [service, "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection"]) {
      assert.ok(services.includes(name), services.join(", "));
    }
    assert.match(await grpcurl.run(["list", service]), /FutuOpenD\.Request\n.*FutuOpenD\.SubscribePush/);
  });

  it("describes the service and its messages", async () => {
    assert.match(
      await grpcurl.run(["describe", service]),
      /rpc Request \( \.futu\.service\.FutuRequest \) returns \( \.futu\.service\.FutuResponse \)/,
    );
    const request = await grpcurl.run(["describe", "futu.service.FutuRequest"]);
    assert.match(request, /uint32 proto_id = 1;/);
    assert.match(request, /bytes body = 2;/);
  });

  it("asks for the health of the server and of the service", async () => {
    for (const name of ["", service]) {
      const answer = await grpcurl.run(["grpc.health.v1.Health/Check"], ["-d", JSON.stringify({ service: name })]);
      assert.match(answer, /"status": "SERVING"/);
    }
  });

  it("gets the global state with an empty body", async () => {
    const answer = await grpcurl.request(1002);
    assert.deepEqual([answer.retType, answer.protoId], [0, 1002]);
    const { s2c } = GlobalState.Response.decode(answer.body);
    assert.equal(s2c?.qotLogined, true);
    assert.equal(s2c?.trdLogined, true);
  });

  it("gets a quote after subscribing", async () => {
    await grpcurl.call(
      3001,
      Sub,
      Sub.C2S.fromPartial({ securityList: [tencent], subTypeList: [SubType.SubType_Basic], isSubOrUnSub: true }),
    );
    const { basicQotList } = await grpcurl.call(3004, BasicQot, BasicQot.C2S.fromPartial({ securityList: [tencent] }));
    assert.equal(basicQotList.length, 1);
    assert.equal(basicQotList[0]?.security?.code, "00700");
    assert.ok((basicQotList[0]?.curPrice ?? 0) > 0);
  });

  it("joins the pages of a history to the whole", async () => {
    const span = {
      rehabType: RehabType.RehabType_Forward,
      klType: KLType.KLType_Day,
      security: tencent,
      beginTime: "2024-01-02",
      endTime: "2024-03-28",
    };
    const whole = await grpcurl.call(3103, HistoryKl, HistoryKl.C2S.fromPartial(span));
    assert.ok(whole.klList.length > 40);
    const times: (string | undefined)[] = [];
    let nextReqKey: Uint8Array | undefined;
    do {
      const next = nextReqKey === undefined ? {} : { nextReqKey };
      const page = await grpcurl.call(
        3103,
        HistoryKl,
        HistoryKl.C2S.fromPartial({ ...span, ...next, maxAckKLNum: 20 }),
      );
      assert.ok(page.klList.length > 0 && page.klList.length <= 20);
      times.push(...page.klList.map(({ time }) => time));
      nextReqKey = page.nextReqKey?.length ? page.nextReqKey : undefined;
    } while (nextReqKey !== undefined);
    assert.deepEqual(
      times,
      whole.klList.map(({ time }) => time),
    );
  });

  it("gets static data", async () => {
    const { staticInfoList } = await grpcurl.call(
      3202,
      StaticInfo,
      StaticInfo.C2S.fromPartial({ securityList: [tencent] }),
    );
    assert.equal(staticInfoList[0]?.basic?.lotSize, 100);
  });

  it("places, changes and cancels a simulated order", async () => {
    const accounts = AccList.Response.decode((await grpcurl.request(2001)).body).s2c?.accList ?? [];
    const account = accounts.find(
      ({ trdEnv, trdMarketAuthList }) =>
        trdEnv === TrdEnv.TrdEnv_Simulate && trdMarketAuthList.includes(TrdMarket.TrdMarket_HK),
    );
    assert.ok(account?.accID !== undefined);
    const header = { trdEnv: TrdEnv.TrdEnv_Simulate, accID: account.accID, trdMarket: TrdMarket.TrdMarket_HK };
    const packetID = { connID: 0n, serialNo: 0 };
    const snapshots = await grpcurl.call(3203, Snapshot, Snapshot.C2S.fromPartial({ securityList: [tencent] }));
    const price = Math.floor((snapshots.snapshotList[0]?.basic?.curPrice ?? 0) * 0.8);
    assert.ok(price > 0);

    const placed = await grpcurl.call(
      2202,
      PlaceOrder,
      PlaceOrder.C2S.fromPartial({
        packetID,
        header,
        trdSide: TrdSide.TrdSide_Buy,
        orderType: OrderType.OrderType_Normal,
        code: tencent.code,
        secMarket: TrdSecMarket.TrdSecMarket_HK,
        qty: 100,
        price,
      }),
    );
    const { orderIDEx } = placed;
    assert.ok(orderIDEx);
    const order = async () => {
      const { orderList } = await grpcurl.call(2201, OrderList, OrderList.C2S.fromPartial({ header }));
      return orderList.find((each) => each.orderIDEx === orderIDEx);
    };
    assert.equal((await order())?.price, price);

    const change = { packetID, header, orderID: 0n, orderIDEx };
    await grpcurl.call(
      2205,
      ModifyOrder,
      ModifyOrder.C2S.fromPartial({ ...change, modifyOrderOp: ModifyOrderOp.ModifyOrderOp_Normal, qty: 200, price }),
    );
    assert.equal((await order())?.qty, 200);

    await grpcurl.call(
      2205,
      ModifyOrder,
      ModifyOrder.C2S.fromPartial({ ...change, modifyOrderOp: ModifyOrderOp.ModifyOrderOp_Cancel }),
    );
    const final = [OrderStatus.OrderStatus_Cancelled_All, OrderStatus.OrderStatus_Cancelling_All];
    const status = (await order())?.orderStatus;
    assert.ok(status !== undefined && final.includes(status), `status ${status}`);
  });

  it("prints the reason of a refusal", async () => {
    const { exitCode, output } = await grpcurl.try([`${service}/Request`], ["-d", '{"proto_id": 1001}']);
    assert.notEqual(exitCode, 0);
    assert.match(output, /Code: (Unimplemented|InvalidArgument)/);
    assert.match(output, /google\.rpc\.ErrorInfo/);
    // grpcurl prints the fields if reflection knows the message, else its bytes in base64.
    const raw = /"@value": "([^"]*)"/.exec(output)?.[1] ?? "";
    const details = output + Buffer.from(raw, "base64").toString("latin1");
    for (const part of ["opend-gateway", "sent", "false"]) assert.ok(details.includes(part), details);
  });
});
