import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { Request as PlaceRequest } from "../generated/ts/Trd_PlaceOrder.js";
import { isTradeCommand } from "../src/auth/access-terms.js";
import { commands } from "../src/catalog/catalog.js";
import { findC2s } from "../src/ftapi/envelope.js";
import { fillPacketId, findPacketIdSlot } from "../src/ftapi/packet-id.js";
import type { FutuClient } from "../src/grpc/testing/futu-client.js";
import { RecordingOpend } from "./support/recording-opend.js";
import { sampleRequest } from "./support/sample-request.js";
import { Stack } from "./support/stack.js";
import { typedBody, typedPath } from "./support/typed-call.js";

/** Field 2046 of any message: unknown to every proto, so nothing may drop it. */
const UNKNOWN_FIELD = Buffer.from([0xf2, 0x7f, 0x03, 0xde, 0xad, 0x00]);

const lengthPrefixed = (tag: number, content: Uint8Array): Buffer => {
  const length: number[] = [];
  for (let rest = content.length; ; rest >>>= 7) {
    length.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
    if (rest <= 0x7f) break;
  }
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};

function c2sOf(body: Buffer): Buffer {
  const { start, end } = findC2s(body);
  return body.subarray(start, end);
}

describe("bodies through gateway and wire", () => {
  let opend: RecordingOpend;
  let stack: Stack;
  let client: FutuClient;
  let nextReply: Buffer = Buffer.alloc(0);

  before(async () => {
    opend = new RecordingOpend(() => nextReply);
    stack = new Stack({ opend: [await opend.listen()], bodyCheck: "off", trading: "real", keys: [{}] });
    await stack.start();
    client = stack.newClient();
  });
  after(async () => {
    await stack.stop();
    await opend.close();
  });

  async function roundTrip(protoId: number, body: Buffer, reply: Buffer) {
    opend.frames.length = 0;
    nextReply = reply;
    const { response, error } = await client.request(protoId, body);
    assert.equal(error, null, error?.message);
    const [frame] = opend.frames;
    assert.ok(frame);
    return { frame, received: Buffer.from(response?.body ?? []) };
  }

  it("are the same bytes both ways for every request command, unknown fields included", async () => {
    for (const command of commands) {
      if (command.kind !== "request" || command.packetId || command.scope === "trade:unlock") continue;
      // Subscriptions are the gateway's: 2008 sends the union of all callers, 3003 answers with the caller's own view. 2008 goes as a union.
      if ([1001, 1004, 2008, 3003].includes(command.protoId)) continue;
      // What is about accounts has to say which, and so has its answer.
      const c2s = isTradeCommand(command) ? c2sOf(sampleRequest(command)) : Buffer.alloc(0);
      const s2c = command.tradeHeader ? Buffer.from("0a06080110011801", "hex") : Buffer.alloc(0);
      const body = Buffer.concat([lengthPrefixed(0x0a, Buffer.concat([c2s, UNKNOWN_FIELD])), UNKNOWN_FIELD]);
      const reply = Buffer.concat([
        Buffer.from("08001200", "hex"),
        lengthPrefixed(0x22, Buffer.concat([s2c, UNKNOWN_FIELD])),
        UNKNOWN_FIELD,
      ]);
      const { frame, received } = await roundTrip(command.protoId, body, reply);
      assert.deepEqual(frame.body, body, command.name);
      assert.deepEqual(received, reply, command.name);
    }
  });

  it("are the same bytes by typed methods, where the envelope alone is the gateway's", async () => {
    for (const command of commands) {
      const { protoId, envelope, tradeHeader } = command;
      if (command.service === null || command.packetId || command.scope === "trade:unlock") continue;
      if ([2008, 3003].includes(protoId)) continue;
      const known = isTradeCommand(command) ? typedBody(protoId, sampleRequest(command)) : Buffer.alloc(0);
      const message = Buffer.concat([known, UNKNOWN_FIELD]);
      const answer = Buffer.concat([Buffer.from(tradeHeader ? "0a06080110011801" : "", "hex"), UNKNOWN_FIELD]);
      opend.frames.length = 0;
      nextReply = envelope ? Buffer.concat([Buffer.from("0800", "hex"), lengthPrefixed(0x22, answer)]) : answer;
      const { response, error } = await client.unary(typedPath(protoId), message);
      assert.equal(error, null, error?.message);
      assert.deepEqual(opend.frames[0]?.body, envelope ? lengthPrefixed(0x0a, message) : message, command.name);
      assert.deepEqual(response, answer, command.name);
    }
  });

  it("are the same bytes whatever they hold, up to big ones", async () => {
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 2000 }),
      fc.constantFrom(Buffer.alloc(100_000, 7), Buffer.alloc(3_000_000, 9)),
    );
    await fc.assert(
      fc.asyncProperty(content, content, async (sent, answered) => {
        // Any bytes in a length-delimited unknown field are a valid message.
        const body = lengthPrefixed(0x0a, lengthPrefixed(0x7a, sent));
        const reply = Buffer.concat([Buffer.from([0x08, 0x00]), lengthPrefixed(0x22, lengthPrefixed(0x7a, answered))]);
        const { frame, received } = await roundTrip(3202, body, reply);
        assert.ok(frame.body.equals(body));
        assert.ok(received.equals(reply));
      }),
      { numRuns: 40 },
    );
  });

  it("differ in the PacketID alone for commands that carry one, which names the connection that sent it", async () => {
    const order = PlaceRequest.fromPartial({
      c2s: {
        packetID: { connID: 1n, serialNo: 2 },
        header: { trdEnv: 1, accID: 2n ** 63n + 5n, trdMarket: 1 },
        trdSide: 1,
        orderType: 1,
        code: "00700",
        qty: 100,
      },
    });
    const known = Buffer.from(PlaceRequest.encode(order).finish());
    const c2s = Buffer.concat([known.subarray(2), UNKNOWN_FIELD]);
    const body = Buffer.concat([lengthPrefixed(0x0a, c2s), UNKNOWN_FIELD]);
    const { frame } = await roundTrip(2202, body, Buffer.from("0800", "hex"));
    const sent = PlaceRequest.decode(frame.body);
    assert.deepEqual(sent.c2s?.packetID, { connID: frame.connId, serialNo: frame.serialNo });
    // Put the caller's PacketID back: then every byte must be the caller's.
    assert.deepEqual(fillPacketId(findPacketIdSlot(frame.body), 1n, 2), body);
  });
});
