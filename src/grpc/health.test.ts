import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, before, describe, it } from "node:test";
import { status } from "@grpc/grpc-js";
import { startTestServer, type TestServer } from "./testing/test-server.js";

const CHECK = "/grpc.health.v1.Health/Check";
const SERVING = Buffer.from([0x08, 0x01]);
const NOT_SERVING = Buffer.from([0x08, 0x02]);

/** A HealthCheckRequest. */
function check(service: string): Buffer {
  return service === "" ? Buffer.alloc(0) : Buffer.from([0x0a, service.length, ...Buffer.from(service)]);
}

describe("the health service", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ call: () => () => undefined });
  });
  after(() => server.close());
  const ask = (service: string) => server.client.unary(CHECK, check(service));

  it("says the same of the process and of each service that needs OpenD", async () => {
    for (const name of ["", "futu.service.FutuOpenD", "opend.v1.Push", "opend.v1.Quote", "opend.v1.EventContracts"]) {
      server.server.health.setServing(false);
      assert.deepEqual((await ask(name)).response, NOT_SERVING, name);
      server.server.health.setServing(true);
      assert.deepEqual((await ask(name)).response, SERVING, name);
    }
  });

  it("knows no other name", async () => {
    assert.equal((await ask("opend.v1.Nothing")).error?.code, status.NOT_FOUND);
  });
});
