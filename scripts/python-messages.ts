import type { ProtoFile } from "./typed-services.js";

/** The part of buf's JSON image of a file that stubs are made from. */
export interface MessagesImage {
  readonly name: string;
  readonly package?: string;
  readonly messageType?: readonly MessageImage[];
  readonly enumType?: readonly EnumImage[];
}

export interface MessageImage {
  readonly name: string;
  readonly field?: readonly FieldImage[];
  readonly nestedType?: readonly MessageImage[];
  readonly enumType?: readonly EnumImage[];
  readonly options?: { readonly mapEntry?: boolean };
}

interface FieldImage {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly typeName?: string;
}

interface EnumImage {
  readonly name: string;
  readonly value: readonly { readonly name: string }[];
}

const SCALARS: Readonly<Record<string, string>> = {
  TYPE_BOOL: "bool",
  TYPE_BYTES: "bytes",
  TYPE_STRING: "str",
  TYPE_DOUBLE: "float",
  TYPE_FLOAT: "float",
};

/** They are fields too, but can't be written as attributes. */
const KEYWORDS = new Set(["from", "class", "import", "in", "is", "not", "global", "lambda", "None"]);

/** The Python type of a scalar or an enum (`TYPE_INT64`), or of a message by its full name. */
export function typeOf(name: string): string {
  if (name.startsWith("TYPE_")) return SCALARS[name] ?? "int";
  const { scope, path } = splitName(name);
  return `${scope}.${path}`;
}

/** The module of `opend_gateway_client.messages` that has a message. */
export function moduleOf(name: string): string {
  return splitName(name).scope;
}

/** `google.rpc.ErrorInfo` to `google_rpc` and `ErrorInfo`. Packages of ours and Google's begin with a small letter. */
function splitName(name: string): { readonly scope: string; readonly path: string } {
  const words = name.split(".");
  const own = /^[a-z]/.test(name) ? words.findIndex((word) => /^[A-Z]/.test(word)) : 1;
  return { scope: words.slice(0, own).join("_"), path: words.slice(own).join(".") };
}

/** Messages of the package, and their stubs: a module for each proto package. */
export class PythonMessages {
  readonly #packages = new Map<string, MessagesImage[]>();
  readonly #messages = new Map<string, MessageImage>();

  constructor(files: readonly MessagesImage[]) {
    for (const file of files) {
      const name = file.package ?? "";
      this.#packages.set(name, [...(this.#packages.get(name) ?? []), file]);
      for (const message of file.messageType ?? []) this.#messages.set(`${name}.${message.name}`, message);
    }
  }

  /** By its full name. */
  message(name: string): MessageImage {
    const message = this.#messages.get(name);
    if (message === undefined) throw new Error(`the Python package has no message ${name}`);
    return message;
  }

  /** Full name of what the envelope `message` holds in `field`. */
  inside(message: string, field: "c2s" | "s2c"): string {
    const type = this.message(message).field?.find(({ name }) => name === field)?.typeName;
    if (type === undefined) throw new Error(`${message} has no message ${field}`);
    return type.slice(1);
  }

  stubs(head: string): readonly ProtoFile[] {
    const names = [...this.#packages.keys()].map((name) => name.replaceAll(".", "_")).sort();
    const index = `${head}${names.map((name) => `from . import ${name} as ${name}\n`).join("")}`;
    return [
      { path: "messages/__init__.pyi", text: index },
      ...[...this.#packages].map(([name, files]) => ({
        path: `messages/${name.replaceAll(".", "_")}.pyi`,
        text: moduleStub(head, name, files),
      })),
    ];
  }
}

function moduleStub(head: string, name: string, files: readonly MessagesImage[]): string {
  const scope = name.replaceAll(".", "_");
  const imports = new Set<string>();
  const typed = (field: FieldImage): string => {
    if (field.type !== "TYPE_MESSAGE") return typeOf(field.type);
    const full = (field.typeName ?? "").slice(1);
    if (moduleOf(full) === scope) return typeOf(full).slice(scope.length + 1);
    imports.add(moduleOf(full));
    return typeOf(full);
  };
  const body = files.flatMap(({ enumType = [], messageType = [] }) => [
    ...enumType.map((type) => enumStub(type, "")),
    ...messageType.map((message) => messageStub(message, "", typed)),
  ]);
  const needed = [...imports].sort().map((other) => `from . import ${other}\n`);
  const text = ["import builtins\nimport typing\n\n", ...needed];
  const types = "from .._types import Enum, Map, Message, Repeated\n";
  return `${head}${text.join("")}${types}\n${body.join("\n")}`;
}

function enumStub({ name, value }: EnumImage, indent: string): string {
  return [`${name}: Enum`, ...value.map((each) => `${each.name}: int`)].map((line) => `${indent}${line}\n`).join("");
}

function messageStub(message: MessageImage, indent: string, typed: (field: FieldImage) => string): string {
  const inner = `${indent}    `;
  const { name, field = [], nestedType = [], enumType = [] } = message;
  const entries = new Map(
    nestedType.filter(({ options }) => options?.mapEntry === true).map((type) => [type.name, type]),
  );
  const parts = [
    ...enumType.map((type) => enumStub(type, inner)),
    ...nestedType.filter((type) => !entries.has(type.name)).map((type) => messageStub(type, inner, typed)),
  ];
  const fields = field.filter((each) => !KEYWORDS.has(each.name));
  const entryOf = (each: FieldImage): string | null => {
    const entry = entries.get(each.typeName?.split(".").at(-1) ?? "");
    return entry === undefined ? null : (entry.field ?? []).map(typed).join(", ");
  };
  for (const each of fields) {
    const entry = entryOf(each);
    const type = entry === null ? `Repeated[${entry ?? typed(each)}]` : `Map[${entry}]`;
    if (each.label === "LABEL_REPEATED") parts.push(property(each.name, type, inner));
    else if (each.type === "TYPE_MESSAGE") parts.push(property(each.name, typed(each), inner));
    else parts.push(`${inner}${each.name}: ${typed(each)}\n`);
  }
  const args = fields.map((each) => {
    const entry = entryOf(each);
    if (entry !== null) return `${each.name}: typing.Optional[typing.Mapping[${entry}]] = ...`;
    const one =
      each.type === "TYPE_MESSAGE" ? `typing.Union[${typed(each)}, typing.Mapping[str, typing.Any]]` : typed(each);
    return `${each.name}: typing.Optional[${each.label === "LABEL_REPEATED" ? `typing.Iterable[${one}]` : one}] = ...`;
  });
  const signature = args.length === 0 ? "self" : `self, *, ${args.join(", ")}`;
  parts.push(`${inner}def __init__(${signature}) -> None: ...\n`);
  return `${indent}class ${name}(Message):\n${parts.join("")}`;
}

function property(name: string, type: string, indent: string): string {
  return `${indent}@builtins.property\n${indent}def ${name}(self) -> ${type}: ...\n`;
}
