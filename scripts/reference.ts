/** Writes the reference pages that come from the code: docs/errors.md and docs/settings.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { settings } from "../src/config/settings-table.js";
import { REASONS } from "../src/errors/reasons.js";

const docs = join(import.meta.dirname, "../docs");

/** `<x>` outside of code is HTML to a reader of Markdown, and would vanish. */
function asText(cell: string): string {
  return cell.replace(/`[^`]*`|</g, (match) => (match === "<" ? "&lt;" : match));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => asText(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const generatedNote = "<!-- Written by `make docs` from the code. Do not edit. -->";

function errorsPage(): string {
  const rows = Object.entries(REASONS).map(([reason, info]) => [
    `\`${reason}\``,
    `\`${info.status}\``,
    info.meaning,
    info.advice,
  ]);
  return `# Errors

${generatedNote}

What OpenD refuses comes back with status OK and \`ret_type\` other than 0: \`ret_type\` and \`ret_msg\` are OpenD's own.

What the gateway refuses, or could not deliver, is a gRPC status. Its trailer \`grpc-status-details-bin\` holds a \`google.rpc.Status\` with

- \`google.rpc.ErrorInfo\`: \`reason\` (below), \`domain\` = \`opend-gateway\`, and \`metadata\`: \`sent\` (\`true\` if the command may have reached OpenD), \`upstream\`, \`proto_id\`;
- \`google.rpc.RetryInfo\` where repeating helps.

Match on \`reason\` and \`sent\`, never on texts. The metadata \`x-request-id\` names the call in the gateway's log.

${table(["reason", "status", "meaning", "what to do"], rows)}

Some refusals come from the gRPC library itself, before the gateway sees the call, and carry no details: a message over the limit (\`RESOURCE_EXHAUSTED\`, with size and limit), an unknown service or method (\`UNIMPLEMENTED\`), a passed deadline (\`DEADLINE_EXCEEDED\`).

## Orders

A command that changes state and may have left the gateway is never repeated by it, and never answered with a code that client libraries repeat on their own. Such a call ends in one of these ways:

| the caller sees | it means |
| --- | --- |
| OK | OpenD answered: \`ret_type\` 0 is accepted, anything else is refused |
| a status with \`sent\` = \`false\` | the command never left: it is safe to repeat |
| \`UNKNOWN\`, reason \`OUTCOME_UNKNOWN\`, \`sent\` = \`true\` | nobody knows: read the order list (2201) before doing anything |
| \`DEADLINE_EXCEEDED\` without details | the caller's own deadline passed, and its client library or the gRPC library gave up before the gateway could answer: as unknown as the line above. The gateway gives up on such a command up to 50 ms before the deadline, to answer with the line above |
`;
}

function settingsPage(): string {
  const rows = settings.map((setting) => [
    `\`${setting.key}\``,
    setting.flag === null ? "" : `\`--${setting.flag}\``,
    setting.env === null ? "" : `\`${setting.env}\``,
    setting.defaultText,
    setting.expects,
    `${setting.summary} Default because: ${setting.why}.`,
  ]);
  return `# Settings

${generatedNote}

A flag comes before the environment, the environment before the config file (\`--config FILE\`, YAML, the keys of the first column), the file before the default. An unknown key is an error. \`opend-gateway print-config\` shows what is in force and where it comes from; \`opend-gateway check\` only checks.

${table(["key", "flag", "environment", "default", "must be", "what it does"], rows)}
`;
}

writeFileSync(join(docs, "errors.md"), errorsPage());
writeFileSync(join(docs, "settings.md"), settingsPage());
