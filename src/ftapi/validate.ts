import { isUtf8 } from "node:buffer";
import { WireError, WireReader, WireType } from "./wire.js";

/** A field as the check needs it; protobufjs' reflection has this shape. */
export interface FieldSchema {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly repeated: boolean;
  /** The nested message; an enum or null for everything else. */
  readonly resolvedType: object | null;
}

/** A message as the check needs it; a protobufjs `Type` is one. */
export interface MessageSchema {
  readonly fieldsById: { readonly [id: number]: FieldSchema };
  readonly fieldsArray: readonly FieldSchema[];
}

/** What is wrong with a message. */
export interface MessageFault {
  /** Where, such as `c2s.header.accID`. */
  readonly field: string;
  /** What, such as `is missing`. */
  readonly problem: string;
}

const WIRE_TYPES: Readonly<Record<string, number>> = {
  double: WireType.fixed64,
  fixed64: WireType.fixed64,
  sfixed64: WireType.fixed64,
  float: WireType.fixed32,
  fixed32: WireType.fixed32,
  sfixed32: WireType.fixed32,
  string: WireType.bytes,
  bytes: WireType.bytes,
};

/** Official messages nest 6 deep at most; a hostile body stops here. */
const MAX_DEPTH = 32;

/**
 * Checks that `bytes` are a message of `schema`, without decoding it: encoding,
 * wire types, UTF-8, required fields, and no singular field twice (a decoder
 * would merge or drop one of them, so what is checked would not be what OpenD
 * acts on). Unknown fields pass. Returns null when all is well.
 */
export function findMessageFault(schema: MessageSchema, bytes: Uint8Array): MessageFault | null {
  return checkMessage(schema, new WireReader(bytes), "", 0);
}

function checkMessage(schema: MessageSchema, reader: WireReader, path: string, depth: number): MessageFault | null {
  if (depth > MAX_DEPTH) return { field: path, problem: "is nested too deep" };
  const seen = new Set<number>();
  let current = path;
  try {
    while (reader.next()) {
      const field = schema.fieldsById[reader.fieldNumber];
      current = path;
      if (field === undefined) {
        reader.skip();
        continue;
      }
      current = path === "" ? field.name : `${path}.${field.name}`;
      if (seen.has(field.id) && !field.repeated) return { field: current, problem: "appears twice" };
      seen.add(field.id);
      const fault = checkField(field, reader, current, depth);
      if (fault !== null) return fault;
    }
  } catch (error) {
    if (error instanceof WireError) return { field: current === "" ? "body" : current, problem: `is broken: ${error.message}` };
    throw error;
  }
  for (const field of schema.fieldsArray) {
    if (field.required && !seen.has(field.id)) {
      return { field: path === "" ? field.name : `${path}.${field.name}`, problem: "is missing" };
    }
  }
  return null;
}

function checkField(field: FieldSchema, reader: WireReader, path: string, depth: number): MessageFault | null {
  const nested = nestedSchema(field);
  const expected = nested === null ? (WIRE_TYPES[field.type] ?? WireType.varint) : WireType.bytes;
  const packed = field.repeated && expected !== WireType.bytes && reader.wireType === WireType.bytes;
  if (reader.wireType !== expected && !packed) {
    return { field: path, problem: `has wire type ${reader.wireType}, expected ${expected} (${field.type})` };
  }
  if (nested !== null) return checkMessage(nested, reader.message(), path, depth + 1);
  if (field.type === "string") return isUtf8(reader.view()) ? null : { field: path, problem: "is not UTF-8" };
  if (packed) return checkPacked(expected, reader.message(), path);
  reader.skip();
  return null;
}

function checkPacked(wireType: number, reader: WireReader, path: string): MessageFault | null {
  reader.wireType = wireType;
  try {
    while (reader.pos < reader.end) reader.skip();
  } catch (error) {
    if (error instanceof WireError) return { field: path, problem: `is broken: ${error.message}` };
    throw error;
  }
  return null;
}

function nestedSchema(field: FieldSchema): MessageSchema | null {
  const type = field.resolvedType;
  return type !== null && "fieldsById" in type ? (type as MessageSchema) : null;
}
