import type { Buffer } from "node:buffer";
import { open } from "node:fs/promises";
import type { AuditFileHandle, OpenAuditFile } from "../audit-file.js";

/** What goes wrong with files of the audit log, switched at will; and what is counted. */
export class FileFaults {
  /** What a write fails with after so many bytes of it. */
  write: { readonly code: string; readonly afterBytes: number } | null = null;
  sync: string | null = null;
  truncate: string | null = null;
  syncs = 0;
  /** Called while a sync is under way. */
  onSync: () => void = () => undefined;

  readonly openFile: OpenAuditFile = async (path) => {
    const file = await open(path, "a+", 0o600);
    return this.#wrap(file);
  };

  #wrap(file: AuditFileHandle): AuditFileHandle {
    const fail = (code: string): never => {
      throw Object.assign(new Error(`${code}: made for a test`), { code });
    };
    const write = async (bytes: Buffer, offset: number, length: number) => {
      const { write: fault } = this;
      if (fault === null) return file.write(bytes, offset, length, null);
      if (fault.afterBytes > 0) await file.write(bytes, offset, Math.min(length, fault.afterBytes), null);
      return fail(fault.code);
    };
    const overrides = {
      write,
      datasync: async () => {
        this.syncs++;
        this.onSync();
        if (this.sync !== null) fail(this.sync);
        await file.datasync();
      },
      truncate: async (length: number) => {
        if (this.truncate !== null) fail(this.truncate);
        await file.truncate(length);
      },
      read: file.read.bind(file),
      stat: file.stat.bind(file),
      chmod: file.chmod.bind(file),
      close: file.close.bind(file),
    };
    return overrides as unknown as AuditFileHandle;
  }
}
