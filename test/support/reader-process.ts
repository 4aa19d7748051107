import { Buffer } from "node:buffer";
import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ServiceError } from "@grpc/grpc-js";
import { type PushEvent, SubscribePushRequest } from "../../generated/ts/futu/service/futu.js";
import { detailsOf, FutuClient } from "../../src/grpc/testing/futu-client.js";

/** What one stream of a reader process got. */
export interface StreamReport {
  readonly accepted: boolean;
  readonly data: number;
  /** Whether the sequences count from 1 without holes. */
  readonly gapless: boolean;
  readonly lastSequence: number;
  /** Sums of what its events say. */
  readonly dropped: number;
  readonly conflated: number;
  /** Sum of what its gap events say. */
  readonly gapEvents: number;
  /** {@link digest} of each trade event, in order. */
  readonly trades: readonly string[];
  /** Of the events since the last report, in milliseconds from the gateway's read to this process. */
  readonly latenciesMs: readonly number[];
  readonly end: { readonly code: number; readonly reason: string; readonly metadata: Record<string, string> } | null;
}

interface Settings {
  readonly port: number;
  readonly streams: number;
  readonly request: string;
}

/** Names a body. */
export function digest(body: Uint8Array): string {
  return createHash("sha1").update(body).digest("base64").slice(0, 16);
}

/** Streams in a process of their own, which can be stopped with a signal. */
export class ReaderProcess {
  private readonly child: ChildProcess;

  constructor(port: number, streams: number, request: SubscribePushRequest) {
    const encoded = Buffer.from(SubscribePushRequest.encode(request).finish()).toString("base64");
    const settings: Settings = { port, streams, request: encoded };
    const execArgv = import.meta.url.endsWith(".ts") ? ["--import", "tsx"] : [];
    this.child = fork(fileURLToPath(import.meta.url), [JSON.stringify(settings)], { execArgv });
  }

  signal(name: "SIGSTOP" | "SIGCONT" | "SIGKILL"): void {
    this.child.kill(name);
  }

  /** What its streams have got so far. */
  async report(): Promise<readonly StreamReport[]> {
    const answered = once(this.child, "message");
    this.child.send("report");
    const [reports] = (await answered) as [readonly StreamReport[]];
    return reports;
  }

  /** Asks again and again until the reports fit. */
  async until(what: string, fits: (reports: readonly StreamReport[]) => boolean, withinMs = 30_000): Promise<void> {
    const giveUpAt = performance.now() + withinMs;
    for (;;) {
      const reports = await this.report();
      if (fits(reports)) return;
      if (performance.now() > giveUpAt) {
        const brief = reports.map((report) => ({ ...report, trades: report.trades.length, latenciesMs: [] }));
        throw new Error(`${what} did not come: ${JSON.stringify(brief)}`);
      }
    }
  }
}

class Reader {
  private accepted = false;
  private data = 0;
  private gapless = true;
  private lastSequence = 0;
  private dropped = 0;
  private conflated = 0;
  private gapEvents = 0;
  private readonly trades: string[] = [];
  private latenciesMs: number[] = [];
  private end: StreamReport["end"] = null;

  constructor(client: FutuClient, request: Buffer) {
    const call = client.subscribe(request);
    call.on("data", (event: PushEvent) => this.take(event));
    // What grpc-js reports is a ServiceError always; its types say only Error.
    call.on("error", (error) => this.ended(error as ServiceError));
  }

  report(): StreamReport {
    const { accepted, data, gapless, lastSequence, dropped, conflated, gapEvents, trades, latenciesMs, end } = this;
    this.latenciesMs = [];
    return { accepted, data, gapless, lastSequence, dropped, conflated, gapEvents, trades, latenciesMs, end };
  }

  private take(event: PushEvent): void {
    const { control, sequence = 0n, body, received_at: receivedAt = 0n } = event;
    if (control !== undefined) {
      this.accepted ||= control.accepted !== undefined;
      this.gapEvents += Number(control.gap?.events ?? 0n);
      return;
    }
    this.data++;
    this.gapless &&= Number(sequence) === this.lastSequence + 1;
    this.lastSequence = Number(sequence);
    this.dropped += event.dropped ?? 0;
    this.conflated += event.conflated ?? 0;
    if (event.event_type === "trade") this.trades.push(digest(body ?? new Uint8Array()));
    this.latenciesMs.push(performance.timeOrigin + performance.now() - Number(receivedAt) / 1e6);
  }

  private ended(error: ServiceError): void {
    const info = error.metadata.get("grpc-status-details-bin").length > 0 ? detailsOf(error).errorInfo : null;
    this.end = { code: error.code, reason: info?.reason ?? "", metadata: { ...info?.metadata } };
  }
}

function read({ port, streams, request }: Settings): void {
  const bytes = Buffer.from(request, "base64");
  const readers = Array.from({ length: streams }, () => new Reader(new FutuClient(port), bytes));
  process.on("message", () => process.send?.(readers.map((reader) => reader.report())));
  process.on("disconnect", () => process.exit());
}

const [, main, settings] = process.argv;
if (main === fileURLToPath(import.meta.url) && settings !== undefined) read(JSON.parse(settings) as Settings);
