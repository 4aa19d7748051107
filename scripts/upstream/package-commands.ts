import type { Message, ProtoModel } from "./proto-model.js";

/** A command as a release describes it: what can be known without a person. */
export interface PackageCommand {
  readonly name: string;
  /** null: the package's table of ids does not have it. */
  readonly protoId: number | null;
  readonly kind: "request" | "push";
  /** null: a push, or an id without definitions. */
  readonly requestMessage: string | null;
  /** null: an id without definitions. */
  readonly responseMessage: string | null;
  readonly envelope: boolean;
  readonly packetId: boolean;
  readonly tradeHeader: boolean;
}

/** All commands of a release, by name. */
export function packageCommands(model: ProtoModel, ids: ReadonlyMap<string, number>): readonly PackageCommand[] {
  const described = [...new Set([...model.messages.values()].map(({ space }) => space))].flatMap((space) =>
    messagesOfSpace(model, space),
  );
  const commands = described.map(({ name, request, response }): PackageCommand => {
    const c2s = request === null ? null : part(model, request, "c2s");
    const s2c = part(model, response, "s2c");
    const says = request === null ? s2c : c2s;
    return {
      name,
      protoId: ids.get(name) ?? null,
      kind: request === null ? "push" : "request",
      requestMessage: request?.fullName ?? null,
      responseMessage: response.fullName,
      envelope: s2c !== null && (request === null || c2s !== null),
      packetId: has(c2s, "Common.PacketID"),
      tradeHeader: has(says, "Trd_Common.TrdHeader"),
    };
  });
  const names = new Set(commands.map(({ name }) => name));
  const bare = [...ids]
    .filter(([name]) => !names.has(name))
    .map(
      ([name, protoId]): PackageCommand => ({
        name,
        protoId,
        kind: "request",
        requestMessage: null,
        responseMessage: null,
        envelope: true,
        packetId: false,
        tradeHeader: false,
      }),
    );
  return [...commands, ...bare].sort((a, b) => a.name.localeCompare(b.name, "en"));
}

interface Described {
  readonly name: string;
  readonly request: Message | null;
  readonly response: Message;
}

/** The commands of one proto: its Request and Response, or each pair `XReq` and `XRsp` (SkillWrapAPI). */
function messagesOfSpace({ messages }: ProtoModel, space: string): readonly Described[] {
  const response = messages.get(`${space}.Response`);
  if (response !== undefined) return [{ name: space, request: messages.get(`${space}.Request`) ?? null, response }];
  return [...messages.values()].flatMap((request) => {
    if (request.space !== space || !/^\w+\.\w+Req$/.test(request.fullName)) return [];
    const answer = messages.get(request.fullName.replace(/Req$/, "Rsp"));
    const topic = request.fullName.slice(space.length + 1, -"Req".length);
    return answer === undefined ? [] : [{ name: `${space.replace(/API$/, "")}_${topic}`, request, response: answer }];
  });
}

function part({ messages }: ProtoModel, message: Message, name: "c2s" | "s2c"): Message | null {
  const typeName = message.fields.find((field) => field.name === name)?.typeName;
  return typeName === undefined || typeName === null ? null : (messages.get(typeName) ?? null);
}

function has(message: Message | null, typeName: string): boolean {
  return message?.fields.some((field) => field.typeName === typeName) ?? false;
}
