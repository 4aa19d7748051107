/** The keys file can't be used or changed. Each problem is one line: the field, what is wrong, what to do. */
export class KeysFileError extends Error {
  override readonly name = "KeysFileError";
  readonly problems: readonly string[];
  /** The system did not let us: another try may do better. Else it is what was asked for, or what the file holds. */
  readonly isSystem: boolean;

  constructor(problems: readonly string[], options: { readonly cause?: unknown; readonly isSystem?: boolean } = {}) {
    super(problems.join("; "), "cause" in options ? { cause: options.cause } : undefined);
    this.problems = problems;
    this.isSystem = options.isSystem ?? false;
  }
}

const MAX_SHOWN = 60;

/** What an operator wrote, for an error text. */
export function shown(text: string): string {
  const cut = text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
  return JSON.stringify(cut.toWellFormed());
}
