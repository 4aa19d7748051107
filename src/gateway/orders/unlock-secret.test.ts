import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { UnlockSecretFile } from "./unlock-secret.js";

const MD5_OF_123456 = "e10adc3949ba59abbe56e057f20f883e";

describe("the secret that unlocks", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "unlock-secret-"));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  async function file(content: string): Promise<string> {
    const path = join(folder, "secret");
    await writeFile(path, content, { mode: 0o600 });
    return path;
  }

  it("is the MD5 of the password, without the line's end", async () => {
    for (const content of ["123456", "123456\n", "123456\r\n"]) {
      assert.equal(await new UnlockSecretFile(await file(content), "password").readMd5(), MD5_OF_123456);
    }
    assert.notEqual(await new UnlockSecretFile(await file("123456 "), "password").readMd5(), MD5_OF_123456);
  });

  it("may be the MD5 itself, in small or large letters", async () => {
    for (const content of [MD5_OF_123456, `${MD5_OF_123456.toUpperCase()}\n`]) {
      assert.equal(await new UnlockSecretFile(await file(content), "md5").readMd5(), MD5_OF_123456);
    }
  });

  it("is read anew: a changed file counts at once", async () => {
    const secret = new UnlockSecretFile(await file("old"), "password");
    const old = await secret.readMd5();
    await file("123456");
    assert.notEqual(old, MD5_OF_123456);
    assert.equal(await secret.readMd5(), MD5_OF_123456);
  });

  it("that is missing, empty, too long or no MD5 is named without its content", async () => {
    const missing = new UnlockSecretFile(join(folder, "nothing"), "password");
    await assert.rejects(missing.readMd5(), /nothing/);
    await assert.rejects(new UnlockSecretFile(await file("\n"), "password").readMd5(), /is empty/);
    await assert.rejects(new UnlockSecretFile(await file("x".repeat(1025)), "password").readMd5(), /over 1024 bytes/);
    await assert.rejects(new UnlockSecretFile(await file("hunter2"), "md5").readMd5(), (error) => {
      assert.ok(error instanceof Error);
      assert.match(error.message, /no MD5/);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    });
  });
});
