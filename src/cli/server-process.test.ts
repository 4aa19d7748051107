import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

/** A server that prints what it is told, in a process of its own. */
async function run(
  flags: readonly string[],
  signals: readonly (readonly [NodeJS.Signals, string])[],
): Promise<string[]> {
  const isSource = import.meta.url.endsWith(".ts");
  const program = fileURLToPath(new URL(`./testing/signal-server.${isSource ? "ts" : "js"}`, import.meta.url));
  const child = spawn(process.execPath, [...(isSource ? ["--import", "tsx"] : []), program, ...flags]);
  const lines: string[] = [];
  const waiting = [...signals];
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    if (waiting[0]?.[1] !== line) return;
    child.kill(waiting.shift()?.[0]);
  });
  await once(child, "close");
  return [...lines, `exit ${child.exitCode}`];
}

const DEADLINE = { timeout: 60_000, skip: process.platform === "win32" };

describe("a server process", () => {
  it("reloads on each SIGHUP where that is asked for, and goes on", DEADLINE, async () => {
    const lines = await run(
      ["--reload"],
      [
        ["SIGHUP", "started"],
        ["SIGHUP", "reload 1"],
        ["SIGTERM", "reload 2"],
      ],
    );
    assert.deepEqual(lines, ["started", "reload 1", "reload 2", "stopping SIGTERM", "stopped", "exit 0"]);
  });

  it("stops on SIGHUP otherwise", DEADLINE, async () => {
    assert.deepEqual(await run([], [["SIGHUP", "started"]]), ["started", "stopping SIGHUP", "stopped", "exit 0"]);
  });
});
