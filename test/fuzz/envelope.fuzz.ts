import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { PacketID } from "../../generated/ts/Common.js";
import { commands } from "../../src/catalog/catalog.js";
import { messageType } from "../../src/catalog/schema.js";
import { findC2s, readReply, wrapC2s } from "../../src/ftapi/envelope.js";
import { fillPacketId, findPacketIdSlot } from "../../src/ftapi/packet-id.js";
import { pushKeys, requestKeys } from "../../src/ftapi/routing-key.js";
import { WireError } from "../../src/ftapi/wire.js";
import { mutate } from "./mutate.js";
import type { Random } from "./random.js";
import { randomMessage } from "./random-message.js";
import type { FuzzTarget } from "./target.js";

const requests = commands.filter((command) => command.requestMessage !== null && command.envelope);
const replies = commands.filter((command) => command.responseMessage !== null && command.envelope);
const withPacketId = requests.filter((command) => command.packetId);

/** Runs `read`; null where it refused the bytes in the one way it may. */
function orRefused<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof WireError) return null;
    throw error;
  }
}

function messageOf(name: string | null, random: Random): Buffer {
  return randomMessage(messageType(name ?? ""), random);
}

/** The reply's envelope is what a full decoder finds, whatever stands around it. */
export const replyTarget: FuzzTarget = {
  name: "reply-envelope",
  run(random) {
    const command = random.pick(replies);
    const original = messageOf(command.responseMessage, random);
    const body = mutate(original, random);
    const envelope = orRefused(() => readReply(body));
    orRefused(() => pushKeys(command.protoId, body));
    orRefused(() => pushKeys(command.protoId, random.bytes(random.length(200))));
    if (!body.equals(original)) return;
    assert.ok(envelope !== null, `a valid ${command.responseMessage} was refused`);
    const decoded = messageType(command.responseMessage ?? "").decode(body) as unknown as {
      readonly retType: number;
      readonly retMsg: string;
      readonly errCode: number;
    };
    assert.equal(envelope.retType, decoded.retType);
    assert.equal(envelope.retMsg, decoded.retMsg);
    assert.equal(envelope.errCode, decoded.errCode);
  },
};

/** What `wrapC2s` wraps, `findC2s` finds. */
export const requestTarget: FuzzTarget = {
  name: "request-envelope",
  run(random) {
    const c2s = random.bytes(random.length(40_000));
    const wrapped = wrapC2s(c2s);
    const { start, end } = findC2s(wrapped);
    assert.ok(wrapped.subarray(start, end).equals(c2s), "the c2s came back changed");
    assert.equal(end, wrapped.length);

    const command = random.pick(requests);
    const body = mutate(messageOf(command.requestMessage, random), random);
    const place = orRefused(() => findC2s(body));
    if (place !== null) assert.ok(place.start <= place.end && place.end <= body.length, "a c2s outside its body");
    orRefused(() => requestKeys(command.protoId, body));
  },
};

/** A PacketID goes in, and no other byte of the message changes. */
export const packetIdTarget: FuzzTarget = {
  name: "packet-id",
  run(random) {
    const command = random.pick(withPacketId);
    const original = messageOf(command.requestMessage, random);
    const body = mutate(original, random);
    const slot = orRefused(() => findPacketIdSlot(body));
    if (slot === null) {
      assert.ok(!body.equals(original), `a valid ${command.requestMessage} was refused`);
      return;
    }
    const connId = (BigInt(random.uint32()) << 32n) | BigInt(random.uint32());
    const serialNo = random.pick([0, 1, 0x7fffffff, 0xffffffff, random.uint32()]);
    const filled = fillPacketId(slot, connId, serialNo);
    const found = findPacketIdSlot(filled);

    const written = new Uint8Array(filled.subarray(found.packetIdStart + 2, found.packetIdEnd));
    assert.deepEqual(PacketID.decode(written), { connID: connId, serialNo });
    const c2sWithout = (source: Uint8Array, place: typeof slot) =>
      Buffer.concat([
        source.subarray(place.c2sStart, place.packetIdStart),
        source.subarray(place.packetIdEnd, place.c2sEnd),
      ]);
    assert.ok(c2sWithout(filled, found).equals(c2sWithout(body, slot)), "another field of the c2s changed");
    assert.ok(
      filled.subarray(0, found.c2sLengthStart).equals(body.subarray(0, slot.c2sLengthStart)),
      "bytes before c2s changed",
    );
    assert.ok(filled.subarray(found.c2sEnd).equals(body.subarray(slot.c2sEnd)), "bytes behind c2s changed");
  },
};
