import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import * as GetGlobalState from "../../generated/ts/GetGlobalState.js";
import * as GetAccList from "../../generated/ts/Trd_GetAccList.js";
import { commandById, commands } from "./catalog.js";
import type { Command } from "./command.js";
import { defaultC2s, defaultRequestBody } from "./default-body.js";
import { messageType } from "./schema.js";

function row(protoId: number): Command {
  const command = commandById(protoId);
  assert.ok(command !== undefined);
  return command;
}

test("every command with emptyBody has a default that decodes, with its required fields alone", () => {
  for (const command of commands.filter(({ emptyBody }) => emptyBody)) {
    const type = messageType(command.requestMessage ?? "");
    // Decoding throws when a required field is missing.
    const request = type.toObject(type.decode(defaultRequestBody(command)));
    const c2s = type.fields.c2s?.resolvedType as ReturnType<typeof messageType>;
    const required = c2s.fieldsArray.filter((field) => field.required).map((field) => field.name);
    assert.deepEqual(Object.keys(request.c2s).sort(), required.sort(), command.name);
    assert.deepEqual(c2s.toObject(c2s.decode(defaultC2s(command))), request.c2s, command.name);
  }
});

test("the required userID is there, and zero", () => {
  assert.deepEqual(GetGlobalState.Request.decode(defaultRequestBody(row(1002))).c2s, { userID: 0n });
  assert.equal(GetAccList.Request.decode(defaultRequestBody(row(2001))).c2s?.userID, 0n);
  assert.deepEqual(defaultC2s(row(1002)), Buffer.from("0800", "hex"));
  assert.deepEqual(defaultRequestBody(row(3003)), Buffer.from("0a00", "hex"));
  assert.equal(defaultC2s(row(1005)).length, 0);
});

test("it is built once", () => {
  assert.equal(defaultRequestBody(row(2001)), defaultRequestBody(row(2001)));
  assert.equal(defaultC2s(row(2001)), defaultC2s(row(2001)));
});

test("a command that needs its C2S, or has no messages, is refused by name", () => {
  assert.throws(
    () => defaultRequestBody(row(2202)),
    /^Error: Trd_PlaceOrder \(2202\) has no default body: its C2S must be given$/,
  );
  assert.throws(() => defaultC2s(row(1003)), /Notify \(1003\)/);
  assert.throws(() => defaultRequestBody({ ...row(1009), emptyBody: true }), /InitQuantMode \(1009\)/);
});
