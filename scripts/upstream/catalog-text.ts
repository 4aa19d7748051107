/** A row of proto/opend/v1/catalog.proto as its text holds it, filled in or not. */
export interface CatalogRow {
  readonly name: string;
  /** null: not filled in yet. */
  readonly protoId: number | null;
  /** Such as `CATEGORY_QUOTE_PULL`; null: not filled in yet. */
  readonly category: string | null;
  readonly service: string | null;
  readonly kind: "request" | "push";
  readonly requestMessage: string | null;
  readonly responseMessage: string | null;
  readonly envelope: boolean;
  readonly packetId: boolean;
  readonly tradeHeader: boolean;
  /** The line it begins in, from 0; comments above it included. */
  readonly line: number;
}

/** The rows in the order of the file, which `buf format` has formatted. Reads the text: rows that are not filled in do not compile. */
export function catalogRows(text: string): readonly CatalogRow[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const head = /^ {2}PROTO_ID_\w+ = (\w+) \[\(command\) = \{$/.exec(line);
    if (head === null) return [];
    const end = lines.indexOf("  }];", index);
    const row = lines.slice(index + 1, end).join("\n");
    const value = (field: string): string | null =>
      new RegExp(`^ {4}${field}: "?([^"\\s]+)`, "m").exec(row)?.[1] ?? null;
    const name = value("name") ?? "";
    const category = value("category");
    const request = value("kind") === "KIND_REQUEST";
    const messages = value("no_messages") === null;
    let first = index;
    while (lines[first - 1]?.startsWith("  //")) first--;
    return [
      {
        name,
        protoId: /^\d+$/.test(head[1] ?? "") ? Number(head[1]) : null,
        category: category?.startsWith("CATEGORY_") ? category : null,
        service: value("service"),
        kind: request ? "request" : "push",
        requestMessage: request && messages ? (value("request_message") ?? `${name}.Request`) : null,
        responseMessage: messages ? (value("response_message") ?? `${name}.Response`) : null,
        envelope: value("no_envelope") !== "true",
        packetId: value("packet_id") === "true",
        tradeHeader: value("trade_header") === "true",
        line: first,
      },
    ];
  });
}

/** Puts rows where their ids belong; those without an id go to the end. */
export function insertRows(
  text: string,
  rows: readonly { readonly protoId: number | null; readonly text: string }[],
): string {
  return rows.reduce((before, row) => {
    const lines = before.split("\n");
    const { protoId } = row;
    const next = catalogRows(before).find(
      (known) => protoId !== null && known.protoId !== null && known.protoId > protoId,
    );
    const line = next?.line ?? lines.indexOf("}", lines.indexOf("enum ProtoId {"));
    if (line < 0) throw new Error("catalog.proto has no enum ProtoId that ends in a line of its own");
    return [...lines.slice(0, line), row.text, ...lines.slice(line)].join("\n");
  }, text);
}
