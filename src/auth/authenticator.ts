import { GatewayError } from "../errors/gateway-error.js";
import type { FailedAttempts } from "./failed-attempts.js";
import type { KeySet, VerifiedKey } from "./key-set.js";
import type { Principal } from "./principal.js";

/** What a call shows of its caller. */
export interface Credentials {
  /** All values of the `authorization` metadata or header. */
  readonly authorization: readonly string[];
  /** The peer's address without port; `local` for a Unix socket. */
  readonly host: string;
  /** SHA-256 of the client's certificate, lower-case hex. Asked for only when the key is bound to certificates: a getter will do. */
  readonly certificateSha256: string | null;
}

/** Why an authentication failed: for the operator only. */
export type AuthFailureCause =
  | "missing"
  | "several"
  | "not_bearer"
  | "unknown_token"
  | "expired"
  | "frozen"
  | "machine"
  | "network"
  | "certificate";

export interface AuthFailure {
  readonly cause: AuthFailureCause;
  readonly host: string;
  /** Of the key that the token belongs to. */
  readonly keyId: string | null;
  /** The address has failed too often: the caller was told AUTH_THROTTLED. */
  readonly throttled: boolean;
}

export interface AuthenticatorOptions {
  /** Asked at each call, so that a revocation counts at once. */
  readonly store: { readonly current: KeySet };
  readonly failures: FailedAttempts;
  /** Epoch milliseconds. */
  readonly wallMs: () => number;
  /** For metrics: it is called for each failure, throttled ones included. */
  readonly onFailure?: (failure: AuthFailure) => void;
}

const CAUSE_TEXTS: Readonly<Record<AuthFailureCause, string>> = {
  missing: "no authorization",
  several: "several authorization values",
  not_bearer: "authorization is no Bearer token",
  unknown_token: "unknown token",
  expired: "the key, or the grace of its old token, has expired",
  frozen: "the key is frozen",
  machine: "the key is not bound to this machine",
  network: "the address is outside the key's networks",
  certificate: "the client's certificate is not one of the key's",
};

/** Finds who calls. Nothing of it says to callers why one is refused, and no token leaves it. */
export class Authenticator {
  private readonly options: AuthenticatorOptions;

  constructor(options: AuthenticatorOptions) {
    this.options = options;
  }

  /**
   * A valid key passes even from an address that failed too often: a neighbour must not lock others out.
   * @throws GatewayError UNAUTHENTICATED with one text for every cause, or AUTH_THROTTLED; `auditReason` says why.
   */
  authenticate(credentials: Credentials): Principal {
    const { authorization } = credentials;
    const [value] = authorization;
    if (value === undefined) throw this.refusal(credentials, "missing", null);
    if (authorization.length > 1) throw this.refusal(credentials, "several", null);
    if (!isBearer(value)) throw this.refusal(credentials, "not_bearer", null);
    const verified = this.options.store.current.verify(value, BEARER.length);
    if (verified === null) throw this.refusal(credentials, "unknown_token", null);
    const cause = this.problem(verified, credentials);
    if (cause !== null) throw this.refusal(credentials, cause, verified.key.id);
    return verified.principal;
  }

  private problem(
    { key, expiresAtMs, locked, networks }: VerifiedKey,
    credentials: Credentials,
  ): AuthFailureCause | null {
    if (expiresAtMs !== Infinity && this.options.wallMs() >= expiresAtMs) return "expired";
    if (locked !== null) return locked;
    if (networks !== null && !networks.includes(credentials.host)) return "network";
    const { certificates } = key.binding;
    if (certificates === null) return null;
    const certificate = credentials.certificateSha256;
    return certificate !== null && certificates.has(certificate) ? null : "certificate";
  }

  private refusal({ host }: Credentials, cause: AuthFailureCause, keyId: string | null): GatewayError {
    const retryAfterMs = this.options.failures.add(host);
    this.options.onFailure?.({ cause, host, keyId, throttled: retryAfterMs !== null });
    const auditReason = CAUSE_TEXTS[cause] + (keyId === null ? "" : ` (key ${keyId})`);
    if (retryAfterMs === null) return new GatewayError("UNAUTHENTICATED", "unauthenticated", { auditReason });
    return new GatewayError("AUTH_THROTTLED", "too many calls without a valid key came from this address", {
      auditReason,
      retryAfterMs,
    });
  }
}

const BEARER = "bearer ";

/** The scheme is case-insensitive (RFC 9110 11.1); one space, and nothing is trimmed. */
function isBearer(value: string): boolean {
  if (value.length <= BEARER.length) return false;
  return value.startsWith("Bearer ") || value.slice(0, BEARER.length).toLowerCase() === BEARER;
}
