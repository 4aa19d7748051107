import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { after, before, describe, it } from "node:test";
import { OperationsServer, type Readiness } from "./operations-server.js";

/** A reset is an end too, where `once` would reject. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.on("error", () => undefined).once("close", () => resolve()));
}

describe("the operations listener", () => {
  let readiness: Readiness = { ready: true, reason: "2 of 2 connections are ready" };
  let metrics = async (): Promise<{ contentType: string; text: string }> => ({
    contentType: "text/plain",
    text: "up 1\n",
  });
  const errors: unknown[] = [];
  const server = new OperationsServer({
    metrics: () => metrics(),
    readiness: () => readiness,
    onError: (error) => errors.push(error),
  });
  let port = 0;
  let base = "";

  before(async () => {
    const bound = await server.listen({ kind: "tcp", host: "127.0.0.1", port: 0 });
    assert.equal(bound.kind, "tcp");
    port = bound.kind === "tcp" ? bound.port : 0;
    base = `http://127.0.0.1:${port}`;
  });
  after(() => server.close());

  it("tells the port that the system chose", () => assert.notEqual(port, 0));

  it("serves the metrics with their content type", async () => {
    const response = await fetch(`${base}/metrics?x=1`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-type"), "text/plain");
    assert.equal(await response.text(), "up 1\n");
  });

  it("is alive whether or not it is ready", async () => {
    readiness = { ready: false, reason: "no connection is ready" };
    const [live, ready] = await Promise.all([fetch(`${base}/livez`), fetch(`${base}/readyz`)]);
    assert.deepEqual([live.status, ready.status], [200, 503]);
    assert.deepEqual(await ready.json(), readiness);
    readiness = { ready: true, reason: "2 of 2 connections are ready" };
    assert.equal((await fetch(`${base}/readyz`)).status, 200);
    await live.arrayBuffer();
  });

  it("tells at /readyz what is not as it should be, while reads still work", async () => {
    readiness = { ready: true, reason: "2 of 2 connections are ready", degraded: ["audit", "redis"] };
    const response = await fetch(`${base}/readyz`);
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), {
      ready: true,
      reason: readiness.reason,
      degraded: {
        audit: "the audit log can't be written: orders are refused",
        redis: "Redis does not answer: orders of limited keys are refused",
      },
    });
    readiness = { ready: true, reason: "2 of 2 connections are ready" };
  });

  it("answers HEAD with the headers of GET and no body", async () => {
    const response = await fetch(`${base}/metrics`, { method: "HEAD" });
    assert.equal(response.headers.get("content-length"), "5");
    assert.equal(await response.text(), "");
  });

  it("names its pages when asked for another", async () => {
    const response = await fetch(`${base}/metric`);
    assert.equal(response.status, 404);
    assert.deepEqual(await response.json(), { error: "no such page", pages: ["/metrics", "/livez", "/readyz"] });
  });

  it("refuses other methods, and bodies do not confuse it", async () => {
    const response = await fetch(`${base}/metrics`, { method: "POST", body: "x".repeat(100_000) });
    assert.equal(response.status, 405);
    assert.equal(response.headers.get("allow"), "GET, HEAD");
    await response.arrayBuffer();
    assert.equal((await fetch(`${base}/livez`)).status, 200);
  });

  it("lets no page of another origin read its answers", async () => {
    const response = await fetch(`${base}/metrics`, { headers: { origin: "http://evil.example" } });
    assert.equal(response.headers.get("access-control-allow-origin"), null);
    await response.arrayBuffer();
  });

  it("answers a failing scrape with 500 and keeps the reason for the log", async () => {
    const working = metrics;
    metrics = () => Promise.reject(new Error("inner text"));
    const response = await fetch(`${base}/metrics`);
    metrics = working;
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /inner text/);
    assert.match(String(errors.pop()), /inner text/);
  });

  for (const [what, bytes, status] of [
    ["bytes that are no HTTP", "\x16\x03\x01\x02\x00hello\r\n\r\n", "400"],
    ["a header that is too long", `GET /livez HTTP/1.1\r\nhost: a\r\nx: ${"y".repeat(9000)}\r\n\r\n`, "431"],
  ] as const) {
    it(`survives ${what}`, { timeout: 5000 }, async () => {
      const socket = connect(port, "127.0.0.1");
      let text = "";
      socket.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      socket.write(bytes);
      await closed(socket);
      assert.match(text, new RegExp(`^HTTP/1.1 ${status}`));
      assert.equal((await fetch(`${base}/livez`)).status, 200);
    });
  }

  it("answers a probe while others hold connections open and say nothing", { timeout: 10_000 }, async () => {
    const sockets = Array.from({ length: 300 }, () => {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write("GET /livez HTTP/1.1\r\n");
      return socket;
    });
    await Promise.all(sockets.map((socket) => (socket.connecting ? once(socket, "connect") : null)));
    const response = await fetch(`${base}/livez`, { headers: { connection: "close" } });
    assert.equal(response.status, 200);
    for (const socket of sockets) socket.destroy();
  });

  it("fails to bind a port in use with the system's error", async () => {
    const second = new OperationsServer({ metrics, readiness: () => readiness, onError: () => undefined });
    await assert.rejects(second.listen({ kind: "tcp", host: "127.0.0.1", port }), { code: "EADDRINUSE" });
    await second.close();
  });

  it("closes at once although clients keep their connections", { timeout: 5000 }, async () => {
    const other = new OperationsServer({
      metrics: () => new Promise(() => undefined),
      readiness: () => readiness,
      onError: () => undefined,
    });
    const bound = await other.listen({ kind: "tcp", host: "127.0.0.1", port: 0 });
    const socket = connect(bound.kind === "tcp" ? bound.port : 0, "127.0.0.1");
    socket.write("GET /metrics HTTP/1.1\r\nhost: a\r\n\r\n");
    await once(socket, "connect");
    const ended = closed(socket);
    socket.resume();
    await other.close();
    await ended;
  });
});
