import { methodName } from "../../src/catalog/typed-method.js";
import { fieldTable, type Place, relativePage, sharedHeading, sharedPlace, valuesLine } from "./fields.js";
import { anchor, code, fence, link, type Page, page, sentence, table } from "./markdown.js";
import { type Method, OWN_SERVICES, type Schema, type Service, typesOfService } from "./schema.js";
import type { Sources } from "./sources.js";

/** What a page of a service of our own says beside its proto. */
interface About {
  readonly scope: string;
  readonly more: string;
  /** Bodies of its methods for grpcurl. */
  readonly bodies: Readonly<Record<string, string>>;
  readonly python: string;
}

const ABOUT: Readonly<Record<string, About>> = {
  "futu.service.FutuOpenD": {
    scope: "that of the command; a stream needs `qot:read` or `acc:read`",
    more: "The compatible part: clients of FutuOpenD-rs work with it unchanged. New programs are better served by the typed services, whose calls take the same way.",
    bodies: {
      Request: '{"proto_id":1002}',
      SubscribePush: '{"filters":[{"securities":["HK.00700"],"sub_types":[1]}],"subscribe":true}',
    },
    python:
      "from futu.service import futu_pb2, futu_pb2_grpc\n\nreply = futu_pb2_grpc.FutuOpenDStub(channel).Request(futu_pb2.FutuRequest(proto_id=1002))",
  },
  "opend.v1.Push": {
    scope: "`qot:read` for quotes and notices, `acc:read` for trade events; one of them opens a stream",
    more: "What it promises: [push streams](../../push.md). The pushes and their keys: [pushes](../pushes.md). Control events: [control events](../control-events.md).",
    bodies: { Watch: '{"filters":[{"securities":["HK.00700"],"sub_types":[1,4]}],"subscribe":true}' },
    python:
      'for event in client.watch(securities=["HK.00700"], types=["basic", "ticker"]):\n    print(event.kind, event.update)',
  },
  "opend.v1.Limits": {
    scope: "any valid key; in open mode everybody",
    more: "What the limits are: [keys](../../keys.md).",
    bodies: { Get: "{}" },
    python:
      "from opend.v1 import limits_pb2, limits_pb2_grpc\n\nlimits = limits_pb2_grpc.LimitsStub(channel).Get(limits_pb2.GetLimitsRequest())",
  },
  "opend.v1.Keys": {
    scope: "`admin`",
    more: "The file, and the commands for it: [keys](../../keys.md). A gateway without keys refuses both methods.",
    bodies: { List: "{}", Revoke: '{"id":"desk-1"}' },
    python:
      'from opend.v1 import keys_pb2, keys_pb2_grpc\n\nkeys = keys_pb2_grpc.KeysStub(channel).List(\n    keys_pb2.ListKeysRequest(), metadata=[("authorization", f"Bearer {token}")]\n)',
  },
};

/** The pages of the services that are no command's. */
export function ownServicePages(sources: Sources): readonly Page[] {
  const { schema } = sources;
  return OWN_SERVICES.map(([name, path]) => {
    const service = schema.services.get(name);
    const about = ABOUT[name];
    if (service === undefined || about === undefined) throw new Error(`nothing is known of ${name}`);
    return servicePage(sources, path, service, about);
  });
}

function servicePage(sources: Sources, path: string, service: Service, about: About): Page {
  const { schema } = sources;
  const types = typesOfService(schema, service);
  const here = types.filter((type) => schema.home(type) === path);
  const title = service.fullName.split(".").at(-1) ?? "";
  const needsKey = service.fullName === "opend.v1.Keys";
  return page(
    path,
    title,
    `${code(service.fullName)}. ${sentence(service.comment)} ${about.more}`,
    `Scope: ${about.scope}.`,
    table(
      ["method", "takes", "gives", "what it does"],
      service.methods.map((method) => methodRow(schema, path, method)),
    ),
    ...service.methods.map(({ name }) =>
      fence(
        "sh",
        `grpcurl -plaintext ${needsKey ? '-H "authorization: Bearer $TOKEN" ' : ""}-d '${about.bodies[name] ?? "{}"}' localhost:33333 ${service.fullName}/${name}`,
      ),
    ),
    fence("python", about.python),
    ...here.map((type) => typeSection(schema, type, placeOf(sources, path))),
  );
}

function methodRow(schema: Schema, path: string, { name, takes, gives, streams, comment }: Method): readonly string[] {
  const linked = (type: string): string => link(sharedHeading(type), sharedPlace(schema, type, path) ?? "");
  return [code(name), linked(takes), `${streams ? "stream of " : ""}${linked(gives)}`, sentence(comment)];
}

/** Types of our own and shared ones at their homes, updates where their push is shown. */
function placeOf({ schema, commands }: Sources, path: string): Place {
  return (fullName) => {
    const push = commands.find(({ kind, responseMessage }) => {
      return kind === "push" && responseMessage === fullName.replace(/S2C$/, "Response");
    });
    if (push === undefined) return sharedPlace(schema, fullName, path);
    return `${relativePage(path, "pushes.md")}#${anchor(methodName(push))}`;
  };
}

function typeSection(schema: Schema, type: string, place: Place): string {
  const heading = `## ${sharedHeading(type)}`;
  const used = schema.enums.get(type);
  if (used !== undefined) return `${heading}\n\n${valuesLine(used)}`;
  const message = schema.messages.get(type);
  if (message === undefined) throw new Error(`nothing is called ${type}`);
  const comment = schema.comment(type);
  return [heading, ...(comment === "" ? [] : [sentence(comment)]), fieldTable(schema, message, place)].join("\n\n");
}

/** The standard service, whose proto others wrote: what it answers here. */
export function healthPage(): Page {
  return page(
    "services/health.md",
    "Health",
    `${code("grpc.health.v1.Health")}, the standard service: whether a call could succeed now. It answers for the empty name, ${code("futu.service.FutuOpenD")}, ${code("opend.v1.Push")} and each typed service, for all of them the same; another name is ${code("NOT_FOUND")}. No key is needed. More: ${link("operations", "../../operations.md#health")}.`,
    table(
      ["method", "does"],
      [
        [code("Check"), "answers once"],
        [code("Watch"), "a stream: the state now, then each change"],
      ],
    ),
    table(
      ["status", "means"],
      [
        [`1 ${code("SERVING")}`, "a connection to OpenD is ready, and the gateway does not stop"],
        [`2 ${code("NOT_SERVING")}`, "no connection to OpenD is ready, or the gateway stops"],
      ],
    ),
    fence("sh", "grpcurl -plaintext -d '{}' localhost:33333 grpc.health.v1.Health/Check"),
  );
}
