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
  const fault = checkMessage(schema, new WireReader(bytes), 0);
  return fault === null || fault.field !== "" ? fault : { field: "body", problem: fault.problem };
}

/** Faults come up with a path relative to the message: paths are only built when there is one. */
function checkMessage(schema: MessageSchema, reader: WireReader, depth: number): MessageFault | null {
  if (depth > MAX_DEPTH) return { field: "", problem: "is nested too deep" };
  const seen: number[] = [];
  let current: FieldSchema | undefined;
  try {
    while (true) {
      current = undefined;
      if (!reader.next()) break;
      current = schema.fieldsById[reader.fieldNumber];
      if (current === undefined) {
        reader.skip();
        continue;
      }
      if (!seen.includes(current.id)) seen.push(current.id);
      else if (!current.repeated) return { field: current.name, problem: "appears twice" };
      const fault = checkField(current, reader, depth);
      if (fault !== null) return within(current.name, fault);
    }
  } catch (error) {
    if (error instanceof WireError) return { field: current?.name ?? "", problem: `is broken: ${error.message}` };
    throw error;
  }
  for (const field of schema.fieldsArray) {
    if (field.required && !seen.includes(field.id)) return { field: field.name, problem: "is missing" };
  }
  return null;
}

function within(name: string, fault: MessageFault): MessageFault {
  return { field: fault.field === "" ? name : `${name}.${fault.field}`, problem: fault.problem };
}

function checkField(field: FieldSchema, reader: WireReader, depth: number): MessageFault | null {
  const nested = nestedSchema(field);
  const expected = nested === null ? (WIRE_TYPES[field.type] ?? WireType.varint) : WireType.bytes;
  const packed = field.repeated && expected !== WireType.bytes && reader.wireType === WireType.bytes;
  if (reader.wireType !== expected && !packed) {
    return { field: "", problem: `has wire type ${reader.wireType}, expected ${expected} (${field.type})` };
  }
  if (nested !== null) return checkMessage(nested, reader.message(), depth + 1);
  if (field.type === "string") return isUtf8(reader.view()) ? null : { field: "", problem: "is not UTF-8" };
  if (packed) checkPacked(expected, reader.message());
  else reader.skip();
  return null;
}

/** @throws WireError when the elements don't fill the field exactly. */
function checkPacked(wireType: number, reader: WireReader): void {
  reader.wireType = wireType;
  while (reader.pos < reader.end) reader.skip();
}

function nestedSchema(field: FieldSchema): MessageSchema | null {
  const type = field.resolvedType;
  return type !== null && "fieldsById" in type ? (type as MessageSchema) : null;
}
