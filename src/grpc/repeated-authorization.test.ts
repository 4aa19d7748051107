import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, describe, it } from "node:test";
import { Authenticator, type AuthFailure } from "../auth/authenticator.js";
import { FailedAttempts } from "../auth/failed-attempts.js";
import { KeySet } from "../auth/key-set.js";
import { testKey } from "../auth/testing/keys.js";
import { NO_NOTES } from "../gateway/answer-notes.js";
import type { GatewayDone, GatewayRequest } from "../gateway/pipeline.js";
import { callWithTokens } from "./testing/raw-tokens.js";
import { startTestServer, type TestServer } from "./testing/test-server.js";

const servers: TestServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

describe("a call with several authorization headers", () => {
  it("is refused whichever of them is valid, and one with a single header is let in", { timeout: 20_000 }, async () => {
    const [good, other] = ["fc_good", "fc_other"];
    const passed: (string | undefined)[] = [];
    const failures: AuthFailure[] = [];
    const authenticator = new Authenticator({
      store: { current: new KeySet([testKey("good", good), testKey("other", other)], null) },
      failures: new FailedAttempts({ now: () => 0 }),
      wallMs: () => 0,
      onFailure: (failure) => failures.push(failure),
    });
    const pipeline = {
      call: ({ caller, protoId }: GatewayRequest, done: GatewayDone) => {
        passed.push(caller.principal.key?.id);
        done({ retType: 0, retMsg: "", errCode: 0, protoId, body: Buffer.alloc(0) }, null, NO_NOTES);
        return () => undefined;
      },
    };
    const server = await startTestServer(pipeline, { authenticator });
    servers.push(server);
    await callWithTokens(server.port, [good]);
    assert.deepEqual([passed, failures], [["good"], []]);
    for (const tokens of [
      [good, other],
      [good, good],
      ["wrong", good],
      [good, "wrong"],
      [good, good, good],
    ]) {
      await callWithTokens(server.port, tokens);
      assert.equal(failures.at(-1)?.cause, "several", tokens.join());
    }
    assert.deepEqual(passed, ["good"]);
  });
});
