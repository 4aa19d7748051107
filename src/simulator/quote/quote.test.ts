import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import * as GetGlobalState from "../../../generated/ts/GetGlobalState.js";
import * as GetBasicQot from "../../../generated/ts/Qot_GetBasicQot.js";
import * as GetBroker from "../../../generated/ts/Qot_GetBroker.js";
import * as GetKl from "../../../generated/ts/Qot_GetKL.js";
import * as GetOptionChain from "../../../generated/ts/Qot_GetOptionChain.js";
import * as GetExpiration from "../../../generated/ts/Qot_GetOptionExpirationDate.js";
import * as GetOrderBook from "../../../generated/ts/Qot_GetOrderBook.js";
import * as GetSubInfo from "../../../generated/ts/Qot_GetSubInfo.js";
import * as ModifyUserSecurity from "../../../generated/ts/Qot_ModifyUserSecurity.js";
import * as RegQotPush from "../../../generated/ts/Qot_RegQotPush.js";
import * as HistoryKl from "../../../generated/ts/Qot_RequestHistoryKL.js";
import * as SetPriceReminder from "../../../generated/ts/Qot_SetPriceReminder.js";
import * as Sub from "../../../generated/ts/Qot_Sub.js";
import * as UpdateBasicQot from "../../../generated/ts/Qot_UpdateBasicQot.js";
import * as UpdateKl from "../../../generated/ts/Qot_UpdateKL.js";
import * as UpdatePriceReminder from "../../../generated/ts/Qot_UpdatePriceReminder.js";
import * as UpdateTicker from "../../../generated/ts/Qot_UpdateTicker.js";
import { TestClient } from "../test-support.js";
import { apple, run, tencent, turn, until } from "../testing/running-simulator.js";
import { texts } from "../texts.js";

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
      assert.equal(
        (await client.call(3006, GetKl.Request, GetKl.Response, kline)).retMsg,
        texts.notSubscribed("KL_Day"),
      );
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
      for (const [security, num, expected] of [
        [tencent, 3, 3],
        [tencent, 50, 10],
        [apple, 50, 50],
      ] as const) {
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
      assert.deepEqual(
        first.s2c?.basicQotList.map((quote) => quote.security?.code),
        ["00700", "AAPL"],
      );
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
      await subscribe(registered, {
        securityList: [tencent],
        subTypeList: [1],
        isRegOrUnRegPush: true,
        isFirstPush: false,
      });
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
    assert.deepEqual(
      times,
      whole?.klList.map((bar) => bar.time),
    );
    const few = (await request({ needKLFieldsFlag: 9n })).s2c?.klList[0];
    assert.ok(
      few?.highPrice !== undefined &&
        few.closePrice !== undefined &&
        few.openPrice === undefined &&
        few.volume === undefined,
    );
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
      const chain = await client.call(3209, GetOptionChain.Request, GetOptionChain.Response, {
        owner,
        beginTime: expiry,
        endTime: expiry,
      });
      assert.equal(chain.s2c?.optionChain.length, 1);
      const options = chain.s2c?.optionChain[0]?.option ?? [];
      assert.ok(options.length > 10);
      for (const { call, put } of options)
        assert.equal(call?.optionExData?.strikePrice, put?.optionExData?.strikePrice);
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
      client.call(3214, ModifyUserSecurity.Request, ModifyUserSecurity.Response, {
        groupName,
        op: 1,
        securityList: [apple],
      });
    assert.equal((await change("港股")).retMsg, texts.systemGroup);
    assert.equal((await change("nobody's")).retMsg, texts.unknownGroup);
    assert.equal((await change("特别关注")).retType, 0);
    client.close();
  });
});
