import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { Request as InitRequest, Response as InitResponse } from "../../generated/ts/InitConnect.js";
import { Request as KeepAlive } from "../../generated/ts/KeepAlive.js";
import { type BodyCipher, createAesCipher } from "../ftapi/cipher.js";
import { readReply } from "../ftapi/envelope.js";
import type { Frame } from "../ftapi/frame.js";
import { FrameDecoder } from "../ftapi/frame-decoder.js";
import { FrameWriter } from "../ftapi/frame-writer.js";
import { createRsaCipher } from "../ftapi/rsa.js";
import { failureBody } from "./body.js";
import { MAX_OUTPUT_BYTES, Session, type SessionOptions } from "./session.js";
import { ManualClock } from "./test-support.js";

const AES_KEY = "0123456789ABCDEF";
const AES_IV = "FEDCBA9876543210";

function harness(options: Partial<SessionOptions> = {}) {
  const clock = new ManualClock();
  const frames: Frame[] = [];
  const decoder = new FrameDecoder({ onFrame: (frame) => frames.push({ ...frame, body: Buffer.from(frame.body) }) });
  const wire = { ended: false, destroyed: false, pendingBytes: 0 };
  const received: number[] = [];
  const session = new Session({
    connId: 6_730_000_000_000_000_001n,
    loginUserId: 1n,
    serverVer: 1011,
    aesKey: AES_KEY,
    aesIv: AES_IV,
    keepAliveIntervalSec: 10,
    rsa: null,
    forceFtAes: false,
    clock,
    transport: {
      write: (buffers) => {
        for (const buffer of buffers) decoder.push(buffer);
      },
      get pendingBytes() {
        return wire.pendingBytes;
      },
      end: () => {
        wire.ended = true;
      },
      destroy: () => {
        wire.destroyed = true;
      },
    },
    answer: (_, __, ___, body) => body,
    onReceived: (protoId) => received.push(protoId),
    onPush: () => {},
    onRefused: () => {},
    onError: (error) => assert.fail(String(error)),
    ...options,
  });
  const send = (protoId: number, body: Uint8Array, cipher: BodyCipher | null = null, format: 0 | 1 = 0): void => {
    const writer = new FrameWriter();
    writer.append({ protoId, serialNo: 9, format, body, cipher });
    for (const buffer of writer.take()) session.receive(buffer);
  };
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { clock, frames, decoder, wire, received, session, send, turn };
}

function initBody(c2s: object = {}): Uint8Array {
  return InitRequest.encode(
    InitRequest.fromPartial({ c2s: { clientVer: 300, clientID: "t", packetEncAlgo: -1, ...c2s } }),
  ).finish();
}

const keepAlive = KeepAlive.encode(KeepAlive.fromPartial({ c2s: { time: 1n } })).finish();
const pem = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: { type: "pkcs1", format: "pem" },
}).privateKey;

test("anything before InitConnect closes the connection without an answer", async () => {
  const { send, wire, frames, turn } = harness();
  send(1004, keepAlive);
  await turn();
  assert.equal(wire.destroyed, true);
  assert.deepEqual(frames, []);
});

test("InitConnect answers with the same serial, a key even without encryption, and no iv", async () => {
  const { send, frames, turn } = harness();
  send(1001, initBody());
  await turn();
  assert.equal(frames[0]?.serialNo, 9);
  const { s2c } = InitResponse.decode(frames[0]?.body ?? Buffer.alloc(0));
  assert.equal(s2c?.connID, 6_730_000_000_000_000_001n);
  assert.match(s2c?.connAESKey ?? "", /^[0-9A-F]{16}$/);
  assert.equal(s2c?.keepAliveInterval, 10);
  assert.equal(s2c?.aesCBCiv, undefined);
});

test("a second InitConnect is refused and the session goes on", async () => {
  const { send, frames, wire, turn } = harness();
  send(1001, initBody());
  send(1001, initBody());
  send(1004, keepAlive);
  await turn();
  assert.deepEqual(
    frames.map((frame) => [frame.protoId, readReply(frame.body).retType]),
    [
      [1001, 0],
      [1001, -1],
      [1004, -400],
    ],
  );
  assert.equal(wire.destroyed, false);
});

for (const [name, algo, forceFtAes, cipher, iv] of [
  ["FTAES_ECB", 0, false, createAesCipher(0, AES_KEY), undefined],
  ["AES_ECB", 1, false, createAesCipher(1, AES_KEY), undefined],
  ["AES_CBC", 2, false, createAesCipher(2, AES_KEY, AES_IV), AES_IV],
  ["FTAES_ECB in place of AES_CBC", 2, true, createAesCipher(0, AES_KEY), undefined],
] as const) {
  test(`with a key, ${name}: InitConnect and its reply are RSA, everything after it AES`, async () => {
    const rsa = createRsaCipher(pem);
    const { send, frames, decoder, session, turn } = harness({ rsa, forceFtAes });
    decoder.cipher = rsa;
    send(1001, initBody({ packetEncAlgo: algo }), rsa);
    await turn();
    assert.equal(InitResponse.decode(frames[0]?.body ?? Buffer.alloc(0)).s2c?.aesCBCiv, iv);
    decoder.cipher = cipher;
    send(1004, keepAlive, cipher);
    session.push(3005, failureBody(0, "", undefined));
    await turn();
    assert.deepEqual(
      frames.map((frame) => frame.protoId),
      [1001, 1004, 3005],
    );
    assert.deepEqual(frames[1]?.body, Buffer.from(keepAlive));
  });
}

test("with a key and no encryption asked for, only the request is RSA", async () => {
  const rsa = createRsaCipher(pem);
  const { send, frames, turn } = harness({ rsa });
  send(1001, initBody(), rsa);
  await turn();
  send(1004, keepAlive);
  await turn();
  assert.deepEqual(
    frames.map((frame) => frame.protoId),
    [1001, 1004],
  );
});

test("with a key, a plain InitConnect closes the connection", async () => {
  const { send, frames, wire, turn } = harness({ rsa: createRsaCipher(pem) });
  send(1001, initBody());
  await turn();
  assert.equal(wire.destroyed, true);
  assert.deepEqual(frames, []);
});

test("a connection without a heartbeat for 30 s is closed, one with heartbeats is not", async () => {
  const { send, clock, wire, turn } = harness();
  send(1001, initBody());
  for (let beat = 0; beat < 5; beat++) {
    clock.advance(29_000);
    send(1004, keepAlive);
    // Other traffic is no heartbeat.
    send(1002, keepAlive);
  }
  assert.equal(wire.ended, false);
  clock.advance(29_999);
  assert.equal(wire.ended, false);
  clock.advance(1);
  await turn();
  assert.equal(wire.ended, true);
});

test("pushes have serials of their own that rise, and go only to a session that is ready", async () => {
  const { send, session, frames, turn } = harness();
  session.push(3005, failureBody(0, "", undefined));
  send(1001, initBody());
  session.push(3005, failureBody(0, "", undefined));
  session.push(3011, failureBody(0, "", undefined));
  await turn();
  assert.deepEqual(
    frames.map((frame) => [frame.protoId, frame.serialNo]),
    [
      [1001, 9],
      [3005, 1],
      [3011, 2],
    ],
  );
});

test("a reply has the format of its request, a push that of pushProtoFmt", async () => {
  const { send, session, frames, turn } = harness({ answer: () => failureBody(-1, "x", undefined) });
  send(1001, initBody({ pushProtoFmt: 1 }));
  send(1004, Buffer.from('{"c2s":{"time":"1"}}'), null, 1);
  send(1004, keepAlive);
  session.push(1003, failureBody(0, "", undefined));
  await turn();
  assert.deepEqual(
    frames.map((frame) => frame.format),
    [0, 1, 0, 1],
  );
  assert.equal(frames[1]?.body.toString(), '{"retType":-1,"retMsg":"x"}');
  assert.equal(frames[3]?.body.toString(), '{"retType":0,"retMsg":""}');
});

test("an unreadable JSON body is refused by name and the session goes on", async () => {
  const { send, frames, wire, turn } = harness();
  send(1001, initBody());
  send(1004, Buffer.from('{"c2s":{}}'), null, 1);
  await turn();
  assert.match(frames[1]?.body.toString() ?? "", /retType":-1.*time/);
  assert.equal(wire.destroyed, false);
});

test("only sessions that asked for notices get them", async () => {
  for (const recvNotify of [true, false]) {
    const { send, session, frames, turn } = harness();
    send(1001, initBody({ recvNotify }));
    session.notify(failureBody(0, "", undefined));
    await turn();
    assert.equal(frames.length, recvNotify ? 2 : 1);
  }
});

test("a peer that takes nothing is closed when too much waits for it", async () => {
  const { send, session, wire, turn } = harness();
  send(1001, initBody());
  await turn();
  wire.pendingBytes = MAX_OUTPUT_BYTES - 10;
  session.push(3005, failureBody(0, "", undefined));
  assert.equal(wire.destroyed, true);
});

test("bytes that are no frame end the connection, and what comes after them is not looked at", () => {
  const { session, wire, received } = harness();
  session.receive(Buffer.from("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n"));
  assert.equal(wire.destroyed, true);
  session.receive(Buffer.alloc(100));
  assert.deepEqual(received, []);
});
