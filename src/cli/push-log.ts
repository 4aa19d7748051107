import { formatSecurity } from "../ftapi/security-text.js";
import type { StreamEnd } from "../gateway/push/push-hub.js";
import type { RestoredEvent } from "../opend/ledger/types.js";
import type { Logger } from "../telemetry/logger.js";
import { subTypeName } from "./watch/sub-types.js";

/** More refusals than this say nothing new. */
const MAX_REFUSALS = 20;

/** Writes why a push stream ended, and what it had got by then. */
export function logStreamEnd(logger: Logger, { caller, reason, lastSequence, dropped }: StreamEnd): void {
  const name = reason === "CLIENT_CANCELLED" ? "push.cancelled" : "push.ended";
  if (logger.enabled(name)) logger.event(name, { reason, caller: caller.id, sequence: lastSequence, dropped });
}

/** Writes that all subscriptions stand again, and those that OpenD no longer takes. */
export function logRestored(logger: Logger, event: RestoredEvent, nowMs: number): void {
  const { sinceMs, units, accounts, refused, accountsRefused } = event;
  for (const { unit, text } of refused.slice(0, MAX_REFUSALS)) {
    const { security, subType } = unit;
    const type = subTypeName(subType) ?? String(subType);
    logger.event("subscription.refused", { security: formatSecurity(security), type, text });
  }
  if (accountsRefused !== null) {
    logger.event("subscription.refused", { accounts: accounts.length, text: accountsRefused });
  }
  logger.event("upstream.restored", {
    lostMs: Math.max(0, Math.round(nowMs - sinceMs)),
    units: units.length,
    accounts: accounts.length,
    refused: refused.length + (accountsRefused === null ? 0 : 1),
  });
}
