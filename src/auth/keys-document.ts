import type { ApiKey } from "./api-key.js";
import {
  type ExactJson,
  ExactNumber,
  type ExactObject,
  formatExactJson,
  isList,
  isObject,
  JsonTextError,
  parseExactJson,
} from "./exact-json.js";
import { type RecordOptions, readKeyRecord } from "./key-record.js";
import { KeysFileError, shown } from "./keys-problem.js";
import { kind } from "./record-fields.js";

/** A keys file, checked: `{"version": 1, "keys": [...]}` (facts: futuopend-rs.md 3.2). */
export interface KeysDocument {
  /** Everything that stands in it, unknown fields too. */
  readonly root: ExactObject;
  readonly keys: readonly ApiKey[];
}

export const EMPTY_ROOT: ExactObject = new Map<string, ExactJson>([
  ["version", new ExactNumber("1")],
  ["keys", []],
]);

/** More are not shown at once. */
const MAX_PROBLEMS = 20;

/** @throws KeysFileError with every problem */
export function readKeysText(text: string, options: RecordOptions = {}): KeysDocument {
  let root: ExactJson;
  try {
    root = parseExactJson(text);
  } catch (error) {
    if (error instanceof JsonTextError) throw new KeysFileError([`no JSON: ${error.message}`]);
    throw error;
  }
  if (!isObject(root)) throw new KeysFileError(['must be an object: {"version": 1, "keys": [...]}']);
  const problems: string[] = [];
  const version = root.get("version");
  if (version != null && !(version instanceof ExactNumber && version.text === "1")) {
    problems.push(`version: must be 1, not ${kind(version)}; this program knows no other form`);
  }
  const records = root.get("keys");
  if (!isList(records)) problems.push("keys: must be a list of records; write [] for no keys");
  const keys = readRecords(isList(records) ? records : [], options, problems);
  if (problems.length > 0) throw new KeysFileError(firstOf(problems));
  return { root, keys };
}

function readRecords(records: readonly ExactJson[], options: RecordOptions, problems: string[]): ApiKey[] {
  const keys: ApiKey[] = [];
  const pathById = new Map<string, string>();
  const pathByHash = new Map<string, string>();
  for (const [index, record] of records.entries()) {
    const path = `keys[${index}]`;
    if (!isObject(record)) {
      problems.push(`${path}: must be an object, not ${kind(record)}`);
      continue;
    }
    const key = readKeyRecord(path, record, options, problems);
    if (key === null) continue;
    const sameId = pathById.get(key.id);
    if (sameId !== undefined)
      problems.push(`${path}.id: ${shown(key.id)} is the id of ${sameId} too; each key needs its own`);
    pathById.set(key.id, path);
    for (const { sha256 } of key.hashes) {
      const sameHash = pathByHash.get(sha256);
      if (sameHash !== undefined)
        problems.push(`${path}.hash: is the hash of ${sameHash} too; each key needs its own token`);
      pathByHash.set(sha256, path);
    }
    keys.push(key);
  }
  return keys;
}

function firstOf(problems: readonly string[]): readonly string[] {
  const more = problems.length - MAX_PROBLEMS;
  return more > 0 ? [...problems.slice(0, MAX_PROBLEMS), `and ${more} more problems`] : problems;
}

/** The file's text: what nobody changed keeps its value, numbers to the digit. */
export function formatKeys(root: ExactObject): string {
  return `${formatExactJson(root)}\n`;
}

/** A document with one more record. @throws KeysFileError when the id is taken */
export function withRecord(root: ExactObject, record: ExactObject): ExactObject {
  const id = record.get("id");
  if (records(root).some((each) => idOf(each) === id)) {
    throw new KeysFileError([`there is a key ${shown(String(id))} already; choose another id, or rotate it`]);
  }
  return withRecords(root, [...records(root), record]);
}

/** A document without the record of `id`. @throws KeysFileError when there is none */
export function withoutRecord(root: ExactObject, id: string): ExactObject {
  recordOf(root, id);
  return withRecords(
    root,
    records(root).filter((each) => idOf(each) !== id),
  );
}

/** A document with other fields in the record of `id`: undefined takes a field away. @throws KeysFileError when there is none */
export function withFields(
  root: ExactObject,
  id: string,
  fields: Readonly<Record<string, ExactJson | undefined>>,
): ExactObject {
  const changed = new Map(recordOf(root, id));
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) changed.delete(name);
    else changed.set(name, value);
  }
  return withRecords(
    root,
    records(root).map((each) => (idOf(each) === id ? changed : each)),
  );
}

/** @throws KeysFileError when there is none */
export function recordOf(root: ExactObject, id: string): ExactObject {
  const record = records(root).find((each) => idOf(each) === id);
  if (isObject(record)) return record;
  throw new KeysFileError([`there is no key ${shown(id)}; \`keys list\` shows those that there are`]);
}

function records(root: ExactObject): readonly ExactJson[] {
  const found = root.get("keys");
  return isList(found) ? found : [];
}

function withRecords(root: ExactObject, changed: readonly ExactJson[]): ExactObject {
  return new Map(root).set("keys", changed);
}

function idOf(record: ExactJson): ExactJson | undefined {
  return isObject(record) ? record.get("id") : undefined;
}

const EMPTY_IS_ALL = ["allowed_acc_ids", "allowed_trd_sides"] as const;

/** Lists that are empty and limit nothing, though they look as if they did. */
export function emptyLists(root: ExactObject): readonly { readonly id: string; readonly field: string }[] {
  const records = root.get("keys");
  if (!Array.isArray(records)) return [];
  return records.filter(isObject).flatMap((record) => {
    const limits = record.get("limits");
    const places = isObject(limits) ? [record, limits] : [record];
    const fields = EMPTY_IS_ALL.filter((field) => places.some((place) => isEmptyList(place.get(field))));
    return fields.map((field) => ({ id: String(record.get("id")), field }));
  });
}

function isEmptyList(value: ExactJson | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}
