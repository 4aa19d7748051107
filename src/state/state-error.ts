/** Why the state folder can't be used, or what went wrong in it. */
export type StateErrorCode =
  /** The folder can't be made, read or written. */
  | "FOLDER"
  /** Another process uses the folder. */
  | "LOCKED"
  /** Records can't be written now; it is tried again. */
  | "WRITE"
  /** Records are lost: they are not in the log, or can't be read from it. */
  | "LOST";

/** A problem of the state folder; the message names the path and what to do. */
export class StateError extends Error {
  override readonly name = "StateError";
  readonly code: StateErrorCode;

  constructor(code: StateErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** What the system said, for the end of a message. */
export function systemText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

export function isErrno(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === code;
}
