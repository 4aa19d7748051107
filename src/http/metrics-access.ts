import type { IncomingMessage } from "node:http";
import type { Authenticator } from "../auth/authenticator.js";
import { scopeBit } from "../auth/scopes.js";
import { type GatewayError, toGatewayError } from "../errors/gateway-error.js";

/** Why a scrape is refused. Texts are fixed: what differed could be probed. */
export interface Refusal {
  readonly status: 401 | 403 | 429;
  readonly error: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** For the operator only. */
export interface DeniedScrape {
  readonly host: string;
  /** null where the call had no valid key. */
  readonly keyId: string | null;
  readonly reason: string;
}

export interface MetricsAccessOptions {
  readonly authenticator: Pick<Authenticator, "authenticate">;
  readonly onDenied?: (denied: DeniedScrape) => void;
}

const METRICS_READ = scopeBit("metrics:read");

/** Lets through who shows a key with the scope metrics:read. */
export class MetricsAccess {
  readonly #options: MetricsAccessOptions;

  constructor(options: MetricsAccessOptions) {
    this.#options = options;
  }

  /** null: the request may pass. @throws what is no refusal */
  check(request: Pick<IncomingMessage, "headersDistinct" | "socket">): Refusal | null {
    const { authenticator, onDenied } = this.#options;
    const host = peerHost(request.socket.remoteAddress);
    try {
      const { key, scopes } = authenticator.authenticate({
        // `headers` would hide a second one.
        authorization: request.headersDistinct["authorization"] ?? [],
        host,
        certificateSha256: null,
      });
      if ((scopes & METRICS_READ) !== 0) return null;
      onDenied?.({ host, keyId: key?.id ?? null, reason: "the key has no scope metrics:read" });
      return { status: 403, error: "forbidden", headers: {} };
    } catch (error) {
      const refusal = toGatewayError(error);
      if (refusal.reason !== "UNAUTHENTICATED" && refusal.reason !== "AUTH_THROTTLED") throw error;
      onDenied?.({ host, keyId: null, reason: refusal.auditReason ?? refusal.reason });
      return refusalOf(refusal);
    }
  }
}

function refusalOf({ reason, retryAfterMs }: GatewayError): Refusal {
  if (reason === "UNAUTHENTICATED") {
    return { status: 401, error: "unauthenticated", headers: { "www-authenticate": "Bearer" } };
  }
  const seconds = Math.max(1, Math.ceil((retryAfterMs ?? 0) / 1000));
  return { status: 429, error: "too many failed attempts", headers: { "retry-after": String(seconds) } };
}

/** As the gRPC listener names addresses, so that failed attempts of both count together. */
function peerHost(address: string | undefined): string {
  if (address === undefined || address === "") return "local";
  return address.startsWith("::ffff:") ? address.slice("::ffff:".length) : address;
}
