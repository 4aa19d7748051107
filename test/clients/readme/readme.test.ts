/** Runs what README and the pages of docs/ tell a new user to paste, against a gateway on a free port in place of the default one. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { runChild } from "../child.js";
import { runnableSnippets, type Snippet } from "./snippets.js";

/** A gateway may run on the default ports of this machine. */
const FREE_PORTS = ["serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0"];
const DEFAULT_ADDRESS = "localhost:33333";
const START_TIMEOUT_MS = 30_000;
const SNIPPET_TIMEOUT_MS = 60_000;

function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run it through "make test-clients"`);
  return value;
}

const root = needed("CLIENT_TEST_ROOT");
const path = `${dirname(needed("CLIENT_TEST_GRPCURL"))}:${process.env["PATH"]}`;

/** The command that runs a snippet of each kind. */
function commandOf({ runner, code, untilSeconds }: Snippet): {
  readonly command: string;
  readonly args: readonly string[];
} {
  if (runner === "python") return { command: needed("CLIENT_TEST_PYTHON"), args: ["-c", code] };
  const args = ["-euo", "pipefail", "-c", code];
  if (untilSeconds === null) return { command: "bash", args };
  return { command: "timeout", args: ["--preserve-status", "--signal=INT", String(untilSeconds), "bash", ...args] };
}

/** Go's runtime ends by the signal itself. */
const EXIT_BY_CTRL_C = 130;

describe("the pages", () => {
  let gateway: ChildProcess;
  let address = "";

  before(async () => {
    gateway = spawn(process.execPath, [join(root, "dist/src/cli/main.js"), ...FREE_PORTS], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const lines: string[] = [];
    const timer = setTimeout(() => gateway.kill("SIGKILL"), START_TIMEOUT_MS);
    await new Promise<void>((resolve, reject) => {
      for (const input of [gateway.stdout, gateway.stderr]) {
        if (input === null) continue;
        createInterface({ input }).on("line", (line) => {
          lines.push(line);
          address = /"event":"gateway.started".*?"grpc":"([^"]+)"/.exec(line)?.[1] ?? address;
          if (line.includes('"upstream.available"')) resolve();
        });
      }
      gateway.once("close", () => reject(new Error(`the gateway did not start:\n${lines.join("\n")}`)));
    });
    clearTimeout(timer);
  });
  after(async () => {
    if (gateway.exitCode !== null || gateway.signalCode !== null) return;
    gateway.kill("SIGTERM");
    await once(gateway, "close");
  });

  const snippets = ["README.md", "docs/push.md", "docs/keys.md", "docs/orders.md"].flatMap((page) =>
    runnableSnippets(readFileSync(join(root, page), "utf8")).map((snippet) => ({ page, ...snippet })),
  );
  it("have blocks for the program, for grpcurl and for Python", () => {
    assert.deepEqual(new Set(snippets.map(({ runner }) => runner)), new Set(["opend-gateway", "grpcurl", "python"]));
  });
  for (const { page, ...snippet } of snippets) {
    it(`${page}, line ${snippet.line} (${snippet.runner}) works as pasted`, async () => {
      const { command, args } = commandOf({ ...snippet, code: snippet.code.replaceAll(DEFAULT_ADDRESS, address) });
      const env = {
        ...process.env,
        OPEND_GATEWAY_GRPC: address,
        PATH: path,
        // Instead of `pip install`: that the package installs is tested with its own suites.
        PYTHONPATH: [needed("CLIENT_TEST_STUBS"), join(root, "clients/python/src")].join(delimiter),
        PYTHONDONTWRITEBYTECODE: "1",
        PYTHONUTF8: "1",
        HOME: needed("CLIENT_TEST_HOME"),
        TMPDIR: needed("CLIENT_TEST_HOME"),
      };
      const { exitCode, output } = await runChild(command, args, { cwd: root, env, timeoutMs: SNIPPET_TIMEOUT_MS });
      const byCtrlC = snippet.untilSeconds !== null && exitCode === EXIT_BY_CTRL_C;
      assert.ok(exitCode === 0 || byCtrlC, `exit code ${exitCode}: ${output}`);
      assert.notEqual(output.trim(), "", "it shows something");
    });
  }
});
