import { Buffer } from "node:buffer";
import type { OrderTicket, OrderTrace, SettledOutcome } from "./order-store.js";

/** Raised by whoever changes what a record means: an older gateway must not misread it. */
const VERSION = 1;

/** One entry of the orders log. */
export type OrderRecord =
  | {
      readonly type: "admitted";
      readonly ticket: OrderTicket;
      /** Epoch milliseconds. */
      readonly wallMs: number;
      readonly countsAsOrder: boolean;
      readonly bodySha256: string | null;
      readonly trace: OrderTrace;
    }
  | { readonly type: "settled"; readonly id: string; readonly outcome: SettledOutcome }
  /** The admission was not on the disk in time, so the order was refused. */
  | { readonly type: "withdrawn"; readonly id: string };

/** A record as the log keeps it: JSON, so that an operator can read it. */
export function encodeOrderRecord(record: OrderRecord): Buffer {
  const fields =
    record.type === "settled" && "reply" in record.outcome
      ? { ...record, outcome: { ...record.outcome, reply: base64(record.outcome.reply) } }
      : record;
  return Buffer.from(JSON.stringify({ v: VERSION, ...fields }));
}

/**
 * Reads what {@link encodeOrderRecord} wrote; the log's checksum vouches for the bytes.
 * @throws Error for a record of another version.
 */
export function decodeOrderRecord(bytes: Uint8Array): OrderRecord {
  const fields: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"));
  if (typeof fields !== "object" || fields === null || !("v" in fields) || fields.v !== VERSION) {
    throw new Error("the orders log was written by another version of the gateway");
  }
  const record = fields as unknown as OrderRecord;
  if (record.type !== "settled" || !("reply" in record.outcome)) return record;
  const reply = Buffer.from(record.outcome.reply as unknown as string, "base64");
  return { ...record, outcome: { ...record.outcome, reply } };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
