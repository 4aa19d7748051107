import { Buffer } from "node:buffer";
import { RET_TYPE_SUCCESS, readReply } from "../ftapi/envelope.js";
import { WireError } from "../ftapi/wire.js";

export interface StaticCacheOptions {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Of all answers and their keys together. */
  readonly maxBytes: number;
}

/** One answer may take this share of the room: the list of a whole market must not drive all others out. */
const MAX_SHARE = 0.25;
/** What an entry costs beside its bytes, about. */
const ENTRY_BYTES = 200;

interface Entry {
  readonly reply: Buffer;
  readonly keptAtMs: number;
  readonly bytes: number;
}

/** Answers that are the same for everybody and change from day to day at most: kept for as long as the table says. */
export class StaticCache {
  private readonly options: StaticCacheOptions;
  /** The one that was used longest ago comes first. */
  private readonly entries = new Map<string, Entry>();
  private heldBytes = 0;
  private epoch = 0;

  constructor(options: StaticCacheOptions) {
    this.options = options;
  }

  get bytes(): number {
    return this.heldBytes;
  }

  /** Grows with each {@link clear}: an answer that was asked for before it must not be kept after it. */
  get generation(): number {
    return this.epoch;
  }

  /** An answer that is at most so old. */
  get(key: string, maxAgeMs: number): Buffer | null {
    const entry = this.entries.get(key);
    if (entry === undefined) return null;
    this.entries.delete(key);
    if (this.options.now() - entry.keptAtMs >= maxAgeMs) {
      this.heldBytes -= entry.bytes;
      return null;
    }
    this.entries.set(key, entry);
    return entry.reply;
  }

  /** Keeps a copy of an answer, if it is a success and finds room. */
  keep(key: string, reply: Uint8Array, generation: number): void {
    const { maxBytes, now } = this.options;
    const bytes = reply.length + key.length + ENTRY_BYTES;
    if (generation !== this.epoch || bytes > maxBytes * MAX_SHARE || !isSuccess(reply)) return;
    this.drop(key);
    this.entries.set(key, { reply: Buffer.from(reply), keptAtMs: now(), bytes });
    this.heldBytes += bytes;
    for (const oldest of this.entries.keys()) {
      if (this.heldBytes <= maxBytes) return;
      this.drop(oldest);
    }
  }

  /** Forgets all: OpenD may be another one, or have logged in anew. */
  clear(): void {
    this.entries.clear();
    this.heldBytes = 0;
    this.epoch++;
  }

  private drop(key: string): void {
    this.heldBytes -= this.entries.get(key)?.bytes ?? 0;
    this.entries.delete(key);
  }
}

function isSuccess(reply: Uint8Array): boolean {
  try {
    return readReply(reply).retType === RET_TYPE_SUCCESS;
  } catch (error) {
    if (error instanceof WireError) return false;
    throw error;
  }
}
