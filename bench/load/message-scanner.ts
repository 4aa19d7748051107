import { Buffer } from "node:buffer";

const PREFIX_BYTES = 5;
/** Tag of PushEvent.proto_id: first in every data event, absent in control events. */
const TAG_PROTO_ID = (1 << 3) | 0;
const TAG_RECEIVED_AT = (105 << 3) | 0;
const NS_PER_MS = 1e6;

/** Counts the PushEvents in the bytes of one stream, and finds when the gateway read each of them. */
export class MessageScanner {
  /** Data events that were there in full. */
  messages = 0;
  bytes = 0;
  private readonly onReceivedAt: ((epochMs: number) => void) | null;
  private readonly prefix = Buffer.alloc(PREFIX_BYTES);
  private prefixBytes = 0;
  private missing = 0;
  private readonly parts: Buffer[] = [];

  /** @param onReceivedAt told `received_at` of each data event; null: events are only counted. */
  constructor(onReceivedAt: ((epochMs: number) => void) | null) {
    this.onReceivedAt = onReceivedAt;
  }

  push(chunk: Buffer, start: number, end: number): void {
    this.bytes += end - start;
    let at = start;
    while (at < end) {
      if (this.prefixBytes < PREFIX_BYTES) {
        at = this.readPrefix(chunk, at, end);
        continue;
      }
      const take = Math.min(this.missing, end - at);
      if (this.onReceivedAt !== null) this.keep(chunk.subarray(at, at + take));
      at += take;
      this.missing -= take;
      if (this.missing === 0) {
        this.prefixBytes = 0;
        this.messages++;
      }
    }
  }

  private readPrefix(chunk: Buffer, at: number, end: number): number {
    if (this.prefixBytes === 0 && end - at >= PREFIX_BYTES) {
      this.missing = chunk.readUInt32BE(at + 1);
      this.prefixBytes = PREFIX_BYTES;
      return at + PREFIX_BYTES;
    }
    this.prefix[this.prefixBytes++] = chunk[at] as number;
    if (this.prefixBytes === PREFIX_BYTES) this.missing = this.prefix.readUInt32BE(1);
    return at + 1;
  }

  private keep(part: Buffer): void {
    if (part.length < this.missing) {
      // The socket's buffer is used again.
      this.parts.push(Buffer.from(part));
      return;
    }
    const message = this.parts.length === 0 ? part : Buffer.concat([...this.parts, part]);
    this.parts.length = 0;
    if (message[0] !== TAG_PROTO_ID) return;
    const receivedAtMs = receivedAt(message);
    if (receivedAtMs !== null) this.onReceivedAt?.(receivedAtMs);
  }
}

/** PushEvent.received_at in epoch milliseconds, a few hundred nanoseconds exact: that is what a number holds. */
function receivedAt(message: Buffer): number | null {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; at < message.length; scale *= 128) {
      const byte = message[at++] as number;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new Error("an event ends in the middle of a number");
  };
  while (at < message.length) {
    const tag = varint();
    if (tag === TAG_RECEIVED_AT) return varint() / NS_PER_MS;
    const wireType = tag & 7;
    if (wireType === 0) varint();
    else if (wireType === 2) {
      // Not `at += varint()`, which would add to the place before the number.
      const length = varint();
      at += length;
    } else throw new Error(`an event has a field of wire type ${wireType}`);
  }
  return null;
}
