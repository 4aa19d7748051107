import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import protobuf from "protobufjs";
import { commands } from "../src/catalog/catalog.js";
import type { Command } from "../src/catalog/command.js";
import { fromJson } from "../src/catalog/json.js";
import { messageType } from "../src/catalog/schema.js";
import { typedMethods } from "../src/catalog/typed-method.js";
import { detailsOf, type FutuClient } from "../src/grpc/testing/futu-client.js";
import { Simulator } from "../src/simulator/simulator.js";
import { Stack } from "./support/stack.js";

const methods = typedMethods(commands);

/** What the simulator can't do: the order is made up, and the command is one that it does not know. */
const REFUSED: ReadonlySet<number> = new Set([2205, 2237]);

/** The JSON of each grpcurl line of the pages, by the method's full name. */
function examples(): ReadonlyMap<string, unknown> {
  // The compiled test stands one folder deeper.
  const root = import.meta.url.endsWith(".ts") ? ".." : "../..";
  const folder = fileURLToPath(new URL(`${root}/docs/reference/services`, import.meta.url));
  const found = new Map<string, unknown>();
  for (const file of readdirSync(folder)) {
    const text = readFileSync(`${folder}/${file}`, "utf8");
    for (const [, json = "", method = ""] of text.matchAll(/^grpcurl .*-d '(.*)' localhost:33333 (\S+)$/gm)) {
      found.set(method, JSON.parse(json));
    }
  }
  return found;
}

function takes({ requestMessage, envelope, name }: Command): protobuf.Type {
  const whole = messageType(requestMessage ?? "");
  const inside = envelope ? whole.fields["c2s"]?.resolvedType : whole;
  assert.ok(inside instanceof protobuf.Type, name);
  return inside;
}

describe("the grpcurl lines of the reference", () => {
  const lines = examples();
  let simulator: Simulator;
  let stack: Stack;
  let client: FutuClient;

  before(async () => {
    simulator = new Simulator({ seed: 7, frequencyLimits: false });
    const opend = [await simulator.listen({ host: "127.0.0.1", port: 0 })];
    stack = new Stack({ opend, trading: "real", keys: [{}], bodyCheck: "all" });
    await stack.start();
    client = stack.newClient();
  });
  after(async () => {
    await stack.stop();
    await simulator.close();
  });

  it("are there for every typed method and every method of our own", () => {
    const own = ["FutuOpenD/Request", "FutuOpenD/SubscribePush"].map((name) => `futu.service.${name}`);
    own.push("opend.v1.Push/Watch", "opend.v1.Limits/Get", "opend.v1.Keys/List", "opend.v1.Keys/Revoke");
    const typed = methods.map(({ service, method }) => `${service}/${method}`);
    assert.deepEqual([...lines.keys()].sort(), [...own, ...typed, "grpc.health.v1.Health/Check"].sort());
  });

  it("of the streams are requests as the protos have them", () => {
    fromJson(messageType("opend.v1.WatchRequest"), lines.get("opend.v1.Push/Watch"));
    fromJson(messageType("futu.service.SubscribePushRequest"), lines.get("futu.service.FutuOpenD/SubscribePush"));
  });

  for (const { command, service, method } of methods) {
    const refused = REFUSED.has(command.protoId);
    it(`${service}/${method}: the simulator ${refused ? "refuses it" : "answers"}`, async () => {
      const body = fromJson(takes(command), lines.get(`${service}/${method}`));
      const { error } = await client.unary(`/${service}/${method}`, body);
      if (refused) assert.equal(error === null ? null : detailsOf(error).errorInfo?.reason, "OPEND_REFUSED");
      else assert.equal(error, null, error?.message);
    });
  }
});
