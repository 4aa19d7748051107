/** One line of the audit log: never a token, a password or a body. Names as they stand in the file. */
export interface AuditEntry {
  /** What happened: `call` is a call's end, `order_sent` stands on disk before its frame leaves. */
  readonly event: "call" | "order_sent" | "stream_opened" | "stream_ended" | "auth_failed" | "keys_changed" | "settled";
  readonly iface: "grpc" | "http" | "cli" | "gateway";
  /** Of the key; null in open mode and where there is none. */
  readonly key_id: string | null;
  readonly peer: string;
  readonly request_id: string | null;
  readonly proto_id?: number;
  readonly command?: string;
  /** Decimal. */
  readonly account?: string;
  readonly environment?: "simulate" | "real";
  /** allow: sent or about to be; reject: refused by the gateway; success, failure: as OpenD answered; unknown. */
  readonly outcome: "allow" | "reject" | "success" | "failure" | "unknown";
  /** The gateway's reason, with the rule behind it where the caller is told less. */
  readonly reason?: string;
  /** First 16 hex digits of the SHA-256 of the body as the caller sent it. */
  readonly args_hash?: string;
  readonly order_id?: string;
  readonly upstream?: string;
  readonly serial_no?: number;
  readonly latency_ms?: number;
}

/** Where audit lines go. */
export interface AuditSink {
  /** Writes a line soon. Never throws. */
  note(entry: AuditEntry): void;
  /** Resolves when the line is on the disk. @throws GatewayError-free: rejects with an Error when it can't be written. */
  commit(entry: AuditEntry): Promise<void>;
  /** Whether lines can't be written at the moment. */
  readonly failing: boolean;
}
