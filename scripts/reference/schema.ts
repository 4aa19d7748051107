import type { Command } from "../../src/catalog/command.js";
import type { FileImage } from "../upstream/buf.js";
import { type Enum, type Field, type Message, type ProtoModel, protoModel } from "../upstream/proto-model.js";

/** buf's JSON image of a file, with its services. */
export interface ServedFile extends FileImage {
  readonly service?: readonly {
    readonly name: string;
    readonly method?: readonly {
      readonly name: string;
      readonly inputType: string;
      readonly outputType: string;
      readonly serverStreaming?: boolean;
    }[];
  }[];
}

export interface Method {
  readonly name: string;
  /** Full message names. */
  readonly takes: string;
  readonly gives: string;
  readonly streams: boolean;
  readonly comment: string;
}

export interface Service {
  /** Such as `opend.v1.Limits`. */
  readonly fullName: string;
  readonly comment: string;
  readonly methods: readonly Method[];
}

/** All definitions that the pages show. */
export interface Schema extends ProtoModel {
  readonly services: ReadonlyMap<string, Service>;
  /** Of a message, or of a field as `message.field`. Empty for the official protos: their comments stay where they are. */
  comment(name: string): string;
  /** Whether it stands in a package that no command has for itself, such as `Qot_Common`. */
  isShared(name: string): boolean;
  /** The page below docs/reference that shows a shared type under its own name; null where none does. */
  home(name: string): string | null;
}

const OWN_PACKAGES = ["futu.service", "opend.v1"];

/** The services that are no command's, and their pages. A message of several stands on the first. */
export const OWN_SERVICES: readonly (readonly [service: string, page: string])[] = [
  ["futu.service.FutuOpenD", "services/futu-open-d.md"],
  ["opend.v1.Push", "services/push.md"],
  ["opend.v1.Limits", "services/limits.md"],
  ["opend.v1.Keys", "services/keys.md"],
];

const MESSAGE = 4;
const NESTED = 3;
const FIELD = 2;
const SERVICE = 6;
const METHOD = 2;

export function schemaOf(files: readonly ServedFile[], commands: readonly Command[]): Schema {
  const model = protoModel(files);
  const services = new Map<string, Service>();
  const comments = new Map<string, string>();
  for (const file of files) {
    if (!OWN_PACKAGES.includes(file.package ?? "")) continue;
    const at = commentsByPath(file);
    addComments(file, at, comments);
    file.service?.forEach(({ name, method = [] }, index) => {
      const fullName = `${file.package}.${name}`;
      const methods = method.map((entry, place) => ({
        name: entry.name,
        takes: entry.inputType.slice(1),
        gives: entry.outputType.slice(1),
        streams: entry.serverStreaming ?? false,
        comment: at.get([SERVICE, index, METHOD, place].join(".")) ?? "",
      }));
      services.set(fullName, { fullName, methods, comment: at.get([SERVICE, index].join(".")) ?? "" });
    });
  }
  const ofCommands = new Set(
    commands.flatMap(({ requestMessage, responseMessage }) => [packageOf(requestMessage), packageOf(responseMessage)]),
  );
  const isShared = (name: string): boolean => !ofCommands.has(packageOf(name));
  const own = ownHomes(model, services);
  const used = usedTypes(model, services, commands);
  const home = (name: string): string | null => {
    if (isOwn(name)) return own.get(name) ?? null;
    if (!isShared(name) || !used.has(name)) return null;
    return model.enums.has(name) ? "enums.md" : "messages.md";
  };
  return { ...model, services, comment: (name) => comments.get(name) ?? "", isShared, home };
}

/** Every type that a command or service is made of. */
function usedTypes(
  model: ProtoModel,
  services: ReadonlyMap<string, Service>,
  commands: readonly Command[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const field of model.messages.get(name)?.fields ?? []) {
      if (field.type === "message" && field.typeName !== null) visit(field.typeName);
      for (const { fullName } of enumsOf(model, field)) found.add(fullName);
    }
  };
  for (const { methods } of services.values()) {
    for (const { takes, gives } of methods) {
      visit(takes);
      visit(gives);
    }
  }
  for (const { requestMessage, responseMessage } of commands) {
    for (const message of [requestMessage, responseMessage]) if (message !== null) visit(message);
  }
  return found;
}

/** Whether it is a type of our own protos, whose comments are shown. */
export function isOwn(name: string): boolean {
  return OWN_PACKAGES.includes(packageOf(name));
}

/** The own types that the page of a service shows, in the order in which a reader meets them. */
export function typesOfService(schema: ProtoModel, { methods }: Service): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name) || !isOwn(name)) return;
    found.add(name);
    for (const { typeName } of schema.messages.get(name)?.fields ?? []) if (typeName !== null) visit(typeName);
  };
  for (const { takes, gives } of methods) {
    visit(takes);
    visit(gives);
  }
  return [...found];
}

function ownHomes(model: ProtoModel, services: ReadonlyMap<string, Service>): ReadonlyMap<string, string> {
  const homes = new Map<string, string>();
  for (const [name, page] of OWN_SERVICES) {
    const service = services.get(name);
    if (service === undefined) continue;
    for (const type of typesOfService(model, service)) if (!homes.has(type)) homes.set(type, page);
  }
  return homes;
}

/** The package of a message or enum: the official ones have one of a single word. */
export function packageOf(fullName: string | null): string {
  const own = OWN_PACKAGES.find((name) => fullName?.startsWith(`${name}.`));
  return own ?? fullName?.split(".")[0] ?? "";
}

/** The name without its package, such as `Security`. */
export function shortName(fullName: string): string {
  return fullName.slice(packageOf(fullName).length + 1);
}

export function messageOf(schema: ProtoModel, fullName: string): Message {
  const message = schema.messages.get(fullName);
  if (message === undefined) throw new Error(`no message is called ${fullName}`);
  return message;
}

/** The enums that a field's numbers are of: its type, or what the official comment names. */
export function enumsOf(schema: ProtoModel, field: Field): readonly Enum[] {
  const names = field.type === "enum" && field.typeName !== null ? [field.typeName] : field.numbersOf;
  return names.flatMap((name) => schema.enums.get(name) ?? []);
}

/** What a command's method takes and gives: the inside of the envelope, where there is one. */
export function bodiesOf(schema: ProtoModel, command: Command): { readonly takes: string; readonly gives: string } {
  const { requestMessage, responseMessage, envelope, name } = command;
  if (requestMessage === null || responseMessage === null) throw new Error(`${name} has no messages`);
  if (!envelope) return { takes: requestMessage, gives: responseMessage };
  return { takes: inside(schema, requestMessage, "c2s"), gives: inside(schema, responseMessage, "s2c") };
}

/** The message in field `name` of a Request or Response. */
export function inside(schema: ProtoModel, message: string, name: "c2s" | "s2c"): string {
  const type = messageOf(schema, message).fields.find((field) => field.name === name)?.typeName;
  if (type === undefined || type === null) throw new Error(`${message} has no message ${name}`);
  return type;
}

function addComments(file: ServedFile, at: ReadonlyMap<string, string>, comments: Map<string, string>): void {
  const visit = (message: NonNullable<ServedFile["messageType"]>[number], scope: string, path: string): void => {
    const fullName = `${scope}.${message.name}`;
    comments.set(fullName, at.get(path) ?? "");
    message.field?.forEach(({ name }, index) => {
      comments.set(`${fullName}.${name}`, at.get(`${path}.${FIELD}.${index}`) ?? "");
    });
    message.nestedType?.forEach((nested, index) => {
      visit(nested, fullName, `${path}.${NESTED}.${index}`);
    });
  };
  file.messageType?.forEach((message, index) => {
    visit(message, file.package ?? "", `${MESSAGE}.${index}`);
  });
}

function commentsByPath({ sourceCodeInfo }: ServedFile): ReadonlyMap<string, string> {
  return new Map(
    (sourceCodeInfo?.location ?? []).map(({ path = [], leadingComments = "" }) => [
      path.join("."),
      leadingComments.trim().replace(/\s*\n\s*/g, " "),
    ]),
  );
}
