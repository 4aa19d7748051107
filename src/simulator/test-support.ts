import { Buffer } from "node:buffer";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Request as InitRequest, Response as InitResponse } from "../../generated/ts/InitConnect.js";
import type { BodyCipher } from "../ftapi/cipher.js";
import type { Frame } from "../ftapi/frame.js";
import { FrameDecoder } from "../ftapi/frame-decoder.js";
import { FrameWriter } from "../ftapi/frame-writer.js";
import type { Clock } from "./clock.js";

/** A Wednesday, 11:00 in Hong Kong: every market but the American is open. */
export const TEST_START_MS = Date.UTC(2026, 10, 18, 3, 0, 0);
/** Longest wait for something that must come. */
const DEADLINE_MS = 5_000;

interface Task {
  readonly atMs: number;
  readonly run: () => void;
}

/** A clock that only moves when told to. */
export class ManualClock implements Clock {
  private nowMs: number;
  private readonly tasks = new Set<Task>();

  constructor(startMs = TEST_START_MS) {
    this.nowMs = startMs;
  }

  now(): number {
    return this.nowMs;
  }

  schedule(delayMs: number, run: () => void): () => void {
    const task = { atMs: this.nowMs + delayMs, run };
    this.tasks.add(task);
    return () => this.tasks.delete(task);
  }

  /** Runs everything that falls due within `spanMs`, in order of time. */
  advance(spanMs: number): void {
    const untilMs = this.nowMs + spanMs;
    for (;;) {
      const [next] = [...this.tasks]
        .filter((task) => task.atMs <= untilMs)
        .sort((left, right) => left.atMs - right.atMs);
      if (next === undefined) break;
      this.tasks.delete(next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.run();
    }
    this.nowMs = untilMs;
  }
}

interface Encoder<T> {
  encode(message: T): { finish(): Uint8Array };
  fromPartial(message: object): T;
}

interface Decoder<T> {
  decode(bytes: Uint8Array): T;
}

/** A plain FTAPI client over TCP: enough to see what a server does. */
export class TestClient {
  readonly socket: Socket;
  readonly frames: Frame[] = [];
  connId = 0n;
  cipher: BodyCipher | null = null;
  private readonly decoder: FrameDecoder;
  private readonly waiting = new Set<() => void>();
  private serialNo = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    this.decoder = new FrameDecoder({
      onFrame: (frame) => {
        this.frames.push({ ...frame, body: Buffer.from(frame.body) });
        for (const wake of this.waiting) wake();
      },
    });
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      this.decoder.cipher = this.cipher;
      this.decoder.push(chunk);
    });
  }

  static async connect(address: { readonly host: string; readonly port: number }): Promise<TestClient> {
    const socket = connect(address.port, address.host);
    await once(socket, "connect");
    return new TestClient(socket);
  }

  /** Connects and initialises. */
  static async ready(address: { readonly host: string; readonly port: number }, c2s: object = {}): Promise<TestClient> {
    const client = await TestClient.connect(address);
    const reply = await client.initialise(c2s);
    client.connId = reply.s2c?.connID ?? 0n;
    return client;
  }

  async initialise(c2s: object = {}): Promise<InitResponse> {
    const full = { clientVer: 300, clientID: "test", recvNotify: true, packetEncAlgo: -1, pushProtoFmt: 0, ...c2s };
    return this.call(1001, InitRequest, InitResponse, full);
  }

  send(
    protoId: number,
    body: Uint8Array,
    options: { readonly serialNo?: number; readonly format?: 0 | 1 } = {},
  ): number {
    this.serialNo = options.serialNo ?? this.serialNo + 1;
    const writer = new FrameWriter();
    writer.append({ protoId, serialNo: this.serialNo, format: options.format ?? 0, body, cipher: this.cipher });
    for (const buffer of writer.take()) this.socket.write(buffer);
    return this.serialNo;
  }

  /** Sends a request and returns its decoded reply. */
  async call<Request, Response>(
    protoId: number,
    request: Encoder<Request>,
    response: Decoder<Response>,
    c2s: object,
  ): Promise<Response> {
    const serialNo = this.send(protoId, request.encode(request.fromPartial({ c2s })).finish());
    return response.decode((await this.reply(protoId, serialNo)).body);
  }

  reply(protoId: number, serialNo: number): Promise<Frame> {
    return this.find((frame) => frame.protoId === protoId && frame.serialNo === serialNo);
  }

  /** The first frame, come or still to come, that fits; taken off the list. */
  async find(fits: (frame: Frame) => boolean): Promise<Frame> {
    const take = (): Frame | undefined => {
      const place = this.frames.findIndex(fits);
      return place < 0 ? undefined : this.frames.splice(place, 1)[0];
    };
    const there = take();
    if (there !== undefined) return there;
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(deadline);
        this.waiting.delete(look);
      };
      const look = (): void => {
        const frame = take();
        if (frame === undefined) return;
        done();
        resolve(frame);
      };
      const deadline = setTimeout(() => {
        done();
        reject(new Error(`no such frame within ${DEADLINE_MS} ms`));
      }, DEADLINE_MS);
      this.waiting.add(look);
    });
  }

  /** Resolves when the server has closed the connection. */
  async closed(): Promise<void> {
    if (!this.socket.closed) await once(this.socket, "close", { signal: AbortSignal.timeout(DEADLINE_MS) });
  }

  close(): void {
    this.socket.destroy();
  }
}
