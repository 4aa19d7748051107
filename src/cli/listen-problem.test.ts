import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { loadConfig } from "../config/load.js";
import { listenerLabel, listenProblem } from "./listen-problem.js";

const tcp = { kind: "tcp", host: "127.0.0.1", port: 1 } as const;

describe("a listener that can't be opened", () => {
  for (const [error, line] of [
    [Object.assign(new Error("listen EADDRINUSE"), { code: "EADDRINUSE" }), /is in use by another program/],
    [new Error("No address added\nerrors: [bind EACCES 127.0.0.1:1]"), /may not be opened by this user/],
    [Object.assign(new Error("x"), { code: "EADDRNOTAVAIL" }), /is no address of this machine/],
    [new Error("some\nother"), /can't listen on 127\.0\.0\.1:1: some other$/],
  ] as const) {
    it(`is explained in one line: ${error.message.replaceAll("\n", " ")}`, () => {
      const problem = listenProblem("--grpc", tcp, error);
      assert.equal(problem.exitCode, 2);
      assert.equal(problem.lines.length, 1);
      assert.match(problem.lines[0] ?? "", /^--grpc: [^\n]*$/);
      assert.match(problem.lines[0] ?? "", line);
      assert.equal(problem.cause, error);
    });
  }

  it("is named as the user set it, and by its flag where nobody did", () => {
    const env = { OPEND_GATEWAY_GRPC: "127.0.0.1:1" };
    const config = loadConfig({ flags: {}, env });
    assert.equal(listenerLabel("grpc.address", config), "OPEND_GATEWAY_GRPC");
    assert.equal(listenerLabel("http.address", config), "--http");
  });
});
