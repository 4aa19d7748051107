import type { Command } from "../../src/catalog/command.js";
import { methodName } from "../../src/catalog/typed-method.js";
import { pushKeys, type RoutingKey } from "../../src/ftapi/routing-key.js";
import { RouteIndex } from "../../src/gateway/push/route-index.js";
import { sampleReply } from "../../src/simulator/sample.js";
import { fieldTable, localPlace, sharedPlace, typeSections } from "./fields.js";
import { anchor, code, link, type Page, page, sentence, table } from "./markdown.js";
import { inside, messageOf } from "./schema.js";
import type { Sources } from "./sources.js";

const PATH = "pushes.md";

export function pushesPage(sources: Sources): Page {
  const pushes = sources.commands.filter(({ kind }) => kind === "push");
  const rows = pushes.map((push) => {
    const facts = pushFacts(sources, push);
    return [
      String(push.protoId),
      link(methodName(push), `#${anchor(methodName(push))}`),
      facts.eventType,
      facts.eventClass,
      facts.key,
      facts.subType,
      code(push.scope),
      facts.field,
    ];
  });
  return page(
    PATH,
    "Pushes",
    `What OpenD pushes, and how ${link("push streams", "../push.md")} tell it apart. ${code("SubscribePush")} hands over the whole message as bytes, ${link("Push/Watch", "services/push.md")} the decoded ${code("S2C")} in the field of ${code("WatchEvent")} that has the push's id for its number.`,
    "*state*: for a slow reader a newer value of the same key replaces an older one. *tick*: may be left out for a slow reader, and is counted then. *keep*: never lost in a stream that goes on.",
    table(["id", "push", "event_type", "class", "key", "sub_type", "scope", "field of WatchEvent"], rows),
    ...pushes.map((push) => section(sources, push)),
  );
}

interface PushFacts {
  readonly eventType: string;
  readonly eventClass: string;
  /** What events are told apart by. */
  readonly key: string;
  readonly subType: string;
  readonly field: string;
}

/** Asked of the code that routes pushes, with a sample of the push. */
function pushFacts({ schema }: Sources, push: Command): PushFacts {
  const keys = push.responseMessage === null ? [] : pushKeys(push.protoId, sampleReply(push, {}, 1, 0));
  const [key = {}] = keys;
  const route = new RouteIndex(() => undefined).route(push.protoId, key);
  const field = schema.messages.get("opend.v1.WatchEvent")?.fields.find(({ number }) => number === push.protoId);
  return {
    eventType: code(route.eventType),
    eventClass: route.eventClass,
    key: keyText(key),
    subType: subTypeText(schema.enums.get("Qot_Common.SubType")?.values ?? [], key),
    field: field === undefined ? code("unknown_update") : code(field.name),
  };
}

function keyText(key: RoutingKey): string {
  const parts = [
    ...(key.security === undefined ? [] : ["security"]),
    ...(key.klType === undefined ? [] : ["K-line type"]),
    ...(key.rehabType === undefined ? [] : ["rehab type"]),
    ...(key.account === undefined ? [] : ["account"]),
  ];
  return parts.length === 0 ? "none" : parts.join(", ");
}

function subTypeText(
  values: readonly { readonly name: string; readonly number: number }[],
  { klType, subType }: RoutingKey,
): string {
  if (klType !== undefined) return "by the K-line type";
  const value = values.find(({ number }) => number === subType);
  return value === undefined ? "" : `${value.number} ${code(value.name)}`;
}

function section({ schema }: Sources, push: Command): string {
  const name = methodName(push);
  const head = [`## ${name}`, `${code(push.name)} (${push.protoId}). ${sentence(push.summary)}`];
  if (push.responseMessage === null) return [...head, "No official message: its bytes are handed over."].join("\n\n");
  const update = inside(schema, push.responseMessage, "s2c");
  const place = schema.isShared(update)
    ? (fullName: string) => sharedPlace(schema, fullName, PATH)
    : localPlace(schema, name, [update], PATH);
  return [
    ...head,
    `**Update** ${code(update)}\n\n${fieldTable(schema, messageOf(schema, update), place)}`,
    ...typeSections(schema, name, [update], PATH),
  ].join("\n\n");
}
