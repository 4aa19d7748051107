import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { commands } from "../src/catalog/catalog.js";
import type { Command } from "../src/catalog/command.js";
import { messageType } from "../src/catalog/schema.js";
import { readReply } from "../src/ftapi/envelope.js";
import type { FutuClient } from "../src/grpc/testing/futu-client.js";
import { Simulator } from "../src/simulator/simulator.js";
import { sampleRequest } from "./support/sample-request.js";
import { Stack } from "./support/stack.js";

/** Answered by the gateway, or refused by it: neither reaches OpenD. */
const NOT_FORWARDED = new Set([1001]);

describe("every request command of the table, through gateway and simulator", () => {
  let simulator: Simulator;
  let stack: Stack;
  let client: FutuClient;

  before(async () => {
    simulator = new Simulator({ seed: 7, frequencyLimits: false });
    stack = new Stack({
      opend: [await simulator.listen({ host: "127.0.0.1", port: 0 })],
      trading: "real",
      keys: [{}],
      bodyCheck: "all",
    });
    await stack.start();
    client = stack.newClient();
  });
  after(async () => {
    await stack.stop();
    await simulator.close();
  });

  for (const command of commands.filter(({ kind, protoId }) => kind === "request" && !NOT_FORWARDED.has(protoId))) {
    it(`${command.protoId} ${command.name} gets a reply that decodes`, async () => {
      const { response, error } = await client.request(command.protoId, sampleRequest(command));
      assert.equal(error, null, error?.message);
      assert.ok(response?.body !== undefined && response.body.length > 0);
      assert.equal(response.proto_id, command.protoId);
      assertDecodes(command, response.body, response.ret_type ?? 0);
    });
  }
});

/** Required fields included; a command without messages is refused as unknown by OpenD. */
function assertDecodes(command: Command, body: Uint8Array, retType: number): void {
  if (command.responseMessage === null) {
    assert.deepEqual([readReply(body).retType, readReply(body).retMsg], [-1, "未知的协议ID"]);
    return;
  }
  const decoded = messageType(command.responseMessage).decode(body);
  if (!command.envelope) return;
  assert.equal(readReply(body).retType, retType);
  assert.ok(retType === 0 || readReply(body).retMsg !== "", "a refusal says why");
  assert.equal(retType === 0, "s2c" in decoded && decoded.s2c !== null);
}
