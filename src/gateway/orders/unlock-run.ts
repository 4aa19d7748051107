import type { Command } from "../../catalog/command.js";
import { toGatewayError } from "../../errors/gateway-error.js";
import { type AnswerNotes, NO_NOTES } from "../answer-notes.js";
import { failureError } from "../failure.js";
import type { CancelUnlessSent, GuardedCall, PassedDone } from "../pipeline-ports.js";
import { unlockSentEntry } from "./order-audit.js";
import type { OrderGuardOptions } from "./order-guard-options.js";
import { auditUnavailable } from "./order-refusals.js";
import type { UnlockAttempt } from "./unlock-attempt.js";
import { submitWrite } from "./write-run.js";

/**
 * Sends a Trd_UnlockTrade when it is its turn. A caller that goes away is told so
 * at once; an attempt that was sent is waited for, or leaving would hide a wrong password.
 */
export function submitUnlock(
  options: Pick<OrderGuardOptions, "pool" | "pacing" | "unlock" | "audit">,
  command: Command,
  call: GuardedCall,
  done: PassedDone,
): CancelUnlessSent {
  let answered = false;
  let sent = false;
  let cancelSend: CancelUnlessSent = () => {};
  const answer: PassedDone = (reply, error, notes) => {
    if (answered) return;
    answered = true;
    done(reply, error, notes);
  };
  const refuse = (error: unknown, notes: AnswerNotes = NO_NOTES): void => answer(null, toGatewayError(error), notes);
  const send = (attempt: UnlockAttempt): void => {
    if (answered) {
      attempt.failed(false);
      return;
    }
    const { body } = attempt;
    try {
      cancelSend = submitWrite(options, command, { ...call, body }, (reply, failure, notes) => {
        if (reply === null) {
          attempt.failed(notes.sentAs !== null);
          refuse(failure, notes);
          return;
        }
        const error = attempt.answered(reply);
        if (error === null) answer(reply, null, notes);
        else refuse(error, notes);
      });
      sent = true;
    } catch (error) {
      attempt.failed(false);
      refuse(error);
    }
  };
  /** What opens the door to real orders stands on the disk before it is sent, as they do. */
  const allow = async (attempt: UnlockAttempt): Promise<void> => {
    try {
      if (attempt.unlocks) await options.audit?.commit(unlockSentEntry(command, call)).catch(auditUnavailable);
    } catch (error) {
      attempt.failed(false);
      refuse(error);
      return;
    }
    send(attempt);
  };
  options.unlock.begin(call.body, call.deadlineMs).then(allow).catch(refuse);
  return (unlessSent) => {
    if (unlessSent === true) cancelSend(true);
    if (unlessSent !== true || !sent) refuse(failureError(command, { reason: "cancelled", sent, retryAfterMs: null }));
  };
}
