import { posix } from "node:path";
import type { Enum, Field, Message } from "../upstream/proto-model.js";
import { anchor, code, link, prose, table } from "./markdown.js";
import { enumsOf, isOwn, messageOf, type Schema, shortName } from "./schema.js";

/** Where a page links to for a message or enum; null where it stands nowhere. */
export type Place = (fullName: string) => string | null;

/** The fields of a message as a table of facts. `place` says where the types are shown. */
export function fieldTable(schema: Schema, message: Message, place: Place): string {
  if (message.fields.length === 0) return "No fields.";
  const rows = message.fields.map((field) => [
    code(field.name),
    String(field.number),
    typeCell(schema, field, place),
    labelOf(message, field),
    prose(schema.comment(`${message.fullName}.${field.name}`)),
  ]);
  const head = ["field", "number", "type", "", "what it is"];
  const described = rows.some((row) => row[4] !== "");
  return described
    ? table(head, rows)
    : table(
        head.slice(0, 4),
        rows.map((row) => row.slice(0, 4)),
      );
}

/** In proto3, which ours are in, only a field that says `optional` can be told from its default. */
function labelOf({ fullName }: Message, { label, oneof, name }: Field): string {
  const presence = oneof === `_${name}`;
  if (oneof !== null && !presence) return `one of ${oneof}`;
  return label === "optional" && isOwn(fullName) && !presence ? "" : label;
}

function typeCell(schema: Schema, field: Field, place: Place): string {
  const linked = (fullName: string): string => {
    const target = place(fullName);
    return target === null ? code(fullName) : link(shortName(fullName), target);
  };
  if (field.type === "message" || field.type === "enum") return linked(field.typeName ?? "");
  const enums = enumsOf(schema, field).map(({ fullName }) => linked(fullName));
  return [field.type, ...(enums.length === 0 ? [] : [`(${enums.join(", ")})`])].join(" ");
}

/** All values of an enum in one line. */
export function valuesLine({ values }: Enum): string {
  return values.map(({ name, number }) => `${number} ${code(name)}`).join(", ");
}

/** The messages and enums that `roots` are made of and that stand in their own package: those that their section shows. */
export function localTypes(
  schema: Schema,
  roots: readonly string[],
): { readonly messages: readonly Message[]; readonly enums: readonly Enum[] } {
  const messages = new Map<string, Message>();
  const enums = new Map<string, Enum>();
  const visit = (fullName: string): void => {
    if (messages.has(fullName)) return;
    const message = messageOf(schema, fullName);
    messages.set(fullName, message);
    for (const field of message.fields) {
      for (const used of enumsOf(schema, field)) {
        if (!schema.isShared(used.fullName)) enums.set(used.fullName, used);
      }
      if (field.type === "message" && field.typeName !== null && !schema.isShared(field.typeName))
        visit(field.typeName);
    }
  };
  for (const root of roots) visit(root);
  return {
    messages: [...messages.values()].filter(({ fullName }) => !roots.includes(fullName)),
    enums: [...enums.values()],
  };
}

/** The heading of a type in the section of `owner`, and so its anchor. */
export function localHeading(owner: string, fullName: string): string {
  return `${owner} ${shortName(fullName).replaceAll(".", " ")}`;
}

/** The heading of a shared type on its page, and so its anchor. */
export function sharedHeading(fullName: string): string {
  return shortName(fullName).replaceAll(".", " ");
}

/** Where a shared type is shown, seen from the page at `from`. */
export function sharedPlace(schema: Schema, fullName: string, from: string): string | null {
  const home = schema.home(fullName);
  return home === null ? null : `${relativePage(from, home)}#${anchor(sharedHeading(fullName))}`;
}

/** The link from one page below docs/reference to another; empty within a page. */
export function relativePage(from: string, to: string): string {
  return from === to ? "" : posix.relative(posix.dirname(from), to);
}

/** Request or response with all that only they use, under headings that begin with `owner`. */
export function typeSections(schema: Schema, owner: string, roots: readonly string[], from: string): readonly string[] {
  const { messages, enums } = localTypes(schema, roots);
  const place = localPlace(schema, owner, roots, from);
  return [
    ...messages.map(
      (message) => `### ${localHeading(owner, message.fullName)}\n\n${fieldTable(schema, message, place)}`,
    ),
    ...enums.map((used) => `### ${localHeading(owner, used.fullName)}\n\n${valuesLine(used)}`),
  ];
}

export function localPlace(schema: Schema, owner: string, roots: readonly string[], from: string): Place {
  const { messages, enums } = localTypes(schema, roots);
  const here = new Set([...messages, ...enums].map(({ fullName }) => fullName));
  return (fullName) =>
    here.has(fullName) ? `#${anchor(localHeading(owner, fullName))}` : sharedPlace(schema, fullName, from);
}
