/** What a simulator has seen since it began. */
export interface SimulatorStats {
  readonly connections: number;
  readonly connectionsAccepted: number;
  /** Frames received, by proto_id: shows that nothing is sent twice. */
  readonly received: ReadonlyMap<number, number>;
  readonly pushesSent: ReadonlyMap<number, number>;
  /** Orders that were taken: 2202 and 2227 answered with retType 0. */
  readonly ordersAccepted: number;
  /** Replies with a retType other than 0. */
  readonly refusals: number;
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
    this.received.set(protoId, (this.received.get(protoId) ?? 0) + 1);
  }

  countPush(protoId: number): void {
    this.pushesSent.set(protoId, (this.pushesSent.get(protoId) ?? 0) + 1);
  }

  addHandling(protoId: number, spentMs: number): void {
    this.handlingMs.set(protoId, (this.handlingMs.get(protoId) ?? 0) + spentMs);
  }

  snapshot(connections: number): SimulatorStats {
    return {
      connections,
      connectionsAccepted: this.connectionsAccepted,
      received: new Map(this.received),
      pushesSent: new Map(this.pushesSent),
      ordersAccepted: this.ordersAccepted,
      refusals: this.refusals,
    };
  }
}
