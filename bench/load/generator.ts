import type { Latency } from "../statistics.js";

/** A call as generators make it. */
export interface LoadCall {
  /** As HTTP/2 sees it. */
  readonly path: string;
  /** Holds one gRPC message, prefix included. */
  readonly bodyFile: string;
}

/** Where calls go, and how long. */
export interface Target {
  readonly name: string;
  readonly port: number;
  readonly seconds: number;
  /** Bytes of one right answer, gRPC prefix included: what a failed call does not have. */
  readonly answerBytes: number;
  /** Default: the generator's own call of `Request`. */
  readonly call?: LoadCall;
  /** Metadata of each call beyond what gRPC needs. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Where the generator runs; undefined leaves it to the system. */
  readonly core: string | undefined;
}

/** How many calls are open at once. */
export interface Concurrency {
  readonly connections: number;
  readonly streams: number;
}

export interface Throughput {
  readonly calls: number;
  readonly callsPerSecond: number;
}

/** Sends calls from a process of its own. Both throw where a call failed. */
export interface LoadGenerator {
  /** As it is named in the report. */
  readonly name: string;
  throughput(target: Target, concurrency: Concurrency): Promise<Throughput>;
  /** One call after the other on one connection. */
  serial(target: Target): Promise<Latency>;
}
