import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { describe, test } from "node:test";
import protobuf from "protobufjs";
import { WITHOUT_ROW } from "../../scripts/upstream/without-row.js";
import { commands } from "./catalog.js";
import { hasMessage, messageType } from "./schema.js";

const packageFolder = dirname(createRequire(import.meta.url).resolve("futu-api/package.json"));
const protoFolder = join(packageFolder, "proto");
const protos = readdirSync(protoFolder)
  .filter((file) => file.endsWith(".proto"))
  .map((file) => ({ name: basename(file, ".proto"), text: readFileSync(join(protoFolder, file), "utf8") }));
const SKILL_WRAP = "SkillWrapAPI";
const commandProtos = protos
  .filter(({ name, text }) => name === SKILL_WRAP || /^\s*message\s+(Request|Response)\b/m.test(text))
  .map(({ name }) => name);

/** The id table of the package's own client. */
const packageIds = [...readFileSync(join(packageFolder, "main.js"), "utf8").matchAll(/cmd: (\d+), name: '(\w+)'/g)].map(
  ([, id, name]) => ({ protoId: Number(id), name: String(name) }),
);

function fieldOfType(type: protobuf.Type | undefined, typeName: string): protobuf.Field | undefined {
  return type?.fieldsArray.find((field) => field.resolvedType?.fullName === typeName);
}

function part(message: string | null, name: "c2s" | "s2c"): protobuf.Type | undefined {
  const type = message === null ? undefined : messageType(message).fields[name]?.resolvedType;
  return type instanceof protobuf.Type ? type : undefined;
}

describe("the package and the descriptors", () => {
  test("hold the same messages and fields: else `make generate` was forgotten", () => {
    const root = new protobuf.Root();
    root.resolvePath = (_origin, target) => join(protoFolder, basename(target));
    root.loadSync(
      protos.map(({ name }) => `${name}.proto`),
      { keepCase: true },
    );
    root.resolveAll();
    let messages = 0;
    const compare = (space: protobuf.NamespaceBase): void => {
      for (const nested of space.nestedArray) {
        if (nested instanceof protobuf.Type) {
          messages++;
          const known = messageType(nested.fullName.slice(1));
          const shape = (type: protobuf.Type): string[] =>
            type.fieldsArray
              .map(
                (field) =>
                  `${field.id} ${field.name} ${field.required ? "required" : field.repeated ? "repeated" : "optional"}`,
              )
              .sort();
          assert.deepEqual(shape(known), shape(nested), nested.fullName);
        }
        if (nested instanceof protobuf.Namespace) compare(nested);
      }
    };
    compare(root);
    assert.ok(messages > 900, `${messages} messages`);
  });

  test("find a message by its full name only", () => {
    for (const short of ["Request", "C2S", ".Qot_Sub.Request", "Qot_Sub", "Nope.Request", "Common.PacketEncAlgo", ""]) {
      assert.equal(hasMessage(short), false, short);
      assert.throws(() => messageType(short), { message: `no message is called ${short}` });
    }
    assert.equal(messageType("Qot_Sub.Request").fullName, ".Qot_Sub.Request");
  });
});

describe("every row", () => {
  test("has its messages in the package, or says why not", () => {
    for (const command of commands) {
      const { name, noMessages } = command;
      for (const message of [command.requestMessage, command.responseMessage]) {
        if (message !== null) assert.ok(hasMessage(message), `${name}: ${message}`);
      }
      assert.equal(noMessages === null, command.responseMessage !== null, name);
      if (command.kind === "request") assert.equal(noMessages === null, command.requestMessage !== null, name);
      else assert.equal(command.requestMessage, null, name);
      if (noMessages !== null) assert.ok(noMessages.length > 10, name);
    }
    const silent = commands.filter((command) => command.noMessages !== null).map((command) => command.protoId);
    assert.deepEqual(silent, [1009, 3016, 3017, 3100, 3101, 3102, 3200]);
  });

  test("has a proto of its own name, but for SkillWrap's three", () => {
    for (const command of commands) {
      if (command.responseMessage === null) continue;
      const [space] = command.responseMessage.split(".");
      assert.equal(space, command.name.startsWith("SkillWrap_") ? SKILL_WRAP : command.name);
    }
  });

  test("is a push exactly if its proto has a Response and no Request", () => {
    for (const { name, kind, responseMessage } of commands) {
      if (responseMessage === null || name.startsWith("SkillWrap_")) continue;
      assert.equal(kind === "push", !hasMessage(`${name}.Request`), name);
    }
  });

  test("has the envelope that it says", () => {
    for (const { name, kind, envelope, requestMessage, responseMessage } of commands) {
      if (responseMessage === null) continue;
      assert.equal(envelope, part(responseMessage, "s2c") !== undefined, name);
      if (kind === "request") assert.equal(envelope, part(requestMessage, "c2s") !== undefined, name);
      if (!envelope) continue;
      const { retType, retMsg, errCode, s2c } = messageType(responseMessage).fields;
      assert.deepEqual([retType?.id, retMsg?.id, errCode?.id, s2c?.id], [1, 2, 3, 4], name);
      if (requestMessage !== null) assert.equal(messageType(requestMessage).fields.c2s?.id, 1, name);
    }
  });

  test("says if its C2S carries a PacketID, which is then required field 1", () => {
    for (const { name, packetId, requestMessage } of commands) {
      const field = fieldOfType(part(requestMessage, "c2s"), ".Common.PacketID");
      assert.equal(packetId, field !== undefined, name);
      if (field !== undefined) assert.deepEqual([field.name, field.id, field.required], ["packetID", 1, true], name);
    }
  });

  test("says if it carries a TrdHeader, which is then required", () => {
    for (const { name, kind, tradeHeader, requestMessage, responseMessage } of commands) {
      const field = fieldOfType(
        kind === "push" ? part(responseMessage, "s2c") : part(requestMessage, "c2s"),
        ".Trd_Common.TrdHeader",
      );
      assert.equal(tradeHeader, field !== undefined, name);
      if (field !== undefined) assert.deepEqual([field.name, field.required], ["header", true], name);
    }
  });
});

describe("every command of the package", () => {
  test("has a row, or stands on the list of those without one", () => {
    const spaces = new Set(commands.flatMap((command) => command.responseMessage?.split(".")[0] ?? []));
    const missing = commandProtos.filter((name) => !spaces.has(name));
    assert.deepEqual(missing.sort(), Object.keys(WITHOUT_ROW).sort());
  });

  test("that SkillWrap holds has a row", () => {
    const skillWrap = messageType("SkillWrapAPI.TechnicalUnusualReq").parent as protobuf.Namespace;
    const pairs = skillWrap.nestedArray
      .map((nested) => nested.fullName.slice(1))
      .filter((name) => /(Req|Rsp)$/.test(name));
    const used = commands
      .filter((command) => !command.envelope)
      .flatMap((command) => [command.requestMessage, command.responseMessage]);
    assert.deepEqual(pairs.sort(), used.sort());
  });

  test("has the id of the package's own table", () => {
    assert.ok(packageIds.length > 140, `${packageIds.length} ids`);
    const byId = new Map(commands.map((command) => [command.protoId, command.name]));
    for (const { protoId, name } of packageIds) {
      // The table's one slip: 1001 carries the name of 1002 (facts: ftapi-protocol.md 4.3).
      assert.equal(byId.get(protoId), protoId === 1001 ? "InitConnect" : name, `${protoId}`);
    }
  });
});
