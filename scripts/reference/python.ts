import type { Command } from "../../src/catalog/command.js";
import { methodName } from "../../src/catalog/typed-method.js";
import { fileName } from "../typed-services.js";
import { type Body, type Json, SECURITY } from "./example.js";
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
  for (const { name, typeName, type } of fields) {
    const value = body[name];
    if (value === undefined || typeName === "Common.PacketID") continue;
    if (name === security?.name) first = literal(value, type);
    else if (typeName === "Trd_Common.TrdHeader") {
      lines.push("account = client.account.get_acc_list().accList[0]");
      named.push(`${name}=account`);
    } else named.push(`${name}=${literal(value, type)}`);
  }
  const args = [...(first === null ? [] : [first]), ...named].join(", ");
  lines.push(`answer = client.${fileName(service)}.${fileName(methodName(command))}(${args})`);
  return lines.join("\n");
}

function literal(value: Json, type: string): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return /int64|fixed64/.test(type) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => literal(item, type)).join(", ")}]`;
  const entries = Object.entries(value as Body);
  const [market, code] = [(value as Body)["market"], (value as Body)["code"]];
  if (entries.length === Object.keys(SECURITY).length && typeof market === "number" && typeof code === "string") {
    return JSON.stringify(`${MARKETS[market] ?? market}.${code}`);
  }
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}: ${literal(item, "")}`).join(", ")}}`;
}
