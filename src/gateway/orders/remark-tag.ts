import { findPacketIdSlot, type PacketIdSlot } from "../../ftapi/packet-id.js";
import { withRemark } from "../../ftapi/remark.js";

/** Without letters and digits that people mix up. */
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
const TAG_CHARACTERS = 10;

/** A short text that finds an order again in the order list: 50 random bits. */
export function newRemarkTag(randomBytes: (count: number) => Uint8Array): string {
  let tag = "og-";
  for (const byte of randomBytes(TAG_CHARACTERS)) tag += ALPHABET[byte % ALPHABET.length];
  return tag;
}

/** What is sent in place of the caller's body. */
export interface TaggedBody {
  readonly body: Uint8Array;
  readonly packetId: PacketIdSlot;
}

/** The order with the tag as its remark; null where the caller has a remark of its own, or the command has none. */
export function taggedBody(protoId: number, body: Uint8Array, tag: string): TaggedBody | null {
  const filled = withRemark(protoId, body, tag);
  return filled === null ? null : { body: filled, packetId: findPacketIdSlot(filled) };
}
