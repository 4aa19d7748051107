import { Buffer } from "node:buffer";
import type { Command } from "../catalog/command.js";
import { fromJson, JsonMessageError } from "../catalog/json.js";
import { messageType } from "../catalog/schema.js";
import { CliError, EXIT_USAGE } from "./cli-error.js";

/**
 * The serialized Request of `command` that `json` describes: its C2S, or the
 * whole message. Without text, the defaults of a command that has them.
 * @throws CliError naming the field that is wrong
 */
export function requestBody(command: Command, json: string | undefined): Buffer {
  const { protoId, name, requestMessage } = command;
  if (requestMessage === null) {
    const why = command.noMessages ?? "it has no message definition";
    throw new CliError(EXIT_USAGE, [`${protoId} (${name}) can't be called from JSON: ${why}`]);
  }
  if (json === undefined && command.emptyBody) return Buffer.alloc(0);
  const value = parse(json ?? "{}");
  try {
    return fromJson(messageType(requestMessage), command.envelope ? enveloped(command, value) : value);
  } catch (error) {
    if (!(error instanceof JsonMessageError)) throw error;
    throw new CliError(EXIT_USAGE, [`${protoId} (${name}): ${error.message}`]);
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new CliError(EXIT_USAGE, [`the request is not JSON: ${error instanceof Error ? error.message : "bad text"}`]);
  }
}

function enveloped(command: Command, value: unknown): unknown {
  if (!isObject(value)) return value;
  const c2s = Object.hasOwn(value, "c2s") ? value["c2s"] : value;
  // The gateway puts its own connection into packetID, so the caller need not know of it.
  const filled = command.packetId && isObject(c2s) ? { packetID: { connID: "0", serialNo: 0 }, ...c2s } : c2s;
  return Object.hasOwn(value, "c2s") ? { ...value, c2s: filled } : { c2s: filled };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
