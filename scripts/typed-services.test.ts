import assert from "node:assert/strict";
import { test } from "node:test";
import { commandByName, commands } from "../src/catalog/catalog.js";
import type { Command } from "../src/catalog/command.js";
import { type FileImage, methodName, TYPED_SERVICES, typedServiceProtos } from "./typed-services.js";

/** A person who looks for a command reads the list of a service's methods. */
const MOST_METHODS = 40;
/** The gateway keeps the sessions itself. */
const SESSION = [1001, 1004];

function row(name: string, changes: Partial<Command> = {}): Command {
  const command = commandByName(name);
  assert.ok(command !== undefined);
  return { ...command, ...changes };
}

/** The image of an official file with an envelope. */
function official(name: string): FileImage {
  const field = (inside: string) => [{ name: inside, typeName: `.${name}.${inside.toUpperCase()}` }];
  return {
    name: `${name}.proto`,
    package: name,
    messageType: [
      { name: "C2S" },
      { name: "S2C" },
      { name: "Request", field: field("c2s") },
      { name: "Response", field: [{ name: "retType" }, ...field("s2c")] },
    ],
  };
}

function text(rows: readonly Command[], files: readonly FileImage[], path: string): string {
  const proto = typedServiceProtos(rows, files).find((file) => file.path === path);
  assert.ok(proto !== undefined, path);
  return proto.text;
}

test("every request that callers may send and that has messages is a method, and nothing else is", () => {
  for (const { kind, requestMessage, protoId, service, name } of commands) {
    const wanted = kind === "request" && requestMessage !== null && !SESSION.includes(protoId);
    assert.equal(service !== null, wanted, name);
  }
});

test("no service has more methods than a person reads, or two of one name", () => {
  for (const service of Object.keys(TYPED_SERVICES)) {
    const names = commands.filter((command) => command.service === service).map(methodName);
    assert.ok(names.length > 0 && names.length <= MOST_METHODS, `${service}: ${names.length}`);
    assert.equal(new Set(names).size, names.length, service);
  }
});

test("a method takes what is inside the request, gives what is inside the response, and carries its id", () => {
  const proto = text([row("Qot_GetKL")], [official("Qot_GetKL")], "opend/v1/quote.proto");
  assert.match(proto, /rpc GetKL\(\.Qot_GetKL\.C2S\) returns \(\.Qot_GetKL\.S2C\) \{/);
  assert.match(proto, /option \(proto_id\) = PROTO_ID_QOT_GET_KL;/);
  assert.match(proto, /^import "Qot_GetKL\.proto";$/m);
  assert.match(proto, /Qot_GetKL \(3006\), quote_realtime\./);
});

test("a command without an envelope takes and gives its own messages", () => {
  const skill: FileImage = {
    name: "SkillWrapAPI.proto",
    package: "SkillWrapAPI",
    messageType: [{ name: "TechnicalUnusualReq" }, { name: "TechnicalUnusualRsp" }],
  };
  const proto = text([row("SkillWrap_TechnicalUnusual")], [skill], "opend/v1/research.proto");
  assert.match(
    proto,
    /rpc TechnicalUnusual\(\.SkillWrapAPI\.TechnicalUnusualReq\) returns \(\.SkillWrapAPI\.TechnicalUnusualRsp\)/,
  );
});

test("each push is a field of WatchEvent with the number of its proto_id", () => {
  const proto = text([row("Trd_UpdateOrderFill")], [official("Trd_UpdateOrderFill")], "opend/v1/push.proto");
  assert.match(proto, /\.Trd_UpdateOrderFill\.S2C order_fill = 2218;/);
});

test("a service that nobody described is refused", () => {
  assert.throws(() => typedServiceProtos([row("Qot_GetKL", { service: "Qoute" })], []), {
    message: "Qot_GetKL: no service is called Qoute",
  });
});

test("a message that the official package lacks is named", () => {
  const broken = [{ ...official("Qot_GetKL"), messageType: [] }];
  assert.throws(() => typedServiceProtos([row("Qot_GetKL")], broken), {
    message: "Qot_GetKL.Request has no message c2s",
  });
});
