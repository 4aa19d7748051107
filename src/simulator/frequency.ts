import type { Command, Limit } from "../catalog/command.js";
import type { Clock } from "./clock.js";
import { Refusal } from "./handler.js";
import { texts } from "./texts.js";

/** What a limit may depend on. */
export interface LimitedCall {
  readonly accountId: string | undefined;
  readonly refreshCache: boolean;
  readonly firstPage: boolean;
  /** 3206 about warrants is exempt (facts: ftapi-protocol.md 4.1). */
  readonly warrantLookup: boolean;
}

const REFERENCE_PROTO_ID = 3206;

/**
 * The documented frequency limits: a sliding window for each command, over all
 * connections of the one user who is logged in, or for each account (facts:
 * ftapi-protocol.md 3.7). A refused call does not count.
 */
export class FrequencyLimiter {
  private readonly clock: Clock;
  private readonly windows = new Map<string, number[]>();

  /** @param clock real time, however fast the market runs: what is limited is the client. */
  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** @throws Refusal when `command` was called too often. */
  admit(command: Command, call: LimitedCall): void {
    const { limit } = command;
    if (limit === null || exempt(command.protoId, limit, call)) return;
    const bucket = limit.sharedWith ?? command.protoId;
    const key = limit.per === "account" ? `${bucket}/${call.accountId ?? ""}` : `${bucket}`;
    const nowMs = this.clock.now();
    const windowMs = limit.windowSeconds * 1000;
    const calls = (this.windows.get(key) ?? []).filter((atMs) => nowMs - atMs <= windowMs);
    if (calls.length >= limit.calls) {
      throw new Refusal(texts.tooFrequent(command.name, limit.calls, limit.windowSeconds));
    }
    const last = calls.at(-1);
    if (limit.minGapMs !== null && last !== undefined && nowMs - last < limit.minGapMs) {
      throw new Refusal(texts.tooClose(command.name, limit.minGapMs));
    }
    calls.push(nowMs);
    this.windows.set(key, calls);
  }
}

function exempt(protoId: number, limit: Limit, call: LimitedCall): boolean {
  if (limit.onlyRefreshCache && !call.refreshCache) return true;
  if (limit.onlyFirstPage && !call.firstPage) return true;
  return protoId === REFERENCE_PROTO_ID && call.warrantLookup;
}
