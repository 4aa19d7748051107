import { Buffer } from "node:buffer";
import { Call, type CallFailure, type CallRequest } from "../call.js";
import { Connection, type ConnectionOptions } from "../connection.js";
import type { ConnectionStateName } from "../connection-state.js";
import { FakeClock } from "./fake-clock.js";
import { FakeOpend, type FakeSocket } from "./fake-opend.js";
import type { SessionParts } from "./wire-bytes.js";

export const READ = 3203;
export const PUSH = 3005;
export const NOTIFY = 1003;

export function isPush(protoId: number): boolean {
  return protoId === PUSH || protoId === NOTIFY;
}

/** A request whose body is `tag`. */
export function request(tag: string, parts: Partial<CallRequest> = {}): CallRequest {
  const body = Buffer.from(tag);
  return { protoId: READ, body, packetId: null, repeatable: false, home: false, deadlineMs: Infinity, ...parts };
}

/** How a call ended. */
export interface Ending {
  readonly tag: string;
  readonly reply: string | null;
  readonly failure: CallFailure | null;
}

/** One connection with all it told. */
export class ConnectionRig {
  readonly clock = new FakeClock();
  readonly opend = new FakeOpend();
  readonly states: ConnectionStateName[] = [];
  readonly causes: string[] = [];
  readonly replies: string[] = [];
  readonly lost: { readonly tag: string; readonly sent: boolean }[] = [];
  readonly pushes: { readonly protoId: number; readonly body: string }[] = [];
  /** In [0, 1): 0.5 means no jitter. */
  random = 0.5;
  readonly connection: Connection;

  constructor(options: Partial<ConnectionOptions> = {}) {
    this.connection = new Connection({
      name: "opend:11111#1",
      address: { host: "opend", port: 11111 },
      dial: this.opend.dial,
      clock: this.clock,
      random: () => this.random,
      rsaCipher: null,
      maxBodyBytes: 1024 * 1024,
      isPush,
      onState: (_connection, _from, to, cause) => {
        this.states.push(to);
        this.causes.push(cause);
      },
      onPush: (_connection, protoId, body) => this.pushes.push({ protoId, body: body.toString() }),
      onReply: (call, body) => {
        this.replies.push(body.toString());
        call.settle(body, null);
      },
      onLost: (call) => this.lost.push({ tag: Buffer.from(call.request.body).toString(), sent: call.sent }),
      ...options,
    });
  }

  get socket(): FakeSocket {
    return this.opend.socket;
  }

  get lastCause(): string {
    return this.causes.at(-1) ?? "";
  }

  /** Starts, or waits for the next attempt, and opens a session. */
  ready(session: SessionParts = {}): FakeSocket {
    if (this.connection.stateName === "idle") this.connection.start();
    this.waitForAttempt();
    this.socket.openSession(session);
    return this.socket;
  }

  /** Lets the back-off pass. */
  waitForAttempt(): void {
    const { retryAfterMs } = this.connection;
    if (retryAfterMs !== null) this.clock.advance(retryAfterMs);
  }

  /** Gives the connection a call; its frame leaves at the end of the turn. */
  send(tag: string, parts: Partial<CallRequest> = {}): Call {
    const call = new Call(
      request(tag, parts),
      () => undefined,
      () => undefined,
    );
    this.connection.send(call);
    return call;
  }
}
