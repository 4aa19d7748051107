import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { spawnSync } from "node:child_process";
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomFillSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { FrameError } from "./frame-error.js";
import { createRsaCipher } from "./rsa.js";

/** As OpenD wants it: 1024 bits, "BEGIN RSA PRIVATE KEY" (facts: ftapi-protocol.md 2.2). */
function rsaPem(modulusLength: number, type: "pkcs1" | "pkcs8" = "pkcs1"): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength });
  return privateKey.export({ type, format: "pem" }) as string;
}

const pem = rsaPem(1024);
const cipher = createRsaCipher(pem);

function bytes(length: number): Buffer {
  return Buffer.alloc(length, "InitConnect.");
}

/** Textbook RSA over a block that the test pads by itself: encryption by another hand than the production code's. */
function encryptBlock(padded: Buffer): Buffer {
  const { n, e } = createPublicKey(createPrivateKey(pem)).export({ format: "jwk" });
  const modulus = numberOf(Buffer.from(n as string, "base64url"));
  let exponent = numberOf(Buffer.from(e as string, "base64url"));
  let base = numberOf(padded) % modulus;
  let result = 1n;
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return Buffer.from(result.toString(16).padStart(256, "0"), "hex");
}

function numberOf(buffer: Buffer): bigint {
  return BigInt(`0x${buffer.toString("hex")}`);
}

/** `00 02 <filler> 00 <text>` in 128 bytes. */
function padded(text: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0, 2]), Buffer.alloc(125 - text.length, 0xa5), Buffer.from([0]), text]);
}

function refuses(wire: Buffer): void {
  assert.throws(
    () => cipher.decrypt(wire),
    (error) => error instanceof FrameError && error.code === "BAD_CIPHERTEXT",
  );
}

test("the test's key has the traditional PEM form", () => {
  assert.match(pem, /^-----BEGIN RSA PRIVATE KEY-----\n/);
});

test("pieces of 100 bytes become blocks of 128 and come back", () => {
  for (const length of [1, 99, 100, 101, 200, 201, 1000]) {
    const wire = cipher.encrypt(bytes(length));
    assert.equal(wire.length, Math.ceil(length / 100) * 128);
    assert.deepEqual(cipher.decrypt(wire), bytes(length));
  }
});

test("an empty body takes one block and comes back empty", () => {
  const wire = cipher.encrypt(Buffer.alloc(0));
  assert.equal(wire.length, 128);
  assert.equal(cipher.decrypt(wire).length, 0);
});

test("the same text never looks the same twice on the wire", () => {
  assert.notDeepEqual(cipher.encrypt(bytes(29)), cipher.encrypt(bytes(29)));
});

test("decrypts what textbook arithmetic encrypted, pieces longer than 100 bytes too", () => {
  const wire = Buffer.concat([bytes(100), bytes(117), bytes(1)].map((text) => encryptBlock(padded(text))));
  assert.deepEqual(cipher.decrypt(wire), Buffer.concat([bytes(100), bytes(117), bytes(1)]));
});

test("decrypts what the openssl command encrypted, and the other way round", (t) => {
  if (spawnSync("openssl", ["version"]).status !== 0) {
    t.skip("no openssl command here");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "opend-gateway-rsa-"));
  try {
    const keyFile = join(folder, "key.pem");
    writeFileSync(keyFile, pem, { mode: 0o600 });
    const openssl = (verb: "-encrypt" | "-decrypt", input: Buffer): Buffer => {
      const run = spawnSync("openssl", ["pkeyutl", verb, "-inkey", keyFile, "-pkeyopt", "rsa_padding_mode:pkcs1"], {
        input,
      });
      assert.equal(run.status, 0, run.stderr.toString());
      return run.stdout;
    };
    assert.deepEqual(cipher.decrypt(openssl("-encrypt", bytes(100))), bytes(100));
    assert.deepEqual(openssl("-decrypt", cipher.encrypt(bytes(77))), bytes(77));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a padding that is not `00 02 <8 or more> 00` is refused", () => {
  const good = padded(bytes(20));
  const variants: Record<string, (block: Buffer) => void> = {
    "another first byte": (block) => block.writeUInt8(1, 0),
    "type 1 instead of 2": (block) => block.writeUInt8(1, 1),
    "7 bytes of filler": (block) => block.writeUInt8(0, 9),
    "no filler": (block) => block.writeUInt8(0, 2),
    "no separator": (block) => block.fill(0xa5, 2),
  };
  assert.deepEqual(cipher.decrypt(encryptBlock(good)), bytes(20));
  const eight = Buffer.from(good);
  eight.writeUInt8(0, 10);
  assert.equal(cipher.decrypt(encryptBlock(eight)).length, 117);
  for (const damage of Object.values(variants)) {
    const block = Buffer.from(good);
    damage(block);
    refuses(encryptBlock(block));
  }
});

test("a corrupt byte never gives the text back", () => {
  for (let at = 0; at < 128; at += 9) {
    const wire = cipher.encrypt(bytes(60));
    wire[at] = (wire[at] as number) ^ 0x01;
    let text: Buffer | undefined;
    try {
      text = cipher.decrypt(wire);
    } catch (error) {
      assert.ok(error instanceof FrameError && error.code === "BAD_CIPHERTEXT");
    }
    // A damaged block is a random one: about 1 in 65536 has a padding by chance, and then the frame's digest finds it.
    assert.notDeepEqual(text, bytes(60));
  }
});

test("a block that is no number below the modulus is refused", () => {
  refuses(Buffer.alloc(128, 0xff));
});

test("a body that is no whole number of blocks is refused", () => {
  for (const length of [0, 1, 127, 129, 255]) refuses(randomFillSync(Buffer.alloc(length)));
});

test("a body under another key never gives the text back", () => {
  const other = createRsaCipher(rsaPem(1024));
  let text: Buffer | undefined;
  try {
    text = cipher.decrypt(other.encrypt(bytes(60)));
  } catch (error) {
    assert.ok(error instanceof FrameError);
  }
  assert.notDeepEqual(text, bytes(60));
});

test("PKCS#8 and longer keys work, also with a modulus of a broken number of bytes", () => {
  for (const key of [rsaPem(1024, "pkcs8"), rsaPem(1028), rsaPem(2048)]) {
    const longer = createRsaCipher(key);
    assert.deepEqual(longer.decrypt(longer.encrypt(bytes(250))), bytes(250));
  }
});

test("a key that can't be used is named for what it is, without its text", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const locked = privateKey.export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-128-cbc",
    passphrase: "secret",
  }) as string;
  const edwards = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  const refusals: readonly (readonly [string, RegExp])[] = [
    ["", /^not an RSA private key in PEM form without passphrase$/],
    ["no key at all", /^not an RSA private key/],
    [publicKey.export({ type: "spki", format: "pem" }) as string, /^not an RSA private key/],
    [locked, /^not an RSA private key/],
    [edwards, /^an RSA private key is needed, this one is ed25519$/],
    [rsaPem(512), /^the RSA key has 512 bits; OpenD and its clients need 1024$/],
  ];
  for (const [key, message] of refusals) assert.throws(() => createRsaCipher(key), { message });
});
