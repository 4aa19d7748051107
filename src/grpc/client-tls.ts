import type { Buffer } from "node:buffer";
import { type ChannelCredentials, credentials } from "@grpc/grpc-js";

/** How a client speaks TLS; PEM. */
export interface ClientTls {
  /** Authorities to trust; null: those that Node trusts. */
  readonly ca: Buffer | null;
  /** The client's own certificate and its key. */
  readonly identity: { readonly cert: Buffer; readonly key: Buffer } | null;
}

/** @param tls null or absent: plain text. @throws the library's error where a file is no PEM */
export function channelCredentials(tls: ClientTls | null | undefined): ChannelCredentials {
  if (tls == null) return credentials.createInsecure();
  const { ca, identity } = tls;
  return identity === null ? credentials.createSsl(ca) : credentials.createSsl(ca, identity.key, identity.cert);
}
