import { Buffer } from "node:buffer";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { Response as InitResponse } from "../../generated/ts/InitConnect.js";
import { Response as KeepAliveResponse } from "../../generated/ts/KeepAlive.js";
import { encodeFrame, type Frame } from "../../src/ftapi/frame.js";
import { FrameDecoder } from "../../src/ftapi/frame-decoder.js";
import type { OpendAddress } from "../../src/opend/transport.js";

export interface RecordedFrame {
  readonly connId: bigint;
  readonly protoId: number;
  readonly serialNo: number;
  readonly body: Buffer;
}

export interface Pushed {
  readonly protoId: number;
  readonly body: Buffer;
}

/** Answers a frame with a body, or not at all (null). */
export type Answer = (frame: RecordedFrame) => Buffer | null;

/** An OpenD that opens sessions, records every frame, and answers as the test says. */
export class RecordingOpend {
  readonly frames: RecordedFrame[] = [];
  answer: Answer;
  private readonly server: Server;
  private readonly sockets = new Map<bigint, Socket>();
  private pushSerial = 0;
  private nextConnId = 6_730_043_500_150_710_821n;

  constructor(answer: Answer) {
    this.answer = answer;
    this.server = createServer((socket) => this.accept(socket));
  }

  async listen(): Promise<OpendAddress> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("no TCP address");
    return { host: "127.0.0.1", port: address.port };
  }

  /** Sends a reply to a frame that was left without one. */
  reply(frame: RecordedFrame, body: Buffer): void {
    const { connId, protoId, serialNo } = frame;
    this.sockets.get(connId)?.write(encodeFrame({ protoId, serialNo, body }));
  }

  /** Pushes, all frames in one write, to one connection. */
  push(connId: bigint, pushes: readonly Pushed[]): void {
    const frames = pushes.map(({ protoId, body }) => encodeFrame({ protoId, serialNo: ++this.pushSerial, body }));
    this.sockets.get(connId)?.write(Buffer.concat(frames));
  }

  /** Cuts one connection. */
  cutOne(connId: bigint): void {
    this.sockets.get(connId)?.destroy();
  }

  /** Cuts all connections. */
  cut(): void {
    for (const socket of this.sockets.values()) socket.destroy();
    this.sockets.clear();
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, "close");
  }

  private accept(socket: Socket): void {
    const connId = this.nextConnId++;
    this.sockets.set(connId, socket);
    const decoder = new FrameDecoder({ onFrame: (frame) => this.receive(connId, socket, frame) });
    socket.on("data", (chunk) => decoder.push(chunk));
    socket.on("error", () => {});
    socket.on("close", () => this.sockets.delete(connId));
  }

  private receive(connId: bigint, socket: Socket, { protoId, serialNo, body }: Frame): void {
    const answer =
      protoId === 1001
        ? initReply(connId)
        : protoId === 1004
          ? keepAliveReply()
          : this.record(connId, protoId, serialNo, body);
    if (answer !== null) socket.write(encodeFrame({ protoId, serialNo, body: answer }));
  }

  private record(connId: bigint, protoId: number, serialNo: number, body: Buffer): Buffer | null {
    const frame = { connId, protoId, serialNo, body: Buffer.from(body) };
    this.frames.push(frame);
    return this.answer(frame);
  }
}

function initReply(connID: bigint): Buffer {
  const s2c = { serverVer: 1011, loginUserID: 10001n, connID, connAESKey: "0123456789ABCDEF", keepAliveInterval: 10 };
  return Buffer.from(InitResponse.encode(InitResponse.fromPartial({ retType: 0, s2c })).finish());
}

function keepAliveReply(): Buffer {
  return Buffer.from(
    KeepAliveResponse.encode({ retType: 0, retMsg: "", errCode: 0, s2c: { time: 1_700_000_000n } }).finish(),
  );
}
