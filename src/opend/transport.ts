import type { Buffer } from "node:buffer";

/** Where an OpenD listens. */
export interface OpendAddress {
  readonly host: string;
  readonly port: number;
}

/** What a transport tells its owner. After `closed` nothing more comes. */
export interface TransportListener {
  connected(): void;
  data(chunk: Buffer): void;
  /** The peer takes bytes again after `write` returned false. */
  drained(): void;
  /** @param cause why, for logs; null for an orderly end by the peer. */
  closed(cause: Error | null): void;
}

/** A byte stream to OpenD. */
export interface Transport {
  /** Writes all chunks in one system call where possible; false asks to wait for `drained`. */
  write(chunks: readonly Buffer[]): boolean;
  /** Ends at once. `closed` is not called for it. */
  destroy(): void;
}

/** Begins to connect; the listener is called only after this has returned. */
export type Dial = (address: OpendAddress, listener: TransportListener) => Transport;
