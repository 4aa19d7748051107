import type { Buffer } from "node:buffer";
import { Request as InitRequest, Response as InitResponse } from "../../generated/ts/InitConnect.js";
import { commandById } from "../catalog/catalog.js";
import { messageType } from "../catalog/schema.js";
import { type BodyCipher, createAesCipher, PacketEncAlgo } from "../ftapi/cipher.js";
import { BodyFormat, type Frame } from "../ftapi/frame.js";
import { FrameDecoder } from "../ftapi/frame-decoder.js";
import { FrameError } from "../ftapi/frame-error.js";
import { FrameWriter } from "../ftapi/frame-writer.js";
import { failureBody } from "./body.js";
import type { Clock } from "./clock.js";
import type { SessionView } from "./handler.js";
import { fromJsonBody, toJsonBody } from "./json-codec.js";
import { texts } from "./texts.js";

export const INIT_CONNECT = 1001;
export const KEEP_ALIVE = 1004;
const NOTIFY = 1003;

/** OpenD closes a connection that sent no heartbeat for this long (facts: ftapi-protocol.md 3.2). */
export const HEARTBEAT_TIMEOUT_MS = 30_000;
/** A client that reads nothing may make us hold this much, then it is closed. */
export const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
/** Pushes that a client may miss are left out while this much waits for it. */
export const MAX_OFFERED_BYTES = MAX_OUTPUT_BYTES / 4;
/** Remembered packet ids; older ones are forgotten first. */
const MAX_PACKET_IDS = 65_536;

/** The socket as the session needs it. */
export interface SessionTransport {
  write(buffers: readonly Buffer[]): void;
  /** Bytes written but not yet taken by the peer. */
  readonly pendingBytes: number;
  /** Closes after everything written has left, so at a frame border. */
  end(): void;
  /** Closes at once. */
  destroy(): void;
}

export interface SessionOptions {
  readonly connId: bigint;
  readonly loginUserId: bigint;
  readonly serverVer: number;
  readonly aesKey: string;
  readonly aesIv: string;
  readonly keepAliveIntervalSec: number;
  /** The cipher of InitConnect; null where no RSA key is set, and then nothing is encrypted. */
  readonly rsa: BodyCipher | null;
  /** Answers algorithm 2 with FTAES_ECB, by leaving aesCBCiv unset. */
  readonly forceFtAes: boolean;
  /** Real time, whatever the market's speed is. */
  readonly clock: Clock;
  readonly transport: SessionTransport;
  /** Answers a request of an initialised session; the body is protobuf in and out. */
  readonly answer: (
    session: Session,
    protoId: number,
    serialNo: number,
    body: Uint8Array,
  ) => Uint8Array | Promise<Uint8Array>;
  readonly onReceived: (protoId: number) => void;
  readonly onPush: (protoId: number) => void;
  /** Told of each push when its bytes go to the socket, in their order; absent costs nothing. */
  readonly journal?: (protoId: number, body: Uint8Array) => void;
  readonly onRefused: () => void;
  /** Told of faults of our own, which the peer only sees as a failure. */
  readonly onError: (error: unknown) => void;
}

/** The protocol state of one connection. Knows no socket. */
export class Session implements SessionView {
  readonly connId: bigint;
  private readonly options: SessionOptions;
  private readonly decoder: FrameDecoder;
  private readonly writer = new FrameWriter();
  private sendCipher: BodyCipher | null = null;
  private state: "waiting" | "ready" | "closed" = "waiting";
  private receivesNotify = false;
  private pushFormat: BodyFormat = BodyFormat.protobuf;
  private pushSerial = 0;
  private flushScheduled = false;
  private unwritten: { readonly protoId: number; readonly body: Uint8Array }[] = [];
  private lastHeartbeatMs: number;
  private cancelWatchdog: () => void = () => {};
  private accounts: ReadonlySet<bigint> = new Set();
  private readonly seenPacketIds = new Set<number>();

  constructor(options: SessionOptions) {
    this.options = options;
    this.connId = options.connId;
    this.decoder = new FrameDecoder({ onFrame: (frame) => this.handleFrame(frame) });
    this.decoder.cipher = options.rsa;
    this.lastHeartbeatMs = options.clock.now();
    this.watch();
  }

  get isReady(): boolean {
    return this.state === "ready";
  }

  /** Takes bytes from the peer. Bytes that are no frame end the connection: no client could find the next frame. */
  receive(chunk: Buffer): void {
    if (this.state === "closed") return;
    try {
      this.decoder.push(chunk);
    } catch (error) {
      if (!(error instanceof FrameError)) this.options.onError(error);
      this.destroy();
    }
  }

  private handleFrame(frame: Frame): void {
    if (this.state === "closed") return;
    this.options.onReceived(frame.protoId);
    if (frame.protoId === INIT_CONNECT) {
      this.initialise(frame);
    } else if (this.state === "waiting") {
      // What OpenD does is not documented (facts: ftapi-protocol.md 10.3). Our choice: a peer that skips InitConnect gets no answer.
      this.destroy();
    } else {
      if (frame.protoId === KEEP_ALIVE) this.lastHeartbeatMs = this.options.clock.now();
      this.handleRequest(frame);
    }
  }

  private initialise(frame: Frame): void {
    if (this.state === "ready") {
      // Not documented either: the session stays as it is.
      this.reply(frame, failureBody(-1, texts.alreadyInitialised, undefined));
      return;
    }
    let c2s: ReturnType<typeof InitRequest.decode>["c2s"];
    try {
      const body = this.readBody(frame);
      messageType("InitConnect.Request").decode(body);
      ({ c2s } = InitRequest.decode(body));
    } catch (error) {
      this.decoder.cipher = null;
      this.reply(frame, failureBody(-1, texts.undecodable(messageOf(error)), undefined));
      this.end();
      return;
    }
    const algo = c2s?.packetEncAlgo ?? PacketEncAlgo.ftAesEcb;
    const { rsa, aesKey, aesIv, forceFtAes } = this.options;
    const encrypted = rsa !== null && algo !== PacketEncAlgo.none;
    const sessionCipher = encrypted ? this.aesCipher(algo) : null;
    const withIv = encrypted && algo === PacketEncAlgo.aesCbc && !forceFtAes;
    this.receivesNotify = c2s?.recvNotify ?? false;
    this.pushFormat = c2s?.pushProtoFmt === BodyFormat.json ? BodyFormat.json : BodyFormat.protobuf;
    this.state = "ready";
    // With a key the request is always RSA, the reply only when encryption was asked for (facts: ftapi-protocol.md 2.1).
    this.sendCipher = encrypted ? rsa : null;
    const s2c = {
      serverVer: this.options.serverVer,
      loginUserID: this.options.loginUserId,
      connID: this.connId,
      connAESKey: aesKey,
      keepAliveInterval: this.options.keepAliveIntervalSec,
      aesCBCiv: withIv ? aesIv : undefined,
      userAttribution: 1,
    };
    this.reply(frame, InitResponse.encode({ retType: 0, retMsg: "", errCode: 0, s2c }).finish());
    this.sendCipher = sessionCipher;
    this.decoder.cipher = sessionCipher;
    this.lastHeartbeatMs = this.options.clock.now();
  }

  private aesCipher(algo: number): BodyCipher {
    const { aesKey, aesIv, forceFtAes } = this.options;
    if (algo === PacketEncAlgo.aesCbc && !forceFtAes) return createAesCipher(PacketEncAlgo.aesCbc, aesKey, aesIv);
    if (algo === PacketEncAlgo.aesEcb) return createAesCipher(PacketEncAlgo.aesEcb, aesKey);
    return createAesCipher(PacketEncAlgo.ftAesEcb, aesKey);
  }

  private handleRequest(frame: Frame): void {
    let answer: Uint8Array | Promise<Uint8Array>;
    try {
      answer = this.options.answer(this, frame.protoId, frame.serialNo, this.readBody(frame));
    } catch (error) {
      answer = failureBody(-1, texts.undecodable(messageOf(error)), undefined);
      this.options.onRefused();
    }
    if (answer instanceof Promise) {
      answer.then(
        (body) => this.reply(frame, body),
        (error: unknown) => {
          this.options.onError(error);
          this.reply(frame, failureBody(-1, texts.internal, undefined));
        },
      );
    } else {
      this.reply(frame, answer);
    }
  }

  /** The body as protobuf. */
  private readBody(frame: Frame): Uint8Array {
    if (frame.format !== BodyFormat.json) return frame.body;
    const name = commandById(frame.protoId)?.requestMessage;
    return name === null || name === undefined ? frame.body : fromJsonBody(messageType(name), frame.body);
  }

  private reply(frame: Frame, body: Uint8Array): void {
    const format = frame.format === BodyFormat.json ? BodyFormat.json : BodyFormat.protobuf;
    this.send(frame.protoId, frame.serialNo, format, body);
  }

  /** Sends a push unless the client is behind. False: it was left out. */
  offer(protoId: number, body: Uint8Array): boolean {
    if (this.state !== "ready") return false;
    if (this.options.transport.pendingBytes + this.writer.byteLength > MAX_OFFERED_BYTES) return false;
    this.push(protoId, body);
    return true;
  }

  push(protoId: number, body: Uint8Array): void {
    if (this.state !== "ready") return;
    // Only for one that went through does the serial rise (facts: ftapi-protocol.md 1.4).
    this.pushSerial = (this.pushSerial % 0xffff_ffff) + 1;
    this.options.onPush(protoId);
    if (this.options.journal !== undefined) this.unwritten.push({ protoId, body });
    this.send(protoId, this.pushSerial, this.pushFormat, body);
  }

  /** Sends a notice (1003) if the client asked for notices. */
  notify(body: Uint8Array): void {
    if (this.receivesNotify) this.push(NOTIFY, body);
  }

  setTradeAccounts(accIds: readonly bigint[]): void {
    this.accounts = new Set(accIds);
  }

  receivesAccount(accId: bigint): boolean {
    return this.accounts.has(accId);
  }

  /** Notes a packet id of a state-changing request; false if it was seen before. */
  takePacketId(serialNo: number): boolean {
    if (this.seenPacketIds.has(serialNo)) return false;
    this.seenPacketIds.add(serialNo);
    if (this.seenPacketIds.size > MAX_PACKET_IDS) {
      const oldest = this.seenPacketIds.values().next();
      if (!oldest.done) this.seenPacketIds.delete(oldest.value);
    }
    return true;
  }

  private send(protoId: number, serialNo: number, format: BodyFormat, body: Uint8Array): void {
    if (this.state === "closed") return;
    const wire = format === BodyFormat.json ? this.jsonOf(protoId, body) : body;
    this.writer.append({ protoId, serialNo, format, body: wire, cipher: this.sendCipher });
    if (this.options.transport.pendingBytes + this.writer.byteLength > MAX_OUTPUT_BYTES) {
      this.destroy();
      return;
    }
    if (this.flushScheduled) return;
    this.flushScheduled = true;
    // One write for everything that this turn produces.
    queueMicrotask(() => this.flush());
  }

  private jsonOf(protoId: number, body: Uint8Array): Uint8Array {
    const envelope = messageType("KeepAlive.Response");
    const name = commandById(protoId)?.responseMessage;
    try {
      return toJsonBody(name === null || name === undefined ? envelope : messageType(name), body);
    } catch (error) {
      // A reply of ours that breaks its own schema must not end the process: pushes are sent from timers.
      this.options.onError(error);
      return toJsonBody(envelope, failureBody(-1, texts.internal, undefined));
    }
  }

  private flush(): void {
    this.flushScheduled = false;
    if (this.state === "closed" || this.writer.byteLength === 0) return;
    this.options.transport.write(this.writer.take());
    if (this.unwritten.length === 0) return;
    const written = this.unwritten;
    this.unwritten = [];
    for (const { protoId, body } of written) this.options.journal?.(protoId, body);
  }

  private watch(): void {
    const { clock } = this.options;
    const dueInMs = this.lastHeartbeatMs + HEARTBEAT_TIMEOUT_MS - clock.now();
    this.cancelWatchdog = clock.schedule(Math.max(1, dueInMs), () => {
      if (clock.now() - this.lastHeartbeatMs >= HEARTBEAT_TIMEOUT_MS) this.end();
      else this.watch();
    });
  }

  /** Closes at a frame border: half a frame would block the official client for good (facts: ftapi-protocol.md 1.5). */
  end(): void {
    if (this.state === "closed") return;
    this.flush();
    this.close();
    this.options.transport.end();
  }

  destroy(): void {
    if (this.state === "closed") return;
    this.close();
    this.options.transport.destroy();
  }

  /** Tells the session that its connection is gone. */
  close(): void {
    this.state = "closed";
    this.cancelWatchdog();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
