import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { subCommands } from "./sub-commands.js";
import { runCli } from "./testing/fake-io.js";

describe("the program", () => {
  it("prints an overview of its commands", async () => {
    for (const argv of [["--help"], ["help"], ["-h"]]) {
      const { code, stdout } = await runCli(argv);
      assert.equal(code, 0);
      for (const { name, summary } of subCommands)
        assert.match(stdout, new RegExp(`${name}\\s[\\s\\S]*${summary.slice(0, 20).replace(/[()]/g, ".")}`));
      assert.match(stdout, /Examples:/);
    }
  });

  it("prints its version", async () => {
    const { code, stdout } = await runCli(["--version"]);
    assert.equal(code, 0);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });

  for (const { name } of subCommands) {
    it(`explains ${name} with an example`, async () => {
      const { code, stdout, stderr } = await runCli([name, "--help"]);
      assert.deepEqual([code, stderr], [0, ""]);
      assert.match(stdout, new RegExp(`Usage: opend-gateway ${name}`));
      assert.match(stdout, /Examples?:\n {2}opend-gateway/);
      assert.equal((await runCli(["help", name])).stdout, stdout);
    });
  }

  for (const [argv, line] of [
    [["sevre"], 'opend-gateway: unknown command "sevre"; did you mean "serve"?\n'],
    [["zzzzzz"], 'opend-gateway: unknown command "zzzzzz"; see opend-gateway --help\n'],
    [["--grcp", "127.0.0.1:0"], "opend-gateway: unknown option '--grcp' (Did you mean --grpc?)\n"],
    [["serve", "--pool"], "opend-gateway: option '--pool <n>' argument missing\n"],
    [["check", "extra"], "opend-gateway: too many arguments. Expected 0 arguments but got 1.\n"],
    [["catalog", "--scope", "trad"], /Allowed choices are .*trade/],
    [["probe", "--deadline-ms", "soon"], /whole number of milliseconds/],
    [["probe", "--address", "33333"], /write host:port/],
  ] as const) {
    it(`refuses "${argv.join(" ")}" in one line`, async () => {
      const { code, stdout, stderr } = await runCli(argv);
      assert.deepEqual([code, stdout], [2, ""]);
      if (typeof line === "string") assert.equal(stderr, line);
      else assert.match(stderr, line);
      assert.equal(stderr.trimEnd().split("\n").length, 1);
    });
  }
});
