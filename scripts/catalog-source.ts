import type { Command, Limit } from "../src/catalog/command.js";

/** An enum of buf's JSON image, with our options on its values. */
export interface EnumImage {
  readonly name: string;
  readonly value: readonly {
    readonly number: number;
    readonly options?: { readonly "[opend.v1.command]"?: CommandOption };
  }[];
}

interface CommandOption {
  readonly name: string;
  readonly category: string;
  readonly kind: string;
  readonly scope: string;
  readonly effect?: string;
  readonly status?: string;
  readonly limit?: LimitOption;
  readonly packetId?: boolean;
  readonly tradeHeader?: boolean;
  readonly sticky?: boolean;
  readonly emptyBody?: boolean;
  readonly noEnvelope?: boolean;
  readonly requestMessage?: string;
  readonly responseMessage?: string;
  readonly noMessages?: string;
  readonly summary: string;
  readonly sharedRead?: boolean;
  readonly staticData?: number;
  readonly service?: string;
}

interface LimitOption {
  readonly calls: number;
  readonly windowSeconds: number;
  readonly per: string;
  readonly minGapMs?: number;
  readonly maxItems?: number;
  readonly onlyRefreshCache?: boolean;
  readonly onlyFirstPage?: boolean;
  readonly sharedWith?: number;
  readonly note?: string;
  readonly source: string;
}

/** `SCOPE_QOT_READ` to `qot:read`: what the rival's keys files call it. */
function scopeName(value: string): string {
  return value.replace("SCOPE_", "").toLowerCase().replace("_", ":");
}

function plainName(value: string, prefix: string): string {
  return value.replace(prefix, "").toLowerCase();
}

function limitOf(option: LimitOption): Limit {
  return {
    calls: option.calls,
    windowSeconds: option.windowSeconds,
    per: plainName(option.per, "PER_") as Limit["per"],
    minGapMs: option.minGapMs ?? null,
    maxItems: option.maxItems ?? null,
    onlyRefreshCache: option.onlyRefreshCache ?? false,
    onlyFirstPage: option.onlyFirstPage ?? false,
    sharedWith: option.sharedWith ?? null,
    note: option.note ?? null,
    source: option.source,
  };
}

function commandOf(protoId: number, option: CommandOption): Command {
  const request = option.kind === "KIND_REQUEST";
  const hasMessages = option.noMessages === undefined;
  return {
    protoId,
    name: option.name,
    category: plainName(option.category, "CATEGORY_") as Command["category"],
    kind: request ? "request" : "push",
    scope: scopeName(option.scope) as Command["scope"],
    effect: option.effect === undefined ? null : (plainName(option.effect, "EFFECT_") as Command["effect"]),
    status: option.status === undefined ? "active" : (plainName(option.status, "STATUS_") as Command["status"]),
    limit: option.limit === undefined ? null : limitOf(option.limit),
    packetId: option.packetId ?? false,
    tradeHeader: option.tradeHeader ?? false,
    sticky: option.sticky ?? false,
    emptyBody: option.emptyBody ?? false,
    envelope: !(option.noEnvelope ?? false),
    requestMessage: request && hasMessages ? (option.requestMessage ?? `${option.name}.Request`) : null,
    responseMessage: hasMessages ? (option.responseMessage ?? `${option.name}.Response`) : null,
    noMessages: option.noMessages ?? null,
    summary: option.summary,
    sharedRead: option.sharedRead ?? false,
    staticDataSeconds: option.staticData ?? null,
    service: option.service ?? null,
  };
}

/** The table that the options of `ProtoId` hold. */
export function commandsOf(protoId: EnumImage): readonly Command[] {
  return protoId.value.flatMap((value) => {
    const option = value.options?.["[opend.v1.command]"];
    if (option !== undefined) return [commandOf(value.number, option)];
    if (value.number === 0) return [];
    throw new Error(`ProtoId ${value.number} has no (command) option`);
  });
}

/** The text of `generated/catalog.ts`. */
export function catalogSource(commands: readonly Command[]): string {
  return [
    "// Written by scripts/generate.ts from proto/opend/v1/catalog.proto. Do not edit.",
    "",
    'import type { Command } from "../src/catalog/command.js";',
    "",
    "/** Every FTAPI command and push, by rising proto_id. */",
    `export const commands: readonly Command[] = ${JSON.stringify(commands, null, 2)};`,
    "",
  ].join("\n");
}
