import { Buffer } from "node:buffer";
import protobuf from "protobufjs";
import type { Command } from "./command.js";
import { messageType } from "./schema.js";

interface DefaultBodies {
  readonly request: Buffer;
  readonly c2s: Buffer;
}

const bodies = new Map<number, DefaultBodies>();

/**
 * The serialized `Request` that an empty body of `command` stands for: a C2S in
 * which only the required fields are set, to zero. Shared by all callers: not to
 * be written to.
 * @throws Error when the command has no such default (`emptyBody` is false).
 */
export function defaultRequestBody(command: Command): Buffer {
  return defaultBodies(command).request;
}

/** The serialized C2S alone, in the same terms as {@link defaultRequestBody}. */
export function defaultC2s(command: Command): Buffer {
  return defaultBodies(command).c2s;
}

function defaultBodies(command: Command): DefaultBodies {
  let known = bodies.get(command.protoId);
  if (known === undefined) {
    known = buildBodies(command);
    bodies.set(command.protoId, known);
  }
  return known;
}

function buildBodies(command: Command): DefaultBodies {
  const request =
    command.emptyBody && command.requestMessage !== null ? messageType(command.requestMessage) : undefined;
  const c2s = request?.fields.c2s?.resolvedType;
  if (request === undefined || !(c2s instanceof protobuf.Type)) {
    throw new Error(`${command.name} (${command.protoId}) has no default body: its C2S must be given`);
  }
  return { request: zeroMessage(request), c2s: zeroMessage(c2s) };
}

function zeroMessage(type: protobuf.Type): Buffer {
  return Buffer.from(type.encode(type.fromObject(zeroObject(type))).finish());
}

function zeroObject(type: protobuf.Type): Record<string, unknown> {
  const required = type.fieldsArray.filter((field) => field.required);
  return Object.fromEntries(
    required.map((field) => [
      field.name,
      field.resolvedType instanceof protobuf.Type ? zeroObject(field.resolvedType) : field.typeDefault,
    ]),
  );
}
