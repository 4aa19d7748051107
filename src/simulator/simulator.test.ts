import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, before, describe, test } from "node:test";
import protobuf from "protobufjs";
import * as GetGlobalState from "../../generated/ts/GetGlobalState.js";
import * as Notify from "../../generated/ts/Notify.js";
import * as GetStaticInfo from "../../generated/ts/Qot_GetStaticInfo.js";
import * as GetAccList from "../../generated/ts/Trd_GetAccList.js";
import * as PlaceOrder from "../../generated/ts/Trd_PlaceOrder.js";
import { commands } from "../catalog/catalog.js";
import { messageType } from "../catalog/schema.js";
import { readReply } from "../ftapi/envelope.js";
import { FLUSH_GRACE_MS } from "./options.js";
import { Simulator } from "./simulator.js";
import { ManualClock, TestClient } from "./test-support.js";
import { type Running, run, tencent, turn, until } from "./testing/running-simulator.js";
import { texts } from "./texts.js";

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
        assert.deepEqual(
          { ...readReply(frame.body), s2c: undefined },
          { retType: -1, retMsg: texts.unknownProtocol, errCode: 0, s2c: undefined },
        );
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

describe("orders", () => {
  const order = async (client: TestClient) => {
    const accounts = await client.call(2001, GetAccList.Request, GetAccList.Response, {
      userID: 0n,
      trdCategory: 1,
      needGeneralSecAccount: true,
    });
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
    for (const [fault, accepted] of [
      ["close-before", 0],
      ["close-after", 1],
    ] as const) {
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
    const refused = await client.reply(
      3004,
      client.send(3004, Buffer.from('{"c2s":{"securityList":[{"market":1}]}}'), { format: 1 }),
    );
    assert.match(refused.body.toString(), /code/);
    client.close();
  });
});

test("a peer that reads nothing does not keep a simulator from closing", async () => {
  await run({}, async ({ simulator, address, realClock }) => {
    const client = await TestClient.ready(address);
    client.socket.pause();
    const REQUESTS = 80;
    const allOptions = GetStaticInfo.Request.fromPartial({ c2s: { market: 11, secType: 8 } });
    for (let sent = 0; sent < REQUESTS; sent++) client.send(3202, GetStaticInfo.Request.encode(allOptions).finish());
    await until(() => simulator.stats().received.get(3202) === REQUESTS);
    await turn();
    const closed = simulator.close();
    realClock.advance(FLUSH_GRACE_MS);
    await closed;
    await until(() => simulator.stats().connections === 0);
    client.close();
  });
});

test("a port in use is an error that leaves nothing running", async () => {
  await run({}, async ({ address }) => {
    const second = new Simulator({ clock: new ManualClock(), realClock: new ManualClock() });
    await assert.rejects(second.listen(address), { code: "EADDRINUSE" });
  });
});

test("a fault of a handler is a failure for the client and reported, and the connection goes on", async () => {
  const errors: unknown[] = [];
  const broken = new ManualClock();
  const simulator = new Simulator({
    clock: broken,
    realClock: new ManualClock(),
    onError: (error) => errors.push(error),
  });
  const client = await TestClient.ready(await simulator.listen({ host: "127.0.0.1", port: 0 }));
  broken.now = () => {
    throw new Error("the clock is broken");
  };
  const state = await client.call(1002, GetGlobalState.Request, GetGlobalState.Response, { userID: 0n });
  assert.deepEqual([state.retType, state.retMsg, errors.length], [-1, texts.internal, 1]);
  assert.equal((await client.reply(1004, client.send(1004, Buffer.from("0a020801", "hex")))).body[1], 0);
  client.close();
  await simulator.close();
});
