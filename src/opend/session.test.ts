import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { readSession, SessionError } from "./session.js";
import { field, initReply, refusal } from "./testing/wire-bytes.js";

// The vector of facts: ftapi-protocol.md 1.7, without its header.
const VECTOR = "0800222408f30710914e18a5c4a3abffdcfab25d221030313233343536373839616263646566280a";

describe("reading the answer to InitConnect", () => {
  it("reads the vector of the fact sheet", () => {
    const session = readSession(Buffer.from(VECTOR, "hex"), false);
    assert.equal(session.connId, 6730043500150710821n);
    assert.equal(session.loginUserId, 10001n);
    assert.equal(session.serverVersion, 1011);
    assert.equal(session.keepAliveIntervalMs, 10_000);
    assert.equal(session.cipher, null, "a key alone does not turn encryption on");
  });

  it("keeps a connection id of 64 bits exactly", () => {
    assert.equal(readSession(initReply({ connId: 18446744073709551615n }), false).connId, 18446744073709551615n);
  });

  it("keeps intervals within what makes sense", () => {
    for (const [named, expectedMs] of [
      [-1, 1000],
      [0, 1000],
      [1, 1000],
      [30, 30_000],
      [2_147_483_647, 3_600_000],
    ] as const) {
      assert.equal(readSession(initReply({ keepAliveSeconds: named }), false).keepAliveIntervalMs, expectedMs);
    }
  });

  it("refuses with OpenD's text, or with its code where it has none", () => {
    assert.throws(
      () => readSession(refusal("not logged in"), false),
      new SessionError("OpenD refused the session: not logged in"),
    );
    assert.throws(() => readSession(field(1, -400), false), /OpenD refused the session: retType -400/);
  });

  it("refuses what lacks a field, a message or sense", () => {
    const withoutKey = Buffer.concat([
      field(1, 0),
      field(4, Buffer.concat([field(1, 1), field(2, 1), field(3, 1), field(5, 10)])),
    ]);
    assert.throws(() => readSession(withoutKey, false), /lacks connID, connAESKey or keepAliveInterval/);
    assert.throws(() => readSession(Buffer.from([0x0a, 0xff]), false), SessionError);
    assert.throws(() => readSession(field(1, 0), false), SessionError);
  });

  it("refuses keys and IVs of a wrong length only where they are used", () => {
    const short = initReply({ aesKey: "short" });
    assert.equal(readSession(short, false).cipher, null);
    assert.throws(() => readSession(short, true), /connAESKey has 5 /);
    assert.throws(() => readSession(initReply({ aesIv: "" }), true), /aesCBCiv has 0 /);
  });

  it("takes CBC where there is an IV and FTAES where there is none (vectors of facts: ftapi-protocol.md 2.4)", () => {
    const plain = Buffer.from("0a060880e2cfaa06", "hex");
    const cbc = readSession(initReply({ aesIv: "fedcba9876543210" }), true).cipher;
    assert.equal(cbc?.encrypt(plain).toString("hex"), "4bc11368bce415e70d42bcceebbc6aaf");
    const ftAes = readSession(initReply(), true).cipher;
    assert.equal(
      ftAes?.encrypt(plain).toString("hex"),
      "b17b921a52c472c697a86dda79bcf9a800000000000000000000000000000008",
    );
  });
});
