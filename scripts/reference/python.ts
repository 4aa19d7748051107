import type { Command } from "../../src/catalog/command.js";
import { methodName } from "../../src/catalog/typed-method.js";
import { fileName } from "../typed-services.js";
import type { Body, Json } from "./body.js";
import { bodiesOf, messageOf, type Schema } from "./schema.js";

const MARKETS: Readonly<Record<number, string>> = { 1: "HK", 11: "US", 21: "SH", 22: "SZ" };

/** The call in the words of the package `opend-gateway-client`. */
export function pythonLines(schema: Schema, command: Command, body: Body): string {
  const { service } = command;
  if (service === null) throw new Error(`${command.name} has no method`);
  const fields = messageOf(schema, bodiesOf(schema, command).takes).fields;
  const lines: string[] = [];
  const named: string[] = [];
  let first: string | null = null;
  const security = fields.find(({ typeName }) => typeName === "Qot_Common.Security");
  const hasMarket = typeof body["secMarket"] === "number";
  for (const { name, typeName, type } of fields) {
    const value = body[name];
    if (value === undefined || typeName === "Common.PacketID" || name === "secMarket") continue;
    if (name === security?.name) first = securities(value);
    else if (typeName === "Trd_Common.TrdHeader") {
      lines.push(...accountLines((value as Body)["trdEnv"] === 1 ? 1 : 0));
      named.push(`${name}=account`);
    } else if (name === "code" && hasMarket) named.push(`code=${JSON.stringify(`HK.${value}`)}`);
    else named.push(`${name}=${literal(value, type)}`);
  }
  const args = [...(first === null ? [] : [first]), ...named].join(", ");
  lines.push(`answer = client.${fileName(service)}.${fileName(methodName(command))}(${args})`);
  return lines.join("\n");
}

/** The account is asked for by its environment: an example must not meet a real one by accident. */
function accountLines(trdEnv: 0 | 1): readonly string[] {
  return [
    "accounts = client.account.get_acc_list().accList",
    `account = next(entry for entry in accounts if entry.trdEnv == ${trdEnv})  # ${trdEnv === 0 ? "simulated" : "real"}`,
  ];
}

/** A security as the package writes it: it stands first, as text. */
function securities(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(securities).join(", ")}]`;
  const { market, code } = value as Body;
  return JSON.stringify(`${MARKETS[Number(market)] ?? market}.${code}`);
}

function literal(value: Json, type: string): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return /int64|fixed64/.test(type) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => literal(item, type)).join(", ")}]`;
  const entries = Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${literal(item, "")}`);
  return `{${entries.join(", ")}}`;
}
