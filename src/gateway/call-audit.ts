import { createHash } from "node:crypto";
import { type AccessTerms, isTradeCommand } from "../auth/access-terms.js";
import type { Command } from "../catalog/command.js";
import type { GatewayError } from "../errors/gateway-error.js";
import { RET_TYPE_SUCCESS } from "../ftapi/envelope.js";
import { WireError, WireReader, WireType } from "../ftapi/wire.js";
import type { Clock } from "../opend/clock.js";
import type { AuditEntry, AuditSink } from "../telemetry/audit-entry.js";
import type { AnswerNotes } from "./answer-notes.js";
import type { Caller } from "./caller.js";
import type { GatewayRequest } from "./gateway-call.js";
import { isRefusal } from "./opend-failure.js";
import { RefusalLines } from "./refusal-lines.js";

/** A call that is over. */
export interface EndedCall {
  readonly request: GatewayRequest;
  readonly command: Command | undefined;
  readonly terms: AccessTerms;
  /** OpenD's; null where there is no answer of it. */
  readonly retType: number | null;
  readonly s2c: Uint8Array | null;
  readonly error: GatewayError | null;
  readonly notes: AnswerNotes;
  readonly latencyMs: number;
}

const HASH_DIGITS = 16;
/** In the S2C of what places or changes an order: `orderID`, or `orderIDEx`, then `orderIDEx`. */
const ORDER_ID_FIELDS: ReadonlySet<number> = new Set([2, 3]);

/** Writes what was asked about accounts, what changes state, and what was forbidden into the audit log. */
export class CallAudit {
  private readonly sink: AuditSink;
  private readonly auditReads: boolean;
  private readonly watched = new Map<Command | undefined, boolean>();
  private readonly refusals: RefusalLines;

  /** @param auditReads whether answered reads of accounts are written down too: of busy programs they are gigabytes a day. */
  constructor(sink: AuditSink, auditReads: boolean, clock: Pick<Clock, "schedule">) {
    this.sink = sink;
    this.auditReads = auditReads;
    this.refusals = new RefusalLines(clock, sink);
  }

  /** Whether the end of such a call is written down; asked once a call. */
  wants(caller: Caller, command: Command | undefined, error: GatewayError | null): boolean {
    if (error === null) {
      return command?.effect === "read" ? this.auditReads && isTradeCommand(command) : this.watches(command);
    }
    const isRight = error.reason === "FORBIDDEN" || error.reason === "RATE_LIMITED";
    if (!isRight && !this.watches(command)) return false;
    return error.sent || this.refusals.admit(caller);
  }

  /** Writes what was counted and has no line yet. */
  close(): void {
    this.refusals.close();
  }

  write(call: EndedCall): void {
    this.sink.note(entryOf(call));
  }

  private watches(command: Command | undefined): boolean {
    let watched = this.watched.get(command);
    if (watched === undefined) {
      watched = command === undefined || command.effect !== "read" || isTradeCommand(command);
      this.watched.set(command, watched);
    }
    return watched;
  }
}

function entryOf({ request, command, terms, retType, s2c, error, notes, latencyMs }: EndedCall): AuditEntry {
  const { caller, protoId, requestId, body } = request;
  const reason = reasonOf(error, notes);
  const orderId = command?.scope === "trade" && s2c !== null ? orderIdOf(s2c) : null;
  const [accId] = terms.accIds;
  return {
    event: "call",
    iface: "grpc",
    key_id: caller.principal.key?.id ?? null,
    peer: caller.host,
    request_id: requestId,
    proto_id: protoId,
    ...(command === undefined ? {} : { command: command.name }),
    ...(accId === undefined || terms.accIds.length > 1 ? {} : { account: String(accId) }),
    ...(terms.trdEnv === null ? {} : { environment: terms.trdEnv === 0 ? "simulate" : "real" }),
    outcome: outcomeOf(command, retType, error),
    ...(reason === null ? {} : { reason }),
    args_hash: createHash("sha256").update(body).digest("hex").slice(0, HASH_DIGITS),
    ...(orderId === null ? {} : { order_id: orderId }),
    ...(notes.sentAs === null ? {} : { upstream: notes.sentAs.upstream, serial_no: notes.sentAs.serialNo }),
    latency_ms: Math.round(latencyMs * 1000) / 1000,
  };
}

function outcomeOf(
  command: Command | undefined,
  retType: number | null,
  error: GatewayError | null,
): AuditEntry["outcome"] {
  if (error !== null) return error.sent ? "unknown" : "reject";
  if (retType === RET_TYPE_SUCCESS) return "success";
  // OpenD itself may not know what became of a change.
  return command?.effect === "read" || (retType !== null && isRefusal(retType)) ? "failure" : "unknown";
}

function reasonOf(error: GatewayError | null, notes: AnswerNotes): string | null {
  if (error === null) return notes.replayed ? "replayed: the first answer to its idempotency key" : null;
  return error.auditReason === null ? error.reason : `${error.reason}: ${error.auditReason}`;
}

/** The order that a reply names, by number where it has one. */
function orderIdOf(s2c: Uint8Array): string | null {
  let text: string | null = null;
  try {
    const reader = new WireReader(s2c);
    while (reader.next()) {
      if (!ORDER_ID_FIELDS.has(reader.fieldNumber)) {
        reader.skip();
      } else if (reader.wireType === WireType.varint) {
        const orderId = reader.uint64();
        if (orderId !== 0n) return String(orderId);
      } else if (reader.wireType === WireType.bytes) {
        text = reader.string();
      } else {
        reader.skip();
      }
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
  }
  return text === "" ? null : text;
}
