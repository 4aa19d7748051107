import { commandById } from "../catalog/catalog.js";
import type { Command } from "../catalog/command.js";
import { GatewayError } from "../errors/gateway-error.js";
import type { Reason } from "../errors/reasons.js";
import { RET_TYPE_SUCCESS } from "../ftapi/envelope.js";
import type { GatewayReply } from "./gateway-call.js";
import { refusalReason } from "./refusal-texts.js";

/** What OpenD refuses with, having done nothing (facts: ftapi-protocol.md 6.6). */
const RET_TYPE_FAILED = -1;
const RET_TYPE_INVALID = -500;
/** OpenD itself has no answer; -400 stands for one without a ret_type too. */
const NO_ANSWER: ReadonlyMap<number, { readonly reason: Reason; readonly text: string }> = new Map([
  [-100, { reason: "OPEND_TIMEOUT", text: "OpenD's servers did not answer it in time" }],
  [-200, { reason: "OPEND_DISCONNECTED", text: "OpenD is not connected to its servers" }],
  [-400, { reason: "OPEND_UNKNOWN", text: "OpenD does not know what became of it" }],
]);

/** What stands around the s2c of an answer. */
type OpendAnswer = Omit<GatewayReply, "body">;

/** Whether a reply with this retType says for sure that the command had no effect. */
export function isRefusal(retType: number): boolean {
  return retType === RET_TYPE_FAILED || retType === RET_TYPE_INVALID;
}

/**
 * Longest text of OpenD's, in code points. It stands in the message and in the
 * metadata: Chinese takes 9 bytes a character in the first, 4 in each copy of
 * the details, and Java clients take 8 KiB of trailers (facts: experience.md A13).
 */
const MAX_SAID = 300;

/** The error that stands for a failure that OpenD reports, where failures are statuses; null for a success. */
export function opendFailure(reply: OpendAnswer): GatewayError | null {
  const { retType, protoId } = reply;
  if (retType === RET_TYPE_SUCCESS) return null;
  const said = capped(reply.retMsg);
  const command = commandById(protoId);
  if (command !== undefined && command.effect !== "read" && !isRefusal(retType)) return inDoubt(command, reply, said);
  const noAnswer = NO_ANSWER.get(retType);
  const reason = noAnswer?.reason ?? (retType === RET_TYPE_FAILED ? refusalReason(said) : "OPEND_REFUSED");
  const unsaid = noAnswer?.text ?? `OpenD refused it with ret_type ${retType} and no text`;
  return new GatewayError(reason, said === "" ? unsaid : said, {
    sent: true,
    protoId,
    metadata: answerMetadata(reply, said),
    retryAfterMs: reason === "OPEND_RATE" ? retryAfterMs(command) : null,
  });
}

function inDoubt({ name, protoId }: Command, reply: OpendAnswer, said: string): GatewayError {
  const answer = said === "" ? `ret_type ${reply.retType}` : `ret_type ${reply.retType}, ${said}`;
  const text = `${name} (${protoId}) was sent, but OpenD does not know what became of it (${answer})`;
  return new GatewayError("OUTCOME_UNKNOWN", `${text}: look before repeating it`, {
    sent: true,
    protoId,
    metadata: answerMetadata(reply, said),
  });
}

function answerMetadata({ retType, errCode }: OpendAnswer, said: string): Record<string, string> {
  return { ret_type: String(retType), ret_msg: said, ...(errCode === 0 ? {} : { err_code: String(errCode) }) };
}

/** For reads: after the whole window there is room again, whoever used it up. */
function retryAfterMs(command: Command | undefined): number | null {
  if (command?.effect !== "read" || command.limit === null) return null;
  return command.limit.windowSeconds * 1000;
}

function capped(text: string): string {
  // A code point is two units at most: what is beyond need not be looked at.
  const codePoints = [...text.slice(0, MAX_SAID * 2 + 1)];
  return codePoints.length <= MAX_SAID ? text : `${codePoints.slice(0, MAX_SAID - 1).join("")}…`;
}
