import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, test } from "node:test";
import { encodeFrame } from "../ftapi/frame.js";
import { FrameDecoder } from "../ftapi/frame-decoder.js";
import { ManualClock } from "../simulator/test-support.js";
import { type DirectionFaults, FaultProxy } from "./fault-proxy.js";

const DEADLINE_MS = 5_000;

async function until(condition: () => boolean): Promise<void> {
  const deadlineMs = Date.now() + DEADLINE_MS;
  while (!condition()) {
    assert.ok(Date.now() < deadlineMs, "the condition did not come true");
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** One end of a connection, with everything that happened to it. */
class End {
  readonly socket: Socket;
  bytes = Buffer.alloc(0);
  ended = false;
  error = "";
  closed = false;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (chunk) => {
      this.bytes = Buffer.concat([this.bytes, chunk]);
    });
    socket.on("end", () => {
      this.ended = true;
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      this.error = error.code ?? error.message;
    });
    socket.on("close", () => {
      this.closed = true;
    });
  }

  get text(): string {
    return this.bytes.toString();
  }
}

describe("a fault proxy", () => {
  let server: Server;
  let proxy: FaultProxy;
  let clock: ManualClock;
  let serverEnds: End[];
  let clients: End[];
  let randoms: number[];

  beforeEach(async () => {
    serverEnds = [];
    clients = [];
    randoms = [];
    clock = new ManualClock();
    server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => serverEnds.push(new End(socket)));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    proxy = await FaultProxy.listen({ target: addressOf(server), clock, random: () => randoms.shift() ?? 0 });
  });

  afterEach(async () => {
    await proxy.close();
    for (const { socket } of [...clients, ...serverEnds]) socket.destroy();
    server.close();
    await once(server, "close");
  });

  function addressOf(listening: Server): { host: string; port: number } {
    const address = listening.address();
    assert.ok(address !== null && typeof address !== "string");
    return { host: "127.0.0.1", port: address.port };
  }

  async function open(): Promise<{ client: End; served: End }> {
    const { host, port } = proxy.address;
    const client = new End(connect({ port, host, allowHalfOpen: true, noDelay: true }));
    clients.push(client);
    const place = serverEnds.length;
    await until(() => serverEnds.length > place);
    const served = serverEnds[place];
    assert.ok(served);
    return { client, served };
  }

  test("without faults passes both directions and both ends on, and counts the bytes", async () => {
    const { client, served } = await open();
    client.socket.write("ping");
    served.socket.write("pong!");
    await until(() => served.text === "ping" && client.text === "pong!");
    client.socket.end();
    await until(() => served.ended);
    assert.equal(client.ended, false);
    served.socket.end("bye");
    await until(() => client.closed && served.closed && proxy.stats().open === 0);
    assert.equal(client.text, "pong!bye");
    const { accepted, toServer, toClient } = proxy.stats();
    assert.deepEqual([accepted, toServer.writtenBytes, toClient.writtenBytes], [1, 4, 8]);
  });

  test("latency holds bytes back, jitter adds to it, and the order stays", async () => {
    const { client, served } = await open();
    randoms.push(0.5, 0);
    proxy.set({ toServer: { latencyMs: 100, jitterMs: 40 } });
    client.socket.write("first ");
    await until(() => proxy.stats().toServer.readBytes === 6);
    client.socket.write("second");
    await until(() => proxy.stats().toServer.readBytes === 12);
    served.socket.write("the other way is not held");
    await until(() => client.text.length === 25);
    clock.advance(119);
    assert.equal(proxy.stats().toServer.writes, 0);
    clock.advance(1);
    await until(() => served.text === "first second");
  });

  test("an end comes after the bytes that were held back", async () => {
    const { client, served } = await open();
    proxy.set({ toServer: { latencyMs: 50 } });
    client.socket.end("last words");
    await until(() => proxy.stats().toServer.readBytes === 10);
    assert.equal(served.ended, false);
    clock.advance(50);
    await until(() => served.ended);
    assert.equal(served.text, "last words");
  });

  test("a bandwidth lets so many bytes through in a second", async () => {
    const { client, served } = await open();
    proxy.set({ toServer: { bytesPerSecond: 1_000 } });
    client.socket.write(Buffer.alloc(500));
    await until(() => proxy.stats().toServer.readBytes === 500);
    for (let step = 0; step < 10; step++) {
      clock.advance(20);
      await until(() => served.bytes.length === (step + 1) * 20);
    }
    assert.equal(proxy.stats().toServer.queuedBytes, 300);
  });

  test("drop swallows bytes and the end in silence, and the end is told when it heals", async () => {
    const { client, served } = await open();
    proxy.set({ toServer: { drop: true } });
    client.socket.end("lost");
    await until(() => proxy.stats().toServer.droppedBytes === 4);
    served.socket.write("still here");
    await until(() => client.text === "still here");
    assert.equal(served.ended, false);
    proxy.heal();
    await until(() => served.ended);
    assert.equal(served.text, "");
  });

  test("slices are written one by one, with nothing lost", async () => {
    const { client, served } = await open();
    proxy.set({ toServer: { sliceBytes: 3 } });
    client.socket.write("abcdefgh");
    await until(() => served.text === "abcdefgh");
    assert.equal(proxy.stats().toServer.writes, 3);
  });

  test("corrupt flips one bit of the byte at its place, once, wherever chunks end", async () => {
    const { client, served } = await open();
    client.socket.write("before ");
    await until(() => served.text === "before ");
    proxy.set({ toServer: { corrupt: { atByte: 4 } } });
    client.socket.write("aaa");
    await until(() => served.bytes.length === 10);
    client.socket.write("aaaaaa");
    await until(() => served.bytes.length === 16);
    assert.equal(served.text, "before aaaa`aaaa");
    assert.equal(proxy.stats().toServer.corruptedBytes, 1);
  });

  test("corrupt at random follows its chance", async () => {
    const { client, served } = await open();
    proxy.set({ toServer: { corrupt: { chance: 0.5 } } });
    // Hit at place 2 with bit 7 of 8; after it the second chunk is spared. The jitter draws one each.
    randoms.push(0.4, 0.5, 0.9, 0, 0.6);
    client.socket.write("aaaa");
    await until(() => served.bytes.length === 4);
    client.socket.write("bbbb");
    await until(() => served.bytes.length === 8);
    assert.deepEqual(served.bytes, Buffer.from([97, 97, 97 ^ 128, 97, 98, 98, 98, 98]));
  });

  test("stall stops reading until it heals, and the sender's writes no longer leave", async () => {
    const { client, served } = await open();
    proxy.set({ toServer: { stall: true } });
    const chunk = Buffer.alloc(1024 * 1024);
    let sent = 0;
    // More than the buffers of two sockets take.
    for (; sent < 64 && client.socket.writableLength < 8 * 1024 * 1024; sent++) {
      client.socket.write(chunk);
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.ok(client.socket.writableLength > 0);
    assert.equal(served.bytes.length, 0);
    served.socket.write("heard");
    await until(() => client.text === "heard");
    served.socket.removeAllListeners("data");
    let arrived = 0;
    served.socket.on("data", (bytes) => {
      arrived += bytes.length;
    });
    proxy.heal();
    await until(() => arrived === sent * chunk.length);
  });

  test("a chunk is sent twice", async () => {
    const { client, served } = await open();
    proxy.set({ toServer: { duplicate: { unit: "chunk" } } });
    client.socket.write("ho");
    await until(() => served.text === "hoho");
    assert.equal(proxy.stats().toServer.duplicates, 1);
  });

  test("a frame is sent twice as a whole, although it came in pieces and faults began in its middle", async () => {
    const { client, served } = await open();
    const [first, second, third] = [1, 2, 3].map((serialNo) =>
      encodeFrame({ protoId: 3005, serialNo, body: Buffer.from(`body ${serialNo}`) }),
    );
    assert.ok(first && second && third);
    client.socket.write(first.subarray(0, 20));
    await until(() => served.bytes.length === 20);
    proxy.set({ toServer: { duplicate: { unit: "frame" } } });
    client.socket.write(Buffer.concat([first.subarray(20), second.subarray(0, 46)]));
    await until(() => served.bytes.length === first.length * 2 + 46);
    client.socket.write(second.subarray(46));
    await until(() => served.bytes.length === first.length * 2 + second.length * 2);
    proxy.heal();
    client.socket.write(third);
    await until(() => served.bytes.length === first.length * 5);
    const serials: number[] = [];
    new FrameDecoder({ onFrame: ({ serialNo }) => serials.push(serialNo) }).push(served.bytes);
    assert.deepEqual(serials, [1, 1, 2, 2, 3]);
  });

  test("a reset after so many bytes cuts a frame in the middle", async () => {
    const { client, served } = await open();
    proxy.set({ toClient: { resetAfterBytes: 50 } });
    served.socket.write(encodeFrame({ protoId: 3005, serialNo: 1, body: Buffer.alloc(100) }));
    // libuv tells a reset right behind bytes as an end.
    await until(() => (client.closed || client.ended) && served.closed);
    assert.equal(served.error, "ECONNRESET");
    assert.ok(client.bytes.length <= 50);
    assert.equal(proxy.stats().toClient.writtenBytes, 50);
  });

  test("a reset of all reaches both sides, and new connections work", async () => {
    const { client, served } = await open();
    proxy.resetAll();
    await until(() => client.closed && served.closed);
    assert.deepEqual([client.error, served.error], ["ECONNRESET", "ECONNRESET"]);
    const again = await open();
    again.client.socket.write("hello");
    await until(() => again.served.text === "hello");
  });

  test("a reset by one side reaches the other", async () => {
    const { client, served } = await open();
    served.socket.resetAndDestroy();
    await until(() => client.closed);
    assert.equal(client.error, "ECONNRESET");
    await until(() => proxy.stats().open === 0);
  });

  test("a half-close ends one direction and leaves the other", async () => {
    const { client, served } = await open();
    proxy.halfClose("toClient");
    await until(() => client.ended);
    served.socket.write("into the void");
    client.socket.write("still heard");
    await until(() => served.text === "still heard" && proxy.stats().toClient.droppedBytes === 13);
    assert.deepEqual([client.text, client.closed], ["", false]);
  });

  test("down refuses and cuts, up listens at the same port again", async () => {
    const { client } = await open();
    const { port } = proxy.address;
    await proxy.down();
    await until(() => client.closed);
    const refused = new End(connect(port, "127.0.0.1"));
    await until(() => refused.closed);
    assert.equal(refused.error, "ECONNREFUSED");
    await proxy.up();
    assert.equal(proxy.address.port, port);
    const again = await open();
    again.served.socket.write("back");
    await until(() => again.client.text === "back");
  });

  test("a target that refuses cuts the client off, until the proxy is sent elsewhere", async () => {
    const gone = createServer();
    gone.listen(0, "127.0.0.1");
    await once(gone, "listening");
    const nowhere = addressOf(gone);
    gone.close();
    await once(gone, "close");
    proxy.retarget(nowhere);
    const { host, port } = proxy.address;
    const client = new End(connect(port, host));
    clients.push(client);
    await until(() => client.closed);
    assert.equal(proxy.stats().unreachable, 1);
    proxy.retarget(addressOf(server));
    await open();
    assert.equal(proxy.stats().unreachable, 1);
  });

  test("faults hold for connections that come later, per direction", async () => {
    const faults: DirectionFaults = { duplicate: { unit: "chunk" } };
    proxy.set({ toServer: faults });
    proxy.set({ toClient: { sliceBytes: 1 } });
    const { client, served } = await open();
    client.socket.write("x");
    served.socket.write("yz");
    await until(() => served.text === "xx" && client.text === "yz");
    assert.equal(proxy.stats().toClient.writes, 2);
  });
});
