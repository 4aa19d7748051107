import { collectDefaultMetrics, Gauge, type Registry } from "prom-client";

export interface BuildInfo {
  readonly version: string;
  /** Of the runtime, such as `v20.19.0`. */
  readonly node: string;
}

/**
 * Registers CPU, memory, garbage collection and event-loop delay
 * (`nodejs_eventloop_lag_*`, from `perf_hooks.monitorEventLoopDelay`), and
 * `opend_gateway_build_info`.
 */
export function registerProcessMetrics(registry: Registry, build: BuildInfo): void {
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "opend_gateway_build_info",
    help: "Always 1; the labels tell which build runs.",
    labelNames: ["version", "node"],
    registers: [registry],
  }).set({ version: build.version, node: build.node }, 1);
}
