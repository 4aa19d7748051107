import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { FakeClock } from "../../opend/testing/fake-clock.js";
import { Screen } from "./screen.js";
import { FakeTerminal } from "./testing/fake-terminal.js";

describe("a screen", () => {
  let clock: FakeClock;
  let terminal: FakeTerminal;
  let screen: Screen;
  let lines: string[];
  let draws: number;

  beforeEach(() => {
    clock = new FakeClock();
    terminal = new FakeTerminal();
    lines = ["one", "two", "three"];
    draws = 0;
    screen = new Screen({
      output: terminal,
      clock,
      draw: () => {
        draws++;
        return lines;
      },
    });
    screen.open();
  });

  it("shows lines in place, and writes only those that changed", () => {
    assert.deepEqual(terminal.picture(3), ["one", "two", "three"]);
    terminal.written = "";
    lines = ["one", "2"];
    screen.changed();
    clock.advance(100);
    assert.deepEqual(terminal.picture(3), ["one", "2", ""]);
    assert.ok(!terminal.written.includes("one"));
  });

  it("draws at most ten times a second, and the ages once a second", () => {
    const before = draws;
    for (let ms = 0; ms < 1000; ms += 5) {
      screen.changed();
      clock.advance(5);
    }
    assert.ok(draws - before <= 10 && draws - before >= 9, String(draws - before));
    clock.advance(100);
    const idle = draws;
    clock.advance(3000);
    assert.equal(draws - idle, 3);
  });

  it("draws all anew when the terminal changes its size", () => {
    terminal.written = "";
    terminal.emit("resize");
    assert.match(terminal.written, /one.*two.*three/s);
    assert.deepEqual(terminal.picture(3), ["one", "two", "three"]);
  });

  it("waits for a terminal that is too slow", () => {
    terminal.accepts = false;
    lines = ["a", "b", "c"];
    screen.changed();
    clock.advance(1000);
    const before = draws;
    lines = ["d", "e", "f"];
    screen.changed();
    clock.advance(1000);
    assert.equal(draws, before);
    terminal.accepts = true;
    terminal.emit("drain");
    clock.advance(100);
    assert.deepEqual(terminal.picture(3), ["d", "e", "f"]);
  });

  it("gives the terminal back with its cursor, leaves the last picture, and no timer", () => {
    assert.equal(terminal.cursor, false);
    terminal.written = "";
    screen.close();
    assert.equal(terminal.cursor, true);
    assert.ok(terminal.written.endsWith("\x1b[?1049lone\ntwo\nthree\n"), JSON.stringify(terminal.written));
    assert.equal(clock.pendingTimers, 0);
    assert.equal(terminal.listeners, 0);
    screen.close();
    screen.changed();
    assert.equal(clock.pendingTimers, 0);
    assert.equal(terminal.written.split("three").length, 2);
  });
});
