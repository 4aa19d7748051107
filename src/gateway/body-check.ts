import { isTradeCommand } from "../auth/access-terms.js";
import type { Command } from "../catalog/command.js";
import { defaultC2s, defaultRequestBody } from "../catalog/default-body.js";
import { messageType } from "../catalog/schema.js";
import { GatewayError } from "../errors/gateway-error.js";
import { countC2s, wrapC2s } from "../ftapi/envelope.js";
import { findMessageFault, type MessageFault } from "../ftapi/validate.js";
import { WireError } from "../ftapi/wire.js";

/** How a caller writes and reads bodies: whole messages, or what is inside their envelope. */
export type BodyMode = "whole" | "s2c";

/** Which bodies are checked before they are sent: none, those of commands that the gateway must understand, or all. */
export type BodyCheck = "off" | "decoded" | "all";

/**
 * The whole request message that OpenD will get. The caller's bytes stay as
 * they are; an envelope is put round them in s2c mode, and an empty body stands
 * for the defaults of the commands that have obvious ones.
 */
export function wholeBody(command: Command, body: Uint8Array, mode: BodyMode): Uint8Array {
  if (!command.envelope) return body;
  if (mode === "s2c") return wrapC2s(body.length === 0 && command.emptyBody ? defaultC2s(command) : body);
  return body.length === 0 && command.emptyBody ? defaultRequestBody(command) : body;
}

/** Whether the gateway acts on what stands in the body, so that it must be sure of it. */
function isDecoded(command: Command): boolean {
  return command.tradeHeader || command.packetId || command.effect !== "read";
}

/** The ledger reads these, and hands on what names nothing. */
const LEDGER_COMMANDS: ReadonlySet<number> = new Set([3001, 3002]);

/** What OpenD surely refuses itself. */
const MISSING = "is missing";

/** Some hundred times an order, and ten times the largest lists of ids and of securities that OpenD takes. */
const MAX_TRADE_BYTES = 16 * 1024;
const MAX_ACCOUNT_BYTES = 64 * 1024;
const MAX_READ_BYTES = 512 * 1024;

/** What the gateway reads itself costs all callers time: some MiB of small fields are a second. */
function maxBytes(command: Command): number {
  if (command.scope === "trade" || command.scope === "trade:unlock") return MAX_TRADE_BYTES;
  if (isTradeCommand(command)) return MAX_ACCOUNT_BYTES;
  return command.category === "quote_realtime" || isDecoded(command) ? MAX_READ_BYTES : Number.POSITIVE_INFINITY;
}

/** @throws GatewayError INVALID_BODY: it comes before anything reads the body. */
export function checkBodySize(command: Command, body: Uint8Array): void {
  const max = maxBytes(command);
  if (body.length <= max) return;
  const { name, protoId } = command;
  const text = `${name} (${protoId}): body has ${body.length} bytes; the gateway takes ${max} at most; nothing was sent`;
  throw new GatewayError("INVALID_BODY", text, { protoId });
}

/**
 * Refuses a body that is no valid message of its command.
 * @throws GatewayError INVALID_BODY naming command and field.
 */
export function checkBody(command: Command, body: Uint8Array, check: BodyCheck, mode: BodyMode): void {
  // What is about accounts is checked whatever the setting: rights are read from these bytes.
  const wanted = isTradeCommand(command) || check === "all" || (check === "decoded" && isDecoded(command));
  const fault = wanted
    ? bodyFault(command, body)
    : LEDGER_COMMANDS.has(command.protoId)
      ? ledgerFault(command, body)
      : null;
  if (fault === null) return;
  const field = mode === "s2c" ? fault.field.replace(/^c2s\./, "") : fault.field;
  throw new GatewayError(
    "INVALID_BODY",
    `${command.name} (${command.protoId}): ${field} ${fault.problem}; nothing was sent`,
    {
      protoId: command.protoId,
    },
  );
}

function bodyFault(command: Command, body: Uint8Array): MessageFault | null {
  return command.requestMessage === null ? null : findMessageFault(messageType(command.requestMessage), body);
}

/**
 * What OpenD could read otherwise than the ledger, whatever the setting: it
 * merges two c2s, and does not mind text that is no UTF-8. Such a body could end
 * everybody's subscriptions. One that lacks a field it refuses itself.
 */
function ledgerFault(command: Command, body: Uint8Array): MessageFault | null {
  const fault = bodyFault(command, body);
  if (fault === null || fault.problem !== MISSING) return fault;
  try {
    return countC2s(body) > 1 ? { field: "c2s", problem: "appears twice" } : null;
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { field: "body", problem: `is broken: ${error.message}` };
  }
}
