import { fieldTable, sharedHeading, sharedPlace, valuesLine } from "./fields.js";
import { code, type Page, page } from "./markdown.js";
import { packageOf } from "./schema.js";
import type { Sources } from "./sources.js";

/** The pages of the messages and enums that several commands use. */
export function sharedPages({ schema }: Sources): readonly Page[] {
  const messages = [...schema.messages.values()].filter(({ fullName }) => schema.home(fullName) === "messages.md");
  const enums = [...schema.enums.values()].filter(({ fullName }) => schema.home(fullName) === "enums.md");
  return [
    page(
      "messages.md",
      "Messages",
      "The messages that several commands use. Those of one command stand in its section of its service's page.",
      ...byPackage(messages, (message) =>
        fieldTable(schema, message, (fullName) => sharedPlace(schema, fullName, "messages.md")),
      ),
    ),
    page(
      "enums.md",
      "Enums",
      `The numbers that several commands use. Most fields that hold one are ${code("int32")}: the tables name the enum beside the type.`,
      ...byPackage(enums, valuesLine),
    ),
  ];
}

function byPackage<T extends { readonly fullName: string }>(
  types: readonly T[],
  show: (type: T) => string,
): readonly string[] {
  const packages = [...new Set(types.map(({ fullName }) => packageOf(fullName)))].sort();
  return packages.flatMap((name) => [
    `## ${name}`,
    ...types
      .filter(({ fullName }) => packageOf(fullName) === name)
      .map((type) => `### ${sharedHeading(type.fullName)}\n\n${code(type.fullName)}\n\n${show(type)}`),
  ]);
}
