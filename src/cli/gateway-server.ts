import { Registry } from "prom-client";
import { formatAddress, isLoopback, type ListenAddress } from "../config/address.js";
import { LATENCY_BOUNDS_SECONDS } from "../config/defaults.js";
import type { EffectiveConfig } from "../config/effective-config.js";
import { Gateway } from "../gateway/gateway.js";
import { clearStaleSocket } from "../grpc/bind-address.js";
import { GrpcServer } from "../grpc/server.js";
import { MetricsAccess } from "../http/metrics-access.js";
import { OperationsServer, type Readiness } from "../http/operations-server.js";
import type { AppendLog } from "../state/append-log.js";
import { CallMetrics } from "../telemetry/call-metrics.js";
import { registerGuardMetrics } from "../telemetry/guard-metrics.js";
import type { Logger } from "../telemetry/logger.js";
import { registerProcessMetrics } from "../telemetry/process-metrics.js";
import { registerPushMetrics } from "../telemetry/push-metrics.js";
import { registerUpstreamMetrics } from "../telemetry/upstream-metrics.js";
import { type RunningSimulator, startSimulator } from "./embedded-simulator.js";
import { gatewayOptions } from "./gateway-options.js";
import { GuardParts } from "./guard-parts.js";
import { listenerLabel, listenProblem } from "./listen-problem.js";
import { logRestored, logStreamEnd } from "./push-log.js";
import { readUnlockMd5 } from "./secret-files.js";
import type { RunningServer } from "./server-process.js";
import { openPushRecord } from "./state-folder.js";
import { logPoolEvent } from "./upstream-log.js";

export interface GatewayServerOptions {
  readonly config: EffectiveConfig;
  /** The PEM text of the FTAPI key, or null. */
  readonly rsaKey: string | null;
  readonly version: string;
  readonly logger: Logger;
}

/** A gateway with all that belongs to it: the one place where the parts are wired together. */
export class GatewayServer implements RunningServer {
  readonly #options: GatewayServerOptions;
  readonly #state: AppendLog | null;
  readonly #guard: GuardParts;
  readonly #simulator: RunningSimulator | null;
  readonly #gateway: Gateway;
  readonly #grpc: GrpcServer;
  readonly #http: OperationsServer;
  #draining = false;

  /**
   * Opens the state folder and the listeners, and begins to connect to OpenD.
   * @throws CliError when the folder or a listener can't be opened; nothing is left behind
   */
  static async start(options: GatewayServerOptions): Promise<GatewayServer> {
    const { config, rsaKey, logger } = options;
    readUnlockMd5(config);
    const guard = await GuardParts.open(config, logger);
    let state: AppendLog | null = null;
    let simulator: RunningSimulator | null = null;
    let server: GatewayServer | null = null;
    try {
      state = openPushRecord(config, logger);
      if (config.simulated) {
        simulator = await startSimulator(config.settings.simulator, rsaKey, { host: "127.0.0.1", port: 0 });
      }
      server = new GatewayServer(options, guard, state, simulator);
      await server.#open();
      return server;
    } catch (error) {
      if (server === null) await simulator?.close();
      else await server.#abandon();
      await Promise.all([guard.close(), state?.close()]);
      throw error;
    }
  }

  private constructor(
    options: GatewayServerOptions,
    guard: GuardParts,
    state: AppendLog | null,
    simulator: RunningSimulator | null,
  ) {
    const { config, rsaKey, logger, version } = options;
    const { grpc, opend, push } = config.settings;
    this.#options = options;
    this.#guard = guard;
    this.#state = state;
    this.#simulator = simulator;
    this.#gateway = new Gateway({
      ...gatewayOptions(config, {
        addresses: simulator === null ? opend.addresses : [simulator.address],
        rsaKey,
        state,
        guard,
      }),
      onEvent: (event) => {
        logPoolEvent(logger, event, this.#draining);
        if (event.type === "pool_serving") this.#grpc.health.setServing(event.serving && !this.#draining);
      },
      onWithheld: (withheld) => {
        guard.counters.withheldReplies++;
        logger.event("reply.withheld", { ...withheld });
      },
      onRestored: (event) => logRestored(logger, event, Date.now()),
      onStreamEnd: (end) => logStreamEnd(logger, end),
    });
    const { pool, pipeline, hub, ledger, record, budgets } = this.#gateway;
    const registry = new Registry();
    registerProcessMetrics(registry, { version, node: process.version });
    registerUpstreamMetrics(registry, () => pool.snapshot());
    registerPushMetrics(registry, {
      push: () => hub.stats(),
      subscriptions: () => ledger.snapshot(),
      record: () => ({ events: record.size, failing: state?.failing === true }),
    });
    registerGuardMetrics(registry, guard.counters, () => guard.state());
    guard.onKeysChanged = (change) => this.#gateway.keysChanged(change);
    this.#grpc = new GrpcServer({
      address: grpc.address,
      credentials: guard.tls,
      reflection: isLoopback(grpc.address),
      pipeline,
      hub,
      authenticator: guard.keys?.grpc ?? null,
      keysAdmin: guard.keys?.admin ?? null,
      audit: guard.audit,
      limits:
        budgets === null
          ? null
          : {
              callers: guard.limits,
              budgets,
              opend: () => guard.pacing?.snapshot() ?? [],
              orders: guard.orders,
              trading: config.trading,
              wallMs: Date.now,
            },
      metrics: new CallMetrics(registry, {
        boundsSeconds: LATENCY_BOUNDS_SECONDS,
        onRefused: (call) => guard.counters.countRefusal(call),
      }),
      logger,
      upstream: this.#upstreamNames().join(","),
      maxMessageBytes: grpc.maxMessageBytes,
      keepaliveTimeMs: grpc.keepaliveTimeMs,
      keepaliveTimeoutMs: grpc.keepaliveTimeoutMs,
      maxConnectionAgeMs: grpc.maxConnectionAgeMs,
      maxConnectionAgeGraceMs: grpc.maxConnectionAgeGraceMs,
      maxPushStreams: push.maxStreams,
      autoSubscribe: push.autoSubscribe,
    });
    this.#http = new OperationsServer({
      metrics: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
      readiness: () => this.#readiness(),
      metricsAccess: metricsAccess(guard, config),
      onError: (error) => logger.event("http.failed", { err: error }),
    });
  }

  /**
   * Says that it stops, ends the streams, lets calls under way finish within
   * the grace, then closes everything; the state folder last, because the
   * record is written until then.
   */
  async stop(): Promise<void> {
    this.#draining = true;
    const { shutdownGraceMs } = this.#options.config.settings;
    await this.#grpc.stop(() => this.#gateway.stop(shutdownGraceMs));
    await Promise.all([this.#http.close(), this.#simulator?.close()]);
    await this.#state?.close();
    await this.#guard.close();
    this.#options.logger.event("gateway.stopped");
  }

  /** SIGHUP, where there are keys. */
  reload(): void {
    this.#guard.reload();
  }

  async #abandon(): Promise<void> {
    this.#grpc.kill();
    await Promise.all([this.#http.close(), this.#simulator?.close()]);
  }

  async #open(): Promise<void> {
    const { config, logger, version, rsaKey } = this.#options;
    const { grpc, http, opend, bodyCheck } = config.settings;
    const grpcAddress = await this.#grpc.start().catch((error: unknown) => {
      throw listenProblem(listenerLabel("grpc.address", config), grpc.address, error);
    });
    const httpAddress = await this.#listenHttp().catch((error: unknown) => {
      throw listenProblem(listenerLabel("http.address", config), http.address, error);
    });
    if (this.#state !== null) {
      logger.event("state.opened", { folder: config.stateDir, events: this.#gateway.record.size });
    }
    for (const { code, message } of config.warnings) logger.event("config.warning", { code, warning: message });
    if (this.#simulator !== null)
      logger.event("gateway.simulated", { address: formatAddress(this.#simulator.address) });
    this.#gateway.start();
    this.#guard.start();
    logger.event("gateway.started", {
      version,
      node: process.version,
      pid: process.pid,
      grpc: "path" in grpcAddress ? `unix:${grpcAddress.path}` : formatAddress(grpcAddress),
      http: formatAddress(httpAddress),
      upstreams: this.#upstreamNames(),
      mode: this.#simulator === null ? "opend" : "simulator",
      connections: opend.connections,
      encryption: rsaKey === null ? "off" : "on",
      trading: config.trading,
      auth: config.settings.keysFile === null ? "open" : "keys",
      tls: this.#guard.tls === null ? "off" : "on",
      audit: config.auditPath,
      state: config.stateDir,
      bodyCheck,
      config: config.file,
    });
  }

  async #listenHttp(): Promise<ListenAddress> {
    const { address } = this.#options.config.settings.http;
    if (address.kind === "unix") await clearStaleSocket(address.path);
    return this.#http.listen(address);
  }

  #upstreamNames(): string[] {
    if (this.#simulator !== null) return ["simulator"];
    return this.#options.config.settings.opend.addresses.map(formatAddress);
  }

  #readiness(): Readiness {
    if (this.#draining) return { ready: false, reason: "the gateway is stopping" };
    const { members } = this.#gateway.pool.snapshot();
    const ready = members.filter(({ state }) => state === "ready").length;
    const reason = `${ready} of ${members.length} connections to OpenD are ready`;
    const degraded = this.#guard.degraded();
    if (this.#state?.failing === true) degraded.push("state");
    return { ready: this.#gateway.pool.serving, reason, degraded };
  }
}

/** With keys, who reads the metrics shows one; they tell what is traded, and when. */
function metricsAccess({ keys }: GuardParts, { settings }: EffectiveConfig): MetricsAccess | null {
  return keys === null || settings.http.metricsPublic ? null : new MetricsAccess({ authenticator: keys.http });
}
