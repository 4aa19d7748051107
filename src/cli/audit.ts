import { Argument, Command, InvalidArgumentError } from "commander";
import { fileProblem } from "../config/load.js";
import { auditFiles, auditPlace } from "../telemetry/audit-place.js";
import { type AuditRange, type AuditVerdict, verifyAudit } from "../telemetry/audit-verify.js";
import { CliError, EXIT_FAILED, EXIT_USAGE } from "./cli-error.js";
import { type CliIo, printJson } from "./cli-io.js";

interface Flags {
  readonly expectLast?: string;
  readonly json?: boolean;
}

export function createCommand(io: CliIo): Command {
  return new Command("audit")
    .description("Checks an audit log: that no line is missing, changed, moved or there twice.")
    .addArgument(new Argument("<action>", "what to do").choices(["verify"]))
    .argument("<path...>", "file, or folder with daily files; several, oldest first, where a file was moved away")
    .option(
      "--expect-last <hash>",
      "the hash that the last line must have: else missing lines at the end are not seen",
      readHash,
    )
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      "\nExit code 0 with count and range; 1 naming file and line of the first fault." +
        "\n\nExamples:\n  opend-gateway audit verify /var/lib/opend-gateway/audit\n" +
        "  opend-gateway audit verify audit.jsonl.1 audit.jsonl",
    )
    .action(async (_action: string, paths: readonly string[], flags: Flags) => {
      const { expectLast = null, json = false } = flags;
      const verdict = await verify(paths, expectLast);
      const { range, fault } = verdict;
      if (json) printJson(io, verdictJson(verdict));
      if (fault !== null) {
        throw new CliError(EXIT_FAILED, json ? [] : [`${fault.file}:${fault.line}: ${fault.kind}: ${fault.text}`]);
      }
      if (!json) for (const line of rangeLines(range)) io.stdout.write(`${line}\n`);
    });
}

async function verify(paths: readonly string[], expectLast: string | null): Promise<AuditVerdict> {
  let at = paths[0] ?? "";
  const files: string[] = [];
  try {
    for (const path of paths) {
      at = path;
      const found = await auditFiles(await auditPlace(path));
      if (found.length === 0) throw new Error("there is no audit-YYYY-MM-DD.jsonl in it");
      files.push(...found);
    }
    return await verifyAudit(files, expectLast);
  } catch (error) {
    throw new CliError(EXIT_USAGE, [`can't read ${at}: ${fileProblem(error)}`]);
  }
}

function verdictJson({ range, fault }: AuditVerdict): unknown {
  return { ok: fault === null, ...range, fault };
}

function rangeLines({ files, lines, first, last, recovered }: AuditRange): string[] {
  if (first === null || last === null) return ["the audit log has no lines"];
  const where = files === 1 ? "1 file" : `${files} files`;
  const result = [
    `${lines} lines in ${where} are whole and in order: ${first.seq} (${first.time}) to ${last.seq} (${last.time})`,
  ];
  if (first.seq > 1) result.push(`the lines before ${first.seq} are not in what was read`);
  if (recovered > 0) result.push(`cut off by a crash, and reported as such: ${recovered}`);
  result.push(`last hash: ${last.hash}`);
  return result;
}

function readHash(text: string): string {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new InvalidArgumentError("It must be 64 hex digits, as verify prints them.");
  return text.toLowerCase();
}
