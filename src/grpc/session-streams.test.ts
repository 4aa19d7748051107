import assert from "node:assert/strict";
import { once } from "node:events";
import { type ClientHttp2Stream, connect, createServer, type Http2Session, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import { describe, it } from "node:test";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { RenewedMap } from "../opend/renewed-map.js";
import { renewSessionStreams, renewStreams } from "./session-streams.js";

describe("the streams of a server's connections", () => {
  it("are in a renewed map from the first on, and end with their connection", async () => {
    const server = createServer();
    let renewed: boolean | null = null;
    server.on("session", (session) => {
      renewed = renewStreams(session);
    });
    const open: ServerHttp2Stream[] = [];
    server.on("stream", (stream: ServerHttp2Stream) => {
      stream.on("error", () => {});
      stream.respond();
      open.push(stream);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const client: Http2Session & ReturnType<typeof connect> = connect(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    );
    const streams: ClientHttp2Stream[] = Array.from({ length: 3 }, () => client.request({ ":method": "POST" }));
    for (const stream of streams) stream.on("error", () => {});
    await Promise.all(streams.map((stream) => once(stream, "response")));
    assert.equal(renewed, true, "this version of Node keeps its streams elsewhere");
    assert.equal(open.length, 3);
    const closed = Promise.all(open.map((stream) => once(stream, "close")));
    open[0]?.session?.destroy();
    await closed;
    client.destroy();
    server.close();
  });

  it("are in one in a server of grpc-js, too", async () => {
    const server = new Server();
    renewSessionStreams(server);
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      ),
    );
    const client = connect(`http://127.0.0.1:${port}`);
    await once(client, "remoteSettings");
    const listeners: unknown = Reflect.get(server, "http2Servers");
    assert.ok(listeners instanceof Map);
    const sessions = [...(listeners as Map<unknown, { readonly sessions: Set<object> }>).values()].flatMap(
      (listener) => [...listener.sessions],
    );
    assert.equal(sessions.length, 1);
    for (const session of sessions) {
      const symbol = Object.getOwnPropertySymbols(session).find(({ description }) => description === "state") as symbol;
      const state: { readonly streams: unknown } = Reflect.get(session, symbol);
      assert.ok(state.streams instanceof RenewedMap);
    }
    client.destroy();
    server.forceShutdown();
  });

  it("stay where they are when a session looks otherwise", () => {
    assert.equal(renewStreams({}), false);
    assert.equal(renewStreams({ [Symbol("state")]: { streams: new Set() } }), false);
    assert.equal(renewStreams({ [Symbol("state")]: { streams: new Map([[1, {}]]) } }), false);
    assert.equal(renewStreams({ [Symbol("state")]: null }), false);
  });
});
