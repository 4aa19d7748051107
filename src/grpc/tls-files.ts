import type { Buffer } from "node:buffer";
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createSecureContext } from "node:tls";

/** Where a TLS listener's certificate, key and client authorities stand; PEM. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
  /** Clients must then show a certificate of one of these authorities. */
  readonly clientCaFile: string | null;
}

export type TlsPart = "certFile" | "keyFile" | "clientCaFile";

/** What the files held, checked. */
export interface TlsIdentity {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly ca: Buffer | null;
  /** Of the listener's own certificate. */
  readonly sha256: string;
  readonly notAfterMs: number;
}

/** A file can't be used for TLS; the message is one line for the operator and holds no key. */
export class TlsFileError extends Error {
  override readonly name = "TlsFileError";
  readonly part: TlsPart;

  constructor(part: TlsPart, message: string) {
    super(message);
    this.part = part;
  }
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const MAX_FILE_BYTES = 1024 * 1024;

/** Reads and checks the files. @throws TlsFileError for the first that can't be used */
export async function readTlsFiles(files: TlsFiles, nowMs: number): Promise<TlsIdentity> {
  const cert = await read("certFile", files.certFile);
  const key = await read("keyFile", files.keyFile);
  const ca = files.clientCaFile === null ? null : await read("clientCaFile", files.clientCaFile);
  const [own] = certificatesOf("certFile", files.certFile, cert);
  if (own === undefined) throw new TlsFileError("certFile", `${files.certFile}: holds no PEM certificate`);
  if (files.clientCaFile !== null && ca !== null) certificatesOf("clientCaFile", files.clientCaFile, ca);
  if (!own.checkPrivateKey(privateKeyOf(files.keyFile, key))) {
    throw new TlsFileError(
      "keyFile",
      `${files.keyFile}: is not the private key of the certificate in ${files.certFile}`,
    );
  }
  checkValidity(files.certFile, own, nowMs);
  try {
    createSecureContext({ cert, key, ...(ca === null ? {} : { ca }) });
  } catch (error) {
    throw new TlsFileError("certFile", `${files.certFile}: can't be used for TLS: ${text(error)}`);
  }
  return { cert, key, ca, sha256: fingerprint(own.fingerprint256), notAfterMs: Date.parse(own.validTo) };
}

/** A fingerprint as keys name it: lower-case hex without colons. */
export function fingerprint(withColons: string): string {
  return withColons.replaceAll(":", "").toLowerCase();
}

async function read(part: TlsPart, path: string): Promise<Buffer> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new TlsFileError(part, `can't read ${path}: ${text(error)}`);
  }
  if (bytes.length > MAX_FILE_BYTES) throw new TlsFileError(part, `${path}: has more than ${MAX_FILE_BYTES} bytes`);
  return bytes;
}

function certificatesOf(part: TlsPart, path: string, pem: Buffer): X509Certificate[] {
  const blocks = pem.toString("latin1").match(PEM_CERTIFICATE) ?? [];
  if (blocks.length === 0) throw new TlsFileError(part, `${path}: holds no PEM certificate`);
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch (error) {
    throw new TlsFileError(part, `${path}: holds a certificate that can't be read: ${text(error)}`);
  }
}

function privateKeyOf(path: string, pem: Buffer): KeyObject {
  const head = pem.toString("latin1");
  if (!head.includes("PRIVATE KEY-----")) throw new TlsFileError("keyFile", `${path}: holds no PEM private key`);
  if (head.includes("ENCRYPTED")) {
    throw new TlsFileError(
      "keyFile",
      `${path}: the private key is encrypted; give one without a passphrase, mode 0600`,
    );
  }
  try {
    return createPrivateKey(pem);
  } catch {
    throw new TlsFileError("keyFile", `${path}: holds a private key that can't be read`);
  }
}

function checkValidity(path: string, { validFrom, validTo }: X509Certificate, nowMs: number): void {
  if (Date.parse(validTo) <= nowMs) {
    throw new TlsFileError("certFile", `${path}: the certificate expired on ${validTo}; no client would take it`);
  }
  if (Date.parse(validFrom) > nowMs) {
    throw new TlsFileError("certFile", `${path}: the certificate is not valid before ${validFrom}; check the clock`);
  }
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
