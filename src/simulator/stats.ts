import { commandById } from "../catalog/catalog.js";
import type { FirehoseStats } from "./firehose/firehose.js";

/** Where frames of ids that the table has not are counted: one place for all, so that a client can't make the map grow. */
const UNKNOWN_PROTO_ID = 0;

/** What a simulator has seen since it began. */
export interface SimulatorStats {
  readonly connections: number;
  readonly connectionsAccepted: number;
  /** Frames received, by proto_id: shows that nothing is sent twice. Ids without a row stand under 0. */
  readonly received: ReadonlyMap<number, number>;
  readonly pushesSent: ReadonlyMap<number, number>;
  /** Orders that were taken: 2202 and 2227 answered with retType 0. */
  readonly ordersAccepted: number;
  /** Replies with a retType other than 0. */
  readonly refusals: number;
  /** Null without a firehose. */
  readonly firehose: FirehoseStats | null;
  /** Orders that accounts placed on their own, for `firehoseTrades`. */
  readonly ordersGenerated: number;
}

/** Counters behind {@link SimulatorStats} and GetDelayStatistics. */
export class Counters {
  connectionsAccepted = 0;
  ordersAccepted = 0;
  refusals = 0;
  readonly received = new Map<number, number>();
  readonly pushesSent = new Map<number, number>();
  /** Time spent on the requests of a command, in milliseconds. */
  readonly handlingMs = new Map<number, number>();

  countReceived(protoId: number): void {
    const key = commandById(protoId) === undefined ? UNKNOWN_PROTO_ID : protoId;
    this.received.set(key, (this.received.get(key) ?? 0) + 1);
  }

  countPush(protoId: number): void {
    this.pushesSent.set(protoId, (this.pushesSent.get(protoId) ?? 0) + 1);
  }

  addHandling(protoId: number, spentMs: number): void {
    this.handlingMs.set(protoId, (this.handlingMs.get(protoId) ?? 0) + spentMs);
  }

  snapshot(others: Pick<SimulatorStats, "connections" | "firehose" | "ordersGenerated">): SimulatorStats {
    return {
      ...others,
      connectionsAccepted: this.connectionsAccepted,
      received: new Map(this.received),
      pushesSent: new Map(this.pushesSent),
      ordersAccepted: this.ordersAccepted,
      refusals: this.refusals,
    };
  }
}
