import { hash } from "node:crypto";
import pino from "pino";
import type { AuditEntry } from "./audit-entry.js";

/** `prev` of the first line of all. */
export const NO_LINE_BEFORE = "0".repeat(64);
/** Far more than any field needs; what a caller sends (a request id, a list in a reason) must not fill the disk. */
const MAX_FIELD_CHARS = 512;
/** Nothing that looks like a token is written, whatever field it got into. */
const TOKEN = /fc_[0-9a-f]{16,}/gi;

/** What the log says of itself. */
export type AuditNotice =
  | { readonly event: "audit.opened" | "audit.closed" }
  /** The end of a line that a crash cut off stands on the line before, with so many bytes and this hash. */
  | { readonly event: "audit.recovered"; readonly torn_bytes: number; readonly torn_sha256: string }
  /** Lines could not be written for a while; so many are lost. */
  | { readonly event: "audit.resumed"; readonly lost_lines: number; readonly failing_ms: number }
  /** The file was not what it was any more. */
  | { readonly event: "audit.reopened"; readonly why: ReopenReason };

export type ReopenReason = "asked" | "moved" | "removed" | "truncated" | "written by another";

/** Where a chain of lines stands. */
export interface ChainEnd {
  /** Of the last line; 0 where there is none. */
  readonly seq: number;
  /** SHA-256 of the last line without its line end, in hex. */
  readonly hash: string;
}

export const CHAIN_START: ChainEnd = { seq: 0, hash: NO_LINE_BEFORE };

// Only these are written: an object that carries more than its type says can't bring a secret in.
const ENTRY_FIELDS = [
  "event",
  "iface",
  "key_id",
  "peer",
  "request_id",
  "proto_id",
  "command",
  "account",
  "environment",
  "outcome",
  "reason",
  "args_hash",
  "order_id",
  "upstream",
  "serial_no",
  "latency_ms",
] as const satisfies readonly (keyof AuditEntry)[];

/** Each field of an entry must be in the list above. */
type Unlisted = Exclude<keyof AuditEntry, (typeof ENTRY_FIELDS)[number]>;
const allListed: [Unlisted] extends [never] ? true : never = true;
void allListed;

/** Makes the lines of a chain. */
export class AuditLineWriter {
  readonly #pino: pino.Logger;
  #line = "";
  #timeMs = 0;

  constructor() {
    this.#pino = pino(
      {
        level: "info",
        base: null,
        timestamp: () => `,"time":"${new Date(this.#timeMs).toISOString()}"`,
        formatters: { level: (label) => ({ level: label }) },
      },
      {
        write: (line: string) => {
          this.#line = line;
        },
      },
    );
  }

  /** The line that follows `end`, with its line end, and where the chain stands then. */
  next(
    end: ChainEnd,
    timeMs: number,
    record: AuditEntry | AuditNotice,
  ): { readonly line: string; readonly end: ChainEnd } {
    this.#timeMs = timeMs;
    const seq = end.seq + 1;
    const fields = { seq, prev: end.hash, ...("iface" in record ? entryFields(record) : record) };
    if (isWarning(record)) this.#pino.warn(fields);
    else this.#pino.info(fields);
    const line = this.#line;
    return { line, end: { seq, hash: hashLine(line.slice(0, -1)) } };
  }
}

/** SHA-256 of a line without its line end, in hex. */
export function hashLine(line: string | Uint8Array): string {
  return hash("sha256", line);
}

/** What verifying needs of a line; null for what is none. */
export interface ReadLine {
  readonly seq: number;
  readonly prev: string;
  readonly time: string;
  readonly event: string;
  readonly tornBytes: number | null;
  readonly tornSha256: string | null;
}

export function readAuditLine(line: Uint8Array): ReadLine | null {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString("utf8"));
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { seq, prev, time, event, torn_bytes, torn_sha256 } = value as Readonly<Record<string, unknown>>;
  if (typeof seq !== "number" || !Number.isSafeInteger(seq) || seq < 1) return null;
  if (typeof prev !== "string" || !/^[0-9a-f]{64}$/.test(prev)) return null;
  if (typeof time !== "string" || typeof event !== "string") return null;
  return {
    seq,
    prev,
    time,
    event,
    tornBytes: typeof torn_bytes === "number" ? torn_bytes : null,
    tornSha256: typeof torn_sha256 === "string" ? torn_sha256 : null,
  };
}

function isWarning(record: AuditEntry | AuditNotice): boolean {
  if ("iface" in record) return record.outcome === "reject" || record.outcome === "unknown";
  return record.event !== "audit.opened" && record.event !== "audit.closed";
}

/** Trd_UnlockTrade: a hash of its body would be one of the password, which has six digits at times. */
const UNLOCK_PROTO_ID = 2005;

function entryFields(entry: AuditEntry): Record<string, string | number | null> {
  const fields: Record<string, string | number | null> = {};
  for (const name of ENTRY_FIELDS) {
    const value = name === "args_hash" && entry.proto_id === UNLOCK_PROTO_ID ? undefined : entry[name];
    if (value !== undefined) fields[name] = typeof value === "string" ? bounded(value) : value;
  }
  return fields;
}

function bounded(text: string): string {
  const short = text.length <= MAX_FIELD_CHARS ? text : `${text.slice(0, MAX_FIELD_CHARS)}...`;
  return short.includes("_") ? short.replace(TOKEN, "fc_***") : short;
}
