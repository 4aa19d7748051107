/** Redis can't be asked: no connection, or no answer in time. Whether a command that was under way ran is not known. */
export class RedisUnavailable extends Error {
  override readonly name = "RedisUnavailable";
  /** Whether the command may have reached Redis. */
  readonly sent: boolean;

  constructor(problem: string, options: { readonly sent: boolean }) {
    super(`Redis is not available: ${problem}`);
    this.sent = options.sent;
  }
}

/** Redis answered with an error; its text is left out, because it may quote keys. */
export class RedisReplyError extends Error {
  override readonly name = "RedisReplyError";
  /** Such as WRONGTYPE, OOM or READONLY. */
  readonly code: string;

  constructor(code: string) {
    super(`Redis answered with the error ${code}`);
    this.code = code;
  }
}
