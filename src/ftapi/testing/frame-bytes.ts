import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

/** A frame for tests, with the faults that a test wants. */
export interface FrameParts {
  readonly protoId: number;
  readonly serialNo: number;
  readonly format?: number;
  /** In plain text: what the digest is made of. */
  readonly body: Uint8Array;
  /** What goes over the wire; default `body`. */
  readonly wireBody?: Uint8Array;
  readonly magic?: string;
  readonly version?: number;
  /** What the header says; default the length of the wire body. */
  readonly bodyLength?: number;
  readonly digest?: Uint8Array;
}

/** A frame's bytes, built apart from the production writer so that one can't hide a mistake of the other. */
export function frameBytes(parts: FrameParts): Buffer {
  const wireBody = parts.wireBody ?? parts.body;
  const header = new DataView(new ArrayBuffer(44));
  const magic = parts.magic ?? "FT";
  header.setUint8(0, magic.charCodeAt(0));
  header.setUint8(1, magic.charCodeAt(1));
  header.setUint32(2, parts.protoId, true);
  header.setUint8(6, parts.format ?? 0);
  header.setUint8(7, parts.version ?? 0);
  header.setUint32(8, parts.serialNo, true);
  header.setUint32(12, parts.bodyLength ?? wireBody.length, true);
  const digest = parts.digest ?? createHash("sha1").update(parts.body).digest();
  new Uint8Array(header.buffer).set(digest, 16);
  return Buffer.concat([new Uint8Array(header.buffer), wireBody]);
}
