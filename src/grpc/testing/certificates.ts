import { Buffer } from "node:buffer";
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** A certificate made for a test, with its key; PEM. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
  readonly issuer: { readonly name: string; readonly privateKey: KeyObject };
}

export interface TestCertificateOptions {
  readonly name: string;
  /** Default: signed by itself, and an authority. */
  readonly issuer?: TestCertificate["issuer"];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const OID = {
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
  commonName: [0x55, 0x04, 0x03],
  basicConstraints: [0x55, 0x1d, 0x13],
  subjectAltName: [0x55, 0x1d, 0x11],
} as const;

/** Makes an X.509 v3 certificate for 127.0.0.1 and localhost (RFC 5280): Node reads them, and has no way to make one. */
export function makeCertificate(options: TestCertificateOptions): TestCertificate {
  const { name, notBefore = new Date(Date.now() - DAY_MS), notAfter = new Date(Date.now() + 30 * DAY_MS) } = options;
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const issuer = options.issuer ?? { name, privateKey };
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const isAuthority = options.issuer === undefined;
  const extensions = sequence(
    extension(OID.basicConstraints, sequence(...(isAuthority ? [der(0x01, [0xff])] : []))),
    extension(OID.subjectAltName, sequence(der(0x82, Buffer.from("localhost")), der(0x87, [127, 0, 0, 1]))),
  );
  const body = sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, [1, ...randomBytes(8)]),
    algorithm,
    commonName(issuer.name),
    sequence(time(notBefore), time(notAfter)),
    commonName(name),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  );
  const signature = sign("sha256", body, issuer.privateKey);
  const certificate = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.of(0), signature])));
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64")}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    issuer: { name, privateKey },
  };
}

function der(tag: number, content: Uint8Array | readonly number[]): Buffer {
  const bytes = Buffer.from(content);
  const { length } = bytes;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...head), bytes]);
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function oid(bytes: readonly number[]): Buffer {
  return der(0x06, bytes);
}

function commonName(name: string): Buffer {
  return sequence(der(0x31, sequence(oid(OID.commonName), der(0x0c, Buffer.from(name)))));
}

function extension(id: readonly number[], value: Buffer): Buffer {
  return sequence(oid(id), der(0x04, value));
}

/** GeneralizedTime, which takes every year. */
function time(date: Date): Buffer {
  return der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z`));
}
