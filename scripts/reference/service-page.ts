import type { Command } from "../../src/catalog/command.js";
import { methodName, TYPED_PACKAGE } from "../../src/catalog/typed-method.js";
import { fileName, TYPED_SERVICES } from "../typed-services.js";
import { exampleBody, shellJson } from "./example.js";
import { EXAMPLE_NOTES } from "./example-bodies.js";
import { CLASSES, classOf, limitText, notesOf } from "./facts.js";
import { fieldTable, localPlace, typeSections } from "./fields.js";
import { anchor, code, fence, link, list, type Page, page, sentence, table } from "./markdown.js";
import { pythonLines } from "./python.js";
import { bodiesOf, messageOf, type Schema } from "./schema.js";
import type { Sources } from "./sources.js";

/** The page of each typed service. */
export function servicePages(sources: Sources): readonly Page[] {
  return Object.entries(TYPED_SERVICES).map(([service, purpose]) => servicePage(sources, service, purpose));
}

/** Where the page of a service is, below docs/reference. */
export function servicePath(service: string): string {
  return `services/${fileName(service).replaceAll("_", "-")}.md`;
}

/** Where a command's method is shown, below docs/reference. */
export function methodPlace(command: Command): string | null {
  if (command.service === null) return null;
  return `${servicePath(command.service)}#${anchor(methodName(command))}`;
}

function servicePage(sources: Sources, service: string, purpose: string): Page {
  const commands = sources.commands.filter((command) => command.service === service);
  const methods = table(
    ["method", "id", "what it does", "scope", "class"],
    commands.map((command) => [
      link(methodName(command), `#${anchor(methodName(command))}`),
      String(command.protoId),
      sentence(command.summary),
      code(command.scope),
      classOf(command),
    ]),
  );
  return page(
    servicePath(service),
    service,
    `${code(`${TYPED_PACKAGE}.${service}`)}. ${sentence(purpose)} A method takes the command's ${code("C2S")} and returns its ${code("S2C")}; what OpenD refuses is a status (${link("errors", "../errors.md#what-opend-refuses")}).`,
    CLASSES,
    EXAMPLES,
    methods,
    ...commands.map((command) => section(sources, command)),
  );
}

const EXAMPLES = `In the examples, ${code("client")} is ${code('Client("localhost:33333")')} of the Python package ${code("opend-gateway-client")}; securities and accounts are those of the embedded simulator, which answers them.`;

function section({ schema, commands }: Sources, command: Command): string {
  const method = methodName(command);
  const { takes, gives } = bodiesOf(schema, command);
  const nameOf = (protoId: number): string => {
    const other = commands.find((entry) => entry.protoId === protoId);
    return other === undefined ? String(protoId) : `${code(other.name)} (${protoId})`;
  };
  const facts = [
    `Command ${code(command.name)} (${command.protoId}), category ${code(command.category)}.`,
    `Scope ${code(command.scope)}; ${classOf(command)}.`,
    `Limit: ${limitText(command.limit, nameOf)}.`,
    ...notesOf(command),
  ];
  const from = servicePath(command.service ?? "");
  const place = localPlace(schema, method, [takes, gives], from);
  const show = (title: string, message: string): string =>
    `**${title}** ${code(message)}\n\n${fieldTable(schema, messageOf(schema, message), place)}`;
  return [
    `## ${method}`,
    sentence(command.summary),
    list(facts),
    calls(schema, command),
    show("Request", takes),
    show("Response", gives),
    ...typeSections(schema, method, [takes, gives], from),
  ].join("\n\n");
}

function calls(schema: Schema, command: Command): string {
  const body = exampleBody(schema, command);
  const grpcurl = `grpcurl -plaintext -d '${shellJson(body)}' localhost:33333 ${TYPED_PACKAGE}.${command.service}/${methodName(command)}`;
  const note = EXAMPLE_NOTES[command.protoId];
  return [
    fence("sh", grpcurl),
    fence("python", pythonLines(schema, command, body)),
    ...(note === undefined ? [] : [note]),
  ].join("\n\n");
}
