import { code, link, type Page, page, prose, table } from "./markdown.js";
import type { MetricFact } from "./metric-facts.js";
import type { Sources } from "./sources.js";

export function metricsPage({ metrics }: Sources): Page {
  const calls = metrics.filter(({ name }) => name.startsWith("grpc_"));
  const own = metrics.filter(({ name }) => !name.startsWith("grpc_"));
  return page(
    "metrics.md",
    "Metrics",
    `What ${code("/metrics")} of the operations listener shows (${link("operations", "../operations.md#listeners")}). No label holds a key, an account, a security or a client's address. A metric of a part that is not in use, such as Redis, is not there.`,
    "## Calls",
    `The names that dashboards for Go's and Java's gRPC servers know. ${code("grpc_method")} is the method's own name, typed methods included.`,
    metricTable(calls),
    "## The gateway",
    metricTable(own),
    `${code("opend_gateway_build_info")} is always 1; its labels ${code("version")} and ${code("node")} tell which build runs.`,
    "## The process",
    `The usual metrics of a Node program: CPU, memory, file descriptors (${code("process_*")}), event-loop delay (${code("nodejs_eventloop_lag_*")}), heap and garbage collection (${code("nodejs_*")}).`,
  );
}

function metricTable(metrics: readonly MetricFact[]): string {
  return table(
    ["name", "type", "labels", "what it counts"],
    metrics.map(({ name, type, labels, help }) => [code(name), type, labels.map(labelText).join("; "), prose(help)]),
  );
}

function labelText({ name, values }: MetricFact["labels"][number]): string {
  if (values.length < 2) return code(name);
  return `${code(name)}: ${values.map(code).join(", ")}`;
}
