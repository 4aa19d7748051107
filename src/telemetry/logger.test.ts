import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { events } from "./events.js";
import { createLogger, type LoggerOptions, type RootLogger } from "./logger.js";

function recorder(options: Partial<LoggerOptions> = {}): { logger: RootLogger; lines: string[] } {
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const logger = createLogger({ level: "info", format: "json", maxBufferedBytes: 1024, write, ...options });
  return { logger, lines };
}

function parsed(lines: readonly string[]): Record<string, unknown>[] {
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("the logger", () => {
  it("writes one JSON line per event with its name, level and text", () => {
    const { logger, lines } = recorder({ base: { version: "1.2.3" } });
    logger.event("gateway.started", { grpc: "127.0.0.1:1" });
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? "", /\n$/);
    const [line] = parsed(lines);
    assert.equal(line?.["event"], "gateway.started");
    assert.equal(line?.["level"], "info");
    assert.equal(line?.["msg"], events["gateway.started"].text);
    assert.equal(line?.["grpc"], "127.0.0.1:1");
    assert.equal(line?.["version"], "1.2.3");
    assert.match(String(line?.["time"]), /^\d{4}-\d\d-\d\dT/);
  });

  it("masks secrets at any usual depth", () => {
    const { logger, lines } = recorder();
    logger.event("call.failed", { token: "tkn1", call: { authorization: "tkn2", metadata: { password: "tkn3" } } });
    assert.doesNotMatch(lines.join(""), /tkn/);
    assert.match(lines.join(""), /\*\*\*/);
  });

  it("keeps an error's stack and cause in one line", () => {
    const { logger, lines } = recorder();
    logger.event("gateway.crashed", { err: new Error("outer", { cause: new Error("inner") }) });
    const [line] = parsed(lines);
    const error = line?.["err"] as Record<string, unknown>;
    assert.match(String(error["stack"]), /outer[\s\S]*inner/);
    assert.equal(lines.length, 1);
  });

  it("changes its level while running, for children too", () => {
    const { logger, lines } = recorder();
    const child = logger.child({ member: "a#1" });
    child.event("call.finished");
    assert.equal(child.enabled("call.finished"), false);
    logger.level = "debug";
    child.event("call.finished");
    logger.level = "error";
    child.event("gateway.started");
    assert.equal(logger.level, "error");
    assert.deepEqual(
      parsed(lines).map(({ event, member }) => [event, member]),
      [["call.finished", "a#1"]],
    );
  });

  it("writes readable text when told so", () => {
    const { logger, lines } = recorder({ format: "pretty" });
    logger.event("gateway.started", { grpc: "127.0.0.1:1" });
    assert.match(lines.join(""), /INFO.*The gateway accepts calls/);
    assert.match(lines.join(""), /grpc: "127\.0\.0\.1:1"/);
  });

  it("outlives the reader of standard output", async () => {
    const script = `
      import { createLogger } from "${new URL("./logger.js", import.meta.url).href}";
      const logger = createLogger({ level: "info", format: "json", maxBufferedBytes: 65536 });
      process.stdin.once("data", () => {
        let left = 50;
        const step = async () => {
          logger.event("gateway.started", { filler: "x".repeat(10000) });
          if (--left > 0) setImmediate(() => void step());
          else { logger.flush(); await logger.close(); process.stderr.write("alive"); process.exit(0); }
        };
        void step();
      });
      process.stderr.write("up ");
    `;
    const runtime = import.meta.url.endsWith(".ts") ? ["--import", "tsx"] : [];
    const child = spawn(process.execPath, [...runtime, "--input-type=module", "-e", script], { stdio: "pipe" });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    await once(child.stderr, "data");
    child.stdout.destroy();
    child.stdin.write("go");
    const [code] = await once(child, "close");
    assert.deepEqual([code, errors], [0, "up alive"]);
  });
});
