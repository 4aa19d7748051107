import type { Breaks, Change } from "./change.js";
import type { Field, Message } from "./proto-model.js";

type FieldChange = Pick<Change, "how" | "breaks" | "name" | "detail">;

/** Types whose bytes the other ones of their group read: the language guide of protobuf, "Updating a message type". */
const SAME_BYTES = [
  ["int32", "uint32", "int64", "uint64", "bool", "enum"],
  ["sint32", "sint64"],
  ["fixed32", "sfixed32"],
  ["fixed64", "sfixed64"],
];

/** What changed in the fields of a message that both releases have. A number is what makes a field the same one. */
export function compareFields(before: Message, after: Message): readonly FieldChange[] {
  const old = new Map(before.fields.map((field) => [field.number, field]));
  const now = new Map(after.fields.map((field) => [field.number, field]));
  const nowByName = new Map(after.fields.map((field) => [field.name, field]));
  const oldByName = new Map(before.fields.map((field) => [field.name, field]));
  const changes: FieldChange[] = [];
  for (const field of before.fields) {
    const name = `${before.fullName}.${field.name}`;
    const moved = nowByName.get(field.name);
    const heir = now.get(field.number);
    if (moved !== undefined && moved.number !== field.number) {
      const detail = `number ${field.number} became ${moved.number}${differences(field, moved).text}`;
      changes.push({ how: "changed", breaks: "wire", name, detail });
    } else if (heir === undefined) {
      changes.push({ how: "removed", breaks: "wire", name, detail: described(field) });
    } else {
      changes.push(...sameNumber(name, field, heir));
    }
  }
  for (const field of after.fields) {
    if (old.has(field.number) || oldByName.has(field.name)) continue;
    const breaks = field.label === "required" ? "wire" : "nothing";
    changes.push({ how: "added", breaks, name: `${after.fullName}.${field.name}`, detail: described(field) });
  }
  return changes;
}

/** `optional int32 = 7`. */
export function described({ label, type, typeName, number }: Field): string {
  return `${label} ${typeName ?? type} = ${number}`;
}

function sameNumber(name: string, before: Field, after: Field): readonly FieldChange[] {
  const { breaks, text } = differences(before, after);
  const renamed = before.name !== after.name;
  if (breaks === "nothing" && !renamed) return [];
  const detail = `${described(before)}${renamed ? `, now called ${after.name}` : ""}${text}`;
  return [{ how: "changed", breaks: breaks === "nothing" ? "names" : breaks, name, detail }];
}

function differences(before: Field, after: Field): { readonly breaks: Breaks; readonly text: string } {
  let breaks: Breaks = "nothing";
  let text = "";
  const note = (what: string, old: string | null, now: string | null, severity: Breaks): void => {
    if (old === now) return;
    text += `, ${what} ${old ?? "none"} became ${now ?? "none"}`;
    if (breaks !== "wire") breaks = severity;
  };
  note("type", before.typeName ?? before.type, after.typeName ?? after.type, typeBreaks(before, after));
  note("label", before.label, after.label, "wire");
  note("oneof", before.oneof, after.oneof, "wire");
  // What an absent field means is part of what the bytes mean.
  note("default", before.defaultValue, after.defaultValue, "wire");
  return { breaks, text };
}

function typeBreaks(before: Field, after: Field): Breaks {
  // Enums of another name have values of their own, which are compared on their own.
  if (SAME_BYTES.some((group) => group.includes(before.type) && group.includes(after.type))) return "names";
  return "wire";
}
