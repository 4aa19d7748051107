/** For whose order something is looked up, and until when. */
export interface LookupFor {
  /** As in Caller: look-ups have a share of OpenD's limits for each. */
  readonly owner: string;
  /** Monotonic. */
  readonly deadlineMs: number;
}

/** How the gateway asks OpenD what it must know to judge an order. */
export interface Upstream {
  /**
   * Sends a read and resolves with OpenD's whole reply body, whatever its retType.
   * @throws GatewayError when no answer came.
   */
  query(protoId: number, body: Uint8Array, asker: LookupFor): Promise<Uint8Array>;
}

/** Time as the order rules need it; `Clock` of opend/clock.ts fits. */
export interface OrderClock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Epoch milliseconds. */
  wallMs(): number;
  /** Runs `task` once, `delayMs` from now. Returns what cancels it. */
  schedule(delayMs: number, task: () => void): () => void;
}
