import type { GatewayError } from "../errors/gateway-error.js";
import type { AnswerNotes } from "./answer-notes.js";
import type { BodyMode } from "./body-check.js";
import type { Caller } from "./caller.js";

/** One command as a caller gave it. */
export interface GatewayRequest {
  readonly protoId: number;
  readonly body: Uint8Array;
  readonly bodyMode: BodyMode;
  /** Milliseconds left; null where the caller set no deadline. */
  readonly timeoutMs: number | null;
  readonly caller: Caller;
  /** Metadata `idempotency-key` as it came; null where there is none. */
  readonly idempotencyKey: string | null;
  readonly requestId: string;
}

/** OpenD's answer; the body is its bytes. */
export interface GatewayReply {
  readonly retType: number;
  readonly retMsg: string;
  /** 0 where OpenD gave none. */
  readonly errCode: number;
  readonly protoId: number;
  /** A view on received bytes: to be used before control returns to the caller of `done`. */
  readonly body: Uint8Array;
}

export type GatewayDone = (reply: GatewayReply | null, error: GatewayError | null, notes: AnswerNotes) => void;
