import type { Buffer } from "node:buffer";
import type { PacketIdSlot } from "../ftapi/packet-id.js";
import { DeadlineEntry } from "./deadline-wheel.js";

/** Why OpenD's answer did not come. */
export type CallFailureReason =
  /** Every member of the pool is down. */
  | "no_connection"
  /** The queue for members is full. */
  | "queue_full"
  /** No member became free within the queue's deadline. */
  | "queue_deadline"
  /** The caller's deadline passed. */
  | "deadline"
  /** The connection ended before the answer. */
  | "connection_lost"
  /** The caller went away. */
  | "cancelled"
  /** The gateway stops. */
  | "shutdown";

export interface CallFailure {
  readonly reason: CallFailureReason;
  /** Whether the frame may have reached OpenD. */
  readonly sent: boolean;
  /** When trying again makes sense, in milliseconds; null where unknown. */
  readonly retryAfterMs: number | null;
}

/** What the pool is asked to do. */
export interface CallRequest {
  readonly protoId: number;
  /** The whole request message; where `packetId` is set, its PacketID is replaced at sending. */
  readonly body: Uint8Array;
  readonly packetId: PacketIdSlot | null;
  /** Only reads: may be sent once more, on another member, when its connection died. */
  readonly repeatable: boolean;
  /** Goes to the home member: the one that holds the caller-visible state of OpenD. */
  readonly home: boolean;
  /** To the home member at once, before the calls that wait for it and whatever its load; fails where there is none. */
  readonly ahead?: boolean;
  /** Monotonic milliseconds; Infinity for none. */
  readonly deadlineMs: number;
  /** Called each time its frame is handed to the socket: from then on OpenD may see it. Must not throw. */
  readonly onSent?: (member: string, serialNo: number) => void;
}

/** Called exactly once: with OpenD's reply body, or with the failure. Must not throw. */
export type CallDone = (reply: Buffer | null, failure: CallFailure | null) => void;

/** What a connection does with a call it was given. */
export interface CallOwner {
  /** Forgets the call: the answer, should it come, is late. */
  release(call: Call): void;
}

/** One command on its way to OpenD and back. */
export class Call extends DeadlineEntry {
  readonly request: CallRequest;
  /** What holds the call now: the queue, or a connection. */
  owner: CallOwner | null = null;
  /** The serial number on the connection that has it; 0 before. */
  serialNo = 0;
  /** Whether its owner handed the frame to the socket. */
  sent = false;
  /** When it was handed over, in monotonic milliseconds. */
  sentAtMs = 0;
  /** Whether any frame of it may have reached OpenD. */
  mayHaveReached = false;
  /** Whether it was given to a second member already. */
  repeated = false;
  /** Ends the wait in the queue; null unless it waits there. */
  queueDeadline: DeadlineEntry | null = null;
  private done: CallDone | null;
  private readonly expired: (call: Call) => void;

  constructor(request: CallRequest, done: CallDone, expired: (call: Call) => void) {
    super();
    this.request = request;
    this.done = done;
    this.expired = expired;
  }

  get settled(): boolean {
    return this.done === null;
  }

  override expire(): void {
    this.expired(this);
  }

  /** Ends the call; only the first ending counts. */
  settle(reply: Buffer | null, failure: CallFailure | null): void {
    const { done } = this;
    if (done === null) return;
    this.done = null;
    done(reply, failure);
  }
}

/** The deadline of a call's wait in the queue. */
export class QueueDeadline extends DeadlineEntry {
  private readonly call: Call;
  private readonly expired: (call: Call) => void;

  constructor(call: Call, expired: (call: Call) => void) {
    super();
    this.call = call;
    this.expired = expired;
  }

  override expire(): void {
    this.expired(this.call);
  }
}
