import { REASONS, type Reason, type StatusName } from "./reasons.js";

export interface GatewayErrorOptions {
  /** Whether the command may have reached OpenD. Default false. */
  readonly sent?: boolean;
  /** When repeating makes sense, in milliseconds; becomes RetryInfo. */
  readonly retryAfterMs?: number | null;
  readonly protoId?: number;
  /** Goes into the metadata of ErrorInfo, for programs: names in snake_case. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** For the log only; never leaves the process. */
  readonly cause?: unknown;
}

/** A refusal or failure of the gateway; the message is for callers and holds no internals. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly reason: Reason;
  readonly sent: boolean;
  readonly retryAfterMs: number | null;
  readonly protoId: number | null;
  readonly metadata: Readonly<Record<string, string>>;

  constructor(reason: Reason, message: string, options: GatewayErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.reason = reason;
    this.sent = options.sent ?? false;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.protoId = options.protoId ?? null;
    this.metadata = options.metadata ?? {};
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
