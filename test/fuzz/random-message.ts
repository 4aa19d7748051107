import { Buffer } from "node:buffer";
import protobuf from "protobufjs";
import type { Random } from "./random.js";

/** Deeper than any official message, so that recursive ones end. */
const MAX_DEPTH = 6;

const TEXTS = ["", "00700", "HK.00700", "2026-11-21 09:30:00", "騰訊控股", "\u{1f600}", "a".repeat(300)];

/** A valid message of `type` in bytes: required fields always, others now and then, sometimes an unknown one. */
export function randomMessage(type: protobuf.Type, random: Random, depth = 0): Buffer {
  const writer = protobuf.Writer.create();
  for (const field of type.fieldsArray) {
    if (field.partOf !== null) continue;
    if (!field.required && (depth >= MAX_DEPTH || random.oneIn(2))) continue;
    const count = field.repeated ? random.below(4) : 1;
    for (let index = 0; index < count; index++) writeField(writer, field, random, depth);
  }
  if (random.oneIn(8)) writer.uint32((19_500 << 3) | 2).bytes(random.bytes(random.below(20)));
  return Buffer.from(writer.finish());
}

function writeField(writer: protobuf.Writer, field: protobuf.Field, random: Random, depth: number): void {
  const tag = (wireType: number) => writer.uint32(((field.id << 3) | wireType) >>> 0);
  const nested = field.resolvedType;
  if (nested instanceof protobuf.Type) {
    tag(2).bytes(randomMessage(nested, random, depth + 1));
    return;
  }
  switch (field.type) {
    case "double":
    case "fixed64":
    case "sfixed64":
      tag(1).double(random.uint32() / 100);
      return;
    case "float":
    case "fixed32":
    case "sfixed32":
      tag(5).fixed32(random.uint32());
      return;
    case "string":
      tag(2).string(random.pick(TEXTS));
      return;
    case "bytes":
      tag(2).bytes(random.bytes(random.below(40)));
      return;
    case "bool":
      tag(0).bool(random.oneIn(2));
      return;
    default:
      // int32, int64, enums and their kin: a varint, also the ten bytes of a negative number.
      tag(0).int32(random.pick([0, 1, -1, 2147483647, -2147483648, random.below(300)]));
  }
}
