import Long from "long";
import protobuf from "protobufjs";
import type { Command } from "../catalog/command.js";
import { messageType } from "../catalog/schema.js";
import { createRandom, type Random } from "./random.js";
import { texts } from "./texts.js";

/** Deep enough for every real list of a reply, shallow enough for messages that hold themselves. */
const MAX_DEPTH = 6;
const LIST_LENGTH = 2;
const SECURITY = ".Qot_Common.Security";

interface Context {
  readonly random: Random;
  readonly security: object;
  readonly nowMs: number;
}

/**
 * A reply to `command` made from its message definition alone: every field is
 * filled, lists have two elements, and securities are those of the request.
 * `retMsg` says that it is a sample. The same request gives the same reply.
 *
 * @param request the decoded `Request` message.
 * @param nowMs market time, for fields that hold a time.
 */
export function sampleReply(command: Command, request: object, seed: number, nowMs: number): Uint8Array {
  if (command.responseMessage === null) throw new Error(`${command.name} has no reply message`);
  const type = messageType(command.responseMessage);
  const random = createRandom(seed, command.protoId, JSON.stringify(request));
  const context: Context = { random, security: findSecurity(request) ?? { market: 1, code: "00700" }, nowMs };
  const reply = fill(type, context, 0);
  if (type.fields["retType"] !== undefined) Reflect.set(reply, "retType", 0);
  for (const name of ["retMsg", "message", "msg"]) {
    if (type.fields[name]?.type === "string") Reflect.set(reply, name, texts.sample);
  }
  if (type.fields["errCode"] !== undefined) Reflect.set(reply, "errCode", 0);
  return type.encode(reply).finish();
}

function fill(type: protobuf.Type, context: Context, depth: number): protobuf.Message {
  if (type.fullName === SECURITY) return type.create(context.security);
  const message = type.create();
  for (const field of type.fieldsArray) {
    const nested = field.resolve().resolvedType instanceof protobuf.Type;
    // Past the depth only what the schema demands: messages that hold themselves would never end.
    if (nested && depth >= MAX_DEPTH && !field.required) continue;
    // The official Python client can't read bytes in a JSON body (facts: ftapi-protocol.md 1.2).
    if (field.type === "bytes" && !field.required) continue;
    const value = field.repeated
      ? Array.from({ length: nested ? LIST_LENGTH : 1 }, () => fieldValue(field, context, depth))
      : fieldValue(field, context, depth);
    Reflect.set(message, field.name, value);
  }
  return message;
}

function fieldValue(field: protobuf.Field, context: Context, depth: number): unknown {
  const resolved = field.resolvedType;
  if (resolved instanceof protobuf.Type) return fill(resolved, context, depth + 1);
  if (resolved instanceof protobuf.Enum) {
    const values = Object.values(resolved.values);
    return values[Math.min(1, values.length - 1)];
  }
  const name = field.name.toLowerCase();
  switch (field.type) {
    case "string":
      return textValue(name, context);
    case "bytes":
      return new Uint8Array(0);
    case "bool":
      return context.random() < 0.5;
    case "double":
    case "float":
      if (name.includes("timestamp")) return Math.floor(context.nowMs / 1000);
      return Math.round(context.random() * 100_000) / 1000;
    case "int64":
    case "uint64":
    case "sint64":
    case "fixed64":
    case "sfixed64": {
      const time = name.includes("time") || name.includes("date");
      const value = time ? Math.floor(context.nowMs / 1000) : 1 + Math.floor(context.random() * 1_000_000);
      return Long.fromNumber(value, field.type === "uint64" || field.type === "fixed64");
    }
    default:
      if (name.includes("timestamp")) return Math.floor(context.nowMs / 1000);
      return 1 + Math.floor(context.random() * 3);
  }
}

function textValue(name: string, context: Context): string {
  const iso = new Date(context.nowMs).toISOString();
  if (name.includes("time")) return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
  if (name.includes("date")) return iso.slice(0, 10);
  if (name.includes("url") || name.includes("link")) return "https://example.com/";
  return texts.sample;
}

/** The first security anywhere in a request: what most replies are about. */
function findSecurity(value: unknown): object | undefined {
  if (typeof value !== "object" || value === null || Long.isLong(value) || value instanceof Uint8Array)
    return undefined;
  if (value instanceof protobuf.Message && value.$type.fullName === SECURITY) return value;
  for (const part of Object.values(value)) {
    const found = findSecurity(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
