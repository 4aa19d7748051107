import type { Command } from "../src/catalog/command.js";
import { methodName } from "../src/catalog/typed-method.js";
import type { MessageImage, MessagesImage } from "./python-messages.js";
import { moduleOf, PythonMessages, typeOf } from "./python-messages.js";
import { type ProtoFile, snake, TYPED_SERVICES } from "./typed-services.js";

const HEAD = "# Written by scripts/generate.ts from the table of commands. Do not edit.\n";

/** What the Python package has of the protos: packages of the official ones, and these. */
export const PYTHON_TYPES: readonly string[] = [
  "futu.service.FutuRequest",
  "futu.service.FutuResponse",
  "google.rpc.ErrorInfo",
  "google.rpc.QuotaFailure",
  "google.rpc.RetryInfo",
  "google.rpc.Status",
  "opend.v1.GetLimitsRequest",
  "opend.v1.GetLimitsResponse",
  "opend.v1.WatchEvent",
  "opend.v1.WatchRequest",
];

/**
 * What `clients/python` has from the table: the commands as data, and stubs
 * with which type checkers and IDEs know services and messages. `files` are
 * those whose descriptors are in the package.
 */
export function pythonPackageFiles(
  commands: readonly Command[],
  files: readonly MessagesImage[],
): readonly ProtoFile[] {
  const typed = commands.filter(({ service }) => service !== null);
  const messages = new PythonMessages(files);
  return [
    { path: "_commands.py", text: commandTable(typed, messages) },
    { path: "services.pyi", text: serviceStubs(typed, messages) },
    ...messages.stubs(HEAD),
  ];
}

function commandTable(commands: readonly Command[], messages: PythonMessages): string {
  const row = (command: Command): string => {
    const { takes, gives } = messagesOf(command, messages);
    const words = [snake(methodName(command)), methodName(command)].map(quoted).join(", ");
    const types = [takes, gives].map(quoted).join(", ");
    const kind = command.packetId ? "order" : command.effect === "read" ? "read" : "write";
    return `        Command(${words}, ${command.protoId}, ${types}, ${quoted(kind)}, ${command.emptyBody ? "True" : "False"}, ${quoted(`${command.summary}.`)}),\n`;
  };
  const services = servicesOf(commands).map(
    ([service, rows]) => `    ${quoted(service)}: (\n${rows.map(row).join("")}    ),\n`,
  );
  return `${HEAD}# ruff: noqa: E501
"""The typed commands by service."""

from typing import Dict, NamedTuple, Tuple


class Command(NamedTuple):
    """A method of a typed service."""

    name: str
    method: str
    proto_id: int
    #: Full name of the message that it takes, and of the one that it gives.
    takes: str
    gives: str
    #: "order" places or changes one and gets an idempotency key; "write" changes something else; "read" may be repeated.
    kind: str
    #: Whether it may be sent without any field, required ones included: the gateway knows what to say.
    may_be_empty: bool
    summary: str


#: Attribute of a client to service.
SERVICES: Dict[str, str] = {
${servicesOf(commands)
  .map(([service]) => `    ${quoted(snake(service))}: ${quoted(service)},\n`)
  .join("")}}

COMMANDS: Dict[str, Tuple[Command, ...]] = {
${services.join("")}}
`;
}

function serviceStubs(commands: readonly Command[], messages: PythonMessages): string {
  const modules = new Set(["Qot_Common", "Trd_Common"]);
  const classes = servicesOf(commands).flatMap(([service, rows]) => {
    const methods = (head: string): string =>
      rows.map((command) => methodStub(command, head, messages, modules)).join("\n");
    const purpose = `    """${TYPED_SERVICES[service]}"""\n\n`;
    return [
      `class ${service}:\n${purpose}${methods("def")}`,
      `class Async${service}:\n${purpose}${methods("async def")}`,
    ];
  });
  return `${HEAD}from typing import Any, Iterable, Mapping, Optional, Tuple, Union, overload

from .messages import ${[...modules].sort().join(", ")}

SecurityArg = Union[str, Qot_Common.Security, Mapping[str, Any]]
HeaderArg = Union[Trd_Common.TrdHeader, Trd_Common.TrdAcc, Mapping[str, Any]]
Metadata = Iterable[Tuple[str, str]]

${classes.join("\n")}`;
}

/** Two ways to call it: with the fields, and with the whole message. */
function methodStub(command: Command, head: string, messages: PythonMessages, modules: Set<string>): string {
  const { takes, gives } = messagesOf(command, messages);
  for (const type of [takes, gives]) modules.add(moduleOf(type));
  const fields = fieldsOf(messages.message(takes), command.emptyBody, modules);
  const options = ["timeout: Optional[float] = ...", "metadata: Metadata = ..."];
  if (command.packetId) options.push("idempotency_key: Optional[str] = ...");
  const doc = `"""${command.summary}.\n\n        ${command.name} (${command.protoId}); needs ${scopeOf(command)}.\n        """`;
  const returns = typeOf(gives);
  const stub = (args: readonly string[], body: string): string =>
    `    @overload\n    ${head} ${snake(methodName(command))}(\n${args.map((arg) => `        ${arg},\n`).join("")}    ) -> ${returns}:${body}\n`;
  const whole = stub(["self", `request: ${typeOf(takes)}`, "/", "*", ...options], " ...");
  return `${stub(["self", ...fields.first, "*", ...fields.rest, ...options], `\n        ${doc}`)}${whole}`;
}

function scopeOf({ scope }: Command): string {
  if (scope === "none") return "no scope";
  return scope === "trade" ? "trade:simulate or trade:real" : scope;
}

function fieldsOf(
  message: MessageImage,
  mayBeEmpty: boolean,
  modules: Set<string>,
): { readonly first: readonly string[]; readonly rest: readonly string[] } {
  const fields = (message.field ?? []).filter(({ name }) => name !== "packetID");
  const security = fields.find(({ typeName }) => typeName === SECURITY);
  const written = (field: (typeof fields)[number]): string => {
    const optional = field.label === "LABEL_REQUIRED" && !mayBeEmpty ? "" : " = ...";
    return `${field.name}: ${argumentType(field, modules)}${optional}`;
  };
  return {
    first: security === undefined ? [] : [written(security)],
    rest: fields.filter((field) => field !== security).map(written),
  };
}

const SECURITY = ".Qot_Common.Security";
const HEADER = ".Trd_Common.TrdHeader";

/** What a caller may give for a field. */
function argumentType(
  { type, typeName, label }: NonNullable<MessageImage["field"]>[number],
  modules: Set<string>,
): string {
  let one = typeOf(type);
  if (type === "TYPE_MESSAGE") {
    const message = (typeName ?? "").slice(1);
    modules.add(moduleOf(message));
    one = `Union[${typeOf(message)}, Mapping[str, Any]]`;
  }
  if (typeName === SECURITY) one = "SecurityArg";
  if (typeName === HEADER) one = "HeaderArg";
  if (label !== "LABEL_REPEATED") return one;
  return typeName === SECURITY ? `Union[${one}, Iterable[${one}]]` : `Iterable[${one}]`;
}

function messagesOf(
  { name, envelope, requestMessage, responseMessage }: Command,
  messages: PythonMessages,
): { readonly takes: string; readonly gives: string } {
  if (requestMessage === null || responseMessage === null) throw new Error(`${name} has no messages`);
  if (!envelope) return { takes: requestMessage, gives: responseMessage };
  return { takes: messages.inside(requestMessage, "c2s"), gives: messages.inside(responseMessage, "s2c") };
}

function servicesOf(commands: readonly Command[]): readonly (readonly [string, readonly Command[]])[] {
  return Object.keys(TYPED_SERVICES).map((name) => [name, commands.filter(({ service }) => service === name)] as const);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
