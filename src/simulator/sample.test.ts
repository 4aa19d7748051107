import assert from "node:assert/strict";
import { test } from "node:test";
import { commandById, commands } from "../catalog/catalog.js";
import { messageType } from "../catalog/schema.js";
import { sampleReply } from "./sample.js";
import { texts } from "./texts.js";

const NOW_MS = Date.UTC(2026, 10, 18, 3, 0, 0);

test("a sample of every request command decodes strictly, succeeds and says what it is", () => {
  let seen = 0;
  for (const command of commands) {
    if (command.kind !== "request" || command.responseMessage === null) continue;
    const reply = messageType(command.responseMessage).decode(sampleReply(command, {}, 1, NOW_MS));
    assert.equal(Reflect.get(reply, "retType"), 0, command.name);
    assert.equal(Reflect.get(reply, "retMsg"), texts.sample, command.name);
    seen += 1;
  }
  assert.ok(seen > 140);
});

test("a sample speaks of the security in the request, and the same request gets the same bytes", () => {
  const command = commandById(3208);
  assert.ok(command?.requestMessage && command.responseMessage);
  const { requestMessage, responseMessage } = command;
  const reply = (code: string): Uint8Array =>
    sampleReply(
      command,
      messageType(requestMessage).fromObject({ c2s: { security: { market: 11, code }, holderCategory: 1 } }),
      1,
      NOW_MS,
    );
  assert.deepEqual(reply("TSLA"), reply("TSLA"));
  assert.notDeepEqual(reply("TSLA"), reply("AAPL"));
  const text = JSON.stringify(messageType(responseMessage).decode(reply("TSLA")));
  assert.ok(text.includes("TSLA") && !text.includes("00700"), text.slice(0, 300));
});
