import type { Metadata, ServerUnaryCall } from "@grpc/grpc-js";
import type { ApiKey } from "../auth/api-key.js";
import type { Authenticator, Credentials } from "../auth/authenticator.js";
import { OPEN_MODE, type Principal } from "../auth/principal.js";
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
  const principal = authenticator === null ? OPEN_MODE : authenticator.authenticate(new CallCredentials(source, host));
  const clientId = single(metadata, CLIENT_ID_KEY);
  if (clientId !== null && !CLIENT_ID.test(clientId)) {
    throw new GatewayError(
      "INVALID_REQUEST",
      `metadata ${CLIENT_ID_KEY} must be 1 to 64 printable ASCII characters without spaces; nothing was sent`,
    );
  }
  const { key } = principal;
  const names = key === null ? null : namesOf(key);
  const holder = names === null ? host : names.holder;
  const id = clientId === null ? holder : `${holder}/${clientId}`;
  return {
    id,
    owner: names === null ? id : names.owner,
    principal,
    host,
    autoSubscribe: autoSubscribeOf(metadata) ?? autoSubscribe,
  };
}

/** What grpc-js tells of a call before and after its message is read. */
export type AuthenticatedCall = Pick<ServerUnaryCall<unknown, unknown>, "getAuthContext" | "getPeer">;

/** Who a call's key belongs to. @throws GatewayError UNAUTHENTICATED or AUTH_THROTTLED. */
export function authenticate(call: AuthenticatedCall, metadata: Metadata, authenticator: Authenticator): Principal {
  const peer = call.getPeer();
  return authenticator.authenticate(
    new CallCredentials({ peer, metadata, certificate: certificateOf(call) }, peerHost(peer)),
  );
}

/** Reads the certificate of a call's client; `call` is a call of grpc-js. */
export function certificateOf(call: Pick<ServerUnaryCall<unknown, unknown>, "getAuthContext">): () => string | null {
  return () => {
    const fingerprint = call.getAuthContext().sslPeerCertificate?.fingerprint256;
    return fingerprint === undefined ? null : fingerprint.replaceAll(":", "").toLowerCase();
  };
}

/** Made for each call: an object with a getter of its own would cost ten times as much. */
class CallCredentials implements Credentials {
  readonly authorization: readonly string[];
  readonly host: string;
  private readonly certificate: () => string | null;

  constructor({ metadata, certificate }: CallSource, host: string) {
    // Only keys that end in `-bin` have values that are no strings.
    this.authorization = metadata.get(AUTHORIZATION_KEY) as string[];
    this.host = host;
    this.certificate = certificate;
  }

  get certificateSha256(): string | null {
    return this.certificate();
  }
}

interface KeyNames {
  /** What holds subscriptions where the caller has no name of its own. */
  readonly holder: string;
  readonly owner: string;
}

/** The same strings for each call of a key: maps have to hash a new one, whatever it says. */
const keyNames = new WeakMap<ApiKey, KeyNames>();

function namesOf(key: ApiKey): KeyNames {
  let names = keyNames.get(key);
  if (names === undefined) {
    names = { holder: `key:${withoutSlash(key.id)}`, owner: `key:${key.id}` };
    keyNames.set(key, names);
  }
  return names;
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
  const values = metadata.get(key);
  if (values.length === 0) return null;
  if (values.length === 1) return String(values[0]);
  throw new GatewayError("INVALID_REQUEST", `metadata ${key} is there ${values.length} times; write it once`);
}
