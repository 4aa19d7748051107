import assert from "node:assert/strict";
import { test } from "node:test";
import * as GetGlobalState from "../../generated/ts/GetGlobalState.js";
import * as Sub from "../../generated/ts/Qot_Sub.js";
import { TestClient } from "../simulator/test-support.js";
import { runCli } from "./testing/fake-io.js";
import { SpawnedCli } from "./testing/spawn-cli.js";

const DEADLINE = { timeout: 60_000 };

test("simulate begins at its start and prints the exact counts of its firehose last", DEADLINE, async () => {
  const program = new SpawnedCli([
    ...["simulate", "--listen", "127.0.0.1:0", "--start", "2026-01-05T10:00:00"],
    ...["--firehose", "200", "--firehose-notices", "5"],
  ]);
  try {
    const [host = "", port] = String((await program.event("simulator.started"))["address"]).split(":");
    const client = await TestClient.ready({ host, port: Number(port) });
    const state = await client.call(1002, GetGlobalState.Request, GetGlobalState.Response, { userID: 0n });
    const startSec = Date.UTC(2026, 0, 5, 2) / 1000;
    const seconds = Number(state.s2c?.time) - startSec;
    assert.ok(seconds >= 0 && seconds < 60, String(seconds));
    await client.call(3001, Sub.Request, Sub.Response, {
      securityList: [{ market: 1, code: "00700" }],
      subTypeList: [1],
      isSubOrUnSub: true,
      isRegOrUnRegPush: true,
    });
    await client.find((frame) => frame.protoId === 3005);
    await client.find((frame) => frame.protoId === 3005);
    await client.find((frame) => frame.protoId === 1003);
    program.process.kill("SIGTERM");
    assert.equal(await program.end(), 0);
    const counts = program.lines.at(-1);
    assert.equal(counts?.event, "simulator.counts");
    const { events, keys } = counts["firehose"] as { events: number; keys: { secKey: string; events: number }[] };
    assert.ok(events > 0);
    assert.deepEqual(
      keys.map((key) => [key.secKey, key.events]),
      [["1_00700", events]],
    );
    client.close();
  } finally {
    program.kill();
  }
});

test("simulate refuses times and rates that are none", async () => {
  for (const [flag, value, problem] of [
    ["--start", "2026-02-31", /It must be a time/],
    ["--start", "yesterday", /It must be a time/],
    ["--firehose", "0", /It must be a number/],
    ["--firehose-securities", "many", /It must be a number/],
  ] as const) {
    const { code, stderr } = await runCli(["simulate", flag, value]);
    assert.equal(code, 2);
    assert.match(stderr, problem);
  }
});
