import assert from "node:assert/strict";
import { once } from "node:events";
import { type ClientHttp2Stream, connect, createServer, type Http2Session, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import { describe, it } from "node:test";
import { GCProfiler, type GCProfilerResult, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Server } from "@grpc/grpc-js";
import fc from "fast-check";
import { RenewedMap, renewSessionStreams, renewStreams } from "./session-streams.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** How much scavenges added to the old generation while 200 MB came into the map and went again, 64 entries at a time. */
function promotedBytes(map: Map<number, readonly number[]>): number {
  let key = 0;
  const comeAndGo = (count: number): void => {
    for (const end = key + count; key < end; key++) {
      map.set(key, new Array<number>(128).fill(key));
      map.delete(key - 64);
    }
  };
  comeAndGo(1_000);
  // What the map holds is old from now on.
  collect();
  const profiler = new GCProfiler();
  profiler.start();
  comeAndGo(200_000);
  const { statistics } = profiler.stop();
  return statistics
    .filter(({ gcType }) => gcType === "Scavenge")
    .reduce((sum, { beforeGC, afterGC }) => sum + oldSpaceBytes(afterGC) - oldSpaceBytes(beforeGC), 0);
}

function oldSpaceBytes({ heapSpaceStatistics }: GCProfilerResult["statistics"][number]["beforeGC"]): number {
  return heapSpaceStatistics.find(({ spaceName }) => spaceName === "old_space")?.spaceUsedSize ?? Number.NaN;
}

describe("a renewed map", () => {
  it("does what a Map does", () => {
    const key = fc.integer({ min: 0, max: 40 });
    const step = fc.oneof(
      fc.record({ do: fc.constant("set" as const), key }),
      fc.record({ do: fc.constant("delete" as const), key }),
      fc.record({ do: fc.constant("get" as const), key }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 600, size: "max" }), (steps) => {
        const map = new Map<number, number>();
        const renewed = new RenewedMap<number, number>();
        steps.forEach((next, index) => {
          if (next.do === "set") {
            map.set(next.key, index);
            assert.equal(renewed.set(next.key, index), renewed);
          } else if (next.do === "delete") {
            assert.equal(renewed.delete(next.key), map.delete(next.key));
          } else {
            assert.equal(renewed.get(next.key), map.get(next.key));
            assert.equal(renewed.has(next.key), map.has(next.key));
          }
          assert.equal(renewed.size, map.size);
        });
        const visited: [number, number][] = [];
        renewed.forEach((value, at) => void visited.push([at, value]));
        assert.deepEqual(visited, [...map]);
        assert.deepEqual([...renewed], [...map]);
        assert.deepEqual([...renewed.entries()], [...map]);
        assert.deepEqual([...renewed.keys()], [...map.keys()]);
        assert.deepEqual([...renewed.values()], [...map.values()]);
      }),
    );
  });

  it("does not visit what an earlier visit took out", () => {
    const map = new RenewedMap<number, string>().set(1, "one").set(2, "two");
    const visited: number[] = [];
    map.forEach((_, key) => {
      visited.push(key);
      map.delete(2);
    });
    assert.deepEqual(visited, [1]);
    map.clear();
    assert.equal(map.size, 0);
  });

  it("keeps nothing of what has gone alive", () => {
    const renewed = promotedBytes(new RenewedMap());
    const plain = promotedBytes(new Map());
    assert.ok(renewed < plain / 4, `a renewed map kept ${renewed} bytes, a plain one ${plain}`);
  });
});

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

  it("are found by what grpc-js names its own method", () => {
    const server = new Server();
    const original: unknown = Reflect.get(server, "createHttp2Server");
    assert.equal(typeof original, "function");
    renewSessionStreams(server);
    assert.notEqual(Reflect.get(server, "createHttp2Server"), original);
  });

  it("stay where they are when a session looks otherwise", () => {
    assert.equal(renewStreams({}), false);
    assert.equal(renewStreams({ [Symbol("state")]: { streams: new Set() } }), false);
    assert.equal(renewStreams({ [Symbol("state")]: { streams: new Map([[1, {}]]) } }), false);
    assert.equal(renewStreams({ [Symbol("state")]: null }), false);
  });
});
