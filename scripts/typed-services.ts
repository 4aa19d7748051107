import type { Command } from "../src/catalog/command.js";
import { methodName } from "../src/catalog/typed-method.js";

export { methodName };

/** What a reader should find in each typed service, in the order of the reference. */
export const TYPED_SERVICES: Readonly<Record<string, string>> = {
  System: "OpenD itself: its state, login, delays and verification.",
  Quote: "Subscriptions and the quotes of now: basic quotes, K-lines, ticks, order books, snapshots, capital flows.",
  History: "K-lines and adjustment factors of the past, trading days, suspensions, and indicators made from them.",
  Reference: "What securities are: static data, plates, futures, IPOs, industrial chains, search.",
  Watchlists: "The user's own lists, price reminders and option alerts.",
  Derivatives: "Options and warrants: chains, volatility, strategies, screeners and rankings.",
  Research: "Companies: financials, valuation, corporate actions, holders, insiders, institutions, short interest.",
  Calendars: "Earnings, dividends, economic events and macro indicators.",
  Rankings: "Stock screeners, rankings, heat map and market breadth.",
  EventContracts: "Event contracts: what there is, quotes, subscriptions and combos.",
  Account: "Trading accounts: list, funds, positions, margin, cash flow, unlock, registration for pushes.",
  Trade: "Orders and fills: place, change, list, fees.",
};

/** The part of buf's JSON image that says what is inside an envelope. */
export interface FileImage {
  readonly name: string;
  readonly package?: string;
  readonly messageType?: readonly {
    readonly name: string;
    readonly field?: readonly { readonly name: string; readonly typeName?: string }[];
  }[];
}

/** A generated proto. */
export interface ProtoFile {
  /** Below `generated/proto`. */
  readonly path: string;
  readonly text: string;
}

interface Messages {
  /** Full name without the leading dot, of what `message` (a Request or Response) holds in `field`. */
  inside(message: string, field: "c2s" | "s2c"): string;
  /** The file that `message` is in. */
  fileOf(message: string): string;
}

/** The protos of the typed services and of their push stream. */
export function typedServiceProtos(commands: readonly Command[], files: readonly FileImage[]): readonly ProtoFile[] {
  const messages = messagesOf(files);
  const unknown = commands.find(({ service }) => service !== null && !(service in TYPED_SERVICES));
  if (unknown !== undefined) throw new Error(`${unknown.name}: no service is called ${unknown.service}`);
  return [
    ...Object.entries(TYPED_SERVICES).map(([service, purpose]) =>
      serviceProto(
        service,
        purpose,
        commands.filter((command) => command.service === service),
        messages,
      ),
    ),
    watchProto(commands, messages),
  ];
}

/** The field of `WatchEvent` with this push, such as `basic_qot` for Qot_UpdateBasicQot. */
function updateField({ name }: Command): string {
  return snake(methodName({ name }).replace(/^(Update|Push)/, ""));
}

/** The enum value of a command in `ProtoId`. */
function protoIdName({ name }: Command): string {
  return `PROTO_ID_${snake(name).toUpperCase()}`;
}

/** The name of the file, without its end, that a service is written to. */
export function fileName(service: string): string {
  return snake(service);
}

/** `GetUSPreMarketRank` to `get_us_pre_market_rank`. */
export function snake(name: string): string {
  return name
    .replace(/_/g, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

function messagesOf(files: readonly FileImage[]): Messages {
  const fields = new Map<string, readonly { readonly name: string; readonly typeName?: string }[]>();
  const fileNames = new Map<string, string>();
  for (const { name: file, package: scope = "", messageType = [] } of files) {
    for (const { name, field = [] } of messageType) {
      fields.set(`${scope}.${name}`, field);
      fileNames.set(`${scope}.${name}`, file);
    }
  }
  return {
    inside: (message, wanted) => {
      const type = fields.get(message)?.find(({ name }) => name === wanted)?.typeName;
      if (type === undefined) throw new Error(`${message} has no message ${wanted}`);
      return type.slice(1);
    },
    fileOf: (message) => {
      const file = fileNames.get(message);
      if (file === undefined) throw new Error(`no proto has ${message}`);
      return file;
    },
  };
}

function head(imports: readonly string[]): string {
  return [
    "// Written by scripts/generate.ts from proto/opend/v1/catalog.proto. Do not edit.",
    'syntax = "proto3";',
    "",
    "package opend.v1;",
    "",
    ...[...new Set(imports)].sort().map((file) => `import "${file}";`),
    "",
    'option go_package = "opend-gateway/gen/opend/v1;opendv1";',
    "option java_multiple_files = true;",
    'option java_package = "opend.v1";',
    "",
  ].join("\n");
}

function serviceProto(
  service: string,
  purpose: string,
  commands: readonly Command[],
  { inside, fileOf }: Messages,
): ProtoFile {
  const imports = ["opend/v1/catalog.proto"];
  const methods = commands.map((command) => {
    const { requestMessage, responseMessage, envelope, category, protoId, summary } = command;
    if (requestMessage === null || responseMessage === null) throw new Error(`${command.name} has no messages`);
    const takes = envelope ? inside(requestMessage, "c2s") : requestMessage;
    const gives = envelope ? inside(responseMessage, "s2c") : responseMessage;
    imports.push(fileOf(takes), fileOf(gives));
    return [
      `  // ${summary}.`,
      "  //",
      `  // ${command.name} (${protoId}), ${category}.`,
      ...(command.packetId ? ["  // The gateway writes packetID itself: zeros will do."] : []),
      `  rpc ${methodName(command)}(.${takes}) returns (.${gives}) {`,
      `    option (proto_id) = ${protoIdName(command)};`,
      "  }",
    ].join("\n");
  });
  const text = `${head(imports)}\n// ${purpose}\nservice ${service} {\n${methods.join("\n\n")}\n}\n`;
  return { path: `opend/v1/${fileName(service)}.proto`, text };
}

function watchProto(commands: readonly Command[], { inside, fileOf }: Messages): ProtoFile {
  const imports = ["futu/service/futu.proto"];
  const updates = commands.flatMap((command) => {
    const { kind, responseMessage, protoId } = command;
    if (kind !== "push" || responseMessage === null) return [];
    const update = inside(responseMessage, "s2c");
    imports.push(fileOf(update));
    return [`    .${update} ${updateField(command)} = ${protoId};`];
  });
  return {
    path: "opend/v1/push.proto",
    text: `${head(imports)}
// What OpenD pushes, decoded.
service Push {
  // Streams pushes: the promises of FutuOpenD.SubscribePush, with events that
  // carry the update itself, and with control events always.
  rpc Watch(WatchRequest) returns (stream WatchEvent);
}

// What to watch. Empty: everything that the caller may see.
message WatchRequest {
  // What the stream gets: events that match at least one of them. None:
  // everything that the caller may see.
  repeated futu.service.PushFilter filters = 1;
  // Makes the subscriptions that the filters name, and holds them as long as
  // the stream lives: securities by sub type or K-line type, and accounts.
  bool subscribe = 2;
  // Sends the last known value of each key first.
  bool snapshot = 3;
  // Milliseconds between two heartbeats, 5000 to 120000; 0 is 15000.
  uint32 heartbeat_interval_ms = 4;
  // Sends the trade and notification events after this position first.
  futu.service.PushPosition resume_after = 5;
  // When several values of one key become one event.
  futu.service.PushConflation conflate = 6;
  // Ends the stream with UPSTREAM_LOST instead of waiting for OpenD's return.
  bool end_on_upstream_loss = 7;
}

// The fields have the numbers of futu.service.PushEvent; each update has the
// number of its proto_id.
message WatchEvent {
  // The FTAPI push; 0 for a control event.
  uint32 proto_id = 1;
  // Market and code, as in \`1_00700\`; empty where a push has no security.
  string sec_key = 2;
  // Qot_Common.SubType of a quote push, else 0.
  int32 sub_type = 3;
  // The whole message of a push that this gateway has no definition of.
  bytes unknown_update = 4;
  // \`quote\`, \`trade\`, \`notify\` or \`control\`.
  string event_type = 5;
  // The account of a trade push, else 0.
  uint64 acc_id = 6;
  // Counts the data events of this stream from 1, without holes.
  uint64 sequence = 100;
  // Names of the filters that matched.
  repeated string filters = 101;
  // Qot_Common.RehabType of a K-line push.
  optional int32 rehab_type = 102;
  // Qot_Common.KLType of a K-line push.
  int32 kl_type = 103;
  // Trd_Common.TrdMarket of a trade push.
  int32 trd_market = 104;
  // When the gateway read the push, in nanoseconds since 1970.
  int64 received_at = 105;
  // Older values of this key that were merged into this event.
  uint32 conflated = 106;
  // Events that this stream lost before this one, because its reader was slow.
  uint32 dropped = 107;
  // The first event of its key after OpenD was lost: others may be missing
  // before it.
  bool after_gap = 108;
  // A value that was known before the stream asked.
  bool snapshot = 109;
  // From the record, not live.
  bool replayed = 110;
  // Position of a trade or notification event, for \`resume_after\`.
  uint64 position = 111;
  // What the gateway tells about the stream itself.
  futu.service.PushControl control = 120;

  // What OpenD pushed.
  oneof update {
${updates.join("\n")}
  }
}
`,
  };
}
