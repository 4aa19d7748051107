import type { GatewayError } from "../../errors/gateway-error.js";

/** One Trd_UnlockTrade on its way. Exactly one of `answered` and `failed` must be called, whatever happens: the next one waits for it. */
export interface UnlockAttempt {
  /** What is to be sent: the caller's bytes, with the gateway's password where they had none. Not to be kept. */
  readonly body: Uint8Array;
  /** Whether it unlocks; locking again is never held up. */
  readonly unlocks: boolean;
  /** With OpenD's whole reply. Null: the reply may go to the caller as it is. Else what the caller gets in its place. */
  answered(reply: Uint8Array): GatewayError | null;
  /** No answer came. `sent`: OpenD may have seen it, so it counts as a failed try. */
  failed(sent: boolean): void;
}

/** Lets callers unlock trading without letting them guess (2005). */
export interface UnlockDesk {
  /**
   * Waits until no other try to unlock is in flight, so that no more than two wrong ones reach OpenD in a row.
   * @param body the whole request, checked.
   * @param deadlineMs monotonic.
   * @throws GatewayError UNLOCK_BLOCKED, UNLOCK_REFUSED (the secret file can't be read), INVALID_BODY (no password), DEADLINE_EXCEEDED.
   */
  begin(body: Uint8Array, deadlineMs: number): Promise<UnlockAttempt>;
}
