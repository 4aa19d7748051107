import type { Command } from "../../src/catalog/command.js";
import type { Field } from "../upstream/proto-model.js";
import type { Body, Json } from "./body.js";
import { EXAMPLE_BODIES } from "./example-bodies.js";
import { bodiesOf, enumsOf, messageOf, type Schema } from "./schema.js";

/** Of the embedded simulator; what a reader has to put his own in for. */
const SECURITY = { market: 1, code: "00700" } as const;
const HEADER = { trdEnv: 0, accID: "281756479000000101", trdMarket: 1 } as const;
const PACKET_ID = { connID: "0", serialNo: 0 } as const;

const KNOWN: Readonly<Record<string, Body>> = {
  "Qot_Common.Security": SECURITY,
  "Trd_Common.TrdHeader": HEADER,
  "Common.PacketID": PACKET_ID,
};

/** Optional fields without which a request is about nothing. */
const SUBJECTS = ["security", "securityList", "owner", "ownerList"];

/** A request that says something: what is required, the securities, and what the table of bodies adds. */
export function exampleBody(schema: Schema, command: Command): Body {
  return { ...leastBody(schema, bodiesOf(schema, command).takes), ...EXAMPLE_BODIES[command.protoId] };
}

function leastBody(schema: Schema, message: string): Body {
  const body: Record<string, Json> = {};
  for (const field of messageOf(schema, message).fields) {
    if (field.label !== "required" && !SUBJECTS.includes(field.name)) continue;
    const value = exampleValue(schema, field);
    body[field.name] = field.label === "repeated" ? [value] : value;
  }
  return body;
}

function exampleValue(schema: Schema, field: Field): Json {
  const { type, typeName, name } = field;
  if (type === "message" && typeName !== null) return KNOWN[typeName] ?? leastBody(schema, typeName);
  const known = NUMBERS[name];
  if (known !== undefined && type !== "string") return known;
  const [first] = enumsOf(schema, field);
  if (first !== undefined) return (first.values.find(({ number }) => number > 0) ?? first.values[0])?.number ?? 0;
  if (type === "bool") return true;
  if (type === "string") return textOf(name);
  if (type === "bytes") return "";
  if (/^(u?int64|s?fixed64|sint64)$/.test(type)) return "1";
  return 1;
}

/** Better than the first value. */
const NUMBERS: Readonly<Record<string, number>> = {
  klType: 2,
  reqNum: 10,
  maxRetNum: 10,
  num: 10,
  begin: 0,
  price: 400,
  qty: 100,
};

function textOf(name: string): string {
  if (/^begin|^start/i.test(name)) return "2026-11-02";
  if (/^end/i.test(name)) return "2026-11-20";
  if (/date|time/i.test(name)) return "2026-11-20";
  if (/name/i.test(name)) return "MA";
  return "00700";
}

/** The same as one line of JSON, for a shell's single quotes. */
export function shellJson(body: Body): string {
  return JSON.stringify(body).replaceAll("'", "\\u0027");
}
