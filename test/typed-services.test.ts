import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, before, describe, it } from "node:test";
import { status } from "@grpc/grpc-js";
import { serviceDescriptorSetBase64 } from "../generated/descriptors.js";
import { FileDescriptorSet } from "../generated/ts/google/protobuf/descriptor.js";
import { commands } from "../src/catalog/catalog.js";
import type { Command } from "../src/catalog/command.js";
import { messageType } from "../src/catalog/schema.js";
import { type BytesOutcome, detailsOf, type FutuClient, type Outcome } from "../src/grpc/testing/futu-client.js";
import { Simulator } from "../src/simulator/simulator.js";
import { acceptedRequest } from "./support/accepted-request.js";
import { Stack } from "./support/stack.js";
import { typedBody, typedCall, typedPath } from "./support/typed-call.js";

const TEST_MS = 60_000;
const OWN_SERVICES = ["Keys", "Limits", "Push"];
/** An instant at which nothing moves: two simulators of one seed then say the same. */
const frozen = { now: () => Date.parse("2026-01-05T03:00:00Z"), schedule: () => () => undefined };

/** What two OpenDs of one seed can't agree on: their connection, and how long they took. */
const OF_ONE_OPEND: ReadonlyMap<number, readonly string[]> = new Map([
  [1002, ["connID"]],
  [1007, ["totalCostAvg", "openDCostAvg", "netDelayAvg"]],
]);

/** Refused by the simulator whatever is asked. */
const REFUSED: ReadonlyMap<number, string> = new Map([
  [2205, "找不到该订单: orderID=1"],
  [2211, "模拟交易不支持成交数据"],
  [2222, "模拟交易不支持成交数据"],
  [2225, "模拟交易不支持查询订单费用"],
  [2226, "模拟账户不支持查询现金流水"],
  [2237, "未知的协议ID"],
]);

const typed = commands.filter(({ service }) => service !== null);

/** A gateway on a simulator of its own. */
class World {
  private readonly simulator = new Simulator({ seed: 7, frequencyLimits: false, clock: frozen });
  private stack: Stack | null = null;

  async start(): Promise<FutuClient> {
    const opend = [await this.simulator.listen({ host: "127.0.0.1", port: 0 })];
    this.stack = new Stack({ opend, connections: 1, trading: "real", keys: [{}], bodyCheck: "all" });
    await this.stack.start();
    return this.stack.newClient();
  }

  async stop(): Promise<void> {
    await this.stack?.stop();
    await this.simulator.close();
  }
}

/** The typed methods, as the protos say that clients are made from. */
function declaredMethods() {
  const { file } = FileDescriptorSet.decode(Buffer.from(serviceDescriptorSetBase64, "base64"));
  return file
    .filter((proto) => proto.package === "opend.v1")
    .flatMap(({ service }) => service)
    .filter(({ name = "" }) => !OWN_SERVICES.includes(name))
    .flatMap(({ name, method }) => method.map((rpc) => ({ path: `/opend.v1.${name}/${rpc.name}`, rpc })));
}

/** The s2c of the command, without what is of one OpenD alone. */
function comparable(command: Command, s2c: Uint8Array): unknown {
  const left = OF_ONE_OPEND.get(command.protoId);
  if (left === undefined) return Buffer.from(s2c);
  const type = messageType(`${command.responseMessage?.replace(/Response$/, "S2C")}`);
  return JSON.parse(JSON.stringify(type.decode(s2c)), (name, value: unknown) => (left.includes(name) ? "*" : value));
}

function assertSame(command: Command, request: Outcome, method: BytesOutcome): void {
  const { response } = request;
  assert.equal(request.error, null, request.error?.message);
  assert.ok(response !== null);
  if ((response.ret_type ?? 0) !== 0) {
    assert.equal(response.ret_msg, REFUSED.get(command.protoId));
    assertRefused(response.ret_type ?? 0, response.ret_msg ?? "", method);
    return;
  }
  assert.equal(method.error, null, method.error?.message);
  assert.ok(method.response !== null);
  assert.deepEqual(comparable(command, method.response), comparable(command, response.body ?? Buffer.alloc(0)));
  assert.ok(!REFUSED.has(command.protoId));
}

/** OpenD's ret_type is a status, with its own text. */
function assertRefused(retType: number, retMsg: string, { error, response }: BytesOutcome): void {
  assert.equal(response, null);
  assert.ok(error !== null);
  assert.deepEqual([error.code, error.details], [status.FAILED_PRECONDITION, retMsg]);
  const { reason, metadata } = detailsOf(error).errorInfo ?? {};
  assert.equal(reason, "OPEND_REFUSED");
  assert.deepEqual([metadata?.["ret_type"], metadata?.["ret_msg"]], [String(retType), retMsg]);
}

describe("a typed method", () => {
  const [one, other] = [new World(), new World()];
  let asked: FutuClient;
  let called: FutuClient;

  before(async () => {
    [asked, called] = await Promise.all([one.start(), other.start()]);
  });
  after(() => Promise.all([one.stop(), other.stop()]));

  it("is there for every request of the table that has messages, but those of sessions", () => {
    const without = commands.filter(({ kind, service }) => kind === "request" && service === null);
    const reasons = without.map(({ protoId, requestMessage }) => (requestMessage === null ? "no messages" : protoId));
    assert.deepEqual([...new Set(reasons)].sort(), [1001, 1004, "no messages"]);
    assert.equal(typed.length, 160);
  });

  it("is there for each that the protos declare, and for no other", () => {
    const paths = declaredMethods().map(({ path }) => path);
    assert.deepEqual(paths.sort(), typed.map(({ protoId }) => typedPath(protoId)).sort());
  });

  for (const command of typed) {
    const { protoId, name } = command;
    it(`${typedPath(protoId)} answers as Request does for ${protoId} ${name}`, { timeout: TEST_MS }, async () => {
      const body = acceptedRequest(command);
      const s2c = { metadata: { "x-opend-body": "s2c" } };
      assertSame(
        command,
        await asked.request(protoId, typedBody(protoId, body), s2c),
        await typedCall(called, protoId, body),
      );
    });
  }

  it("takes an empty message where the command needs nothing, and the same is the default of Request", async () => {
    for (const command of typed.filter(({ emptyBody }) => emptyBody)) {
      const { protoId } = command;
      assertSame(
        command,
        await asked.request(protoId, Buffer.alloc(0), { metadata: { "x-opend-body": "s2c" } }),
        await typedCall(called, protoId, Buffer.alloc(0)),
      );
    }
  });
});
