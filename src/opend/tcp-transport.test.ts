import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { EventEmitter, once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { dialTcp } from "./tcp-transport.js";
import type { Transport } from "./transport.js";

const PATIENCE_MS = 10_000;

/** Dials and keeps what it is told. */
class Dialled extends EventEmitter {
  readonly chunks: Buffer[] = [];
  readonly told: string[] = [];
  cause: Error | null = null;
  readonly transport: Transport;

  constructor(host: string, port: number) {
    super();
    this.transport = dialTcp(
      { host, port },
      {
        connected: () => this.tell("connected"),
        data: (chunk) => {
          this.chunks.push(chunk);
          this.emit("data");
        },
        drained: () => this.tell("drained"),
        closed: (cause) => {
          this.cause = cause;
          this.tell("closed");
        },
      },
    );
    assert.deepEqual(this.told, [], "nothing is told before dial returns");
  }

  /** Waits until it was told; also where that was before. */
  async until(what: string): Promise<void> {
    if (!this.told.includes(what)) await once(this, what, { signal: AbortSignal.timeout(PATIENCE_MS) });
  }

  private tell(what: string): void {
    this.told.push(what);
    this.emit(what);
  }
}

/** Reads from `source` until `bytes` have come. */
async function read(
  source: { readonly on: Socket | Dialled; readonly chunks: readonly Buffer[] },
  bytes: number,
): Promise<Buffer> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  while (Buffer.concat(source.chunks).length < bytes) await once(source.on, "data", { signal });
  return Buffer.concat(source.chunks);
}

describe("the TCP transport", () => {
  let server: Server;
  let accepted: Socket[];
  let dialled: Dialled[];

  beforeEach(async () => {
    accepted = [];
    dialled = [];
    server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
      socket.on("error", () => undefined);
      accepted.push(socket);
      server.emit("accepted");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });

  afterEach(async () => {
    for (const { transport } of dialled) transport.destroy();
    for (const socket of accepted) socket.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, "close");
  });

  function dial(host = "127.0.0.1", port = (server.address() as AddressInfo).port): Dialled {
    const made = new Dialled(host, port);
    dialled.push(made);
    return made;
  }

  async function connect(): Promise<{ client: Dialled; peer: Socket }> {
    const client = dial();
    const signal = AbortSignal.timeout(PATIENCE_MS);
    while (accepted.length === 0) await once(server, "accepted", { signal });
    await client.until("connected");
    return { client, peer: accepted[0] as Socket };
  }

  it("connects, and carries bytes both ways in order", async () => {
    const { client, peer } = await connect();
    assert.equal(client.transport.write([Buffer.from("ab"), Buffer.from("c")]), true);
    client.transport.write([Buffer.from("d")]);
    const chunks: Buffer[] = [];
    peer.on("data", (chunk: Buffer) => chunks.push(chunk));
    peer.resume();
    assert.equal((await read({ on: peer, chunks }, 4)).toString(), "abcd");
    peer.write("answer");
    assert.equal((await read({ on: client, chunks: client.chunks }, 6)).toString(), "answer");
  });

  it("tells a refused connect with its cause, once, and without connected", async () => {
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    const client = dial("127.0.0.1", port);
    await client.until("closed");
    assert.match(client.cause?.message ?? "", /ECONNREFUSED/);
    assert.deepEqual(client.told, ["closed"]);
  });

  it("has a text for a name that is refused at all its addresses", async () => {
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    const client = dial("localhost", port);
    await client.until("closed");
    assert.match(client.cause?.message ?? "", /ECONNREFUSED/);
  });

  it("takes a half-close by the peer for the end, without a cause", async () => {
    const { client, peer } = await connect();
    peer.end("last words");
    await client.until("closed");
    assert.equal(Buffer.concat(client.chunks).toString(), "last words");
    assert.equal(client.cause, null);
    assert.deepEqual(client.told, ["connected", "closed"]);
  });

  it("ends on a half-close although bytes wait that the peer never reads", async () => {
    const { client, peer } = await connect();
    const big = Buffer.alloc(8 * 1024 * 1024);
    while (client.transport.write([big])) await nextTurn();
    peer.end();
    await client.until("closed");
    assert.deepEqual(client.told, ["connected", "closed"]);
  });

  it("tells a reset with its cause", async () => {
    const { client, peer } = await connect();
    peer.resetAndDestroy();
    await client.until("closed");
    assert.match(client.cause?.message ?? "", /ECONNRESET/);
  });

  it("says false when the peer stops reading, and drained when it goes on", async () => {
    const { client, peer } = await connect();
    const big = Buffer.alloc(8 * 1024 * 1024);
    assert.equal(client.transport.write([big]), false);
    assert.equal(client.told.includes("drained"), false);
    peer.resume();
    await client.until("drained");
    assert.equal(client.transport.write([Buffer.from("x")]), true);
  });

  it("tells nothing more once it was destroyed", async () => {
    const { client, peer } = await connect();
    client.transport.destroy();
    client.transport.destroy();
    peer.resume();
    await once(peer, "end", { signal: AbortSignal.timeout(PATIENCE_MS) });
    assert.deepEqual(client.told, ["connected"]);
  });

  it("does not fall over a write after the peer is gone", async () => {
    const { client, peer } = await connect();
    peer.resetAndDestroy();
    await client.until("closed");
    client.transport.write([Buffer.from("too late")]);
    await nextTurn();
    assert.deepEqual(client.told, ["connected", "closed"]);
  });
});
