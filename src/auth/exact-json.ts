/**
 * JSON with its numbers as they were written. Account ids pass 2^53, where
 * JSON.parse rounds them to another account, and the Node versions that we
 * support can't tell what stood there. A name that is there twice is refused:
 * which of the two counts would depend on the reader.
 */

/** A number by its text. */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type ExactJson = null | boolean | string | ExactNumber | readonly ExactJson[] | ExactObject;
/** In the order of the file. */
export type ExactObject = ReadonlyMap<string, ExactJson>;

/** The text is no JSON; the message says where. */
export class JsonTextError extends Error {
  override readonly name = "JsonTextError";
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORDS = { true: true, false: false, null: null } as const;
/** Far more than a keys file has, far less than the stack. */
const MAX_DEPTH = 100;

/** @throws JsonTextError */
export function parseExactJson(text: string): ExactJson {
  return new ExactReader(text).document();
}

class ExactReader {
  private readonly text: string;
  private offset = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): ExactJson {
    // Editors on Windows write a byte order mark.
    if (this.text.startsWith("\ufeff")) this.offset = 1;
    const value = this.value(0);
    if (this.offset < this.text.length) throw this.error("text after the end");
    return value;
  }

  private value(depth: number): ExactJson {
    if (depth > MAX_DEPTH) throw this.error(`nested more than ${MAX_DEPTH} deep`);
    this.take(SPACE);
    const value = this.bareValue(depth);
    this.take(SPACE);
    return value;
  }

  private bareValue(depth: number): ExactJson {
    const first = this.text[this.offset];
    if (first === "{") return this.object(depth);
    if (first === "[") return this.array(depth);
    if (first === '"') return this.string();
    const number = this.take(NUMBER);
    if (number !== "") return new ExactNumber(number);
    for (const [word, value] of Object.entries(WORDS)) {
      if (this.text.startsWith(word, this.offset)) {
        this.offset += word.length;
        return value;
      }
    }
    throw this.error("expected a value");
  }

  private object(depth: number): ExactObject {
    const entries = new Map<string, ExactJson>();
    this.offset++;
    this.take(SPACE);
    if (this.takes("}")) return entries;
    do {
      this.take(SPACE);
      const nameOffset = this.offset;
      const name = this.string();
      if (entries.has(name)) {
        this.offset = nameOffset;
        throw this.error(`${JSON.stringify(name)} is there twice`);
      }
      this.take(SPACE);
      if (!this.takes(":")) throw this.error('expected ":"');
      entries.set(name, this.value(depth + 1));
    } while (this.takes(","));
    if (!this.takes("}")) throw this.error('expected "," or "}"');
    return entries;
  }

  private array(depth: number): readonly ExactJson[] {
    const items: ExactJson[] = [];
    this.offset++;
    this.take(SPACE);
    if (this.takes("]")) return items;
    do items.push(this.value(depth + 1));
    while (this.takes(","));
    if (!this.takes("]")) throw this.error('expected "," or "]"');
    return items;
  }

  private string(): string {
    const quoted = this.take(STRING);
    if (quoted === "") throw this.error("expected a string in double quotes, with control characters as \\n or \\u...");
    return JSON.parse(quoted) as string;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.offset;
    const [found = ""] = pattern.exec(this.text) ?? [];
    this.offset += found.length;
    return found;
  }

  private takes(character: string): boolean {
    if (this.text[this.offset] !== character) return false;
    this.offset++;
    return true;
  }

  private error(problem: string): JsonTextError {
    const before = this.text.slice(0, this.offset).split("\n");
    return new JsonTextError(`line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${problem}`);
  }
}

/** With an indent of two spaces and numbers as they were; lists of plain values stand on one line. */
export function formatExactJson(value: ExactJson, indent = ""): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (value instanceof ExactNumber) return value.text;
  const inner = `${indent}  `;
  if (isList(value)) {
    if (value.every((item) => item === null || typeof item !== "object" || item instanceof ExactNumber)) {
      return `[${value.map((item) => formatExactJson(item)).join(", ")}]`;
    }
    return `[\n${value.map((item) => inner + formatExactJson(item, inner)).join(",\n")}\n${indent}]`;
  }
  if (value.size === 0) return "{}";
  const fields = [...value].map(([name, item]) => `${inner}${JSON.stringify(name)}: ${formatExactJson(item, inner)}`);
  return `{\n${fields.join(",\n")}\n${indent}}`;
}

export function isList(value: ExactJson | undefined): value is readonly ExactJson[] {
  return Array.isArray(value);
}

export function isObject(value: ExactJson | undefined): value is ExactObject {
  return value instanceof Map;
}
