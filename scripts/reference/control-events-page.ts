import { fieldTable, relativePage, sharedPlace, valuesLine } from "./fields.js";
import { anchor, code, link, type Page, page, sentence, table } from "./markdown.js";
import { messageOf, type Schema, shortName } from "./schema.js";
import type { Sources } from "./sources.js";

const PATH = "control-events.md";
const CONTROL = "futu.service.PushControl";

/** What a stream tells of itself, from the proto, and how it ends, from the list in the code. */
export function controlEventsPage(sources: Sources): Page {
  const { schema } = sources;
  const events = messageOf(schema, CONTROL).fields;
  return page(
    PATH,
    "Control events",
    `What the gateway tells a push stream about the stream itself: the field ${code("control")} of an event whose ${code("event_type")} is ${code("control")}. ${link("Push/Watch", "services/push.md")} always has them, ${link("SubscribePush", "services/futu-open-d.md")} for streams that ask with ${code("control_events")} or ${code("heartbeat_interval_ms")}. What they promise: ${link("push streams", "../push.md#control-events")}.`,
    table(
      ["event", "number", "says"],
      events.map(({ name, number, typeName }) => [
        link(code(name), `#${anchor(headingOf(name))}`),
        String(number),
        says(schema, typeName ?? ""),
      ]),
    ),
    ...events.map(({ name, typeName }) => section(schema, name, typeName ?? "")),
    "## How a stream ends",
    `The status has a ${code("google.rpc.ErrorInfo")} with the reason; ${code("ending.reason")} and the label ${code("reason")} of the metric ${code("opend_gateway_push_ends_total")} say the same.`,
    endTable(sources),
  );
}

function headingOf(name: string): string {
  return name.replaceAll("_", " ");
}

function says(schema: Schema, message: string): string {
  const comment = schema.comment(message);
  return comment === "" ? "the stream lives" : sentence(comment);
}

function section(schema: Schema, name: string, typeName: string): string {
  const message = messageOf(schema, typeName);
  const enums = message.fields.flatMap(({ type, typeName: used }) =>
    type === "enum" && used !== null ? (schema.enums.get(used) ?? []) : [],
  );
  return [
    `## ${headingOf(name)}`,
    `${code(shortName(typeName))}: ${says(schema, typeName)}`,
    fieldTable(schema, message, (fullName) => sharedPlace(schema, fullName, PATH)),
    ...enums.map((used) => `${code(shortName(used.fullName))}: ${valuesLine(used)}`),
  ].join("\n\n");
}

function endTable({ endReasons, reasons }: Sources): string {
  const errors = relativePage(PATH, "errors.md");
  return table(
    ["reason", "status", "safe to open again", "why", "what to do"],
    endReasons.map((reason) => {
      const info = reasons[reason];
      if (info === undefined) return [code(reason), "none, or the client's own", "yes", CLIENT_GONE, ""];
      return [link(code(reason), errors), code(info.status), info.repeat, info.meaning, info.advice];
    }),
  );
}

/** The one end that no client is told of. */
const CLIENT_GONE = "The client went away, or its own deadline passed.";
