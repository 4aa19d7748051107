import type { Metadata } from "@grpc/grpc-js";
import { OPEN_MODE } from "../auth/principal.js";
import type { Caller } from "../gateway/caller.js";
import { GatewayError } from "../errors/gateway-error.js";

/** Tells several programs of one host apart. */
export const CLIENT_ID_KEY = "x-client-id";
/** Whether reads subscribe by themselves, for this call. */
export const AUTO_SUBSCRIBE_KEY = "x-opend-auto-subscribe";

const CLIENT_ID = /^[\x21-\x7e]{1,64}$/;
const LOCAL = "local";

/**
 * Who makes a call, from its peer and metadata.
 * @param peer as grpc-js names it: `host:port`, or something without a port for a Unix socket.
 * @throws GatewayError INVALID_REQUEST naming the metadata.
 */
export function callerOf(peer: string, metadata: Metadata, autoSubscribe: boolean): Caller {
  const host = peerHost(peer);
  const clientId = single(metadata, CLIENT_ID_KEY);
  if (clientId !== null && !CLIENT_ID.test(clientId)) {
    throw new GatewayError(
      "INVALID_REQUEST",
      `metadata ${CLIENT_ID_KEY} must be 1 to 64 printable ASCII characters without spaces; nothing was sent`,
    );
  }
  const id = clientId === null ? host : `${host}/${clientId}`;
  return {
    id,
    owner: id,
    principal: OPEN_MODE,
    host,
    autoSubscribe: autoSubscribeOf(metadata) ?? autoSubscribe,
  };
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
