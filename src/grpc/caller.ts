import type { Metadata, ServerUnaryCall } from "@grpc/grpc-js";
import type { Authenticator } from "../auth/authenticator.js";
import { OPEN_MODE } from "../auth/principal.js";
import { GatewayError } from "../errors/gateway-error.js";
import type { Caller } from "../gateway/caller.js";

/** Tells several programs of one host apart. */
export const CLIENT_ID_KEY = "x-client-id";
/** Whether reads subscribe by themselves, for this call. */
export const AUTO_SUBSCRIBE_KEY = "x-opend-auto-subscribe";

const CLIENT_ID = /^[\x21-\x7e]{1,64}$/;
const LOCAL = "local";

/** Metadata with the key: `Bearer <token>`. */
export const AUTHORIZATION_KEY = "authorization";

/** What a call shows of who makes it. */
export interface CallSource {
  /** As grpc-js names it: `host:port`, or something without a port for a Unix socket. */
  readonly peer: string;
  readonly metadata: Metadata;
  /** SHA-256 of the client's certificate, lower-case hex: {@link certificateOf}. Asked for only when a key is bound to one. */
  readonly certificate: () => string | null;
}

/**
 * Who makes a call.
 * @param authenticator null: open mode, in which `authorization` says nothing.
 * @throws GatewayError UNAUTHENTICATED or AUTH_THROTTLED; INVALID_REQUEST naming other metadata.
 */
export function callerOf(source: CallSource, authenticator: Authenticator | null, autoSubscribe: boolean): Caller {
  const { peer, metadata } = source;
  const host = peerHost(peer);
  const principal = authenticator === null ? OPEN_MODE : authenticator.authenticate(credentialsOf(source, host));
  const clientId = single(metadata, CLIENT_ID_KEY);
  if (clientId !== null && !CLIENT_ID.test(clientId)) {
    throw new GatewayError(
      "INVALID_REQUEST",
      `metadata ${CLIENT_ID_KEY} must be 1 to 64 printable ASCII characters without spaces; nothing was sent`,
    );
  }
  const { key } = principal;
  const holder = key === null ? host : `key:${withoutSlash(key.id)}`;
  const id = clientId === null ? holder : `${holder}/${clientId}`;
  return {
    id,
    owner: key === null ? id : `key:${key.id}`,
    principal,
    host,
    autoSubscribe: autoSubscribeOf(metadata) ?? autoSubscribe,
  };
}

/** Reads the certificate of a call's client; `call` is a call of grpc-js. */
export function certificateOf(call: Pick<ServerUnaryCall<unknown, unknown>, "getAuthContext">): () => string | null {
  return () => {
    const fingerprint = call.getAuthContext().sslPeerCertificate?.fingerprint256;
    return fingerprint === undefined ? null : fingerprint.replaceAll(":", "").toLowerCase();
  };
}

function credentialsOf(
  { metadata, certificate }: CallSource,
  host: string,
): Parameters<Authenticator["authenticate"]>[0] {
  return {
    authorization: metadata.get(AUTHORIZATION_KEY).map(String),
    host,
    get certificateSha256() {
      return certificate();
    },
  };
}

/** The client `b` of the key `a` is not the key `a/b`. */
function withoutSlash(keyId: string): string {
  return /[/%]/.test(keyId) ? encodeURIComponent(keyId) : keyId;
}

/** Without the port: a client that has one connection for calls and another one for its stream is one caller. */
export function peerHost(peer: string): string {
  // The port of a Unix socket's peer is missing, and so is its address.
  const colon = peer.lastIndexOf(":");
  if (colon <= 0 || peer.startsWith("unix:")) return LOCAL;
  const host = peer.slice(0, colon);
  // A listener for IPv6 sees IPv4 peers under such names.
  return host.startsWith("::ffff:") ? host.slice("::ffff:".length) : host;
}

function autoSubscribeOf(metadata: Metadata): boolean | null {
  const value = single(metadata, AUTO_SUBSCRIBE_KEY);
  if (value === null) return null;
  if (value === "true" || value === "false") return value === "true";
  throw new GatewayError(
    "INVALID_REQUEST",
    `metadata ${AUTO_SUBSCRIBE_KEY} must be "true" or "false"; nothing was sent`,
  );
}

/** @throws GatewayError when the key stands there twice. */
function single(metadata: Metadata, key: string): string | null {
  const [value, ...others] = metadata.get(key);
  if (value === undefined) return null;
  if (others.length === 0) return String(value);
  throw new GatewayError("INVALID_REQUEST", `metadata ${key} is there ${others.length + 1} times; write it once`);
}
