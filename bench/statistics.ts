/** The value below which the share `quantile` (0 to 1) of `values` lies. NaN of nothing. */
export function percentile(values: readonly number[], quantile: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Times of calls made one after the other, in microseconds. */
export interface Latency {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

export function latencyOf(microseconds: readonly number[]): Latency {
  // The first tenth still warms connection and caches up.
  const warm = microseconds.slice(Math.floor(microseconds.length / 10));
  return { p50: percentile(warm, 0.5), p90: percentile(warm, 0.9), p99: percentile(warm, 0.99) };
}
