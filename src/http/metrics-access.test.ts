import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Credentials } from "../auth/authenticator.js";
import { OPEN_MODE, type Principal } from "../auth/principal.js";
import { scopeSet } from "../auth/scopes.js";
import { GatewayError } from "../errors/gateway-error.js";
import { type DeniedScrape, MetricsAccess } from "./metrics-access.js";
import { OperationsServer } from "./operations-server.js";

describe("metrics behind keys", () => {
  let authenticate: (credentials: Credentials) => Principal;
  let denied: DeniedScrape[];
  let port = 0;
  let base = "";
  const seen: Credentials[] = [];
  const server = new OperationsServer({
    metrics: () => Promise.resolve({ contentType: "text/plain", text: "up 1\n" }),
    readiness: () => ({ ready: true, reason: "" }),
    metricsAccess: new MetricsAccess({
      authenticator: {
        authenticate: (credentials) => {
          seen.push(credentials);
          return authenticate(credentials);
        },
      },
      onDenied: (denial) => denied.push(denial),
    }),
    onError: (error) => assert.fail(String(error)),
  });
  before(async () => {
    const bound = await server.listen({ kind: "tcp", host: "127.0.0.1", port: 0 });
    port = bound.kind === "tcp" ? bound.port : 0;
    base = `http://127.0.0.1:${port}`;
  });
  after(() => server.close());
  beforeEach(() => {
    denied = [];
    seen.length = 0;
  });

  it("are served to a key with the scope", async () => {
    authenticate = () => ({ ...OPEN_MODE, scopes: scopeSet(["metrics:read"]) });
    const response = await fetch(`${base}/metrics`, { headers: { authorization: "Bearer t" } });
    assert.deepEqual([response.status, await response.text()], [200, "up 1\n"]);
    assert.deepEqual(seen, [{ authorization: ["Bearer t"], host: "127.0.0.1", certificateSha256: null }]);
  });

  it("are 403 with a fixed text for a key without it", async () => {
    authenticate = () => ({ ...OPEN_MODE, scopes: scopeSet(["qot:read", "admin"]) });
    const response = await fetch(`${base}/metrics`);
    assert.deepEqual([response.status, await response.text()], [403, '{"error":"forbidden"}\n']);
    assert.deepEqual(denied, [{ host: "127.0.0.1", keyId: null, reason: "the key has no scope metrics:read" }]);
  });

  it("are 401 with a fixed text without a valid key, for HEAD too", async () => {
    authenticate = () => {
      throw new GatewayError("UNAUTHENTICATED", "unauthenticated", { auditReason: "the key is frozen (key trader)" });
    };
    const response = await fetch(`${base}/metrics`);
    assert.deepEqual([response.status, await response.text()], [401, '{"error":"unauthenticated"}\n']);
    assert.equal(response.headers.get("www-authenticate"), "Bearer");
    assert.equal((await fetch(`${base}/metrics`, { method: "HEAD" })).status, 401);
    assert.equal(denied[0]?.reason, "the key is frozen (key trader)");
  });

  it("are 429 with the time to wait after too many failed attempts", async () => {
    authenticate = () => {
      throw new GatewayError("AUTH_THROTTLED", "too many", { retryAfterMs: 1200 });
    };
    const response = await fetch(`${base}/metrics`);
    assert.deepEqual([response.status, response.headers.get("retry-after")], [429, "2"]);
    assert.equal(await response.text(), '{"error":"too many failed attempts"}\n');
  });

  it("show the authenticator each of several authorization headers", async () => {
    authenticate = () => {
      throw new GatewayError("UNAUTHENTICATED", "unauthenticated");
    };
    const socket = connect(port, "127.0.0.1");
    socket.write("GET /metrics HTTP/1.1\r\nhost: x\r\nauthorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n");
    await new Promise((resolve) => socket.once("data", resolve));
    socket.destroy();
    assert.deepEqual(seen[0]?.authorization, ["Bearer a", "Bearer b"]);
  });

  it("leave health open to all", async () => {
    authenticate = () => assert.fail("asked");
    for (const page of ["livez", "readyz"]) assert.equal((await fetch(`${base}/${page}`)).status, 200);
  });
});
