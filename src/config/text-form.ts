import type { SettingKind } from "./setting.js";

const BYTE_UNITS = new Map([
  ["", 1],
  ["b", 1],
  ["kib", 1024],
  ["mib", 1024 ** 2],
]);
const DURATION_UNITS = new Map([
  ["ms", 1],
  ["s", 1000],
  ["m", 60_000],
]);

/**
 * What a setting's text on a command line, in the environment or in a file
 * stands for. A text that has another form is returned as it is, for the schema
 * to refuse.
 */
export function fromText(kind: SettingKind, text: string): unknown {
  switch (kind) {
    case "integer":
      return /^-?\d+$/.test(text) ? Number(text) : text;
    case "number":
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case "bytes":
      return withUnit(text, BYTE_UNITS);
    case "duration":
      return withUnit(text, DURATION_UNITS);
    case "boolean":
      return { on: true, true: true, off: false, false: false }[text.toLowerCase()] ?? text;
    case "addresses":
      return text.split(",").map((part) => part.trim());
    case "choice":
    case "address":
    case "path":
    case "folder":
    case "text":
    case "profiles":
      return text;
  }
}

/** What is special about a kind's text form, for error texts. */
export function textFormHint(kind: SettingKind, value: unknown): string {
  if (kind === "duration" && typeof value === "string") return "; write it with a unit, such as 500ms, 10s or 2m";
  if (kind === "bytes" && typeof value === "string") return "; write it such as 65536, 64KiB or 16MiB";
  return "";
}

function withUnit(text: string, units: ReadonlyMap<string, number>): unknown {
  const match = /^(\d+(?:\.\d+)?)\s?([a-z]*)$/i.exec(text);
  const factor = units.get(match?.[2]?.toLowerCase() ?? "none");
  return match === null || factor === undefined ? text : Number(match[1]) * factor;
}
