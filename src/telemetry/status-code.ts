/**
 * Names of the gRPC status codes by number, in the style of Go's client, which
 * the usual Prometheus dashboards expect (facts: node-grpc.md B3).
 */
export const statusCodeNames = [
  "OK",
  "Canceled",
  "Unknown",
  "InvalidArgument",
  "DeadlineExceeded",
  "NotFound",
  "AlreadyExists",
  "PermissionDenied",
  "ResourceExhausted",
  "FailedPrecondition",
  "Aborted",
  "OutOfRange",
  "Unimplemented",
  "Internal",
  "Unavailable",
  "DataLoss",
  "Unauthenticated",
] as const;

const UNKNOWN = 2;

/** `code`, or Unknown for a number that is no status code. */
export function knownStatusCode(code: number): number {
  return Number.isInteger(code) && code >= 0 && code < statusCodeNames.length ? code : UNKNOWN;
}
