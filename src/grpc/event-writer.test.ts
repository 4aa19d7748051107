import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import fc from "fast-check";
import { EventWriter, HIGH_MARK_BYTES, LOW_MARK_BYTES } from "./event-writer.js";

/** http2 as the writer sees it: takes everything, and tells in order what has left. */
class FakeSink {
  readonly written: Buffer[] = [];
  private readonly callbacks: (() => void)[] = [];

  writeEvent(event: Buffer, flushed: () => void): void {
    this.written.push(event);
    this.callbacks.push(flushed);
  }

  get pending(): number {
    return this.callbacks.length;
  }

  flush(count: number): void {
    for (const callback of this.callbacks.splice(0, count)) callback();
  }
}

function writerOf(): { readonly sink: FakeSink; readonly writer: EventWriter; readonly calls: () => number } {
  const sink = new FakeSink();
  let calls = 0;
  const writer = new EventWriter({ sink, writable: () => calls++ });
  return { sink, writer, calls: () => calls };
}

const EVENT = Buffer.alloc(995);

describe("EventWriter", () => {
  it("takes events until the mark, and tells once when half of them have left", () => {
    const { sink, writer, calls } = writerOf();
    let taken = 1;
    while (writer.write(EVENT)) taken++;
    assert.equal(taken, Math.ceil(HIGH_MARK_BYTES / 1000));
    assert.equal(sink.written.length, taken, "the one that filled it was taken too");
    const least = taken - Math.floor(LOW_MARK_BYTES / 1000);
    sink.flush(least - 1);
    assert.equal(calls(), 0);
    sink.flush(1);
    assert.equal(calls(), 1);
    sink.flush(sink.pending);
    assert.equal(calls(), 1);
    assert.equal(writer.flushed, taken);
    assert.equal(writer.unflushedBytes, 0);
    assert.equal(writer.write(EVENT), true);
  });

  it("takes an event larger than the mark, alone", () => {
    const { sink, writer, calls } = writerOf();
    assert.equal(writer.write(Buffer.alloc(HIGH_MARK_BYTES)), false);
    sink.flush(1);
    assert.equal(calls(), 1);
  });

  it("goes on from within the notice that there is room", () => {
    const sink = new FakeSink();
    let left = 500;
    const pump = (): void => {
      while (left-- > 0 && writer.write(EVENT));
    };
    const writer = new EventWriter({ sink, writable: pump });
    pump();
    while (sink.pending > 0) sink.flush(sink.pending);
    assert.equal(sink.written.length, 500);
    assert.equal(writer.flushed, 500);
  });

  it("writes and tells nothing after its end, whatever leaves then", () => {
    const { sink, writer, calls } = writerOf();
    while (writer.write(EVENT));
    const written = sink.written.length;
    writer.close();
    assert.equal(writer.write(EVENT), false);
    sink.flush(sink.pending);
    assert.deepEqual([sink.written.length, calls(), writer.flushed, writer.unflushedBytes], [written, 0, 0, 0]);
  });

  it("counts exactly what has not left, through any sequence of writes and flushes", () => {
    const step = fc.oneof(fc.record({ write: fc.nat({ max: 40_000 }) }), fc.record({ flush: fc.nat({ max: 20 }) }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const { sink, writer } = writerOf();
        for (const each of steps) {
          if ("flush" in each) sink.flush(each.flush);
          else writer.write(Buffer.alloc(each.write));
          const waiting = sink.pending === 0 ? [] : sink.written.slice(-sink.pending);
          assert.equal(
            writer.unflushedBytes,
            waiting.reduce((sum, { length }) => sum + length + 5, 0),
          );
          assert.equal(writer.flushed, sink.written.length - sink.pending);
        }
      }),
      { numRuns: 50 },
    );
  });
});
