import { createHash } from "node:crypto";
import type { Command } from "../../catalog/command.js";
import type { AuditEntry } from "../../telemetry/audit-entry.js";
import type { GuardedCall } from "../pipeline-ports.js";
import type { OrderTerms } from "./order-terms.js";

const HASH_DIGITS = 16;

/** The line that stands on disk before an unlock leaves. Without a hash: that of a short password is as good as the password. */
export function unlockSentEntry({ protoId, name }: Command, { caller, requestId }: GuardedCall): AuditEntry {
  return {
    event: "order_sent",
    iface: "grpc",
    key_id: caller.principal.key?.id ?? null,
    peer: caller.host,
    request_id: requestId,
    proto_id: protoId,
    command: name,
    outcome: "allow",
  };
}

/** The line that stands on disk before an order's frame leaves. */
export function orderSentEntry({ protoId, name }: Command, call: GuardedCall, { header }: OrderTerms): AuditEntry {
  const { caller, requestId, body } = call;
  return {
    event: "order_sent",
    iface: "grpc",
    key_id: caller.principal.key?.id ?? null,
    peer: caller.host,
    request_id: requestId,
    proto_id: protoId,
    command: name,
    account: String(header.accId),
    environment: header.trdEnv === 0 ? "simulate" : "real",
    outcome: "allow",
    args_hash: createHash("sha256").update(body).digest("hex").slice(0, HASH_DIGITS),
  };
}
