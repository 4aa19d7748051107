import { Buffer } from "node:buffer";
import Long from "long";
import protobuf from "protobufjs";

/**
 * Bodies of format 1. Written so that the official Python client can read them:
 * names as in the protos, enums as numbers, a single 64-bit value as string but
 * elements of a repeated 64-bit field as numbers (facts: ftapi-protocol.md 1.2).
 */
export function toJsonBody(type: protobuf.Type, bytes: Uint8Array): Buffer {
  return Buffer.from(messageText(type, type.decode(bytes)));
}

function messageText(type: protobuf.Type, message: object): string {
  const parts: string[] = [];
  for (const field of type.fieldsArray) {
    if (!Object.hasOwn(message, field.name)) continue;
    const value: unknown = Reflect.get(message, field.name);
    if (field.repeated) {
      if (!Array.isArray(value) || value.length === 0) continue;
      parts.push(`${JSON.stringify(field.name)}:[${value.map((item) => valueText(field, item, false)).join()}]`);
    } else {
      parts.push(`${JSON.stringify(field.name)}:${valueText(field, value, true)}`);
    }
  }
  return `{${parts.join()}}`;
}

function valueText(field: protobuf.Field, value: unknown, quoteLong: boolean): string {
  const type = field.resolve().resolvedType;
  if (type instanceof protobuf.Type) return messageText(type, value as object);
  // Digits by hand: JSON.stringify of a number would lose what passes 2^53.
  if (Long.isLong(value)) return quoteLong ? `"${value.toString()}"` : value.toString();
  if (value instanceof Uint8Array) return `"${Buffer.from(value).toString("base64")}"`;
  if (typeof value === "number" && !Number.isFinite(value)) return `"${value}"`;
  return JSON.stringify(value);
}

/**
 * Reads a body of format 1: names as in the protos or in lowerCamelCase, 64-bit
 * values and numbers as text or number, enums by number or name.
 * @throws Error that names the field.
 */
export function fromJsonBody(type: protobuf.Type, body: Uint8Array): Uint8Array {
  const text = quoteBigNumbers(Buffer.from(body).toString("utf8"));
  return type.encode(toMessage(type, JSON.parse(text), type.name)).finish();
}

/** JSON.parse rounds integers of 16 digits and more; as texts they stay exact. Texts are stepped over. */
function quoteBigNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}

function toMessage(type: protobuf.Type, value: unknown, path: string): protobuf.Message {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`${path}: an object is needed`);
  const message = type.create();
  const given = new Map(Object.entries(value));
  for (const field of type.fieldsArray) {
    const raw = given.get(field.name) ?? given.get(lowerCamel(field.name));
    if (raw === undefined || raw === null) {
      if (field.required) throw new Error(`missing required '${field.name}'`);
      continue;
    }
    const at = `${path}.${field.name}`;
    const converted = field.repeated
      ? asArray(raw, at).map((item, index) => toValue(field, item, `${at}[${index}]`))
      : toValue(field, raw, at);
    Reflect.set(message, field.name, converted);
  }
  return message;
}

function lowerCamel(name: string): string {
  return name.replace(/_([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function asArray(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${path}: a list is needed`);
  return value;
}

function toValue(field: protobuf.Field, value: unknown, path: string): unknown {
  const resolved = field.resolve().resolvedType;
  if (resolved instanceof protobuf.Type) return toMessage(resolved, value, path);
  if (resolved instanceof protobuf.Enum && typeof value === "string" && value in resolved.values)
    return resolved.values[value];
  switch (field.type) {
    case "string":
      if (typeof value !== "string") throw new Error(`${path}: a text is needed`);
      return value;
    case "bytes":
      if (typeof value !== "string") throw new Error(`${path}: base64 is needed`);
      return Buffer.from(value, "base64");
    case "bool":
      if (typeof value !== "boolean") throw new Error(`${path}: true or false is needed`);
      return value;
    case "int64":
    case "uint64":
    case "sint64":
    case "fixed64":
    case "sfixed64": {
      const digits = String(value);
      if (!/^-?\d{1,20}$/.test(digits)) throw new Error(`${path}: a whole number is needed`);
      return Long.fromString(digits, field.type === "uint64" || field.type === "fixed64");
    }
    default: {
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      if (typeof number !== "number" || Number.isNaN(number)) throw new Error(`${path}: a number is needed`);
      return number;
    }
  }
}
