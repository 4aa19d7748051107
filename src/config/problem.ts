/** Where a value came from. `name` is the flag, the variable, or file:line:column; empty for a default. */
export interface Origin {
  readonly source: "flag" | "environment" | "file" | "default";
  readonly name: string;
}

/** The settings can't be used. Each problem is one line for the user: where, what, and what to do. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

const MAX_SHOWN = 80;

/** A user's value in an error text: on one line, and short. */
export function showValue(value: unknown): string {
  const text = (typeof value === "bigint" ? String(value) : JSON.stringify(value)) ?? String(value);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN).toWellFormed()}...`;
}
