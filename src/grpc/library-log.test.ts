import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:http2";
import { it } from "node:test";
import type { LogFields } from "../telemetry/logger.js";
import { redirectLibraryLog } from "./library-log.js";
import { silentLogger, startTestServer } from "./testing/test-server.js";

it("a token that grpc-js can't read is not quoted in the log", { timeout: 10_000 }, async (context) => {
  const texts: unknown[] = [];
  redirectLibraryLog({ ...silentLogger, event: (_name, fields?: LogFields) => texts.push(fields?.["text"]) });
  const server = await startTestServer({ call: () => () => undefined });
  context.after(() => server.close());
  const session = connect(`http://127.0.0.1:${server.port}`);
  context.after(() => session.destroy());
  const request = session.request({
    ":method": "POST",
    ":path": "/futu.service.FutuOpenD/Request",
    "content-type": "application/grpc",
    authorization: "Bearer hunter\u00e9",
  });
  request.resume().end();
  await once(request, "response");
  assert.deepEqual(texts, ["Failed to add metadata entry authorization"]);
});
