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
  const text = asJson(value) ?? String(value);
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN).toWellFormed()}...`;
}

/** undefined for what JSON can't show, such as a map that holds itself by a YAML alias. */
function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
