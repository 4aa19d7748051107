import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, before, describe, test } from "node:test";
import protobuf from "protobufjs";
import * as GetGlobalState from "../../generated/ts/GetGlobalState.js";
import * as Notify from "../../generated/ts/Notify.js";
import * as GetBasicQot from "../../generated/ts/Qot_GetBasicQot.js";
import * as GetBroker from "../../generated/ts/Qot_GetBroker.js";
import * as GetKl from "../../generated/ts/Qot_GetKL.js";
import * as GetOptionChain from "../../generated/ts/Qot_GetOptionChain.js";
import * as GetExpiration from "../../generated/ts/Qot_GetOptionExpirationDate.js";
import * as GetOrderBook from "../../generated/ts/Qot_GetOrderBook.js";
import * as GetSubInfo from "../../generated/ts/Qot_GetSubInfo.js";
import * as ModifyUserSecurity from "../../generated/ts/Qot_ModifyUserSecurity.js";
import * as RegQotPush from "../../generated/ts/Qot_RegQotPush.js";
import * as HistoryKl from "../../generated/ts/Qot_RequestHistoryKL.js";
import * as SetPriceReminder from "../../generated/ts/Qot_SetPriceReminder.js";
import * as Sub from "../../generated/ts/Qot_Sub.js";
import * as UpdateBasicQot from "../../generated/ts/Qot_UpdateBasicQot.js";
import * as UpdateKl from "../../generated/ts/Qot_UpdateKL.js";
import * as UpdatePriceReminder from "../../generated/ts/Qot_UpdatePriceReminder.js";
import * as UpdateTicker from "../../generated/ts/Qot_UpdateTicker.js";
import * as GetAccList from "../../generated/ts/Trd_GetAccList.js";
import * as PlaceOrder from "../../generated/ts/Trd_PlaceOrder.js";
import { commands } from "../catalog/catalog.js";
import { messageType } from "../catalog/schema.js";
import { readReply } from "../ftapi/envelope.js";
import { type ListenAddress, Simulator, type SimulatorOptions } from "./simulator.js";
import { ManualClock, TestClient } from "./test-support.js";
import { texts } from "./texts.js";

const tencent = { market: 1, code: "00700" };
const apple = { market: 11, code: "AAPL" };

interface Running {
  readonly simulator: Simulator;
  readonly address: ListenAddress;
  readonly clock: ManualClock;
  readonly realClock: ManualClock;
}

async function run(options: SimulatorOptions, work: (running: Running) => Promise<void>): Promise<void> {
  const clock = new ManualClock();
  const realClock = new ManualClock();
  const simulator = new Simulator({ seed: 3, clock, realClock, frequencyLimits: false, ...options });
  const address = await simulator.listen({ host: "127.0.0.1", port: 0 });
  try {
    await work({ simulator, address, clock, realClock });
  } finally {
    await simulator.close();
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits until the simulator has seen `count` frames of a command, so that nothing has to be slept for. */
async function until(condition: () => boolean): Promise<void> {
  const deadlineMs = Date.now() + 5_000;
  while (!condition()) {
    assert.ok(Date.now() < deadlineMs, "the condition did not come true");
    await turn();
  }
}

function minimalRequest(name: string): Uint8Array {
  const fill = (type: protobuf.Type): protobuf.Message => {
    if (type.fullName === ".Qot_Common.Security") return type.create(tencent);
    const message = type.create();
    for (const field of type.fieldsArray) {
      if (!field.required) continue;
      const { resolvedType } = field.resolve();
      let value: unknown = 1;
      if (resolvedType instanceof protobuf.Type) value = fill(resolvedType);
      else if (resolvedType instanceof protobuf.Enum) value = Object.values(resolvedType.values)[0];
      else if (field.type === "string") value = "2026-11-01";
      else if (field.type === "bool") value = true;
      Reflect.set(message, field.name, value);
    }
    return message;
  };
  const type = messageType(name);
  return type.encode(fill(type)).finish();
}

test("every request command of the catalog gets a reply that decodes strictly, or the text for unknown ids", async () => {
  await run({}, async ({ address }) => {
    const client = await TestClient.ready(address);
    for (const command of commands) {
      if (command.kind !== "request" || command.protoId === 1001) continue;
      const body = command.requestMessage === null ? Buffer.from([8, 1]) : minimalRequest(command.requestMessage);
      const frame = await client.reply(command.protoId, client.send(command.protoId, body));
      assert.ok(frame.body.length > 0, command.name);
      if (command.responseMessage === null) {
        assert.deepEqual({ ...readReply(frame.body), s2c: undefined }, { retType: -1, retMsg: texts.unknownProtocol, errCode: 0, s2c: undefined });
      } else {
        const reply = messageType(command.responseMessage).decode(frame.body);
        assert.ok([0, -1].includes(Number(Reflect.get(reply, "retType"))), command.name);
        assert.notEqual(Reflect.get(reply, "retMsg"), texts.internal, command.name);
      }
    }
    client.close();
  });
});

test("an id of no command and a push id used as request get the text for unknown ids; a broken body names the field", async () => {
  await run({}, async ({ address }) => {
    const client = await TestClient.ready(address);
    for (const protoId of [9999, 3005, 2208]) {
      const reply = readReply((await client.reply(protoId, client.send(protoId, Buffer.from([8, 1])))).body);
      assert.equal(reply.retMsg, texts.unknownProtocol);
    }
    const missing = readReply((await client.reply(3001, client.send(3001, Buffer.from([0x0a, 0x00])))).body);
    assert.equal(missing.retMsg, texts.missing("isSubOrUnSub"));
    const garbage = readReply((await client.reply(3001, client.send(3001, Buffer.from([0xff, 0xff])))).body);
    assert.equal(garbage.retType, -1);
    const state = await client.call(1002, GetGlobalState.Request, GetGlobalState.Response, { userID: 0n });
    assert.equal(state.s2c?.connID, client.connId);
    client.close();
  });
});

test("connIDs differ, and a connection over the limit is closed without a word", async () => {
  await run({ maxConnections: 2 }, async ({ address, simulator }) => {
    const first = await TestClient.ready(address);
    const second = await TestClient.ready(address);
    assert.notEqual(first.connId, second.connId);
    assert.ok(first.connId > 6_000_000_000_000_000_000n);
    const third = await TestClient.connect(address);
    await third.closed();
    assert.equal(simulator.stats().connections, 2);
    first.close();
    second.close();
  });
});

describe("subscriptions", () => {
  const subscribe = (client: TestClient, c2s: object): Promise<Sub.Response> =>
    client.call(3001, Sub.Request, Sub.Response, { isSubOrUnSub: true, ...c2s });

  test("reading needs a subscription of this connection", async () => {
    await run({}, async ({ address }) => {
      const client = await TestClient.ready(address);
      const other = await TestClient.ready(address);
      await subscribe(other, { securityList: [tencent], subTypeList: [1] });
      const refused = await client.call(3004, GetBasicQot.Request, GetBasicQot.Response, { securityList: [tencent] });
      assert.equal(refused.retMsg, texts.notSubscribed("Basic"));
      const kline = { rehabType: 1, klType: 2, security: tencent, reqNum: 5 };
      assert.equal((await client.call(3006, GetKl.Request, GetKl.Response, kline)).retMsg, texts.notSubscribed("KL_Day"));
      await subscribe(client, { securityList: [tencent], subTypeList: [1, 6, 14] });
      const quote = await client.call(3004, GetBasicQot.Request, GetBasicQot.Response, { securityList: [tencent] });
      const bars = await client.call(3006, GetKl.Request, GetKl.Response, kline);
      assert.equal(bars.s2c?.klList.length, 5);
      assert.equal(bars.s2c?.klList.at(-1)?.closePrice, quote.s2c?.basicQotList[0]?.curPrice);
      const brokers = await client.call(3014, GetBroker.Request, GetBroker.Response, { security: tencent });
      assert.equal(brokers.s2c?.brokerBidList.length, 10);
      client.close();
      other.close();
    });
  });

  test("the book honours num up to the depth of its market", async () => {
    await run({}, async ({ address }) => {
      const client = await TestClient.ready(address);
      await subscribe(client, { securityList: [tencent, apple], subTypeList: [2] });
      for (const [security, num, expected] of [[tencent, 3, 3], [tencent, 50, 10], [apple, 50, 50]] as const) {
        const book = await client.call(3012, GetOrderBook.Request, GetOrderBook.Response, { security, num });
        assert.equal(book.s2c?.orderBookAskList.length, expected);
        assert.equal(book.s2c?.orderBookBidList.length, expected);
      }
      client.close();
    });
  });

  test("registering pushes the cached data once, after the reply, and then each change", async () => {
    await run({}, async ({ address, clock }) => {
      const client = await TestClient.ready(address);
      await subscribe(client, { securityList: [tencent, apple], subTypeList: [1, 4, 6], isRegOrUnRegPush: true });
      const first = UpdateBasicQot.Response.decode((await client.find((frame) => frame.protoId === 3005)).body);
      assert.deepEqual(first.s2c?.basicQotList.map((quote) => quote.security?.code), ["00700", "AAPL"]);
      const cached = UpdateTicker.Response.decode((await client.find((frame) => frame.protoId === 3011)).body);
      assert.ok(cached.s2c?.tickerList.every((tick) => tick.pushDataType === 3));
      await client.find((frame) => frame.protoId === 3011);
      let last = cached.s2c?.tickerList.at(-1)?.sequence ?? 0n;
      const seen: bigint[] = [];
      for (let step = 0; step < 3; step++) {
        clock.advance(2_000);
        await turn();
      }
      while (seen.length < 3) {
        const push = UpdateTicker.Response.decode((await client.find((frame) => frame.protoId === 3011)).body);
        if (push.s2c?.security?.code !== "00700") continue;
        assert.ok(push.s2c.tickerList.every((tick) => tick.pushDataType === 1));
        for (const tick of push.s2c.tickerList) seen.push(tick.sequence ?? 0n);
      }
      for (const sequence of seen) {
        assert.equal(sequence, last + 1n);
        last = sequence;
      }
      const kline = UpdateKl.Response.decode((await client.find((frame) => frame.protoId === 3007)).body);
      assert.equal(kline.s2c?.klType, 2);
      assert.equal(kline.s2c?.rehabType, 1);
      client.close();
    });
  });

  test("pushes go only to connections that registered, until they unregister", async () => {
    await run({}, async ({ address, clock, simulator }) => {
      const registered = await TestClient.ready(address);
      const silent = await TestClient.ready(address);
      await subscribe(silent, { securityList: [tencent], subTypeList: [1] });
      await subscribe(registered, { securityList: [tencent], subTypeList: [1], isRegOrUnRegPush: true, isFirstPush: false });
      clock.advance(10_000);
      await registered.find((frame) => frame.protoId === 3005);
      const off = { securityList: [tencent], subTypeList: [1], isRegOrUnReg: false };
      await registered.call(3002, RegQotPush.Request, RegQotPush.Response, off);
      const sent = simulator.stats().pushesSent.get(3005);
      clock.advance(10_000);
      await silent.call(1002, GetGlobalState.Request, GetGlobalState.Response, { userID: 0n });
      assert.equal(simulator.stats().pushesSent.get(3005), sent);
      assert.deepEqual(silent.frames, []);
      const on = { securityList: [apple], subTypeList: [1], isRegOrUnReg: true };
      const refused = await registered.call(3002, RegQotPush.Request, RegQotPush.Response, on);
      assert.equal(refused.retMsg, texts.notSubscribed("Basic"));
      registered.close();
      silent.close();
    });
  });

  test("quota counts over connections, and a closed connection's units come back after their minute", async () => {
    await run({ subscriptionQuota: 3 }, async ({ address, realClock, simulator }) => {
      const first = await TestClient.ready(address);
      const second = await TestClient.ready(address);
      await subscribe(first, { securityList: [tencent], subTypeList: [1, 2], isRegOrUnRegPush: true });
      await subscribe(second, { securityList: [tencent], subTypeList: [1] });
      const info = async () =>
        (await second.call(3003, GetSubInfo.Request, GetSubInfo.Response, { isReqAllConn: true })).s2c;
      assert.deepEqual(
        (await info())?.connSubInfoList.map((entry) => [entry.isOwnConnData, entry.usedQuota]),
        [
          [true, 1],
          [false, 2],
        ],
      );
      const over = await subscribe(second, { securityList: [apple], subTypeList: [1, 2] });
      assert.equal(over.retMsg, texts.subscriptionQuota(2, 3));
      first.close();
      await until(() => simulator.stats().connections === 1);
      assert.equal((await info())?.totalUsedQuota, 2);
      realClock.advance(29_000);
      second.send(1004, Buffer.from("0a020801", "hex"));
      await second.find((frame) => frame.protoId === 1004);
      realClock.advance(29_000);
      second.send(1004, Buffer.from("0a020801", "hex"));
      await second.find((frame) => frame.protoId === 1004);
      realClock.advance(2_000);
      assert.equal((await info())?.totalUsedQuota, 1);
      second.close();
    });
  });
});

test("history comes in pages that a key joins, and each security costs one unit of the quota", async () => {
  await run({ historyQuota: 1 }, async ({ address }) => {
    const client = await TestClient.ready(address);
    const ask = { rehabType: 1, klType: 2, security: tencent, beginTime: "2026-01-01", endTime: "2026-11-18" };
    const request = (c2s: object) => client.call(3103, HistoryKl.Request, HistoryKl.Response, { ...ask, ...c2s });
    const whole = (await request({})).s2c;
    assert.equal(whole?.nextReqKey, undefined);
    const times: (string | undefined)[] = [];
    let key: Uint8Array | undefined;
    do {
      const page: HistoryKl.S2C | undefined = (await request({ maxAckKLNum: 50, nextReqKey: key })).s2c;
      assert.ok((page?.klList.length ?? 0) <= 50);
      times.push(...(page?.klList ?? []).map((bar) => bar.time));
      key = page?.nextReqKey;
    } while (key !== undefined);
    assert.deepEqual(times, whole?.klList.map((bar) => bar.time));
    const few = (await request({ needKLFieldsFlag: 9n })).s2c?.klList[0];
    assert.ok(few?.highPrice !== undefined && few.closePrice !== undefined && few.openPrice === undefined && few.volume === undefined);
    assert.equal((await request({ nextReqKey: Buffer.from("x") })).retType, -1);
    assert.equal((await request({ security: apple })).retMsg, texts.historyQuota(1, 1));
    client.close();
  });
});

test("an option chain holds the expiries that are listed, calls and puts side by side", async () => {
  await run({}, async ({ address }) => {
    const client = await TestClient.ready(address);
    for (const owner of [tencent, apple]) {
      const dates = await client.call(3224, GetExpiration.Request, GetExpiration.Response, { owner });
      const expiry = dates.s2c?.dateList[0]?.strikeTime;
      assert.ok(expiry);
      const chain = await client.call(3209, GetOptionChain.Request, GetOptionChain.Response, { owner, beginTime: expiry, endTime: expiry });
      assert.equal(chain.s2c?.optionChain.length, 1);
      const options = chain.s2c?.optionChain[0]?.option ?? [];
      assert.ok(options.length > 10);
      for (const { call, put } of options) assert.equal(call?.optionExData?.strikePrice, put?.optionExData?.strikePrice);
    }
    client.close();
  });
});

test("a price reminder is pushed when its value is crossed, to every connection", async () => {
  await run({}, async ({ address, clock }) => {
    const client = await TestClient.ready(address);
    const add = { security: tencent, op: 1, type: 1, value: 1, freq: 3, note: "up" };
    const added = await client.call(3220, SetPriceReminder.Request, SetPriceReminder.Response, add);
    clock.advance(5_000);
    const push = UpdatePriceReminder.Response.decode((await client.find((frame) => frame.protoId === 3019)).body);
    assert.equal(push.s2c?.key, added.s2c?.key);
    assert.equal(push.s2c?.note, "up");
    client.close();
  });
});

test("system groups of the watch list can't be changed", async () => {
  await run({}, async ({ address }) => {
    const client = await TestClient.ready(address);
    const change = (groupName: string) =>
      client.call(3214, ModifyUserSecurity.Request, ModifyUserSecurity.Response, { groupName, op: 1, securityList: [apple] });
    assert.equal((await change("港股")).retMsg, texts.systemGroup);
    assert.equal((await change("nobody's")).retMsg, texts.unknownGroup);
    assert.equal((await change("特别关注")).retType, 0);
    client.close();
  });
});

describe("orders", () => {
  const order = async (client: TestClient) => {
    const accounts = await client.call(2001, GetAccList.Request, GetAccList.Response, { userID: 0n, trdCategory: 1, needGeneralSecAccount: true });
    const account = accounts.s2c?.accList.find((entry) => entry.trdEnv === 0 && entry.trdMarketAuthList.includes(1));
    assert.ok(account?.accID);
    const header = { trdEnv: 0, accID: account.accID, trdMarket: 1 };
    return { header, trdSide: 1, orderType: 1, code: "00700", qty: 100, price: 100, secMarket: 1 };
  };
  const place = (client: TestClient, c2s: object) => client.call(2202, PlaceOrder.Request, PlaceOrder.Response, c2s);

  test("a packet id of another connection or one seen before is refused, and the order is not taken", async () => {
    await run({}, async ({ address, simulator }) => {
      const client = await TestClient.ready(address);
      const terms = await order(client);
      const wrong = await place(client, { ...terms, packetID: { connID: client.connId + 1n, serialNo: 1 } });
      assert.equal(wrong.retMsg, texts.wrongConnection(client.connId));
      const good = { ...terms, packetID: { connID: client.connId, serialNo: 1 } };
      assert.equal((await place(client, good)).retType, 0);
      assert.equal((await place(client, good)).retMsg, texts.repeatedPacket(1));
      const stats = simulator.stats();
      assert.equal(stats.ordersAccepted, 1);
      assert.equal(stats.received.get(2202), 3);
      client.close();
    });
  });

  test("the frequency limit holds over all connections of the user", async () => {
    await run({ frequencyLimits: true }, async ({ address, realClock }) => {
      const first = await TestClient.ready(address);
      const second = await TestClient.ready(address);
      const terms = await order(first);
      const replies = [];
      for (let count = 0; count < 16; count++) {
        const client = count % 2 === 0 ? first : second;
        realClock.advance(100);
        replies.push(await place(client, { ...terms, packetID: { connID: client.connId, serialNo: count } }));
      }
      assert.ok(replies.slice(0, 15).every((reply) => reply.retType === 0));
      assert.equal(replies[15]?.retMsg, texts.tooFrequent("Trd_PlaceOrder", 15, 30));
      first.close();
      second.close();
    });
  });

  test("a fault closes before or after the order has its effect, and the counters tell which", async () => {
    for (const [fault, accepted] of [["close-before", 0], ["close-after", 1]] as const) {
      await run({ fault: ({ protoId }) => (protoId === 2202 ? fault : "answer") }, async ({ address, simulator }) => {
        const client = await TestClient.ready(address);
        const c2s = { ...(await order(client)), packetID: { connID: client.connId, serialNo: 1 } };
        client.send(2202, PlaceOrder.Request.encode(PlaceOrder.Request.fromPartial({ c2s })).finish());
        await client.closed();
        assert.equal(simulator.stats().ordersAccepted, accepted);
        assert.ok(client.frames.every((frame) => frame.protoId !== 2202));
      });
    }
  });
});

test("notices reach those who asked for them, and dropped connections may come back", async () => {
  await run({}, async ({ address, simulator }) => {
    const client = await TestClient.ready(address);
    const deaf = await TestClient.ready(address, { recvNotify: false });
    simulator.notify(Notify.S2C.fromPartial({ type: 3, connectStatus: { qotLogined: false, trdLogined: true } }));
    const notice = Notify.Response.decode((await client.find((frame) => frame.protoId === 1003)).body);
    assert.equal(notice.s2c?.connectStatus?.qotLogined, false);
    assert.deepEqual(deaf.frames, []);
    simulator.dropConnections();
    await Promise.all([client.closed(), deaf.closed()]);
    const again = await TestClient.ready(address);
    assert.notEqual(again.connId, client.connId);
    again.close();
  });
});

describe("with JSON bodies", () => {
  let running: Running;
  let finish: () => void;
  let done: Promise<void>;
  before(async () => {
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await new Promise<void>((resolve) => {
      done = run({}, async (own) => {
        running = own;
        resolve();
        await finished;
      });
    });
  });
  after(async () => {
    finish();
    await done;
  });

  test("requests, replies and pushes are JSON", async () => {
    const client = await TestClient.ready(running.address, { pushProtoFmt: 1 });
    const c2s = { securityList: [tencent], subTypeList: [1], isSubOrUnSub: true, isRegOrUnRegPush: true };
    const reply = await client.reply(3001, client.send(3001, Buffer.from(JSON.stringify({ c2s })), { format: 1 }));
    assert.equal(reply.format, 1);
    assert.equal(JSON.parse(reply.body.toString()).retType, 0);
    const push = await client.find((frame) => frame.protoId === 3005);
    assert.equal(push.format, 1);
    assert.equal(JSON.parse(push.body.toString()).s2c.basicQotList[0].security.code, "00700");
    const refused = await client.reply(3004, client.send(3004, Buffer.from('{"c2s":{"securityList":[{"market":1}]}}'), { format: 1 }));
    assert.match(refused.body.toString(), /code/);
    client.close();
  });
});
