import { Buffer } from "node:buffer";
import protobuf from "protobufjs";

/** One field as bytes, for messages that no honest encoder would write. */
export const field = {
  varint: (number: number, value: number): Buffer => Buffer.concat([tag(number, 0), varint(value)]),
  fixed64: (number: number, bytes: Uint8Array = Buffer.alloc(8, 1)): Buffer => Buffer.concat([tag(number, 1), bytes]),
  bytes: (number: number, content: Uint8Array | string): Buffer => {
    const bytes = Buffer.from(content as Uint8Array);
    return Buffer.concat([tag(number, 2), varint(bytes.length), bytes]);
  },
  group: (number: number, ...inner: readonly Uint8Array[]): Buffer =>
    Buffer.concat([tag(number, 3), ...inner, tag(number, 4)]),
  fixed32: (number: number, bytes: Uint8Array = Buffer.alloc(4, 2)): Buffer => Buffer.concat([tag(number, 5), bytes]),
};

export function tag(number: number, wireType: number): Buffer {
  return varint(number * 8 + wireType);
}

/** A varint of a number up to 2^53. */
export function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}

const basicWireTypes: Readonly<Record<string, number>> = protobuf.types.basic;

/** What stands in an object of {@link encodeObject}: field names to values. */
export interface ProtoObject {
  [name: string]: unknown;
}

/**
 * Encodes exactly the fields that `object` has, in the order of its keys:
 * required ones that are missing stay missing, unlike with protobufjs' encoder.
 */
export function encodeObject(type: protobuf.Type, object: ProtoObject, packed = false): Buffer {
  const writer = protobuf.Writer.create();
  for (const [name, value] of Object.entries(object)) {
    const known = type.fields[name];
    if (known === undefined) throw new Error(`${type.fullName} has no ${name}`);
    const values = known.repeated ? (value as unknown[]) : [value];
    if (known.resolvedType instanceof protobuf.Type) {
      for (const item of values)
        writer.uint32(known.id * 8 + 2).bytes(encodeObject(known.resolvedType, item as ProtoObject, packed));
      continue;
    }
    const scalar = known.resolvedType instanceof protobuf.Enum ? "int32" : known.type;
    const wireType = basicWireTypes[scalar] as number;
    const write = (item: unknown): unknown =>
      (writer as unknown as Record<string, (item: unknown) => unknown>)[scalar]?.(item);
    if (packed && known.repeated && wireType !== 2) {
      writer.uint32(known.id * 8 + 2).fork();
      for (const item of values) write(item);
      writer.ldelim();
    } else {
      for (const item of values) {
        writer.uint32(known.id * 8 + wireType);
        write(item);
      }
    }
  }
  return Buffer.from(writer.finish());
}

/** An object with every field of `type` set (or only the required ones), lists with one element. */
export function wholeObject(type: protobuf.Type, onlyRequired = false): ProtoObject {
  const object: ProtoObject = {};
  for (const known of type.fieldsArray) {
    if (onlyRequired && !known.required) continue;
    const value =
      known.resolvedType instanceof protobuf.Type ? wholeObject(known.resolvedType, onlyRequired) : scalarValue(known);
    object[known.name] = known.repeated ? [value] : value;
  }
  return object;
}

function scalarValue(known: protobuf.Field): unknown {
  if (known.resolvedType instanceof protobuf.Enum) return Object.values(known.resolvedType.values)[0];
  if (known.type === "string") return `${known.name} 腾讯`;
  if (known.type === "bytes") return Buffer.from(known.name);
  if (known.type === "bool") return true;
  return known.id;
}
