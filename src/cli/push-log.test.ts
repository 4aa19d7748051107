import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openCaller } from "../gateway/testing/open-caller.js";
import { createLogger, type Logger } from "../telemetry/logger.js";
import { logRestored, logStreamEnd } from "./push-log.js";

function logged(write: (logger: Logger) => void): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger({
    level: "debug",
    format: "json",
    maxBufferedBytes: 1,
    write: (line) => {
      const { time: _time, msg: _msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
      lines.push(fields);
    },
  });
  write(logger);
  return lines;
}

describe("the log of push streams", () => {
  const caller = openCaller("127.0.0.1/app");

  it("tells why the gateway ended a stream, where it was and what it lost", () => {
    const end = { caller, reason: "SLOW_CONSUMER", lastSequence: 7, dropped: 3 } as const;
    assert.deepEqual(
      logged((logger) => logStreamEnd(logger, end)),
      [
        {
          level: "info",
          event: "push.ended",
          reason: "SLOW_CONSUMER",
          caller: "127.0.0.1/app",
          sequence: 7,
          dropped: 3,
        },
      ],
    );
  });

  it("is quiet about clients that go", () => {
    const end = { caller, reason: "CLIENT_CANCELLED", lastSequence: 7, dropped: 0 } as const;
    assert.deepEqual(
      logged((logger) => logStreamEnd(logger, end)).map(({ level, event }) => [level, event]),
      [["debug", "push.cancelled"]],
    );
  });

  it("tells what stands again after a loss of OpenD, and what does not", () => {
    const unit = { security: { market: 1, code: "00700" }, subType: 11 };
    const event = {
      sinceMs: 1000,
      units: [{ ...unit, rehabTypes: [1] }],
      accounts: [5n, 6n],
      refused: [{ unit, text: "no quota" }],
      accountsRefused: "no right",
    };
    assert.deepEqual(
      logged((logger) => logRestored(logger, event, 3500)),
      [
        { level: "info", event: "subscription.refused", security: "HK.00700", type: "kl_1min", text: "no quota" },
        { level: "info", event: "subscription.refused", accounts: 2, text: "no right" },
        { level: "info", event: "upstream.restored", lostMs: 2500, units: 1, accounts: 2, refused: 2 },
      ],
    );
  });
});
