import assert from "node:assert/strict";
import { test } from "node:test";
import { commandByName } from "../src/catalog/catalog.js";
import type { Command } from "../src/catalog/command.js";
import type { MessageImage, MessagesImage } from "./python-messages.js";
import { pythonPackageFiles } from "./python-package.js";

type Field = NonNullable<MessageImage["field"]>[number];

const SECURITY: Field = {
  name: "security",
  type: "TYPE_MESSAGE",
  typeName: ".Qot_Common.Security",
  label: "LABEL_REQUIRED",
};
const COUNT: Field = { name: "reqNum", type: "TYPE_INT32", label: "LABEL_REQUIRED" };

function file(name: string, messages: Readonly<Record<string, readonly Field[]>>): MessagesImage {
  const messageType = Object.entries(messages).map(([message, field]) => ({ name: message, field }));
  return { name: `${name}.proto`, package: name, messageType };
}

function envelope(name: string, c2s: readonly Field[]): MessagesImage {
  const inside = (field: string): Field => ({
    name: field,
    type: "TYPE_MESSAGE",
    typeName: `.${name}.${field.toUpperCase()}`,
  });
  return file(name, { C2S: c2s, S2C: [], Request: [inside("c2s")], Response: [inside("s2c")] });
}

/** The files of a package with one command, by path. */
function made(changes: Partial<Command> = {}, c2s: readonly Field[] = [SECURITY, COUNT]): ReadonlyMap<string, string> {
  const command = commandByName("Qot_GetKL");
  assert.ok(command !== undefined);
  const files = [file("Qot_Common", { Security: [] }), envelope("Qot_GetKL", c2s)];
  return new Map(pythonPackageFiles([{ ...command, ...changes }], files).map(({ path, text }) => [path, text]));
}

function changed(after: ReadonlyMap<string, string>): readonly string[] {
  return [...made()].filter(([path, text]) => after.get(path) !== text).map(([path]) => path);
}

test("a method of the stubs takes the security first, then what is required, then what is not", () => {
  const c2s = [COUNT, SECURITY, { name: "header", type: "TYPE_STRING", label: "LABEL_OPTIONAL" }];
  const stub = made({}, c2s).get("services.pyi") ?? "";
  const args = /def get_kl\(\s*self,\s*security: SecurityArg,\s*\*,\s*reqNum: int,\s*header: str = \.\.\.,/;
  assert.match(stub, args);
  assert.match(stub, /-> Qot_GetKL\.S2C:/);
});

test("a changed summary changes the table and the stubs of the services, nothing else", () => {
  assert.deepEqual(changed(made({ summary: "Something else" })), ["_commands.py", "services.pyi"]);
});

test("a changed scope changes the stubs of the services, nothing else", () => {
  assert.deepEqual(changed(made({ scope: "acc:read" })), ["services.pyi"]);
});

test("a changed field changes the stubs of its message and of the services, nothing else", () => {
  assert.deepEqual(changed(made({}, [SECURITY])), ["services.pyi", "messages/Qot_GetKL.pyi"]);
});

test("a command whose message lacks is an error that names it", () => {
  assert.throws(() => made({ requestMessage: "Qot_Gone.Request" }), /Qot_Gone\.Request/);
});
