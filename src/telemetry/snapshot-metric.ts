import { Counter, Gauge, Histogram, type MetricObjectWithValues, type MetricValue, type Registry } from "prom-client";

/** One sample: `suffix` is `_bucket`, `_sum` or `_count` of a histogram. */
export interface Sample {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  readonly suffix?: string;
}

export interface SnapshotOptions {
  readonly name: string;
  readonly help: string;
  /** Called at each scrape. */
  readonly samples: () => readonly Sample[];
}

type Values = MetricObjectWithValues<MetricValue<string>>;

/**
 * Registers a metric whose values are read at each scrape from numbers that
 * are kept elsewhere. prom-client's own `inc` and `observe` build a label hash
 * and objects on each update, which is too much for the path of a call.
 */
export function registerSnapshotMetric(
  registry: Registry,
  type: "counter" | "gauge" | "histogram",
  options: SnapshotOptions,
): void {
  const { name, help, samples } = options;
  const Kind = { counter: Counter, gauge: Gauge, histogram: Histogram }[type];
  const metric = new Kind({ name, help, registers: [] });
  const read = (): Promise<Values> => {
    const values = samples().map(({ labels, value, suffix }) => ({
      labels,
      value,
      ...(suffix === undefined ? {} : { metricName: `${name}${suffix}` }),
    }));
    return Promise.resolve({ name, help, type, values, aggregator: "sum" } as unknown as Values);
  };
  // The registry asks a histogram for `getForPromString` and all others for `get`.
  registry.registerMetric(Object.assign(metric, { get: read, getForPromString: read }));
}
