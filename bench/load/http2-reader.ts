import { Buffer } from "node:buffer";

const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const FRAME_HEADER_BYTES = 9;
const FrameType = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, goaway: 7, windowUpdate: 8 } as const;
const Flag = { endStream: 1, ack: 1, endHeaders: 4 } as const;
const Setting = { enablePush: 2, initialWindow: 4 } as const;
const DEFAULT_WINDOW = 65_535;
const MAX_WINDOW = 2 ** 31 - 1;
/** How much is read before the windows are opened again. */
const WINDOW_STEP = 2 ** 26;
const STREAM = 1;
const PING_BYTES = 8;

function frame(type: number, flags: number, stream: number, payload: Uint8Array): Buffer {
  const bytes = Buffer.alloc(FRAME_HEADER_BYTES + payload.length);
  bytes.writeUIntBE(payload.length, 0, 3);
  bytes[3] = type;
  bytes[4] = flags;
  bytes.writeUInt32BE(stream, 5);
  bytes.set(payload, FRAME_HEADER_BYTES);
  return bytes;
}

function windowUpdate(stream: number, increment: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(increment);
  return frame(FrameType.windowUpdate, 0, stream, payload);
}

function settings(pairs: readonly (readonly [number, number])[]): Buffer {
  const payload = Buffer.alloc(6 * pairs.length);
  pairs.forEach(([id, value], index) => {
    payload.writeUInt16BE(id, index * 6);
    payload.writeUInt32BE(value, index * 6 + 2);
  });
  return frame(FrameType.settings, 0, 0, payload);
}

/** Header fields in the plainest form of HPACK: literals that are not indexed, below 127 bytes each. */
function headerBlock(fields: readonly (readonly [string, string])[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([name, value]) => [
      Buffer.from([0, name.length]),
      Buffer.from(name),
      Buffer.from([value.length]),
      Buffer.from(value),
    ]),
  );
}

export interface Http2ReaderOptions {
  readonly path: string;
  /** One gRPC message with its prefix. */
  readonly request: Uint8Array;
  /** Never opens its windows: takes 64 KiB and then nothing, like a process that was stopped. */
  readonly stops: boolean;
  readonly send: (bytes: Buffer) => void;
  /** Bytes of the stream: a view that is valid during the call only. */
  readonly onData: (chunk: Buffer, start: number, end: number) => void;
}

/**
 * One call on one HTTP/2 connection, read as cheaply as it can be: the frames
 * are walked over by hand, so that the server is measured and not its reader.
 */
export class Http2Reader {
  private readonly options: Http2ReaderOptions;
  private readonly header = Buffer.alloc(FRAME_HEADER_BYTES);
  private headerBytes = 0;
  private payload = 0;
  private readonly ping = Buffer.alloc(PING_BYTES);
  private unacknowledged = 0;

  constructor(options: Http2ReaderOptions) {
    this.options = options;
  }

  /** What goes out first. */
  open(): void {
    const { path, request, stops, send } = this.options;
    const window = stops ? DEFAULT_WINDOW : MAX_WINDOW;
    const headers = headerBlock([
      [":method", "POST"],
      [":scheme", "http"],
      [":path", path],
      [":authority", "bench"],
      ["content-type", "application/grpc"],
      ["te", "trailers"],
    ]);
    send(
      Buffer.concat([
        Buffer.from(PREFACE),
        settings([
          [Setting.enablePush, 0],
          [Setting.initialWindow, window],
        ]),
        ...(stops ? [] : [windowUpdate(0, MAX_WINDOW - DEFAULT_WINDOW)]),
        frame(FrameType.headers, Flag.endHeaders, STREAM, headers),
        frame(FrameType.data, Flag.endStream, STREAM, request),
      ]),
    );
  }

  /** @throws Error when the server ends the stream or the connection. */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.headerBytes < FRAME_HEADER_BYTES) {
        at = this.readHeader(chunk, at);
        continue;
      }
      const take = Math.min(this.payload, chunk.length - at);
      this.readPayload(chunk, at, take);
      at += take;
      this.payload -= take;
      if (this.payload === 0) this.endFrame();
    }
  }

  private readHeader(chunk: Buffer, at: number): number {
    const take = Math.min(FRAME_HEADER_BYTES - this.headerBytes, chunk.length - at);
    chunk.copy(this.header, this.headerBytes, at, at + take);
    this.headerBytes += take;
    if (this.headerBytes === FRAME_HEADER_BYTES) {
      this.payload = this.header.readUIntBE(0, 3);
      if (this.payload === 0) this.endFrame();
    }
    return at + take;
  }

  private readPayload(chunk: Buffer, at: number, length: number): void {
    const type = this.header[3];
    if (type === FrameType.ping) {
      chunk.copy(this.ping, PING_BYTES - this.payload, at, at + length);
    } else if (type === FrameType.data) {
      this.options.onData(chunk, at, at + length);
      if (!this.options.stops) this.acknowledge(length);
    }
  }

  private acknowledge(bytes: number): void {
    this.unacknowledged += bytes;
    if (this.unacknowledged < WINDOW_STEP) return;
    const { send } = this.options;
    send(Buffer.concat([windowUpdate(0, this.unacknowledged), windowUpdate(STREAM, this.unacknowledged)]));
    this.unacknowledged = 0;
  }

  private endFrame(): void {
    const { header } = this;
    const [, , , type = 0, flags = 0] = header;
    this.headerBytes = 0;
    if (type === FrameType.settings && (flags & Flag.ack) === 0) {
      this.options.send(frame(FrameType.settings, Flag.ack, 0, Buffer.alloc(0)));
    } else if (type === FrameType.ping && (flags & Flag.ack) === 0) {
      this.options.send(frame(FrameType.ping, Flag.ack, 0, this.ping));
    } else if (type === FrameType.reset || type === FrameType.goaway) {
      throw new Error(`the server sent ${type === FrameType.reset ? "RST_STREAM" : "GOAWAY"}`);
    } else if ((type === FrameType.headers || type === FrameType.data) && (flags & Flag.endStream) !== 0) {
      throw new Error("the server ended the stream");
    }
  }
}
