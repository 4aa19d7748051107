import { Buffer } from "node:buffer";
import Long from "long";
import protobuf from "protobufjs";

/** JSON that is no message of the type asked for. */
export class JsonMessageError extends Error {
  override readonly name = "JsonMessageError";
  /** Where, such as `c2s.securityList[0].market`. */
  readonly field: string;

  constructor(field: string, problem: string) {
    super(`${field === "" ? "the message" : field} ${problem}`);
    this.field = field;
  }
}

/**
 * A plain object with the names as they stand in the protos; 64-bit numbers as
 * strings, enums as numbers, bytes in base64, NaN and the infinities as strings.
 * Unknown fields are left out.
 * @throws Error when the bytes are no whole message of that type.
 */
export function toJson(type: protobuf.Type, bytes: Uint8Array): Record<string, unknown> {
  return type.toObject(type.decode(bytes), { longs: String, enums: Number, bytes: String, json: true });
}

export interface FromJsonOptions {
  /** Steps over keys that are no field, as a server does with a newer client. Default false: they are an error. */
  readonly ignoreUnknown?: boolean;
}

/**
 * The message that `json` describes. Names may be spelled as in the proto or in
 * lowerCamelCase, 64-bit numbers be strings or numbers, enums names or numbers.
 * @throws JsonMessageError naming the field that does not fit.
 */
export function fromJson(type: protobuf.Type, json: unknown, options: FromJsonOptions = {}): Buffer {
  const message = checkedMessage(type, json, "", options);
  return Buffer.from(type.encode(type.fromObject(message)).finish());
}

function checkedMessage(
  type: protobuf.Type,
  json: unknown,
  path: string,
  options: FromJsonOptions,
): Record<string, unknown> {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new JsonMessageError(path, `must be an object (${type.fullName.slice(1)})`);
  }
  const message: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(json)) {
    if (value === null) continue;
    const field = fieldByName(type, key);
    const at = path === "" ? key : `${path}.${key}`;
    if (field === undefined) {
      if (options.ignoreUnknown === true) continue;
      const names = type.fieldsArray.map((known) => known.name).join(", ");
      throw new JsonMessageError(at, `is no field of ${type.fullName.slice(1)}; it has: ${names || "none"}`);
    }
    if (Object.hasOwn(message, field.name))
      throw new JsonMessageError(at, `is the same field as another key: ${field.name}`);
    message[field.name] = checkedField(field, value, at, options);
  }
  for (const field of type.fieldsArray) {
    if (field.required && !Object.hasOwn(message, field.name)) {
      throw new JsonMessageError(path === "" ? field.name : `${path}.${field.name}`, "is missing");
    }
  }
  return message;
}

function fieldByName(type: protobuf.Type, key: string): protobuf.Field | undefined {
  if (Object.hasOwn(type.fields, key)) return type.fields[key];
  return type.fieldsArray.find((field) => field.name.includes("_") && jsonName(field.name) === key);
}

/** Protobuf's own lowerCamelCase; protobufjs' leaves an underscore before a digit, as in `volume_24h`. */
function jsonName(name: string): string {
  return name.replace(/_+(.?)/g, (_, next: string) => next.toUpperCase());
}

function checkedField(field: protobuf.Field, value: unknown, path: string, options: FromJsonOptions): unknown {
  if (!field.repeated) return checkedValue(field, value, path, options);
  if (!Array.isArray(value)) throw new JsonMessageError(path, "must be an array");
  return value.map((item, index) => checkedValue(field, item, `${path}[${index}]`, options));
}

const INTEGER_RANGES: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  sint32: [-(2 ** 31), 2 ** 31 - 1],
  sfixed32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
  fixed32: [0, 2 ** 32 - 1],
};
const LONG_TYPES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  sint64: [-(2n ** 63n), 2n ** 63n - 1n],
  sfixed64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  fixed64: [0n, 2n ** 64n - 1n],
};

function checkedValue(field: protobuf.Field, value: unknown, path: string, options: FromJsonOptions): unknown {
  const { resolvedType, type } = field;
  if (resolvedType instanceof protobuf.Type) return checkedMessage(resolvedType, value, path, options);
  if (resolvedType instanceof protobuf.Enum) return checkedEnum(resolvedType, value, path);
  const integerRange = INTEGER_RANGES[type];
  if (integerRange !== undefined) return checkedInteger(value, integerRange, type, path);
  const longRange = LONG_TYPES[type];
  if (longRange !== undefined) return checkedLong(value, longRange, type, path);
  switch (type) {
    case "double":
    case "float":
      return checkedNumber(value, path);
    case "bool":
      if (typeof value !== "boolean") throw new JsonMessageError(path, "must be true or false");
      return value;
    case "bytes":
      if (typeof value !== "string" || !isBase64(value)) throw new JsonMessageError(path, "must be a base64 string");
      return Buffer.from(value, "base64");
    default:
      if (typeof value !== "string") throw new JsonMessageError(path, "must be a string");
      if (!value.isWellFormed()) throw new JsonMessageError(path, "has half a surrogate pair, which UTF-8 can't carry");
      return value;
  }
}

/** Either alphabet, padded or not, as protobuf's JSON allows. */
function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/_-]*={0,2}$/.test(text) && text.replace(/=+$/, "").length % 4 !== 1;
}

function checkedEnum(type: protobuf.Enum, value: unknown, path: string): number {
  const named = typeof value === "string" && Object.hasOwn(type.values, value) ? type.values[value] : undefined;
  if (named !== undefined) return named;
  if (typeof value === "number" && (value | 0) === value) return value;
  throw new JsonMessageError(path, `must be one of ${Object.keys(type.values).join(", ")}, or its number`);
}

function checkedInteger(value: unknown, [least, most]: readonly [number, number], type: string, path: string): number {
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number) || number < least || number > most) {
    throw new JsonMessageError(path, `must be a whole number of type ${type}`);
  }
  return number;
}

function checkedLong(value: unknown, [least, most]: readonly [bigint, bigint], type: string, path: string): Long {
  const exact =
    (typeof value === "number" && Number.isSafeInteger(value)) || (typeof value === "string" && /^-?\d+$/.test(value))
      ? BigInt(value)
      : undefined;
  if (exact === undefined || exact < least || exact > most) {
    throw new JsonMessageError(path, `must be a whole number of type ${type}; write it as a string beyond 2^53`);
  }
  return Long.fromString(exact.toString(), least === 0n);
}

function checkedNumber(value: unknown, path: string): number {
  if (value === "NaN") return Number.NaN;
  const number = typeof value === "string" && NUMBER_TEXT.test(value) ? Number(value) : value;
  if (typeof number !== "number" || Number.isNaN(number)) throw new JsonMessageError(path, "must be a number");
  return number;
}

const NUMBER_TEXT = /^-?(Infinity|\d+(\.\d+)?([eE][+-]?\d+)?)$/;
