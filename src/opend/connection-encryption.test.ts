import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import {
  constants,
  createCipheriv,
  createDecipheriv,
  generateKeyPairSync,
  privateDecrypt,
  publicEncrypt,
} from "node:crypto";
import { describe, it } from "node:test";
import { createRsaCipher } from "../ftapi/rsa.js";
import { ConnectionRig, PUSH } from "./testing/connection-rig.js";
import { field, frame, initReply, type ReadFrame, sha1 } from "./testing/wire-bytes.js";

const KEY = "0123456789abcdef";
const IV = "fedcba9876543210";
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
const rsaCipher = createRsaCipher(privateKey.export({ type: "pkcs1", format: "pem" }) as string);

/** OpenD's own RSA: pieces of 100 bytes, PKCS#1 (facts: ftapi-protocol.md 2.2). */
function rsaEncrypt(plain: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let start = 0; start < plain.length; start += 100) {
    pieces.push(
      publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, plain.subarray(start, start + 100)),
    );
  }
  return Buffer.concat(pieces);
}

function rsaDecrypt(wire: Buffer): Buffer {
  const padded = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, wire);
  return padded.subarray(padded.indexOf(0, 2) + 1);
}

function cbc(plain: Buffer): Buffer {
  const cipher = createCipheriv("aes-128-cbc", KEY, IV);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

function openCbc(wire: Buffer): Buffer {
  const decipher = createDecipheriv("aes-128-cbc", KEY, IV);
  return Buffer.concat([decipher.update(wire), decipher.final()]);
}

/** Accepts and returns InitConnect as it was sent. */
function accept(rig: ConnectionRig): ReadFrame {
  if (rig.connection.stateName === "idle") rig.connection.start();
  rig.waitForAttempt();
  rig.socket.accept();
  const [init] = rig.socket.takeEncryptedFrames();
  assert.ok(init);
  return init;
}

function answerInit(rig: ConnectionRig, body: Buffer): void {
  rig.socket.deliver(frame({ protoId: 1001, serialNo: 1, body, wireBody: rsaEncrypt(body) }));
}

describe("an encrypted connection", () => {
  it("encrypts InitConnect with RSA, asks for AES_CBC, and uses it for all that follows", () => {
    const rig = new ConnectionRig({ rsaCipher });
    const init = accept(rig);
    const plain = rsaDecrypt(init.body);
    assert.deepEqual(init.digest, sha1(plain), "the digest is over the plain text");
    assert.ok(plain.includes(field(4, 2)));
    answerInit(rig, initReply({ aesKey: KEY, aesIv: IV }));
    assert.equal(rig.connection.stateName, "ready");

    rig.send("call");
    rig.clock.endTurn();
    const [sent] = rig.socket.takeEncryptedFrames();
    assert.ok(sent);
    assert.equal(openCbc(sent.body).toString(), "call");
    assert.deepEqual(sent.digest, sha1(Buffer.from("call")));
    const reply = Buffer.from("a reply of more than one block of sixteen");
    const push = Buffer.from("push");
    rig.socket.deliver(
      frame({ protoId: sent.protoId, serialNo: sent.serialNo, body: reply, wireBody: cbc(reply) }),
      frame({ protoId: PUSH, serialNo: 1, body: push, wireBody: cbc(push) }),
    );
    assert.deepEqual(rig.replies, [reply.toString()]);
    assert.deepEqual(rig.pushes, [{ protoId: PUSH, body: "push" }]);

    rig.clock.advance(8000);
    const [beat] = rig.socket.takeEncryptedFrames();
    assert.ok(beat);
    assert.equal(openCbc(beat.body)[0], 0x0a, "the heartbeat is encrypted too");
  });

  it("decrypts what follows the answer in the same chunk with the session's key", () => {
    const rig = new ConnectionRig({ rsaCipher });
    accept(rig);
    const body = initReply({ aesKey: KEY, aesIv: IV });
    const push = Buffer.from("at once");
    rig.socket.deliver(
      frame({ protoId: 1001, serialNo: 1, body, wireBody: rsaEncrypt(body) }),
      frame({ protoId: PUSH, serialNo: 1, body: push, wireBody: cbc(push) }),
    );
    assert.deepEqual(rig.pushes, [{ protoId: PUSH, body: "at once" }]);
  });

  it("speaks FTAES where the answer has no IV", () => {
    const rig = new ConnectionRig({ rsaCipher });
    accept(rig);
    answerInit(rig, initReply({ aesKey: KEY }));
    rig.send("\x0a\x06\x08");
    rig.clock.endTurn();
    const [sent] = rig.socket.takeEncryptedFrames();
    assert.equal(sent?.body.length, 32);
    assert.deepEqual(sent.body.subarray(16), Buffer.from(`${"00".repeat(15)}03`, "hex"));
    const decipher = createDecipheriv("aes-128-ecb", KEY, null).setAutoPadding(false);
    assert.deepEqual(decipher.update(sent.body.subarray(0, 16)), Buffer.from(`0a0608${"00".repeat(13)}`, "hex"));
  });

  it("takes the new key of a new session, and RSA for its InitConnect", () => {
    const rig = new ConnectionRig({ rsaCipher });
    accept(rig);
    answerInit(rig, initReply({ aesKey: "another key 1234", aesIv: IV }));
    rig.socket.close();
    const init = accept(rig);
    assert.deepEqual(init.digest, sha1(rsaDecrypt(init.body)));
    answerInit(rig, initReply({ aesKey: KEY, aesIv: IV }));
    rig.send("call");
    rig.clock.endTurn();
    const [sent] = rig.socket.takeEncryptedFrames();
    assert.ok(sent);
    assert.equal(openCbc(sent.body).toString(), "call");
  });

  it("backs off when OpenD answers in plain text", () => {
    const rig = new ConnectionRig({ rsaCipher });
    accept(rig);
    rig.socket.deliver(frame({ protoId: 1001, serialNo: 1, body: initReply() }));
    assert.equal(rig.connection.stateName, "backing_off");
    assert.deepEqual(rig.connection.counters.frameErrors, { BAD_CIPHERTEXT: 1 });
  });

  it("ends when a body decrypts to nothing sensible or has a wrong length", () => {
    for (const wireBody of [Buffer.alloc(32, 7), Buffer.alloc(33), Buffer.alloc(0)]) {
      const rig = new ConnectionRig({ rsaCipher });
      accept(rig);
      answerInit(rig, initReply({ aesKey: KEY, aesIv: IV }));
      rig.send("open");
      rig.clock.endTurn();
      rig.socket.deliver(frame({ protoId: PUSH, serialNo: 1, body: Buffer.from("x"), wireBody }));
      assert.equal(rig.connection.stateName, "backing_off");
      assert.deepEqual(rig.connection.counters.frameErrors, { BAD_CIPHERTEXT: 1 });
      assert.deepEqual(rig.lost, [{ tag: "open", sent: true }]);
    }
  });

  it("backs off when the key of the answer can't be used", () => {
    const rig = new ConnectionRig({ rsaCipher });
    accept(rig);
    answerInit(rig, initReply({ aesKey: "short", aesIv: IV }));
    assert.equal(rig.connection.stateName, "backing_off");
    assert.match(rig.lastCause, /connAESKey has 5 /);
  });
});

describe("a plain connection to an OpenD that encrypts", () => {
  it("backs off when the answer is encrypted", () => {
    const rig = new ConnectionRig();
    accept(rig);
    answerInit(rig, initReply({ aesKey: KEY, aesIv: IV }));
    assert.equal(rig.connection.stateName, "backing_off");
    assert.deepEqual(rig.connection.counters.frameErrors, { BAD_DIGEST: 1 });
  });
});
