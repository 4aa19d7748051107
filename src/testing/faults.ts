/** Probability of a fault for each chunk that passes, 0 to 1. */
type Chance = number;

/** What a direction does to the bytes that pass; an empty object does nothing. */
export interface DirectionFaults {
  /** Every byte comes this much later; the order stays. */
  readonly latencyMs?: number;
  /** Up to this much more, at random. */
  readonly jitterMs?: number;
  readonly bytesPerSecond?: number;
  /** Swallows bytes, and the end of the connection too: the silence of a cable that was pulled. */
  readonly drop?: boolean;
  /** Stops reading: the sender's window becomes zero. What was read before stays where it is. */
  readonly stall?: boolean;
  /** Writes at most this many bytes at a time. */
  readonly sliceBytes?: number;
  /** Flips a bit: of the byte at this place, counted on each connection from the moment of `set`, once; or at random. */
  readonly corrupt?: { readonly atByte: number } | { readonly chance: Chance };
  /** Sends a chunk, or a whole FTAPI frame, a second time at once. Default chance 1. */
  readonly duplicate?: { readonly unit: "chunk" | "frame"; readonly chance?: Chance };
  /** Resets the connection when this many bytes have been written from the moment of `set`, in mid-frame if it falls so. */
  readonly resetAfterBytes?: number;
}

export interface DirectionStats {
  readonly readBytes: number;
  readonly writtenBytes: number;
  readonly droppedBytes: number;
  readonly corruptedBytes: number;
  /** Chunks or frames that were sent a second time. */
  readonly duplicates: number;
  readonly writes: number;
  /** Read, and not yet written. */
  readonly queuedBytes: number;
}

export type MutableDirectionStats = { -readonly [Name in keyof DirectionStats]: number };

export function noStats(): MutableDirectionStats {
  return {
    readBytes: 0,
    writtenBytes: 0,
    droppedBytes: 0,
    corruptedBytes: 0,
    duplicates: 0,
    writes: 0,
    queuedBytes: 0,
  };
}

/** Time as the proxy needs it. */
export interface FaultClock {
  now(): number;
  /** Returns what cancels it. */
  schedule(delayMs: number, task: () => void): () => void;
}
