import { Buffer } from "node:buffer";
import Long from "long";
import protobuf from "protobufjs";
import { fromJson } from "../catalog/json.js";

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
  return fromJson(type, JSON.parse(text), { ignoreUnknown: true });
}

/**
 * JSON.parse rounds integers of 16 digits and more; as texts they stay exact.
 * Texts are stepped over, one without an end to the end of all: each character
 * is looked at once.
 */
function quoteBigNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*/g, (token) =>
    /^-?\d{16,}$/.test(token) ? `"${token}"` : token,
  );
}
