import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { describe, it, type TestContext } from "node:test";
import { createServer as createTlsServer } from "node:tls";
import { makeCertificate } from "../../grpc/testing/certificates.js";
import { connectRedis, type RedisConnection, type TlsTrust } from "./redis-connection.js";
import { parseRedisUrl } from "./redis-url.js";
import { skipWithoutRedis, TestRedis } from "./testing/redis-server.js";

const skip = skipWithoutRedis();
const TIMEOUT_MS = 5000;

/** Opens one; resolves with it, or with the problem. */
function open(t: TestContext, url: string, trust: TlsTrust = {}): Promise<RedisConnection | string> {
  return new Promise((resolve) => {
    const connection = connectRedis(
      parseRedisUrl(url),
      TIMEOUT_MS,
      trust,
    )({
      onOpen: () => resolve(connection),
      onClosed: resolve,
    });
    t.after(() => connection.destroy());
  });
}

async function opened(t: TestContext, url: string, trust: TlsTrust = {}): Promise<RedisConnection> {
  const connection = await open(t, url, trust);
  assert.ok(typeof connection === "object", String(connection));
  return connection;
}

async function startRedis(t: TestContext, settings: readonly string[] = []): Promise<TestRedis> {
  const redis = await TestRedis.start(settings);
  t.after(() => redis.stop());
  return redis;
}

/** Takes TLS off, as a proxy in front of Redis does. */
async function startTls(t: TestContext, redis: TestRedis): Promise<{ readonly port: number; readonly cert: string }> {
  const { cert, key } = makeCertificate({ name: "localhost" });
  const sockets = new Set<Socket>();
  const server = createTlsServer({ cert, key }, (socket) => {
    const inner = connect(redis.port, "127.0.0.1");
    for (const end of [socket, inner]) {
      sockets.add(end);
      end.on("error", () => end.destroy());
    }
    socket.pipe(inner).pipe(socket);
  });
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  return { port: address.port, cert };
}

describe("connectRedis", () => {
  it("tells why it could not connect, with nothing of the URL", async (t) => {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    server.close();
    assert.ok(address !== null && typeof address === "object");
    assert.equal(await open(t, `redis://user:s3cret@127.0.0.1:${address.port}`), "ECONNREFUSED");
  });

  it("answers bytes as bytes", { skip }, async (t) => {
    const connection = await opened(t, (await startRedis(t)).url);
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await connection.call("SET", ["k", bytes]);
    assert.deepEqual(await connection.call("GET", ["k"]), Buffer.from(bytes));
    assert.equal(await connection.call("GET", ["none"]), null);
    await assert.rejects(connection.call("HGET", ["k", "f"]), { name: "RedisReplyError", code: "WRONGTYPE" });
  });

  it("signs in with the password of the URL, and into its database", { skip }, async (t) => {
    const redis = await startRedis(t, ["--requirepass", "p@ss word"]);
    const url = (password: string, database: number) => `redis://:${password}@127.0.0.1:${redis.port}/${database}`;
    const connection = await opened(t, url("p%40ss%20word", 3));
    await connection.call("SET", ["k", "1"]);
    assert.equal(await (await opened(t, url("p%40ss%20word", 0))).call("EXISTS", ["k"]), 0);
    assert.equal(await (await opened(t, url("p%40ss%20word", 3))).call("EXISTS", ["k"]), 1);
    const refused = await open(t, url("wrong", 0));
    // Older ones let a client in to tell it there.
    if (typeof refused === "string") assert.equal(refused, "WRONGPASS");
    else await assert.rejects(refused.call("GET", ["k"]));
  });

  it("tells when the server ends, and fails what waits", { skip }, async (t) => {
    const redis = await startRedis(t);
    let closed: (problem: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => {
      closed = resolve;
    });
    const connection = await new Promise<RedisConnection>((resolve) => {
      const made = connectRedis(
        parseRedisUrl(redis.url),
        TIMEOUT_MS,
      )({ onOpen: () => resolve(made), onClosed: closed });
    });
    redis.pause();
    const call = assert.rejects(connection.call("GET", ["k"]), /ended before the answer/);
    await redis.kill();
    await call;
    await ended;
  });

  it("speaks TLS with a server whose certificate it trusts, and with no other", { skip }, async (t) => {
    const { port, cert } = await startTls(t, await startRedis(t));
    const connection = await opened(t, `rediss://localhost:${port}`, { authorities: cert });
    assert.deepEqual(await connection.call("SET", ["k", "1"]), Buffer.from("OK"));
    assert.match(String(await open(t, `rediss://localhost:${port}`)), /SELF_SIGNED|UNABLE_TO/);
    await opened(t, `rediss://127.0.0.1:${port}`, { authorities: cert });
  });
});
