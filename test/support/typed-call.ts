import { Buffer } from "node:buffer";
import { commands } from "../../src/catalog/catalog.js";
import { typedMethods } from "../../src/catalog/typed-method.js";
import { findC2s } from "../../src/ftapi/envelope.js";
import type { BytesOutcome, CallOptions, FutuClient } from "../../src/grpc/testing/futu-client.js";

const paths = new Map(
  typedMethods(commands).map(({ command, service, method }) => [command.protoId, `/${service}/${method}`]),
);

/** @throws Error for a command without a typed method. */
export function typedPath(protoId: number): string {
  const path = paths.get(protoId);
  if (path === undefined) throw new Error(`${protoId} has no typed method`);
  return path;
}

/** Calls a command's typed method. @param body a whole Request message */
export function typedCall(
  client: FutuClient,
  protoId: number,
  body: Uint8Array,
  options: CallOptions = {},
): Promise<BytesOutcome> {
  return client.unary(typedPath(protoId), typedBody(protoId, body), options);
}

/** What a typed method takes of a whole Request message. */
export function typedBody(protoId: number, body: Uint8Array): Buffer {
  const hasEnvelope = commands.find((command) => command.protoId === protoId)?.envelope === true;
  if (!hasEnvelope || body.length === 0) return Buffer.from(body);
  const { start, end } = findC2s(body);
  return Buffer.from(body.subarray(start, end));
}
