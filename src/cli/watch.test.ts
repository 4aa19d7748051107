import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { CallFailure } from "../grpc/client.js";
import type { PushClientOptions } from "../grpc/push-client.js";
import { FakeClock } from "../opend/testing/fake-clock.js";
import { CliError } from "./cli-error.js";
import { acceptedEvent, controlEvent, quoteEvent } from "./watch/testing/events.js";
import { FakeSource } from "./watch/testing/fake-source.js";
import { FakeTerminal } from "./watch/testing/fake-terminal.js";
import { createCommand } from "./watch.js";

const failure = (codeName: string): CallFailure => ({ code: 1, codeName, message: "because", details: null });

describe("watch", () => {
  let clock: FakeClock;
  let source: FakeSource;
  let asked: PushClientOptions[];
  let stop: () => void;
  let stderr: string;
  let exitListeners: number;

  beforeEach(() => {
    clock = new FakeClock();
    source = new FakeSource();
    asked = [];
    stderr = "";
    exitListeners = 0;
  });

  const start = (stdout: FakeTerminal, ...argv: readonly string[]): Promise<unknown> => {
    const write = (text: string): void => {
      stderr += text;
    };
    const io = { stdout, stderr: { write }, env: {}, readStdin: () => Promise.resolve("") };
    const command = createCommand(io, {
      streams: (options) => {
        asked.push(options);
        return source.open;
      },
      clock,
      random: () => 0.5,
      onStop: (listener) => {
        stop = listener;
        return () => {
          stop = () => assert.fail("nobody listens");
        };
      },
      onExit: () => {
        exitListeners++;
        return () => exitListeners--;
      },
    });
    return command
      .exitOverride()
      .configureOutput({ writeErr: () => undefined })
      .parseAsync(argv, { from: "user" });
  };
  /** Nothing may keep the process, or hold the terminal, after the command. */
  const assertTidy = (terminal: FakeTerminal): void => {
    assert.equal(clock.pendingTimers, 0);
    assert.equal(terminal.listeners, 0);
    assert.equal(exitListeners, 0);
    assert.ok(source.streams.every(({ cancelled }) => cancelled));
  };

  it("shows a table on a terminal that updates in place, until the user stops it", async () => {
    const terminal = new FakeTerminal();
    const done = start(terminal, "HK.00700", "US.AAPL", "--types", "basic,kl_1min", "--address", "h:1");
    assert.deepEqual(asked, [{ address: "h:1", token: null, tls: null, clientId: "opend-gateway-watch" }]);
    const { filters, subscribe, snapshot, control_events } = source.last.request;
    assert.deepEqual([filters[0]?.sub_types, subscribe, snapshot, control_events], [[1, 11], true, true, true]);
    assert.match(terminal.picture(1)[0] ?? "", /^h:1 {2}connecting/);

    source.last.send(acceptedEvent(0n));
    source.last.send(quoteEvent({ curPrice: 350.2, lastClosePrice: 340, volume: 5n }, { sequence: 1n }));
    clock.advance(100);
    assert.match(terminal.picture(1)[0] ?? "", /^h:1 {2}OpenD ready .* sequence 1 /);
    assert.match(terminal.picture(4)[3] ?? "", /^HK\.00700 +350\.200 +\+3\.00% +5 +- +- +0\.1s +0$/);
    source.last.send(quoteEvent({ curPrice: 351, lastClosePrice: 340, volume: 6n }, { sequence: 2n }));
    clock.advance(100);
    assert.match(terminal.picture(4)[3] ?? "", /^HK\.00700 +351\.000 /);

    stop();
    await done;
    assert.equal(terminal.cursor, true);
    assertTidy(terminal);
  });

  it("tells on the terminal why a stream ended, and opens another", async () => {
    const terminal = new FakeTerminal();
    const done = start(terminal, "HK.00700");
    source.last.send(acceptedEvent(0n));
    source.last.end(failure("UNAVAILABLE"));
    clock.advance(100);
    assert.match(terminal.picture(1)[0] ?? "", /DOWN, next attempt in 1s {2}UNAVAILABLE: because/);
    clock.advance(400);
    source.last.send(acceptedEvent(0n));
    clock.advance(100);
    assert.match(terminal.picture(4)[3] ?? "", /^HK\.00700 .* 1$/, "a gap");
    assert.match(terminal.picture(20).join("\n"), /the stream ended: UNAVAILABLE: because\n.*stands again/);
    stop();
    await done;
    assertTidy(terminal);
  });

  it("prints a JSON line for each event into a pipe, the rest to standard error", async () => {
    const pipe = new FakeTerminal(false);
    const done = start(pipe, "HK.00700", "--accounts", "7");
    assert.deepEqual(source.last.request.filters[1]?.accounts, [7n]);
    source.last.send(acceptedEvent(3n));
    source.last.send(quoteEvent({ curPrice: 1 }, { sequence: 1n }));
    source.last.end(failure("UNAVAILABLE"));
    clock.advance(500);
    assert.deepEqual(source.last.request.resume_after, { epoch: 7n, position: 3n });
    source.last.send(acceptedEvent(3n));
    stop();
    await done;
    const lines = pipe.written
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      lines.map(({ event_type: type, sequence }) => [type, sequence]),
      [
        ["control", undefined],
        ["quote", "1"],
        ["control", undefined],
      ],
    );
    assert.equal(
      stderr,
      "opend-gateway: the stream ended: UNAVAILABLE: because; next attempt in 0.5 s\n" +
        "opend-gateway: the stream stands again; quotes that came meanwhile are missing\n",
    );
    assertTidy(pipe);
  });

  it("prints JSON lines on a terminal too, if asked", async () => {
    const terminal = new FakeTerminal();
    const done = start(terminal, "HK.00700", "--json");
    source.last.send(controlEvent({ going_away: { last_sequence: 0n } }));
    stop();
    await done;
    assert.equal(terminal.written, '{"event_type":"control","control":{"going_away":{"last_sequence":"0"}}}\n');
  });

  it("reads no more than its reader takes", async () => {
    const pipe = new FakeTerminal(false);
    const done = start(pipe, "HK.00700");
    source.last.send(acceptedEvent(0n));
    assert.equal(source.last.paused, false);
    pipe.accepts = false;
    source.last.send(quoteEvent({ curPrice: 1 }));
    assert.equal(source.last.paused, true);
    clock.advance(600_000);
    assert.equal(source.streams.length, 1);
    pipe.accepts = true;
    pipe.emit("drain");
    assert.equal(source.last.paused, false);
    stop();
    await done;
  });

  it("ends when its reader is gone", async () => {
    const pipe = new FakeTerminal(false);
    const done = start(pipe, "HK.00700");
    pipe.emit("error");
    await done;
    assertTidy(pipe);
  });

  it("gives the terminal back and fails when the gateway will never have it", async () => {
    const terminal = new FakeTerminal();
    const done = start(terminal, "HK.00700");
    source.last.end(failure("PERMISSION_DENIED"));
    await assert.rejects(done, (error) => {
      assert.ok(error instanceof CliError);
      assert.deepEqual([error.exitCode, error.lines], [1, ["PERMISSION_DENIED: because"]]);
      return true;
    });
    assert.equal(terminal.cursor, true);
    assertTidy(terminal);
  });

  for (const [argv, problem] of [
    [[], /name at least one security/],
    [["HK.00700", "--types", "basik"], /--types: "basik" is no type; did you mean "basic"\?; the types are basic, /],
    [["HK.00700", "--heartbeat-ms", "4999"], /from 5000 to 120000/],
  ] as const) {
    it(`refuses ${JSON.stringify(argv)} before it opens a stream`, async () => {
      await assert.rejects(start(new FakeTerminal(), ...argv), problem);
      assert.equal(source.streams.length, 0);
    });
  }
});
