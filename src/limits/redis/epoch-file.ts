import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { EpochMemory, RememberedEpoch } from "./record-watch.js";

/** Heartbeats come every few seconds; the file needs the time far less exactly. */
const SAVE_EVERY_MS = 600_000;

/** Remembers in a file which Redis was in use, so that an emptied one is noticed by a gateway that was restarted too. */
export class EpochFile implements EpochMemory {
  private readonly path: string;
  private readonly onError: (error: Error) => void;
  private saved: RememberedEpoch | null = null;

  /** @param onError told when the file can't be written: then a restart forgets. */
  constructor(path: string, onError: (error: Error) => void) {
    this.path = path;
    this.onError = onError;
  }

  load(): RememberedEpoch | null {
    try {
      const { epoch, seenAtMs } = JSON.parse(readFileSync(this.path, "utf8")) as Partial<RememberedEpoch>;
      if (typeof epoch !== "string" || epoch === "" || typeof seenAtMs !== "number") return null;
      return { epoch, seenAtMs };
    } catch {
      return null;
    }
  }

  save(epoch: RememberedEpoch): void {
    const { saved } = this;
    if (saved?.epoch === epoch.epoch && Math.abs(epoch.seenAtMs - saved.seenAtMs) < SAVE_EVERY_MS) return;
    try {
      mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
      const next = `${this.path}.next`;
      writeFileSync(next, `${JSON.stringify(epoch)}\n`, { mode: 0o600 });
      renameSync(next, this.path);
    } catch (error) {
      this.onError(error instanceof Error ? error : new Error(String(error)));
    }
    // Also where it failed: the next try comes with the next turn, and not with the next heartbeat.
    this.saved = epoch;
  }
}
