import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

/** What unlocks trading. */
export interface UnlockSecret {
  /**
   * Lower-case hex MD5 of the trade password, read anew at each call.
   * @throws Error that names the file and its problem, never what stands in it.
   */
  readMd5(): Promise<string>;
}

/** No password is near it: what is longer is another file. */
const MAX_BYTES = 1024;
const MD5_HEX = /^[0-9a-fA-F]{32}$/;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A file that holds the trade password, or its MD5; read when it is needed and forgotten after it. */
export class UnlockSecretFile implements UnlockSecret {
  private readonly path: string;
  private readonly holds: "password" | "md5";

  constructor(path: string, holds: "password" | "md5") {
    this.path = path;
    this.holds = holds;
  }

  async readMd5(): Promise<string> {
    const bytes = Buffer.alloc(MAX_BYTES + 1);
    try {
      const secret = withoutLineEnd(bytes.subarray(0, await this.read(bytes)));
      if (secret.length === 0) throw new Error(`${this.path} is empty`);
      if (this.holds === "password") return createHash("md5").update(secret).digest("hex");
      const md5 = secret.toString("latin1");
      if (!MD5_HEX.test(md5)) throw new Error(`${this.path} holds no MD5: it must be 32 hex digits`);
      return md5.toLowerCase();
    } finally {
      bytes.fill(0);
    }
  }

  private async read(bytes: Buffer): Promise<number> {
    const file = await open(this.path, "r");
    try {
      let length = 0;
      for (;;) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length);
        length += bytesRead;
        if (length > MAX_BYTES) throw new Error(`${this.path} has over ${MAX_BYTES} bytes: it is no password file`);
        if (bytesRead === 0) return length;
      }
    } finally {
      await file.close();
    }
  }
}

/** Editors put one behind the last line. */
function withoutLineEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  if (bytes[end - 1] === LINE_FEED) end--;
  if (end < bytes.length && bytes[end - 1] === CARRIAGE_RETURN) end--;
  return bytes.subarray(0, end);
}
