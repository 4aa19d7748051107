import type { CatalogRow } from "./catalog-text.js";
import type { PackageCommand } from "./package-commands.js";
import { WITHOUT_ROW } from "./without-row.js";

/** Where the table and a release disagree. */
export interface TableFindings {
  /** Commands with messages that have no row, by rising id; those of unknown id last. */
  readonly missing: readonly PackageCommand[];
  /** What a row says and the release does not, in words. */
  readonly wrong: readonly string[];
}

export function tableFindings(rows: readonly CatalogRow[], commands: readonly PackageCommand[]): TableFindings {
  const byName = new Map(rows.map((row) => [row.name, row]));
  const missing = commands
    .filter(({ name, responseMessage }) => responseMessage !== null && !byName.has(name) && !(name in WITHOUT_ROW))
    .sort((a, b) => (a.protoId ?? Number.POSITIVE_INFINITY) - (b.protoId ?? Number.POSITIVE_INFINITY));
  const described = new Map(commands.map((command) => [command.name, command]));
  const wrong = rows.flatMap((row) => {
    const command = described.get(row.name);
    if (command === undefined || command.responseMessage === null) {
      return row.responseMessage === null ? [] : [`${row.name}: the release has no ${row.responseMessage}`];
    }
    if (row.responseMessage === null) return [`${row.name}: no_messages is out of date, the release has them`];
    return differences(row, command).map((difference) => `${row.name}: ${difference}`);
  });
  return { missing, wrong };
}

function differences(row: CatalogRow, command: PackageCommand): readonly string[] {
  const found: string[] = [];
  const compare = (field: string, says: unknown, is: unknown): void => {
    if (says !== is) found.push(`${field} is ${says}, the release has ${is}`);
  };
  if (row.protoId !== null && command.protoId !== null) compare("the id", row.protoId, command.protoId);
  compare("kind", row.kind, command.kind);
  compare("packet_id", row.packetId, command.packetId);
  compare("trade_header", row.tradeHeader, command.tradeHeader);
  compare("no_envelope", !row.envelope, !command.envelope);
  compare("request_message", row.requestMessage, command.requestMessage);
  compare("response_message", row.responseMessage, command.responseMessage);
  return found;
}
