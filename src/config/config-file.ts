import { isAlias, isMap, isScalar, LineCounter, type Node, type ParsedNode, parseDocument, type YAMLMap } from "yaml";
import { type Setting, settings } from "./settings-table.js";
import { suggest, suggestion } from "./suggest.js";

/** A value of the file and where it stands. */
export interface FileValue {
  readonly setting: Setting;
  readonly value: unknown;
  /** `gateway.yaml:3:5` */
  readonly place: string;
}

export interface FileReading {
  readonly values: readonly FileValue[];
  /** One line each, with file, line and column. */
  readonly problems: readonly string[];
}

/** Reads the text of a config file. `name` is the file's name for messages. */
export function readConfigText(text: string, name: string): FileReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number | undefined): string => {
    const { line, col } = lines.linePos(offset ?? 0);
    return `${name}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => `${place(error.pos[0])}: ${firstLine(error.message)}`);
    return { values: [], problems };
  }
  const values: FileValue[] = [];
  const problems: string[] = [];

  const readSection = (map: YAMLMap, path: readonly string[]): void => {
    for (const pair of map.items) {
      const at = place(offsetOf(pair.key));
      const key = isScalar(pair.key) ? String(pair.key.value) : "?";
      const here = [...path, key];
      const setting = settings.find((each) => samePath(each.path, here));
      const node = isAlias(pair.value) ? pair.value.resolve(document) : pair.value;
      if (setting !== undefined) {
        readSetting(setting, node, at);
      } else if (!isSection(here)) {
        problems.push(`${at}: unknown setting "${here.join(".")}"${nearKey(here)}`);
      } else if (isMap(node)) {
        readSection(node, here);
      } else if (!isEmpty(node)) {
        problems.push(`${at}: "${here.join(".")}" is a section: write its settings below it, each on its own line`);
      }
    }
  };

  const readSetting = (setting: Setting, node: unknown, at: string): void => {
    let value: unknown;
    try {
      value = isNode(node) ? node.toJS(document) : null;
    } catch (error) {
      problems.push(`${at}: ${setting.key} can't be read: ${error instanceof Error ? firstLine(error.message) : ""}`);
      return;
    }
    if (value === null && !setting.schema.safeParse(null).success) {
      problems.push(`${at}: ${setting.key} has no value: it must be ${setting.expects}`);
      return;
    }
    values.push({ setting, value, place: at });
  };

  const root = document.contents;
  if (isMap(root)) readSection(root, []);
  else if (!isEmpty(root)) {
    problems.push(`${place(offsetOf(root))}: the file must be a map of settings, such as "trading: off"`);
  }
  return { values, problems };
}

function isSection(path: readonly string[]): boolean {
  return settings.some(({ path: whole }) => whole.length > path.length && samePath(whole.slice(0, path.length), path));
}

/** Looks for the slip in the last name first, then for a setting elsewhere that has such a name or flag. */
function nearKey(path: readonly string[]): string {
  const depth = path.length;
  const siblings = settings
    .filter((setting) => samePath(setting.path.slice(0, depth - 1), path.slice(0, -1)))
    .map((setting) => setting.path.slice(0, depth).join("."));
  const near = suggestion(path.join("."), siblings);
  if (near !== "") return near;
  const byName = new Map(
    settings.flatMap(
      ({ key, path: own, flag }) =>
        [
          [own.at(-1) ?? key, key],
          [flag ?? key, key],
        ] as const,
    ),
  );
  const name = suggest(path.at(-1) ?? "", byName.keys());
  return name === undefined ? "" : `; did you mean "${byName.get(name)}"?`;
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "toJS" in value;
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? (node as ParsedNode).range?.[0] : undefined;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
