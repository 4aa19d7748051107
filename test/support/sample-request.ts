import { Buffer } from "node:buffer";
import Long from "long";
import protobuf from "protobufjs";
import type { Command } from "../../src/catalog/command.js";
import { messageType } from "../../src/catalog/schema.js";

/** A request of the command with all required fields set, and a known security wherever there is one. */
export function sampleRequest(command: Command): Buffer {
  if (command.requestMessage === null) return Buffer.from([0x0a, 0x00]);
  const type = messageType(command.requestMessage);
  return Buffer.from(type.encode(type.fromObject(sample(type))).finish());
}

function sample(type: protobuf.Type): Record<string, unknown> {
  if (type.fullName === ".Qot_Common.Security") return { market: 1, code: "00700" };
  const message: Record<string, unknown> = {};
  for (const field of type.fieldsArray) {
    const isLegs = field.name === "comboLegs";
    const wanted = field.required || field.name === "securityList" || field.name === "security" || isLegs;
    if (!wanted) continue;
    const value = sampleValue(field);
    message[field.name] = isLegs ? [value, value] : field.repeated ? [value] : value;
  }
  return message;
}

function sampleValue(field: protobuf.Field): unknown {
  if (field.resolvedType instanceof protobuf.Type) return sample(field.resolvedType);
  if (field.resolvedType instanceof protobuf.Enum) return Object.values(field.resolvedType.values)[0];
  switch (field.type) {
    case "string":
      return "00700";
    case "bytes":
      return Buffer.alloc(1);
    case "bool":
      return false;
    case "int64":
    case "uint64":
      return Long.fromNumber(1, field.type === "uint64");
    default:
      return 1;
  }
}
