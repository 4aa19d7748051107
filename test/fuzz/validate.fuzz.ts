import assert from "node:assert/strict";
import { extname } from "node:path";
import { commands } from "../../src/catalog/catalog.js";
import { messageType } from "../../src/catalog/schema.js";
import { findMessageFault } from "../../src/ftapi/validate.js";
import { mutate } from "./mutate.js";
import { randomMessage } from "./random-message.js";
import type { FuzzTarget } from "./target.js";

interface GeneratedMessage {
  decode(bytes: Uint8Array): unknown;
}

/** `Qot_Sub.Request` to the generated decoder of that message. */
async function generatedMessages(): Promise<ReadonlyMap<string, GeneratedMessage>> {
  const messages = new Map<string, GeneratedMessage>();
  for (const command of commands) {
    for (const fullName of [command.requestMessage, command.responseMessage]) {
      const [proto, name] = fullName?.split(".") ?? [];
      if (fullName === null || proto === undefined || name === undefined) continue;
      const url = new URL(`../../generated/ts/${proto}${extname(import.meta.url)}`, import.meta.url);
      const module = (await import(url.href)) as Readonly<Record<string, GeneratedMessage>>;
      const message = module[name];
      if (message === undefined) throw new Error(`generated/ts has no ${fullName}`);
      messages.set(fullName, message);
    }
  }
  return messages;
}

// protobufjs can't be the judge: it refuses an int32 whose varint has 6 to 9
// bytes at the end of a message, which the encoding allows.
const messages = await generatedMessages();
const names = [...messages.keys()];

/** The check passes every valid message, and what it passes a full decoder can read. */
export const validateTarget: FuzzTarget = {
  name: "message-check",
  run(random) {
    const name = random.pick(names);
    const type = messageType(name);
    const original = randomMessage(type, random);
    const body = mutate(original, random);
    const fault = findMessageFault(type, body);
    if (body.equals(original)) {
      assert.equal(fault, null, `a valid ${name} was refused: ${fault?.field} ${fault?.problem}`);
    }
    if (fault === null) {
      assert.doesNotThrow(() => messages.get(name)?.decode(body), `the check passed a ${name} that can't be decoded`);
    } else {
      assert.ok(fault.field !== "" && fault.problem !== "", "a fault without words");
    }
  },
};
