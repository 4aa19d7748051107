import { Buffer } from "node:buffer";
import { type PushEvent, PushGap_Cause } from "../../../generated/ts/futu/service/futu.js";
import { commandById } from "../../catalog/catalog.js";
import { toJson } from "../../catalog/json.js";
import { messageType } from "../../catalog/schema.js";
import { subTypeName } from "./sub-types.js";

/**
 * One event as one line of JSON: fields as in the proto, 64-bit numbers as
 * strings, the body as its decoded `Response`. `name` is the push's name,
 * `type` that of the sub type. A body that can't be decoded is
 * `{"base64": ..., "problem": ...}`.
 */
export function jsonLine(event: PushEvent): string {
  const { proto_id: protoId = 0, sub_type: subType = 0, filters, body, control, ...marks } = event;
  const line =
    control === undefined
      ? {
          proto_id: protoId,
          name: commandById(protoId)?.name,
          ...(subType === 0 ? {} : { sub_type: subType, type: subTypeName(subType) ?? undefined }),
          ...marks,
          ...(filters.length === 0 ? {} : { filters }),
          body: decodedBody(protoId, body ?? new Uint8Array()),
        }
      : { ...marks, control: withCauseName(control) };
  return `${JSON.stringify(line, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))}\n`;
}

function withCauseName(control: NonNullable<PushEvent["control"]>): object {
  if (control.gap === undefined) return control;
  const { cause = PushGap_Cause.CAUSE_UNSPECIFIED } = control.gap;
  return { gap: { ...control.gap, cause: PushGap_Cause[cause] ?? cause } };
}

function decodedBody(protoId: number, body: Uint8Array): unknown {
  const message = commandById(protoId)?.responseMessage ?? null;
  const raw = (problem: string): object => ({ base64: Buffer.from(body).toString("base64"), problem });
  if (message === null) return raw("this push has no message definition");
  try {
    return toJson(messageType(message), body);
  } catch (error) {
    return raw(`no ${message}: ${error instanceof Error ? error.message : "unknown failure"}`);
  }
}
