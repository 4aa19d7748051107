import { createHash } from "node:crypto";
import { GatewayError } from "../../errors/gateway-error.js";
import type { PacketIdSlot } from "../../ftapi/packet-id.js";
import type { IdempotencyMark } from "../../limits/orders/order-store.js";

/** Printable ASCII: what a metadata value can hold in every client. */
const KEY = /^[\x20-\x7e]{1,128}$/;

/** Before proto_id and body, so that another reading of the same bytes can't give the same hash. */
const DIGEST_CONTEXT = "opend-gateway request 1";

/**
 * What an idempotency key stands for: a body counts as the same whatever
 * PacketID it carries, as clients put a fresh serial number there.
 * @throws GatewayError INVALID_REQUEST for a key that is none.
 */
export function idempotencyMark(
  key: string,
  protoId: number,
  body: Uint8Array,
  packetId: PacketIdSlot | null,
): IdempotencyMark {
  if (!KEY.test(key)) {
    throw new GatewayError(
      "INVALID_REQUEST",
      "metadata idempotency-key must be 1 to 128 printable ASCII characters; nothing was sent",
      { protoId },
    );
  }
  const hash = createHash("sha256").update(`${DIGEST_CONTEXT} ${protoId}\n`);
  if (packetId === null) hash.update(body);
  else {
    // The length of the c2s goes with its PacketID; where it begins and ends is said by what stands around it.
    const { c2sLengthStart, c2sStart, c2sEnd, packetIdStart, packetIdEnd } = packetId;
    hash.update(`${c2sLengthStart} ${body.length - c2sEnd}\n`);
    for (const [start, end] of [
      [0, c2sLengthStart],
      [c2sStart, packetIdStart],
      [packetIdEnd, body.length],
    ] as const) {
      hash.update(body.subarray(start, end));
    }
  }
  return { key, bodySha256: hash.digest("hex") };
}
