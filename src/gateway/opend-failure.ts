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

/** Whether a reply with this retType says for sure that the command had no effect. */
export function isRefusal(retType: number): boolean {
  return retType === RET_TYPE_FAILED || retType === RET_TYPE_INVALID;
}

/** The error that stands for a failure that OpenD reports, where failures are statuses; null for a success. */
export function opendFailure(reply: Omit<GatewayReply, "body">): GatewayError | null {
  const { retType, protoId } = reply;
  if (retType === RET_TYPE_SUCCESS) return null;
  const command = commandById(protoId);
  const isRead = command === undefined || command.effect === "read";
  if (!isRead && !isRefusal(retType)) return inDoubt(command, reply);
  const noAnswer = NO_ANSWER.get(retType);
  const reason = noAnswer?.reason ?? (retType === RET_TYPE_FAILED ? refusalReason(reply.retMsg) : "OPEND_REFUSED");
  const said = reply.retMsg === "" ? (noAnswer?.text ?? `OpenD refused it with ret_type ${retType}`) : reply.retMsg;
  return new GatewayError(reason, said, {
    sent: true,
    protoId,
    metadata: replyMetadata(reply),
    retryAfterMs: reason === "OPEND_RATE" && isRead ? retryAfterMs(command) : null,
  });
}

function inDoubt({ name, protoId }: Command, reply: Omit<GatewayReply, "body">): GatewayError {
  const said = reply.retMsg === "" ? `ret_type ${reply.retType}` : reply.retMsg;
  const text = `${name} (${protoId}) was sent, but OpenD has no answer (${said}): whether it took effect is unknown`;
  const options = { sent: true, protoId, metadata: replyMetadata(reply) };
  return new GatewayError("OUTCOME_UNKNOWN", `${text}; look before repeating it`, options);
}

function replyMetadata({ retType, errCode, retMsg }: Omit<GatewayReply, "body">): Record<string, string> {
  return { ret_type: String(retType), ...(errCode === 0 ? {} : { err_code: String(errCode) }), ret_msg: retMsg };
}

/** After the whole window there is room again, whoever used it up. */
function retryAfterMs(command: Command | undefined): number | null {
  const limit = command?.limit ?? null;
  return limit === null ? null : limit.windowSeconds * 1000;
}
