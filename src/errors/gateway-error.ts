import { REASONS, type Reason, type StatusName } from "./reasons.js";

export interface GatewayErrorOptions {
  /** Whether the command may have reached OpenD. Default false. */
  readonly sent?: boolean;
  /** When repeating makes sense, in milliseconds; becomes RetryInfo. */
  readonly retryAfterMs?: number | null;
  readonly protoId?: number;
  /** Goes into the metadata of ErrorInfo, for programs: names in snake_case. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** What was used up; becomes QuotaFailure. */
  readonly quota?: QuotaViolation | null;
  /** For the audit log only; never leaves the process. */
  readonly auditReason?: string;
  /** For the log only; never leaves the process. */
  readonly cause?: unknown;
}

/** `google.rpc.QuotaFailure.Violation`. Holds no key id, scope or account. */
export interface QuotaViolation {
  /** What the limit is on, such as `caller:quotes` or `opend:3203`. */
  readonly subject: string;
  /** The limit in words, such as `60 calls in 30 s`. */
  readonly description: string;
}

/** A refusal or failure of the gateway; the message is for callers and holds no internals. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly reason: Reason;
  readonly sent: boolean;
  readonly retryAfterMs: number | null;
  readonly protoId: number | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly quota: QuotaViolation | null;
  /** What the audit log says of a refusal whose text says less. */
  readonly auditReason: string | null;

  constructor(reason: Reason, message: string, options: GatewayErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.reason = reason;
    this.sent = options.sent ?? false;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.protoId = options.protoId ?? null;
    this.metadata = options.metadata ?? {};
    this.quota = options.quota ?? null;
    this.auditReason = options.auditReason ?? null;
  }

  get status(): StatusName {
    return REASONS[this.reason].status;
  }
}

/** Any thrown value as a {@link GatewayError}: what is not one of ours becomes INTERNAL without its text. */
export function toGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  return new GatewayError("INTERNAL", "internal error of the gateway", { cause: thrown });
}
