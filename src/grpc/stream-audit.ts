import type { GatewayError } from "../errors/gateway-error.js";
import type { Caller } from "../gateway/caller.js";
import type { AuditEntry, AuditSink } from "../telemetry/audit-entry.js";

/** Writes who listened to pushes, from when to when, and who was not allowed to. */
export class StreamAudit {
  private readonly sink: AuditSink;
  private readonly requestId: string;

  constructor(sink: AuditSink, requestId: string) {
    this.sink = sink;
    this.requestId = requestId;
  }

  opened(caller: Caller): void {
    this.sink.note({ ...this.entry(caller, "stream_opened"), outcome: "allow" });
  }

  /** A stream that never stood: limits refuse floods of them, and a line for each would fill the disk. */
  refused(caller: Caller, { reason, auditReason }: GatewayError): void {
    if (reason !== "FORBIDDEN") return;
    const text = auditReason === null ? reason : `${reason}: ${auditReason}`;
    this.sink.note({ ...this.entry(caller, "stream_opened"), outcome: "reject", reason: text });
  }

  ended(caller: Caller, reason: string, durationMs: number): void {
    const entry = this.entry(caller, "stream_ended");
    this.sink.note({ ...entry, outcome: "success", reason, latency_ms: Math.round(durationMs) });
  }

  private entry({ principal, host }: Caller, event: "stream_opened" | "stream_ended"): Omit<AuditEntry, "outcome"> {
    return { event, iface: "grpc", key_id: principal.key?.id ?? null, peer: host, request_id: this.requestId };
  }
}
