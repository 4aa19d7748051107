import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GCProfiler, type GCProfilerResult, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { RenewedMap } from "./renewed-map.js";

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
