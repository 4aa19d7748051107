import type { EnumImage, FieldImage, FileImage, MessageImage } from "./buf.js";

/** The definitions of one release, by full name such as `Qot_Sub.C2S`. */
export interface ProtoModel {
  readonly messages: ReadonlyMap<string, Message>;
  readonly enums: ReadonlyMap<string, Enum>;
}

export interface Message {
  readonly fullName: string;
  /** The proto package. */
  readonly space: string;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly number: number;
  /** `int32`, `string`, `message`, `enum` ... */
  readonly type: string;
  /** Full name of a message or enum, else null. */
  readonly typeName: string | null;
  readonly label: "optional" | "required" | "repeated";
  readonly oneof: string | null;
  readonly defaultValue: string | null;
  /** Full names of the enums that an int32's comment or name says its numbers are of. */
  readonly numbersOf: readonly string[];
}

export interface Enum {
  readonly fullName: string;
  /** In the order of the file; an alias has the number of another one. */
  readonly values: readonly { readonly name: string; readonly number: number }[];
}

/** What a proto calls by its number in a descriptor. */
const MESSAGE_TYPE = 4;
const NESTED_TYPE = 3;
const FIELD = 2;
/** The packages of what several commands share. */
const COMMON = ["Common", "Qot_Common", "Trd_Common"];

export function protoModel(files: readonly FileImage[]): ProtoModel {
  const enums = enumsOf(files);
  const messages = new Map<string, Message>();
  for (const file of files) {
    const space = file.package ?? "";
    const comments = commentsOf(file);
    const visit = (message: MessageImage, scope: string, path: string): void => {
      const fullName = scope === "" ? message.name : `${scope}.${message.name}`;
      const fields = (message.field ?? []).map(
        (field, index): Field => ({
          name: field.name,
          number: field.number,
          type: field.type.replace("TYPE_", "").toLowerCase(),
          typeName: field.typeName?.slice(1) ?? null,
          label: field.label.replace("LABEL_", "").toLowerCase() as Field["label"],
          oneof: field.oneofIndex === undefined ? null : (message.oneofDecl?.[field.oneofIndex]?.name ?? null),
          defaultValue: field.defaultValue ?? null,
          numbersOf: enumsMeant(field, comments.get(`${path}.${FIELD}.${index}`) ?? "", space, enums),
        }),
      );
      messages.set(fullName, { fullName, space, fields });
      message.nestedType?.forEach((nested, index) => {
        visit(nested, fullName, `${path}.${NESTED_TYPE}.${index}`);
      });
    };
    file.messageType?.forEach((message, index) => {
      visit(message, space, `${MESSAGE_TYPE}.${index}`);
    });
  }
  return { messages, enums };
}

function enumsOf(files: readonly FileImage[]): ReadonlyMap<string, Enum> {
  const enums = new Map<string, Enum>();
  const add = (image: EnumImage, scope: string): void => {
    const fullName = `${scope}.${image.name}`;
    enums.set(fullName, { fullName, values: image.value.map(({ name, number }) => ({ name, number })) });
  };
  const visit = (message: MessageImage, scope: string): void => {
    const fullName = `${scope}.${message.name}`;
    for (const image of message.enumType ?? []) add(image, fullName);
    for (const nested of message.nestedType ?? []) visit(nested, fullName);
  };
  for (const { package: space = "", enumType = [], messageType = [] } of files) {
    for (const image of enumType) add(image, space);
    for (const message of messageType) visit(message, space);
  }
  return enums;
}

function commentsOf({ sourceCodeInfo }: FileImage): ReadonlyMap<string, string> {
  return new Map(
    (sourceCodeInfo?.location ?? []).map(({ path = [], leadingComments = "", trailingComments = "" }) => [
      path.join("."),
      `${leadingComments} ${trailingComments}`,
    ]),
  );
}

/**
 * Most fields that mean an enum are int32. Their comment names it, with its
 * package or without (facts: ftapi-protocol.md 9.1), or they have its name.
 */
function enumsMeant(
  { name, type }: FieldImage,
  comment: string,
  space: string,
  enums: ReadonlyMap<string, Enum>,
): readonly string[] {
  if (type !== "TYPE_INT32") return [];
  const found = new Set<string>();
  for (const [word] of comment.matchAll(/[A-Z]\w*(?:\.[A-Z]\w*)*/g)) {
    const own = `${space}.${word}`;
    if (enums.has(word)) found.add(word);
    else if (enums.has(own)) found.add(own);
    else for (const common of COMMON) if (enums.has(`${common}.${word}`)) found.add(`${common}.${word}`);
  }
  const namesake = `${space}.${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  if (enums.has(namesake)) found.add(namesake);
  return [...found];
}
