import type { Registry } from "prom-client";
import { registerSnapshotMetric, type Sample } from "./snapshot-metric.js";
import { knownStatusCode, statusCodeNames } from "./status-code.js";

export type CallType = "unary" | "client_stream" | "server_stream" | "bidi_stream";

/** Why a call got no answer of OpenD: a GatewayError is one. */
export interface RefusedCall {
  readonly reason: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The numbers of one gRPC method. Plain numbers: an update makes no object. */
export class MethodMetrics {
  readonly labels: Readonly<Record<"grpc_type" | "grpc_service" | "grpc_method", string>>;
  readonly #bounds: readonly number[];
  readonly #buckets: Float64Array;
  readonly #codes = new Float64Array(statusCodeNames.length);
  #started = 0;
  #received = 0;
  #sent = 0;
  #seconds = 0;
  #count = 0;
  readonly #onRefused: (call: RefusedCall) => void;

  constructor(
    service: string,
    method: string,
    type: CallType,
    boundsSeconds: readonly number[],
    onRefused: (call: RefusedCall) => void = () => undefined,
  ) {
    this.#onRefused = onRefused;
    this.labels = { grpc_type: type, grpc_service: service, grpc_method: method };
    this.#bounds = boundsSeconds;
    this.#buckets = new Float64Array(boundsSeconds.length);
  }

  started(): void {
    this.#started++;
  }

  messageReceived(): void {
    this.#received++;
  }

  messageSent(): void {
    this.#sent++;
  }

  /** Beside `handled`, for a call that the gateway refused or could not deliver. */
  refused(call: RefusedCall): void {
    this.#onRefused(call);
  }

  /** The call ended with status `code` after `seconds`. */
  handled(code: number, seconds: number): void {
    const known = knownStatusCode(code);
    this.#codes[known] = (this.#codes[known] ?? 0) + 1;
    this.#count++;
    this.#seconds += seconds;
    const bounds = this.#bounds;
    for (let i = 0; i < bounds.length; i++) {
      if (seconds <= (bounds[i] ?? 0)) {
        this.#buckets[i] = (this.#buckets[i] ?? 0) + 1;
        return;
      }
    }
  }

  /** Calls that began and have not ended. */
  get inProgress(): number {
    return this.#started - this.#count;
  }

  counts(): { readonly started: number; readonly received: number; readonly sent: number } {
    return { started: this.#started, received: this.#received, sent: this.#sent };
  }

  handledSamples(): Sample[] {
    return statusCodeNames.map((name, code) => ({
      labels: { ...this.labels, grpc_code: name },
      value: this.#codes[code] ?? 0,
    }));
  }

  histogramSamples(): Sample[] {
    let below = 0;
    const samples: Sample[] = this.#bounds.map((bound, index) => {
      below += this.#buckets[index] ?? 0;
      return { labels: { ...this.labels, le: bound }, value: below, suffix: "_bucket" };
    });
    samples.push(
      { labels: { ...this.labels, le: "+Inf" }, value: this.#count, suffix: "_bucket" },
      { labels: this.labels, value: this.#seconds, suffix: "_sum" },
      { labels: this.labels, value: this.#count, suffix: "_count" },
    );
    return samples;
  }
}

export interface CallMetricsOptions {
  /** Upper bounds of the latency buckets, rising. */
  readonly boundsSeconds: readonly number[];
  readonly onRefused?: (call: RefusedCall) => void;
}

/** The `grpc_server_*` metrics, under the names that existing dashboards use. */
export class CallMetrics {
  readonly #methods = new Map<string, MethodMetrics>();
  readonly #options: CallMetricsOptions;

  constructor(registry: Registry, options: CallMetricsOptions) {
    this.#options = options;
    const each = (read: (method: MethodMetrics) => readonly Sample[]) => () =>
      [...this.#methods.values()].flatMap(read);
    const one = (read: (method: MethodMetrics) => number) =>
      each((method) => [{ labels: method.labels, value: read(method) }]);
    registerSnapshotMetric(registry, "counter", {
      name: "grpc_server_started_total",
      help: "Calls that began.",
      samples: one((method) => method.counts().started),
    });
    registerSnapshotMetric(registry, "counter", {
      name: "grpc_server_handled_total",
      help: "Calls that ended, by status code.",
      samples: each((method) => method.handledSamples()),
    });
    registerSnapshotMetric(registry, "counter", {
      name: "grpc_server_msg_received_total",
      help: "Messages received from clients.",
      samples: one((method) => method.counts().received),
    });
    registerSnapshotMetric(registry, "counter", {
      name: "grpc_server_msg_sent_total",
      help: "Messages sent to clients.",
      samples: one((method) => method.counts().sent),
    });
    registerSnapshotMetric(registry, "histogram", {
      name: "grpc_server_handling_seconds",
      help: "Time from the start of a call to its status.",
      samples: each((method) => method.histogramSamples()),
    });
  }

  /** The numbers of one method. Asking for it makes its series appear, at zero. */
  method(service: string, method: string, type: CallType): MethodMetrics {
    const key = `${service}/${method}`;
    let metrics = this.#methods.get(key);
    if (metrics === undefined) {
      const { boundsSeconds, onRefused } = this.#options;
      metrics = new MethodMetrics(service, method, type, boundsSeconds, onRefused);
      this.#methods.set(key, metrics);
    }
    return metrics;
  }
}
