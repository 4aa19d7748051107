import type { Command } from "../../src/catalog/command.js";
import { methodName } from "../../src/catalog/typed-method.js";
import { CLASSES, classOf, limitText } from "./facts.js";
import { anchor, code, link, type Page, page, sentence, table } from "./markdown.js";
import { methodPlace } from "./service-page.js";
import type { Sources } from "./sources.js";

/** The table by id: every command and push. */
export function commandsPage({ commands }: Sources): Page {
  const nameOf = (protoId: number): string => String(protoId);
  const rows = commands.map((command) => [
    String(command.protoId),
    code(command.name),
    placeOf(command),
    sentence(command.summary),
    code(command.category),
    code(command.scope),
    command.kind === "push" ? "push" : classOf(command),
    command.status,
    command.kind === "push" ? "" : limitText(command.limit, nameOf),
  ]);
  return page(
    "commands.md",
    "Commands by id",
    `Every ${code("proto_id")} of FTAPI, as ${code("opend-gateway catalog")} has it.`,
    CLASSES,
    "*Active*: in the pinned official package. *Withdrawn*: no longer offered by Futu. *Unverified*: no official source has confirmed it.",
    table(["id", "name", "method", "what it does", "category", "scope", "class", "status", "limit"], rows),
  );
}

function placeOf(command: Command): string {
  if (command.kind === "push") return link("push", `pushes.md#${anchor(methodName(command))}`);
  const place = methodPlace(command);
  if (place === null) return command.noMessages === null ? "the gateway's own" : "none";
  return link(`${command.service}/${methodName(command)}`, place);
}
