import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { connect } from "node:http2";
import { after, describe, it } from "node:test";
import { Authenticator } from "../auth/authenticator.js";
import { FailedAttempts } from "../auth/failed-attempts.js";
import { KeySet } from "../auth/key-set.js";
import { testKey } from "../auth/testing/keys.js";
import { NO_NOTES } from "../gateway/answer-notes.js";
import type { GatewayDone, GatewayRequest } from "../gateway/pipeline.js";
import { startTestServer, type TestServer } from "./testing/test-server.js";
import { TYPED_PATHS } from "./typed-services.js";

const REQUEST = "/futu.service.FutuOpenD/Request";
const SUBSCRIBE = "/futu.service.FutuOpenD/SubscribePush";
const WATCH = "/opend.v1.Push/Watch";
const HEALTH = "/grpc.health.v1.Health/Check";
/** Of a message that never comes whole: its length, and its first byte. */
const BEGINNING = Buffer.from([0, 0x00, 0x3d, 0x09, 0x00, 0x08]);
const EMPTY_MESSAGE = Buffer.alloc(5);

const servers: TestServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

async function setUp(): Promise<TestServer> {
  let nowMs = 0;
  const authenticator = new Authenticator({
    store: { current: new KeySet([testKey("good", "fc_good")], null) },
    // An hour passes between any two: none is throttled.
    failures: new FailedAttempts({ now: () => (nowMs += 3_600_000) }),
    wallMs: () => 0,
  });
  const pipeline = {
    call: ({ protoId }: GatewayRequest, done: GatewayDone) => {
      done({ retType: 0, retMsg: "", errCode: 0, protoId, body: Buffer.alloc(0) }, null, NO_NOTES);
      return () => undefined;
    },
  };
  const server = await startTestServer(pipeline, { authenticator });
  servers.push(server);
  return server;
}

/** The status of a call that sends this and no more, while its message may be unfinished. */
async function statusOf(port: number, path: string, sent: Buffer, token: string | null): Promise<string> {
  const session = connect(`http://127.0.0.1:${port}`);
  const headers = { ":method": "POST", ":path": path, "content-type": "application/grpc", te: "trailers" };
  const stream = session.request(token === null ? headers : { ...headers, authorization: `Bearer ${token}` });
  stream.on("error", () => undefined);
  if (sent === BEGINNING) stream.write(sent);
  else stream.end(sent);
  let status = "";
  const take = (received: Readonly<Record<string, unknown>>): void => {
    status = String(received["grpc-status"] ?? status);
  };
  stream.on("response", take);
  stream.on("trailers", take);
  stream.resume();
  // An unfinished message of a good key goes on being waited for: it ends by our own doing.
  if (token !== null && sent === BEGINNING) {
    session.ping(() => stream.close());
  }
  await once(stream, token === null || sent !== BEGINNING ? "end" : "close");
  session.destroy();
  return status;
}

describe("a call without a valid key", { timeout: 20_000 }, () => {
  it("is refused by its headers: its message is not waited for", async () => {
    const { port, registry } = await setUp();
    for (const path of [REQUEST, SUBSCRIBE, WATCH, "/opend.v1.Keys/List", ...TYPED_PATHS]) {
      assert.equal(await statusOf(port, path, BEGINNING, null), "16", path);
    }
    const text = await registry.metrics();
    assert.match(text, /grpc_server_handled_total\{[^}]*grpc_method="Request",grpc_code="Unauthenticated"[^}]*\} 1\b/);
  });

  it("may ask for the health all the same", async () => {
    const { port } = await setUp();
    assert.equal(await statusOf(port, HEALTH, EMPTY_MESSAGE, null), "0");
  });

  it("is told apart from one with a key, whose message is waited for", async () => {
    const { port } = await setUp();
    assert.equal(await statusOf(port, REQUEST, BEGINNING, "fc_good"), "");
  });
});
