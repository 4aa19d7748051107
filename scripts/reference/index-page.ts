import { methodName, TYPED_PACKAGE } from "../../src/catalog/typed-method.js";
import { TYPED_SERVICES } from "../typed-services.js";
import { code, link, type Page, page, sentence, table } from "./markdown.js";
import { methodPlace, servicePath } from "./service-page.js";
import type { Sources } from "./sources.js";

/** What a reader searches in: every command and push by name, service, id and summary. */
export function indexPage(sources: Sources): Page {
  const { commands } = sources;
  return page(
    "index.md",
    "Reference",
    "Made from the code and the protos, so it can't be older than they are. Search this page for a name, an id or a word.",
    table(
      ["page", "what it holds"],
      [
        [link("Commands by id", "commands.md"), "the whole table: id, method, category, scope, class, status, limit"],
        [link("Pushes", "pushes.md"), "what OpenD pushes: routing key, class, fields"],
        [link("Control events", "control-events.md"), "what a push stream tells of itself, and how it ends"],
        [link("Errors", "errors.md"), "reasons, statuses, whether to repeat, what to do"],
        [link("Settings", "settings.md"), "flags, environment, config file"],
        [link("Metrics", "metrics.md"), "names, types, labels"],
        [link("Messages", "messages.md"), "messages that several commands use"],
        [link("Enums", "enums.md"), "numbers that several commands use"],
      ],
    ),
    "## Services",
    table(
      ["service", "what it holds"],
      [
        ...Object.entries(TYPED_SERVICES).map(([service, purpose]) => [
          link(`${TYPED_PACKAGE}.${service}`, servicePath(service)),
          sentence(purpose),
        ]),
        [link("opend.v1.Push", "services/push.md"), "What OpenD pushes, decoded: one stream."],
        [link("opend.v1.Limits", "services/limits.md"), "What a caller may do, and how much of it is left."],
        [link("opend.v1.Keys", "services/keys.md"), "The gateway's keys, for operators."],
        [
          link("futu.service.FutuOpenD", "services/futu-open-d.md"),
          "Any command as bytes, and the compatible push stream.",
        ],
        [link("grpc.health.v1.Health", "services/health.md"), "Whether a call could succeed now."],
      ],
    ),
    ...Object.keys(TYPED_SERVICES).flatMap((service) => [
      `## ${service} methods`,
      table(
        ["method", "id", "command", "what it does"],
        commands
          .filter((command) => command.service === service)
          .map((command) => [
            link(`${service}/${methodName(command)}`, methodPlace(command) ?? ""),
            String(command.protoId),
            code(command.name),
            sentence(command.summary),
          ]),
      ),
    ]),
    "## Other commands",
    `Pushes, and what has no method: the gateway's own session, and ids without official messages (${code("FutuOpenD/Request")} takes them as bytes).`,
    table(
      ["id", "name", "kind", "what it does"],
      commands
        .filter(({ service }) => service === null)
        .map(({ protoId, name, kind, summary }) => [String(protoId), code(name), kind, sentence(summary)]),
    ),
  );
}
