export type FrameErrorCode = "BAD_MAGIC" | "BAD_VERSION" | "BODY_TOO_LARGE" | "BAD_CIPHERTEXT" | "BAD_DIGEST";

/**
 * The stream can't be trusted any more: no official peer resynchronises, so the
 * connection must end (facts: ftapi-protocol.md 1.5).
 */
export class FrameError extends Error {
  override readonly name = "FrameError";
  readonly code: FrameErrorCode;

  constructor(code: FrameErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
