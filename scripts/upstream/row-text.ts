import { snake } from "../typed-services.js";
import type { CatalogRow } from "./catalog-text.js";
import type { PackageCommand } from "./package-commands.js";

/**
 * The row of a command that the table lacks. What only a person can say stands
 * as FILL_IN_..., a name that does not exist: `make generate` stops at each of
 * them, so that no scope is ever chosen by silence.
 */
export function rowText(command: PackageCommand, rows: readonly CatalogRow[], version: string): string {
  const { name, protoId, kind, requestMessage, responseMessage, envelope, packetId, tradeHeader } = command;
  const near = nearest(command, rows);
  const request = kind === "request";
  const ownMessages = request ? requestMessage !== `${name}.Request` : responseMessage !== `${name}.Response`;
  const guess =
    near === null
      ? []
      : [
          `  // Category${request ? " and service are those" : " is that"} of ${near.protoId} ${near.name}, the nearest id: check.`,
        ];
  return [
    `  // Derived from futu-api ${version} by \`make upstream\`. Fill in what is open, add the`,
    "  // limit that OpenD's documents name, and delete this comment.",
    ...guess,
    `  PROTO_ID_${snake(name).toUpperCase()} = ${protoId ?? "FILL_IN_PROTO_ID"} [(command) = {`,
    `    name: "${name}"`,
    `    category: ${near?.category ?? "FILL_IN_CATEGORY"}`,
    ...(request ? [`    service: ${near?.service ? `"${near.service}"` : "FILL_IN_SERVICE"}`] : []),
    `    kind: ${request ? "KIND_REQUEST" : "KIND_PUSH"}`,
    "    scope: FILL_IN_SCOPE",
    ...(request ? ["    effect: FILL_IN_EFFECT"] : []),
    ...(packetId ? ["    packet_id: true"] : []),
    ...(tradeHeader ? ["    trade_header: true"] : []),
    // A PacketID names one connection of OpenD.
    ...(packetId ? ["    sticky: true"] : []),
    ...(ownMessages && requestMessage !== null ? [`    request_message: "${requestMessage}"`] : []),
    ...(ownMessages && responseMessage !== null ? [`    response_message: "${responseMessage}"`] : []),
    ...(envelope ? [] : ["    no_envelope: true"]),
    "    summary: FILL_IN_SUMMARY",
    "  }];",
  ].join("\n");
}

/** The filled row of the same kind and family (`Qot_`, `Trd_` ...) whose id is nearest; of two the lower one. */
function nearest({ name, protoId, kind }: PackageCommand, rows: readonly CatalogRow[]): CatalogRow | null {
  if (protoId === null) return null;
  const family = name.split("_")[0];
  let best: CatalogRow | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (row.protoId === null || row.category === null || row.kind !== kind) continue;
    if (kind === "request" && row.service === null) continue;
    if (row.name.split("_")[0] !== family || Math.abs(row.protoId - protoId) >= distance) continue;
    best = row;
    distance = Math.abs(row.protoId - protoId);
  }
  return best;
}
