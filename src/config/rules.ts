import { formatAddress, isLoopback } from "./address.js";
import type { ConfigWarning } from "./effective-config.js";
import type { Origin } from "./problem.js";
import type { Config } from "./schema.js";
import { formatNumber } from "./setting.js";
import { settings } from "./settings-table.js";
import type { StatePlaces } from "./state-places.js";

const MIN_CONNECTION_AGE_MS = 10_000;

/** Settings that say the same in two ways. */
const EITHER_OR = [
  ["redisUrl", "redisUrlFile"],
  ["unlockPasswordFile", "unlockMd5File"],
] as const;

type Origins = ReadonlyMap<string, Origin>;

/** What values that are right one by one must not be together. One line each. */
export function findConflicts(config: Config, origins: Origins): string[] {
  const problems: string[] = [];
  const { grpc, http, opend, push } = config;
  problems.push(...rightsConflicts(config, origins), ...tlsConflicts(config, origins));
  for (const [one, other] of EITHER_OR) {
    if (isSet(one, origins) && isSet(other, origins)) {
      problems.push(`${label(one, origins)}: ${label(other, origins)} is given too; give only one of them`);
    }
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

/** Fails closed: whoever can call without a key has what open mode grants, and that is for this machine only. */
function rightsConflicts({ keysFile, trading, grpc }: Config, origins: Origins): string[] {
  if (keysFile !== null) return [];
  const problems: string[] = [];
  if (trading === "real") {
    problems.push(
      `${label("trading", origins)}: real orders need keys: without them every program of this machine could place them; ` +
        "give --keys, or use simulate or off",
    );
  }
  if (!isLoopback(grpc.address)) {
    problems.push(
      `${label("grpc.address", origins)}: ${formatAddress(grpc.address)} can be reached from other machines, ` +
        "and without keys everybody there could call; give --keys, or use a loopback address such as 127.0.0.1:33333, or unix:path",
    );
  }
  return problems;
}

function tlsConflicts({ keysFile, grpc }: Config, origins: Origins): string[] {
  const { address, tlsCertFile, tlsKeyFile, tlsClientCaFile, plaintext } = grpc;
  const problems: string[] = [];
  if (tlsCertFile !== null && tlsKeyFile === null) {
    problems.push(`${label("grpc.tlsCertFile", origins)}: a certificate needs its private key; give --tls-key`);
  }
  if (tlsCertFile === null && tlsKeyFile !== null) {
    problems.push(`${label("grpc.tlsKeyFile", origins)}: a private key needs its certificate; give --tls-cert`);
  }
  if (tlsCertFile === null && tlsClientCaFile !== null) {
    problems.push(
      `${label("grpc.tlsClientCaFile", origins)}: client certificates are part of TLS; give --tls-cert and --tls-key`,
    );
  }
  if (tlsCertFile !== null && plaintext) {
    problems.push(`${label("grpc.plaintext", origins)}: a TLS certificate is given too; give only one of them`);
  }
  const served = tlsCertFile !== null || tlsKeyFile !== null || plaintext;
  if (keysFile !== null && !isLoopback(address) && !served) {
    problems.push(
      `${label("grpc.address", origins)}: ${formatAddress(address)} can be reached from other machines, and keys and orders ` +
        "could be read on the way; give --tls-cert and --tls-key, or --plaintext where something else encrypts",
    );
  }
  return problems;
}

/** What a user should know of before it hurts. */
export function findWarnings(config: Config, origins: Origins, places: StatePlaces): ConfigWarning[] {
  const simulated = config.opend.addresses.length === 0;
  const warnings = [...exposureWarnings(config, origins), ...memoryWarnings(config, places)];
  if (!simulated && config.opend.rsaKeyFile === null) {
    for (const address of config.opend.addresses.filter((each) => !isLoopback(each))) {
      warnings.push({
        code: "opend_not_encrypted",
        message: `orders and quotes travel to OpenD at ${formatAddress(address)} in plain text; give both sides an RSA key`,
      });
    }
  }
  const idle = (key: string, because: string): void => {
    if (!isSet(key, origins)) return;
    warnings.push({
      code: "setting_has_no_effect",
      message: `${label(key, origins)}: has no effect, because ${because}`,
    });
  };
  if (!simulated) {
    for (const { key } of settings.filter((setting) => setting.key.startsWith("simulator."))) {
      idle(key, "an OpenD address is given");
    }
  }
  if (config.keysFile === null) {
    for (const key of ["unlockPasswordFile", "unlockMd5File", "http.metricsPublic"]) idle(key, "no keys file is given");
  }
  return warnings;
}

function exposureWarnings({ grpc, http, keysFile, redisUrl }: Config, origins: Origins): ConfigWarning[] {
  const warnings: ConfigWarning[] = [];
  if (!isLoopback(http.address)) {
    const where = formatAddress(http.address);
    const open = keysFile === null || http.metricsPublic;
    warnings.push({
      code: "http_not_loopback",
      message: open
        ? `metrics and health at ${where} can be read from other machines without a key`
        : `health at ${where} can be read from other machines, and the keys that read metrics there travel in plain text`,
    });
  }
  if (!isLoopback(grpc.address) && grpc.plaintext) {
    warnings.push({
      code: "grpc_not_encrypted",
      message: `keys, orders and quotes at ${formatAddress(grpc.address)} travel in plain text; see that something else encrypts them`,
    });
  }
  if (redisUrl !== null && origins.get("redisUrl")?.source === "flag" && redisUrl.includes("@")) {
    warnings.push({
      code: "secret_on_command_line",
      message: `${label("redisUrl", origins)}: other users of this machine can read a password in a command line; use --redis-url-file`,
    });
  }
  return warnings;
}

/** What a restart, or an incident, would then lose. */
function memoryWarnings(config: Config, { stateDir, auditPath }: StatePlaces): ConfigWarning[] {
  const { opend, trading, redisUrl, redisUrlFile } = config;
  if (opend.addresses.length === 0 || trading === null || trading === "off") return [];
  const warnings: ConfigWarning[] = [];
  if (stateDir === null && redisUrl === null && redisUrlFile === null) {
    warnings.push({
      code: "state_in_memory",
      message:
        "orders pass, and daily values and idempotency keys are kept in memory only: a restart forgets them; give --state-dir a folder",
    });
  }
  if (auditPath === null) {
    warnings.push({
      code: "audit_off",
      message: "orders pass, and there is no audit log; give --audit a file or folder",
    });
  }
  return warnings;
}

function isSet(key: string, origins: Origins): boolean {
  const source = origins.get(key)?.source;
  return source !== undefined && source !== "default";
}

/** How a setting is called where it was set. */
export function label(key: string, origins: Origins): string {
  const origin = origins.get(key);
  if (origin === undefined || origin.source === "default") return key;
  return origin.source === "file" ? `${origin.name}: ${key}` : origin.name;
}
