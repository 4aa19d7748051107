import type { Command } from "../../catalog/command.js";
import type { SentAs } from "../answer-notes.js";
import { failureError } from "../failure.js";
import type { CancelUnlessSent, GuardedCall, PassedDone } from "../pipeline-ports.js";
import type { OrderGuardOptions } from "./order-guard-options.js";

/**
 * Sends what changes state and is neither an order nor has an idempotency key: paced, and no more.
 * @throws GatewayError UPSTREAM_RATE.
 */
export function submitWrite(
  { pool, pacing }: Pick<OrderGuardOptions, "pool" | "pacing">,
  command: Command,
  { body, packetId, deadlineMs }: Pick<GuardedCall, "body" | "packetId" | "deadlineMs">,
  done: PassedDone,
): CancelUnlessSent {
  const { protoId, sticky } = command;
  const slot = pacing?.tryTake(command, body) ?? null;
  let sentAs: SentAs | null = null;
  const onSent = (upstream: string, serialNo: number): void => {
    sentAs = { upstream, serialNo };
  };
  const cancel = pool.submit(
    { protoId, body, packetId, repeatable: false, home: sticky, deadlineMs, onSent },
    (reply, failure) => {
      slot?.end(failure === null || failure.sent);
      const notes = { rate: slot?.rate ?? null, replayed: false, cached: false, sentAs };
      done(reply, failure === null ? null : failureError(command, failure), notes);
    },
  );
  return (unlessSent) => {
    if (unlessSent !== true || sentAs === null) cancel();
  };
}
