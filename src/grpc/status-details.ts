import { Buffer } from "node:buffer";
import { ErrorInfo as ErrorInfoMessage, QuotaFailure, RetryInfo } from "../../generated/ts/google/rpc/error_details.js";
import { Status } from "../../generated/ts/google/rpc/status.js";

/** `google.rpc.ErrorInfo`. */
export interface ErrorInfo {
  readonly reason: string;
  readonly domain: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** `google.rpc.QuotaFailure.Violation`. */
export interface QuotaViolationInfo {
  readonly subject: string;
  readonly description: string;
}

/** The parts of `google.rpc.Status` that we write and read. */
export interface StatusDetails {
  readonly code: number;
  readonly message: string;
  readonly errorInfo: ErrorInfo | null;
  /** `google.rpc.RetryInfo.retry_delay`, in milliseconds. */
  readonly retryAfterMs: number | null;
  /** `google.rpc.QuotaFailure`, where there is one. */
  readonly quota?: readonly QuotaViolationInfo[];
}

/** Trailer that carries a serialized `google.rpc.Status`. */
export const STATUS_DETAILS_KEY = "grpc-status-details-bin";

const TYPE_ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo";
const TYPE_RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";
const TYPE_QUOTA_FAILURE = "type.googleapis.com/google.rpc.QuotaFailure";

/** A serialized `google.rpc.Status`. */
export function encodeStatusDetails({ code, message, errorInfo, retryAfterMs, quota }: StatusDetails): Buffer {
  const details: Status["details"] = [];
  if (errorInfo !== null) {
    const info = ErrorInfoMessage.fromPartial({ ...errorInfo, metadata: { ...errorInfo.metadata } });
    details.push({ type_url: TYPE_ERROR_INFO, value: ErrorInfoMessage.encode(info).finish() });
  }
  if (retryAfterMs !== null) {
    const wholeMs = Math.ceil(retryAfterMs);
    const delay = { seconds: BigInt(Math.floor(wholeMs / 1000)), nanos: (wholeMs % 1000) * 1_000_000 };
    details.push({ type_url: TYPE_RETRY_INFO, value: RetryInfo.encode({ retry_delay: delay }).finish() });
  }
  if (quota !== undefined) {
    const failure = QuotaFailure.encode({ violations: quota.map((violation) => ({ ...violation })) });
    details.push({ type_url: TYPE_QUOTA_FAILURE, value: failure.finish() });
  }
  return Buffer.from(Status.encode({ code, message, details }).finish());
}

/**
 * Reads a serialized `google.rpc.Status`; details of other types are passed over.
 * @throws Error when the bytes are no such message.
 */
export function decodeStatusDetails(bytes: Uint8Array): StatusDetails {
  const { code, message, details } = Status.decode(bytes);
  let errorInfo: ErrorInfo | null = null;
  let retryAfterMs: number | null = null;
  let quota: readonly QuotaViolationInfo[] | undefined;
  for (const { type_url: typeUrl, value } of details) {
    if (value === undefined) continue;
    if (typeUrl === TYPE_ERROR_INFO) {
      const { reason = "", domain = "", metadata } = ErrorInfoMessage.decode(value);
      errorInfo = { reason, domain, metadata };
    } else if (typeUrl === TYPE_RETRY_INFO) {
      const { seconds = 0n, nanos = 0 } = RetryInfo.decode(value).retry_delay ?? {};
      retryAfterMs = Number(seconds) * 1000 + nanos / 1_000_000;
    } else if (typeUrl === TYPE_QUOTA_FAILURE) {
      const { violations } = QuotaFailure.decode(value);
      quota = violations.map(({ subject = "", description = "" }) => ({ subject, description }));
    }
  }
  return {
    code: code ?? 0,
    message: message ?? "",
    errorInfo,
    retryAfterMs,
    ...(quota === undefined ? {} : { quota }),
  };
}
