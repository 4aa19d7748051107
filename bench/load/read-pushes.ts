import { scriptPath } from "../servers/launch.js";
import { runForJson } from "./run.js";

/** What the readers' process does. */
export interface ReaderPlan {
  readonly port: number;
  /** Whose CPU time and memory are read. */
  readonly serverPid: number;
  /** The call; null: the server sends messages over plain TCP. */
  readonly http2: {
    readonly path: string;
    /** One gRPC message with its prefix, in base64. */
    readonly request: string;
  } | null;
  readonly readers: number;
  /** More readers, which are not measured. */
  readonly unmeasuredReaders: number;
  /** More readers, which take 64 KiB and then nothing, like a process that was stopped. */
  readonly stoppedReaders: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  /** Reads every event's `received_at`; without it, events are only counted. */
  readonly latency: boolean;
}

/** What the readers saw while they measured. */
export interface PushReading {
  readonly deliveries: number;
  readonly deliveriesPerSecond: number;
  /** With the five bytes that gRPC puts before each. */
  readonly bytesPerDelivery: number;
  /** Of the server, for each delivery; null where it can't be read. */
  readonly cpuMicroseconds: number | null;
  /** CPU time of the server by the time that went by: 1 is one core. */
  readonly cpuShare: number | null;
  /** From `received_at` to the reader, in microseconds. */
  readonly latency: { readonly p50: number; readonly p99: number } | null;
  /** Of the server, at the end; null where it can't be read. */
  readonly residentBytes: number | null;
}

/** Runs readers in a process of their own, on `core`. */
export function readPushes(plan: ReaderPlan, core: string | undefined): Promise<PushReading> {
  return runForJson<PushReading>(scriptPath("load/push-readers"), [JSON.stringify(plan)], core);
}
