import { formatAddress, isLoopback } from "./address.js";
import type { ConfigWarning } from "./effective-config.js";
import type { Origin } from "./problem.js";
import type { Config } from "./schema.js";
import { formatNumber } from "./setting.js";
import { settings } from "./settings-table.js";

const MIN_CONNECTION_AGE_MS = 10_000;

type Origins = ReadonlyMap<string, Origin>;

/** What values that are right one by one must not be together. One line each. */
export function findConflicts(config: Config, origins: Origins): string[] {
  const problems: string[] = [];
  const { grpc, http, opend, push, keysFile } = config;
  if (keysFile !== null) {
    problems.push(
      `${label("keysFile", origins)}: keys are not built yet in this version; leave it out (open mode, on loopback only)`,
    );
  }
  // Fails closed: open mode never grants real trading; the embedded simulator has no real money.
  if (config.trading === "real" && opend.addresses.length > 0) {
    problems.push(
      `${label("trading", origins)}: real orders need keys, which are not built yet in this version: without them every ` +
        "program of this machine could place them; use simulate or off",
    );
  }
  if (!isLoopback(grpc.address)) {
    problems.push(
      `${label("grpc.address", origins)}: ${formatAddress(grpc.address)} can be reached from other machines, ` +
        "and without keys everybody there could call; use a loopback address such as 127.0.0.1:33333, or unix:path",
    );
  }
  const grpcText = formatAddress(grpc.address);
  const fixedPort = grpc.address.kind === "unix" || grpc.address.port !== 0;
  if (fixedPort && grpcText === formatAddress(http.address)) {
    problems.push(`${label("http.address", origins)}: ${grpcText} is the gRPC address too; choose another port`);
  }
  if (grpc.maxConnectionAgeMs > 0 && grpc.maxConnectionAgeMs < MIN_CONNECTION_AGE_MS) {
    problems.push(
      `${label("grpc.maxConnectionAgeMs", origins)}: clients would do little but reconnect; use 10s or more, or 0s for no limit`,
    );
  }
  if (push.maxTotalBytes < push.maxQueuedBytes) {
    problems.push(
      `${label("push.maxTotalBytes", origins)}: must not be less than push.maxQueuedBytes (${formatNumber("bytes", push.maxQueuedBytes)}), which one stream may use`,
    );
  }
  const seen = new Set<string>();
  for (const address of opend.addresses.map(formatAddress)) {
    if (seen.has(address)) problems.push(`${label("opend.addresses", origins)}: ${address} is given twice`);
    seen.add(address);
  }
  return problems;
}

/** What a user should know of before it hurts. */
export function findWarnings(config: Config, origins: Origins): ConfigWarning[] {
  const warnings: ConfigWarning[] = [];
  const simulated = config.opend.addresses.length === 0;
  if (!isLoopback(config.http.address)) {
    warnings.push({
      code: "http_not_loopback",
      message: `metrics and health at ${formatAddress(config.http.address)} can be read from other machines without a password`,
    });
  }
  if (!simulated && config.opend.rsaKeyFile === null) {
    for (const address of config.opend.addresses.filter((each) => !isLoopback(each))) {
      warnings.push({
        code: "opend_not_encrypted",
        message: `orders and quotes travel to OpenD at ${formatAddress(address)} in plain text; give both sides an RSA key`,
      });
    }
  }
  if (!simulated) {
    for (const { key } of settings.filter((setting) => setting.key.startsWith("simulator."))) {
      if (origins.get(key)?.source === "default") continue;
      warnings.push({
        code: "setting_has_no_effect",
        message: `${label(key, origins)}: has no effect, because an OpenD address is given`,
      });
    }
  }
  return warnings;
}

/** How a setting is called where it was set. */
export function label(key: string, origins: Origins): string {
  const origin = origins.get(key);
  if (origin === undefined || origin.source === "default") return key;
  return origin.source === "file" ? `${origin.name}: ${key}` : origin.name;
}
