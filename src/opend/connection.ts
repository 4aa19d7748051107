import type { Buffer } from "node:buffer";
import type { BodyCipher } from "../ftapi/cipher.js";
import type { Frame } from "../ftapi/frame.js";
import { FrameError } from "../ftapi/frame-error.js";
import { fillPacketId } from "../ftapi/packet-id.js";
import { backoffMs } from "./backoff.js";
import type { Call, CallOwner } from "./call.js";
import type { Clock } from "./clock.js";
import {
  type ConnectionState,
  type ConnectionStateName,
  type Draining,
  leave,
  type Ready,
  TRANSITIONS,
} from "./connection-state.js";
import { HangDetector } from "./hang-detector.js";
import { Heartbeat } from "./heartbeat.js";
import { InFlightTable } from "./in-flight-table.js";
import { Link, type TrafficCounters } from "./link.js";
import { initConnectBody, keepAliveBody, readSession, type Session } from "./session.js";
import type { Dial, OpendAddress } from "./transport.js";

const PROTO_ID_INIT_CONNECT = 1001;
const PROTO_ID_KEEP_ALIVE = 1004;

/** The official clients wait 10 and 20 s for a TCP connection; a local OpenD needs less (facts: ftapi-protocol.md 3.3). */
const CONNECT_TIMEOUT_MS = 10_000;
/** The official Python client waits 20 s for InitConnect. */
const INIT_TIMEOUT_MS = 20_000;
/** A connection that lived this long was good: its next loss starts the back-off anew. Flapping ones keep climbing. */
const STABLE_MS = 10_000;

/** Counts of one member since it was made. */
export interface MemberCounters extends TrafficCounters {
  connects: number;
  /** Sessions made after the first. */
  reconnects: number;
  /** Replies to calls that had ended before. */
  lateReplies: number;
  /** Replies to serial numbers that were never given out, or with another proto_id than the call has. */
  unknownReplies: number;
  /** Streams ended for what OpenD sent, by {@link FrameError} code. */
  readonly frameErrors: Record<string, number>;
}

export interface ConnectionOptions {
  /** For people: host, port and number within the pool. */
  readonly name: string;
  readonly address: OpendAddress;
  readonly dial: Dial;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Of InitConnect; set turns encryption on. */
  readonly rsaCipher: BodyCipher | null;
  readonly maxBodyBytes: number;
  readonly isPush: (protoId: number) => boolean;
  readonly onState: (connection: Connection, from: ConnectionStateName, to: ConnectionStateName, cause: string) => void;
  /** @param readAtMs the wall clock when the bytes were read, in fractional epoch milliseconds. */
  readonly onPush: (connection: Connection, protoId: number, body: Buffer, readAtMs: number) => void;
  /** A call ended here with OpenD's reply. */
  readonly onReply: (call: Call, body: Buffer) => void;
  /** A call that this connection had and can't answer any more. */
  readonly onLost: (call: Call) => void;
}

/** One member of the pool: a connection to OpenD that comes back by itself. */
export class Connection implements CallOwner {
  readonly name: string;
  readonly counters: MemberCounters = {
    framesIn: 0,
    framesOut: 0,
    bytesIn: 0,
    bytesOut: 0,
    connects: 0,
    reconnects: 0,
    lateReplies: 0,
    unknownReplies: 0,
    frameErrors: {},
  };
  private readonly options: ConnectionOptions;
  private state: ConnectionState = { name: "idle" };
  private table = new InFlightTable();
  /** Calls taken on, whose frames leave at the end of this turn or when the socket drains. */
  private outbox: Call[] = [];
  private flushPlanned = false;
  private attempt = 0;
  private readonly hangDetector: HangDetector;

  constructor(options: ConnectionOptions) {
    this.options = options;
    this.name = options.name;
    this.hangDetector = new HangDetector(options.clock, (timeouts) => {
      if (this.state.name === "ready") this.lose(`ejected: ${timeouts} calls timed out in a row`);
    });
  }

  get stateName(): ConnectionStateName {
    return this.state.name;
  }

  /** Calls taken on and not answered, whether their frame has left or not. */
  get inFlight(): number {
    return this.table.size + this.outbox.length;
  }

  /** Milliseconds until the next attempt; null unless backing off. */
  get retryAfterMs(): number | null {
    return this.state.name === "backing_off" ? Math.max(0, this.state.untilMs - this.options.clock.now()) : null;
  }

  /** Begins to connect. */
  start(): void {
    if (this.state.name === "idle") this.connect("started");
  }

  /** Takes a call on. Only for a ready connection. */
  send(call: Call): void {
    call.owner = this;
    this.outbox.push(call);
    this.planFlush();
  }

  release(call: Call): void {
    call.owner = null;
    if (call.sent) this.table.remove(call);
    else this.outbox = this.outbox.filter((other) => other !== call);
    this.closeWhenDrained();
  }

  /** Tells that the deadline of a call that was sent here passed; many in a row without any sign of life end the connection. */
  timedOut(call: Call): void {
    this.hangDetector.timedOut(call.sentAtMs);
  }

  /** Takes no more calls, and closes once the last one has its answer. */
  drain(): void {
    if (this.state.name === "ready") {
      const { link, session, heartbeat } = this.state;
      this.setState({ name: "draining", link, session, heartbeat }, "draining");
      this.closeWhenDrained();
    } else if (this.state.name !== "draining") {
      this.close();
    }
  }

  /** Ends at once and for good; calls without answer are lost. */
  close(): void {
    if (this.state.name === "closed") return;
    this.setState({ name: "closed" }, "closed");
    this.loseCalls();
  }

  /** The only place where the state changes. */
  private setState(next: ConnectionState, cause: string): void {
    const previous = this.state;
    if (!TRANSITIONS[previous.name].includes(next.name)) {
      throw new Error(`${this.name}: ${previous.name} can't become ${next.name}`);
    }
    this.state = next;
    leave(previous, next);
    this.options.onState(this, previous.name, next.name, cause);
  }

  private connect(cause: string): void {
    const { clock, dial, address, maxBodyBytes } = this.options;
    const link = new Link({
      dial,
      address,
      clock,
      maxBodyBytes,
      traffic: this.counters,
      connected: () => this.initialise(link),
      frame: (frame) => this.receive(link, frame),
      drained: () => this.flush(),
      lost: (error) => this.lost(error),
    });
    const cancelTimer = clock.schedule(CONNECT_TIMEOUT_MS, () =>
      this.lose(`no TCP connection within ${CONNECT_TIMEOUT_MS} ms`),
    );
    this.setState({ name: "connecting", link, cancelTimer }, cause);
  }

  private initialise(link: Link): void {
    if (this.state.name !== "connecting") return;
    const { clock, rsaCipher } = this.options;
    const cancelTimer = clock.schedule(INIT_TIMEOUT_MS, () =>
      this.lose(`no answer to InitConnect within ${INIT_TIMEOUT_MS} ms`),
    );
    this.setState({ name: "initialising", link, cancelTimer }, "TCP connected");
    this.table = new InFlightTable();
    link.useCipher(rsaCipher);
    link.append(PROTO_ID_INIT_CONNECT, this.table.nextSerialNo(), initConnectBody(rsaCipher !== null));
    link.flush();
  }

  private receive(link: Link, frame: Frame): void {
    const now = this.options.clock.now();
    this.hangDetector.heard(now);
    switch (this.state.name) {
      case "initialising":
        this.becomeReady(link, frame);
        return;
      case "ready":
      case "draining":
        this.state.heartbeat.heard(now);
        this.dispatch(link, frame);
        return;
      default:
        return;
    }
  }

  private becomeReady(link: Link, frame: Frame): void {
    // OpenD may register the session, and push, before its answer is on its way.
    if (this.options.isPush(frame.protoId)) return;
    if (frame.protoId !== PROTO_ID_INIT_CONNECT) {
      this.lose(`proto_id ${frame.protoId} came before the answer to InitConnect`);
      return;
    }
    const { clock, rsaCipher } = this.options;
    let session: Session;
    try {
      session = readSession(frame.body, rsaCipher !== null);
    } catch (error) {
      this.lose(error instanceof Error ? error.message : String(error));
      return;
    }
    link.useCipher(session.cipher);
    const heartbeat = new Heartbeat({
      clock,
      intervalMs: session.keepAliveIntervalMs,
      beat: () => {
        // A socket that takes no bytes gets no more of them; the silence is counted all the same.
        if (!link.writable) return;
        link.append(PROTO_ID_KEEP_ALIVE, this.table.nextSerialNo(), keepAliveBody(clock.wallMs()));
        link.flush();
      },
      dead: (silentMs) => this.lose(`nothing heard for ${Math.round(silentMs)} ms`),
    });
    if (this.counters.connects++ > 0) this.counters.reconnects++;
    this.setState({ name: "ready", link, session, heartbeat, sinceMs: clock.now() }, `session ${session.connId}`);
  }

  private dispatch(link: Link, frame: Frame): void {
    const { protoId, serialNo, body } = frame;
    // The header has no mark for a push: only the proto_id tells (facts: ftapi-protocol.md 1.4).
    if (this.options.isPush(protoId)) {
      this.options.onPush(this, protoId, body, link.readAtMs);
      return;
    }
    if (protoId === PROTO_ID_KEEP_ALIVE) return;
    const call = this.table.take(protoId, serialNo);
    if (call === undefined) {
      if (this.table.isLate(serialNo)) this.counters.lateReplies++;
      else this.counters.unknownReplies++;
      return;
    }
    call.owner = null;
    this.options.onReply(call, body);
    this.closeWhenDrained();
  }

  private planFlush(): void {
    if (this.flushPlanned) return;
    this.flushPlanned = true;
    this.options.clock.endOfTurn(() => {
      this.flushPlanned = false;
      this.flush();
    });
  }

  /** Encodes and writes the outbox. Only here does a call become "sent", so "not sent" is exact. */
  private flush(): void {
    const { state } = this;
    if ((state.name !== "ready" && state.name !== "draining") || !state.link.writable || this.outbox.length === 0)
      return;
    const calls = this.outbox;
    this.outbox = [];
    const now = this.options.clock.now();
    for (const call of calls) this.appendFrame(state, call, now);
    state.link.flush();
  }

  private appendFrame({ link, session }: Ready | Draining, call: Call, nowMs: number): void {
    const { protoId, body, packetId } = call.request;
    call.serialNo = this.table.nextSerialNo();
    call.sent = true;
    call.sentAtMs = nowMs;
    call.mayHaveReached = true;
    this.table.add(call);
    link.append(
      protoId,
      call.serialNo,
      packetId === null ? body : fillPacketId(packetId, session.connId, call.serialNo),
    );
    call.request.onSent?.(this.name, call.serialNo);
  }

  private lost(error: Error | null): void {
    if (error instanceof FrameError) {
      const { frameErrors } = this.counters;
      frameErrors[error.code] = (frameErrors[error.code] ?? 0) + 1;
    }
    this.lose(error === null ? "closed by OpenD" : error.message);
  }

  /** The connection is of no use any more: its calls are lost, and it will come back. */
  private lose(cause: string): void {
    const { state } = this;
    if (state.name === "closed" || state.name === "idle" || state.name === "backing_off") return;
    if (state.name === "draining") {
      this.setState({ name: "closed" }, cause);
    } else {
      const { clock, random } = this.options;
      if (state.name === "ready" && clock.now() - state.sinceMs >= STABLE_MS) this.attempt = 0;
      const delayMs = backoffMs(this.attempt++, random());
      const cancelTimer = clock.schedule(delayMs, () => this.connect("back-off over"));
      this.setState({ name: "backing_off", untilMs: clock.now() + delayMs, cancelTimer }, cause);
    }
    this.loseCalls();
  }

  private loseCalls(): void {
    const calls = [...this.table.drain(), ...this.outbox.splice(0)];
    for (const call of calls) {
      call.owner = null;
      this.options.onLost(call);
    }
  }

  private closeWhenDrained(): void {
    if (this.state.name === "draining" && this.inFlight === 0) this.close();
  }
}
