import { Buffer } from "node:buffer";
import { Request } from "../../../generated/ts/Trd_UnlockTrade.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { findC2s, RET_TYPE_SUCCESS, readReply, wrapC2s } from "../../ftapi/envelope.js";
import { WireError, WireReader, WireType } from "../../ftapi/wire.js";
import type { UnlockAttempt, UnlockDesk } from "./unlock-attempt.js";
import type { OrderClock } from "./upstream.js";

const UNLOCK_TRADE = 2005;
const PWD_MD5_FIELD = 2;
const MD5_HEX_CHARS = 32;
const MAX_FAILURES = 2;
const BLOCK_MS = 60_000;

export interface GuardedUnlockOptions {
  readonly clock: OrderClock;
  /**
   * The lower-case hex MD5 of the trade password, read anew at each call and not kept; null: callers must bring it.
   * What it throws names the file and its problem, never what stands in it.
   */
  readonly secret: () => string | null;
}

/** Counts wrong passwords over all callers: OpenD, which all of them share, locks the account after some. */
export class GuardedUnlock implements UnlockDesk {
  private readonly clock: OrderClock;
  private readonly secret: () => string | null;
  private busy = false;
  private readonly waiting: (() => void)[] = [];
  private failures = 0;
  private blockedUntilMs = Number.NEGATIVE_INFINITY;

  constructor({ clock, secret }: GuardedUnlockOptions) {
    this.clock = clock;
    this.secret = secret;
  }

  async begin(body: Uint8Array, deadlineMs: number): Promise<UnlockAttempt> {
    const { unlocks, password } = readUnlock(body);
    if (!unlocks) return new LockAttempt(body);
    this.refuseIfBlocked();
    await this.turn(deadlineMs);
    try {
      this.refuseIfBlocked();
      const whole = password ? body : withMd5(body, this.readSecret());
      return new PasswordAttempt(whole, (outcome) => this.ended(outcome, password));
    } catch (error) {
      this.nextTurn();
      throw error;
    }
  }

  private readSecret(): string {
    let md5: string | null;
    try {
      md5 = this.secret();
    } catch (error) {
      throw new GatewayError(
        "UNLOCK_REFUSED",
        "the gateway's own password can't be read; the operator's log says why; nothing was sent",
        {
          protoId: UNLOCK_TRADE,
          auditReason: error instanceof Error ? error.message : "the secret file can't be read",
          cause: error,
        },
      );
    }
    if (md5 !== null) return md5;
    throw new GatewayError(
      "INVALID_BODY",
      "Trd_UnlockTrade (2005): pwdMD5 is missing, and this gateway holds no password of its own; nothing was sent",
      { protoId: UNLOCK_TRADE },
    );
  }

  private refuseIfBlocked(): void {
    const retryAfterMs = this.blockedUntilMs - this.clock.now();
    if (retryAfterMs <= 0) return;
    throw new GatewayError(
      "UNLOCK_BLOCKED",
      "unlocking failed before; further tries are refused for a while; nothing was sent",
      { protoId: UNLOCK_TRADE, retryAfterMs },
    );
  }

  /** One at a time: of ten tries at once, eight would reach OpenD before the second's failure is known. */
  private turn(deadlineMs: number): Promise<void> {
    if (!this.busy) {
      this.busy = true;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      let cancel = (): void => undefined;
      const enter = (): void => {
        cancel();
        resolve();
      };
      this.waiting.push(enter);
      if (deadlineMs === Number.POSITIVE_INFINITY) return;
      cancel = this.clock.schedule(Math.max(deadlineMs - this.clock.now(), 0), () => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        reject(
          new GatewayError(
            "DEADLINE_EXCEEDED",
            "the deadline passed while another unlock was in flight; nothing was sent",
            {
              protoId: UNLOCK_TRADE,
            },
          ),
        );
      });
    });
  }

  private nextTurn(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.busy = false;
    else next();
  }

  private ended(outcome: "unlocked" | "failed" | "not_sent", byCaller: boolean): void {
    // The gateway's own password proves nothing about the caller: else it would buy a guess each time.
    if (outcome === "unlocked" && byCaller) this.failures = 0;
    if (outcome === "failed") this.failures++;
    if (this.failures >= MAX_FAILURES) {
      this.failures = 0;
      this.blockedUntilMs = this.clock.now() + BLOCK_MS;
    }
    this.nextTurn();
  }
}

/** Locking needs no password and is never refused. */
class LockAttempt implements UnlockAttempt {
  readonly body: Uint8Array;
  readonly unlocks = false;

  constructor(body: Uint8Array) {
    this.body = body;
  }

  answered(): null {
    return null;
  }

  failed(): void {
    // Nothing is counted, nobody waits.
  }
}

class PasswordAttempt implements UnlockAttempt {
  readonly body: Uint8Array;
  readonly unlocks = true;
  private readonly ended: (outcome: "unlocked" | "failed" | "not_sent") => void;
  private isOver = false;

  constructor(body: Uint8Array, ended: (outcome: "unlocked" | "failed" | "not_sent") => void) {
    this.body = body;
    this.ended = ended;
  }

  answered(reply: Uint8Array): GatewayError | null {
    const problem = replyProblem(reply);
    this.end(problem === null ? "unlocked" : "failed");
    if (problem === null) return null;
    // OpenD's text may tell how many tries are left, or that the password was right but for something.
    return new GatewayError("UNLOCK_REFUSED", "OpenD did not unlock trading", {
      sent: true,
      protoId: UNLOCK_TRADE,
      auditReason: problem,
    });
  }

  failed(sent: boolean): void {
    this.end(sent ? "failed" : "not_sent");
  }

  private end(outcome: "unlocked" | "failed" | "not_sent"): void {
    if (this.isOver) return;
    this.isOver = true;
    this.ended(outcome);
  }
}

function replyProblem(reply: Uint8Array): string | null {
  try {
    const { retType, retMsg } = readReply(reply);
    return retType === RET_TYPE_SUCCESS ? null : `OpenD: ${retMsg}`;
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return "OpenD's answer can't be read";
  }
}

function readUnlock(body: Uint8Array): { readonly unlocks: boolean; readonly password: boolean } {
  try {
    const c2s = Request.decode(body).c2s;
    // Whatever does not plainly lock is treated as a try to unlock.
    return { unlocks: c2s?.unlock !== false, password: (c2s?.pwdMD5 ?? "") !== "" };
  } catch {
    throw new GatewayError("INVALID_BODY", "Trd_UnlockTrade (2005): the body can't be decoded; nothing was sent", {
      protoId: UNLOCK_TRADE,
    });
  }
}

/** The caller's c2s as it is, but for its empty pwdMD5. */
function withMd5(body: Uint8Array, md5: string): Buffer {
  const c2s = findC2s(body);
  const parts: Uint8Array[] = [];
  const reader = new WireReader(body, c2s.start, c2s.end);
  while (reader.next()) {
    const { tagStart, fieldNumber } = reader;
    reader.skip();
    if (fieldNumber !== PWD_MD5_FIELD) parts.push(body.subarray(tagStart, reader.pos));
  }
  const head = Buffer.from([(PWD_MD5_FIELD << 3) | WireType.bytes, MD5_HEX_CHARS]);
  return wrapC2s(Buffer.concat([...parts, head, Buffer.from(md5, "latin1")]));
}
