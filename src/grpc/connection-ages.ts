/** Bounds of a connection's life, as grpc-js applies them: GOAWAY at the age, the end `graceMs` later. */
export interface ConnectionAgeLimits {
  readonly maxAgeMs: number;
  readonly graceMs: number;
}

/** grpc-js varies the age by so much in both directions. */
const JITTER = 0.1;
/** How much of the time until the connection's end a stream uses: its status must still get out. */
const SHARE_OF_GRACE = 0.9;

interface Connection {
  readonly sinceMs: number;
  streams: number;
}

/**
 * When the streams of a connection of limited age must end, so that they end
 * with a status instead of with their connection: after the GOAWAY, which sends
 * the client's next stream to a new connection, and within the grace.
 *
 * grpc-js tells nobody how old a connection is. The first stream on it counts,
 * which is right for clients that keep a connection for streams; on others a
 * stream may be cut by the connection's end.
 */
export class ConnectionAges {
  private readonly endAfterMs: number;
  private readonly connections = new Map<string, Connection>();

  constructor({ maxAgeMs, graceMs }: ConnectionAgeLimits) {
    const lastGoawayMs = maxAgeMs * (1 + JITTER);
    const firstEndMs = maxAgeMs * (1 - JITTER) + graceMs * SHARE_OF_GRACE;
    this.endAfterMs = Math.min(lastGoawayMs, firstEndMs);
  }

  /** Connections that have streams. */
  get size(): number {
    return this.connections.size;
  }

  /** A stream opens on the connection of `peer`. Returns when it must end, and what is to be called at its end. */
  open(peer: string, nowMs: number): { readonly endAtMs: number; readonly close: () => void } {
    // Peers of a Unix socket have no name: each stream for itself.
    if (!peer.includes(":")) return { endAtMs: nowMs + this.endAfterMs, close: () => {} };
    const connection = this.connections.get(peer) ?? { sinceMs: nowMs, streams: 0 };
    connection.streams++;
    this.connections.set(peer, connection);
    return {
      endAtMs: connection.sinceMs + this.endAfterMs,
      close: () => {
        connection.streams--;
        if (connection.streams === 0) this.connections.delete(peer);
      },
    };
  }
}
