import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Dial, OpendAddress, Transport, TransportListener } from "../transport.js";
import { frame, initReply, type ReadFrame, readFrames, type SessionParts, sha1 } from "./wire-bytes.js";

export const INIT_CONNECT = 1001;
export const KEEP_ALIVE = 1004;

/** One dialled connection, seen from OpenD's side; a test plays OpenD's part. */
export class FakeSocket implements Transport {
  readonly address: OpendAddress;
  /** What each single write carried. */
  readonly writes: Buffer[] = [];
  destroyed = false;
  /** What writes return: false means that the socket is full. */
  flowing = true;
  private readonly listener: TransportListener;
  private taken = 0;

  constructor(address: OpendAddress, listener: TransportListener) {
    this.address = address;
    this.listener = listener;
  }

  write(chunks: readonly Buffer[]): boolean {
    assert.ok(!this.destroyed, "written after destroy");
    // Copied: bytes that change after they were written would go unseen.
    this.writes.push(Buffer.concat(chunks));
    return this.flowing;
  }

  destroy(): void {
    this.destroyed = true;
  }

  /** The TCP connection is there. */
  accept(): void {
    this.listener.connected();
  }

  /** Bytes from OpenD, in one chunk. */
  deliver(...parts: readonly Buffer[]): void {
    this.listener.data(Buffer.concat(parts));
  }

  /** OpenD's answer to a frame. */
  reply(request: ReadFrame, body: Uint8Array): void {
    this.deliver(frame({ protoId: request.protoId, serialNo: request.serialNo, body }));
  }

  /** The socket takes bytes again. */
  drain(): void {
    this.flowing = true;
    this.listener.drained();
  }

  /** OpenD closes, or the network fails. */
  close(cause: Error | null = null): void {
    this.listener.closed(cause);
  }

  /** Whole frames written since the last look, in plain text. */
  takeFrames(): ReadFrame[] {
    const frames = this.takeEncryptedFrames();
    for (const { body, digest } of frames) assert.deepEqual(digest, sha1(body));
    return frames;
  }

  /** The same where the bodies are encrypted. */
  takeEncryptedFrames(): ReadFrame[] {
    const bytes = Buffer.concat(this.writes.slice(this.taken));
    this.taken = this.writes.length;
    return readFrames(bytes);
  }

  /** Accepts, reads InitConnect and answers it. */
  openSession(session: SessionParts = {}): void {
    this.accept();
    const [init, ...more] = this.takeFrames();
    assert.ok(init !== undefined && more.length === 0, "InitConnect alone comes first");
    assert.equal(init.protoId, INIT_CONNECT);
    this.reply(init, initReply(session));
  }
}

/** Takes every dial and leaves the rest to the test. */
export class FakeOpend {
  readonly sockets: FakeSocket[] = [];

  readonly dial: Dial = (address, listener) => {
    const socket = new FakeSocket(address, listener);
    this.sockets.push(socket);
    return socket;
  };

  /** The newest connection. */
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    assert.ok(socket !== undefined, "nothing was dialled");
    return socket;
  }
}
