import { type ExactJson, ExactNumber, type ExactObject, isList, isObject } from "./exact-json.js";
import { shown } from "./keys-problem.js";
import { parseRfc3339 } from "./rfc3339.js";

const MAX_U64 = 2n ** 64n - 1n;

/** Reads the fields of one object of the keys file and notes each problem with its path. An absent field is null. */
export class RecordFields {
  readonly object: ExactObject;
  private readonly pathOf: (name: string) => string;
  private readonly problems: string[];

  constructor(object: ExactObject, pathOf: (name: string) => string, problems: string[]) {
    this.object = object;
    this.pathOf = pathOf;
    this.problems = problems;
  }

  /** @param place within the field, such as `[2]` */
  problem(name: string, text: string, place = ""): null {
    this.problems.push(`${this.pathOf(name)}${place}: ${text}`);
    return null;
  }

  /** undefined where it is absent or null. */
  value(name: string): Exclude<ExactJson, null> | undefined {
    return this.object.get(name) ?? undefined;
  }

  text(name: string): string | null {
    const value = this.value(name);
    if (value === undefined || typeof value === "string") return value ?? null;
    return this.problem(name, `must be a text in double quotes, not ${kind(value)}`);
  }

  flag(name: string): boolean {
    const value = this.value(name);
    if (value === undefined || typeof value === "boolean") return value ?? false;
    return this.problem(name, `must be true or false, not ${kind(value)}`) ?? false;
  }

  /** RFC 3339, as epoch milliseconds. */
  time(name: string): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const timeMs = parseRfc3339(text);
    if (timeMs !== null) return timeMs;
    return this.problem(name, `${shown(text)} is no RFC 3339 time; write it as 2026-12-31T23:59:59Z or with +08:00`);
  }

  /** A limit in money. */
  amount(name: string): number | null {
    const value = this.value(name);
    if (value === undefined) return null;
    const number = value instanceof ExactNumber ? Number(value.text) : Number.NaN;
    // -0 would be a limit of nothing by accident.
    if (Number.isFinite(number) && number >= 0 && !Object.is(number, -0)) return number;
    return this.problem(name, `must be a number from 0 up, not ${told(value)}; leave it out for no limit`);
  }

  count(name: string): number | null {
    const value = this.value(name);
    if (value === undefined) return null;
    const number = value instanceof ExactNumber && /^\d{1,10}$/.test(value.text) ? Number(value.text) : Number.NaN;
    if (number <= 0xffff_ffff) return number;
    return this.problem(
      name,
      `must be a whole number from 0 to 4294967295, not ${told(value)}; leave it out for no limit`,
    );
  }

  /** Each item read by `read`, which returns its problem as a string in an object. */
  list<T>(name: string, what: string, read: (item: ExactJson) => T | { readonly problem: string }): T[] | null {
    const value = this.value(name);
    if (value === undefined) return null;
    if (!isList(value)) return this.problem(name, `must be a list of ${what} or null, not ${kind(value)}`);
    const items: T[] = [];
    for (const [index, item] of value.entries()) {
      const result = read(item);
      if (isProblem(result)) this.problem(name, result.problem, `[${index}]`);
      else items.push(result);
    }
    return items;
  }

  texts(name: string, what: string, read: (text: string) => string | { readonly problem: string }): string[] | null {
    return this.list(name, what, (item) =>
      typeof item === "string" ? read(item) : { problem: `must be a text in double quotes, not ${kind(item)}` },
    );
  }

  accIds(name: string): bigint[] | null {
    return this.list<bigint>(name, "account ids", (item) => {
      // As text too: other programs that write this file may have to, for the same reason (2^53).
      const text = item instanceof ExactNumber ? item.text : typeof item === "string" ? item : "";
      const id = /^\d{1,20}$/.test(text) ? BigInt(text) : 0n;
      return id > 0n && id <= MAX_U64
        ? id
        : { problem: `${told(item)} is no account id: write its digits, 1 to 2^64-1` };
    });
  }
}

function isProblem(value: unknown): value is { readonly problem: string } {
  return typeof value === "object" && value !== null && "problem" in value;
}

export function kind(value: ExactJson): string {
  if (value === null) return "null";
  if (value instanceof ExactNumber) return `the number ${value.text.slice(0, 30)}`;
  if (isList(value)) return "a list";
  if (isObject(value)) return "an object";
  return typeof value === "string" ? `the text ${shown(value)}` : String(value);
}

function told(value: ExactJson): string {
  return value instanceof ExactNumber ? value.text.slice(0, 30) : kind(value);
}
