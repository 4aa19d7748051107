import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { StreamWriter } from "./stream-writer.js";

class FakeStream {
  readonly written: string[] = [];
  room = 0;
  private drainListener: (() => void) | null = null;

  write(message: Buffer): boolean {
    this.written.push(message.toString());
    return --this.room > 0;
  }

  once(_event: "drain", listener: () => void): void {
    this.drainListener = listener;
  }

  drain(room: number): void {
    this.room = room;
    const listener = this.drainListener;
    this.drainListener = null;
    listener?.();
  }
}

function writerOf(limits: { readonly maxMessages?: number; readonly maxBytes?: number }) {
  const stream = new FakeStream();
  let overflows = 0;
  const writer = new StreamWriter({
    stream,
    maxMessages: limits.maxMessages ?? 3,
    maxBytes: limits.maxBytes ?? 1000,
    overflow: () => overflows++,
  });
  return { stream, writer, overflows: () => overflows, write: (text: string) => writer.write(Buffer.from(text)) };
}

describe("StreamWriter", () => {
  it("stops writing when the stream says so, and goes on in order when it drains", () => {
    const { stream, writer, write, overflows } = writerOf({});
    stream.room = 2;
    for (const text of ["a", "b", "c", "d", "e"]) write(text);
    assert.deepEqual(stream.written, ["a", "b"]);
    assert.equal(writer.queued, 3);
    stream.drain(2);
    assert.deepEqual(stream.written, ["a", "b", "c", "d"]);
    assert.equal(writer.queued, 1);
    stream.drain(10);
    write("f");
    assert.deepEqual(stream.written, ["a", "b", "c", "d", "e", "f"]);
    assert.equal(overflows(), 0);
  });

  it("reports one overflow, by messages or by bytes, and writes nothing after it", () => {
    for (const limits of [{ maxMessages: 2 }, { maxBytes: 2 }]) {
      const { stream, writer, write, overflows } = writerOf(limits);
      for (const text of ["a", "b", "c", "d", "e"]) write(text);
      assert.equal(overflows(), 1);
      stream.drain(10);
      write("f");
      assert.deepEqual(stream.written, ["a"]);
      assert.equal(writer.queued, 0);
      assert.equal(overflows(), 1);
    }
  });
});
