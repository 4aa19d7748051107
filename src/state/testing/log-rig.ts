import { Buffer } from "node:buffer";
import * as fs from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { AppendLog, type AppendLogOptions, type LogFile } from "../append-log.js";
import type { StateError } from "../state-error.js";

/** A state folder of its own, with a clock and timers that stand still. */
export class LogRig {
  readonly folder: string;
  readonly errors: StateError[] = [];
  readonly timers: { delayMs: number; task: () => void }[] = [];
  nowMs = Date.now();

  constructor(t: TestContext) {
    const parent = fs.mkdtempSync(join(tmpdir(), "append-log-"));
    this.folder = join(parent, "state");
    t.after(() => fs.rmSync(parent, { recursive: true, force: true }));
  }

  open(options: Partial<AppendLogOptions> = {}): AppendLog {
    return AppendLog.open(this.folder, {
      maxSegmentBytes: 1 << 20,
      maxAgeMs: 600_000,
      onError: (error) => this.errors.push(error),
      wallMs: () => this.nowMs,
      schedule: (delayMs, task) => {
        const timer = { delayMs, task };
        this.timers.push(timer);
        return () => this.timers.splice(this.timers.indexOf(timer), 1);
      },
      ...options,
    });
  }

  segments(): readonly string[] {
    return fs
      .readdirSync(this.folder)
      .filter((name) => name.endsWith(".log"))
      .sort()
      .map((name) => join(this.folder, name));
  }

  /** The records that the next run finds. */
  async read(): Promise<readonly string[]> {
    const log = this.open();
    const texts = textsOf(log);
    await log.close();
    return texts;
  }
}

export function textsOf(log: AppendLog): readonly string[] {
  return [...log.entries()].map((entry) => Buffer.from(entry).toString());
}

export function append(log: AppendLog, ...texts: readonly string[]): void {
  for (const text of texts) log.append(Buffer.from(text));
}

/** A file whose writes a test sees or stops. */
export function spy(
  file: LogFile,
  write: (bytes: Uint8Array, offset: number, length: number) => Promise<{ bytesWritten: number }>,
): LogFile {
  return { write: write as unknown as LogFile["write"], sync: () => file.sync(), close: () => file.close() };
}

/** A disk that takes so many bytes more. */
export class Disk {
  freeBytes = Number.POSITIVE_INFINITY;

  readonly createFile = async (path: string): Promise<LogFile> => {
    const file = await open(path, "wx", 0o600);
    return spy(file, async (bytes, offset, length) => {
      if (this.freeBytes === 0) throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
      const taken = Math.min(length, this.freeBytes);
      const written = await file.write(bytes, offset, taken);
      this.freeBytes -= written.bytesWritten;
      return written;
    });
  };
}
