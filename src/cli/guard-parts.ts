import { Authenticator, type AuthFailure } from "../auth/authenticator.js";
import { FailedAttempts } from "../auth/failed-attempts.js";
import type { KeyChange } from "../auth/key-changes.js";
import { KeyStore } from "../auth/key-store.js";
import { KeysAdmin } from "../auth/keys-admin.js";
import { readMachineId } from "../auth/machine.js";
import { STATIC_CACHE_BYTES } from "../config/defaults.js";
import type { EffectiveConfig } from "../config/effective-config.js";
import type { TlsCredentials } from "../grpc/credentials.js";
import type { DegradedPart } from "../http/operations-server.js";
import { CallerLimits } from "../limits/caller-limits.js";
import type { OrderStore } from "../limits/orders/order-store.js";
import { Pacing } from "../limits/pacing.js";
import type { RedisParts } from "../limits/redis/redis-parts.js";
import { StaticCache } from "../limits/static-cache.js";
import { systemClock } from "../opend/clock.js";
import type { AuditEntry } from "../telemetry/audit-entry.js";
import { GuardCounters, type GuardState } from "../telemetry/guard-metrics.js";
import type { Logger } from "../telemetry/logger.js";
import { type OpenAudit, openAudit } from "./audit-log.js";
import { configuredKeysFile, withKeysProblems } from "./configured-keys.js";
import { configuredLimits } from "./configured-limits.js";
import { openRedis } from "./redis.js";
import { openOrderStore } from "./state-folder.js";
import { openTls } from "./tls.js";

/** What belongs to the keys file. */
interface KeyParts {
  readonly store: KeyStore;
  readonly admin: KeysAdmin;
  /** One for each listener: they count an address's failures together. */
  readonly grpc: Authenticator;
  readonly http: Authenticator;
}

/** Everything that stands guard over calls, as the settings want it: keys, limits, orders' state, audit, TLS. */
export class GuardParts {
  readonly counters = new GuardCounters();
  readonly limits: CallerLimits;
  readonly pacing: Pacing | null;
  readonly staticCache: StaticCache | null;
  readonly orders: OrderStore;
  readonly keys: KeyParts | null;
  readonly audit: OpenAudit | null;
  readonly tls: TlsCredentials | null;
  readonly redis: RedisParts | null;
  /** Told of keys whose streams must end. */
  onKeysChanged: (change: KeyChange) => void = () => {};
  readonly #logger: Logger;
  readonly #ordersFailing: () => boolean;

  /**
   * Opens files and folders; Redis is connected to later.
   * @throws ConfigError or CliError with lines for the operator; nothing is left open then
   */
  static async open(config: EffectiveConfig, logger: Logger): Promise<GuardParts> {
    const audit = await openAudit(config, logger);
    let tls: TlsCredentials | null = null;
    try {
      tls = await openTls(config, logger);
      return new GuardParts(config, logger, audit, tls, await openRedis(config, logger));
    } catch (error) {
      tls?.close();
      await audit?.close();
      throw error;
    }
  }

  private constructor(
    config: EffectiveConfig,
    logger: Logger,
    audit: OpenAudit | null,
    tls: TlsCredentials | null,
    redis: RedisParts | null,
  ) {
    const { pacing, staticCache } = config.settings;
    const { now } = systemClock;
    this.#logger = logger;
    this.audit = audit;
    this.tls = tls;
    this.redis = redis;
    const { profiles, defaultProfile } = configuredLimits(config);
    this.limits = new CallerLimits({
      now,
      profiles: Object.fromEntries(profiles),
      defaultProfile,
      shared: this.redis?.buckets ?? null,
    });
    this.pacing = pacing ? new Pacing({ clock: systemClock }) : null;
    this.staticCache = staticCache ? new StaticCache({ now, maxBytes: STATIC_CACHE_BYTES }) : null;
    this.keys = this.#openKeys(config);
    // Last: nothing after it can fail and leave its folder locked.
    if (redis === null) {
      const store = openOrderStore(config, logger);
      this.orders = store;
      this.#ordersFailing = () => store.failing;
    } else {
      this.orders = redis.orders;
      this.#ordersFailing = () => redis.snapshot().failing;
    }
  }

  /** Begins to follow the keys file, and to connect to Redis. */
  start(): void {
    this.keys?.store.start();
    this.redis?.start();
  }

  /** SIGHUP: reads the keys file and the certificate, and opens the audit log anew. */
  reload(): void {
    void this.keys?.store.reload();
    void this.tls?.reload();
    this.audit?.reopen();
  }

  /** After the last call: writes what waits and lets go of files and connections. */
  async close(): Promise<void> {
    this.keys?.store.close();
    this.tls?.close();
    await this.orders.close();
    await this.redis?.close();
    await this.audit?.close();
  }

  /** What is not as it should be while reads still work. */
  degraded(): DegradedPart[] {
    const { keys, audit, redis, certificate } = this.state();
    const parts: DegradedPart[] = [];
    if (keys?.failing === true) parts.push("keys");
    if (certificate?.failing === true) parts.push("certificate");
    if (audit?.failing === true) parts.push("audit");
    if (redis?.available === false) parts.push("redis");
    else if (this.#ordersFailing()) parts.push("orders");
    return parts;
  }

  state(): GuardState {
    const { keys, audit, redis, tls } = this;
    return {
      keys: keys === null ? null : { count: keys.store.current.keys.size, failing: keys.store.problem !== null },
      audit: audit === null ? null : { failing: audit.failing, lostLines: audit.lostLines },
      orders: { failing: this.#ordersFailing() },
      redis: redis === null ? null : { available: redis.snapshot().available },
      certificate: tls === null ? null : { notAfterMs: tls.current.notAfterMs, failing: tls.problem !== null },
    };
  }

  #openKeys(config: EffectiveConfig): KeyParts | null {
    const file = configuredKeysFile(config);
    if (file === null) return null;
    const machineId = readMachineId();
    const { wallMs, now } = systemClock;
    const store = withKeysProblems(
      config,
      () =>
        new KeyStore({
          file,
          machineId,
          clock: systemClock,
          onChanged: (change) => {
            this.onKeysChanged(change);
            this.#noteKeys(`revoked: ${change.revoked.size}, changed: ${change.changed.size}`);
          },
          onLoaded: ({ keys, warnings }) => {
            this.#logger.event("keys.loaded", { file: file.path, keys });
            this.#warn(warnings);
          },
          onProblem: (problem) => {
            if (problem === null) this.#logger.event("keys.usable", { file: file.path });
            else this.#logger.event("keys.unusable", { file: file.path, problem });
          },
        }),
    );
    this.#warn(store.warnings);
    const failures = new FailedAttempts({ now });
    const authenticator = (iface: "grpc" | "http"): Authenticator =>
      new Authenticator({ store, failures, wallMs, onFailure: (failure) => this.#authFailed(iface, failure) });
    return {
      store,
      admin: new KeysAdmin({ store, file, machineId, wallMs }),
      grpc: authenticator("grpc"),
      http: authenticator("http"),
    };
  }

  #warn(warnings: readonly string[]): void {
    for (const warning of warnings) this.#logger.event("config.warning", { code: "keys_file", warning });
  }

  #authFailed(iface: "grpc" | "http", { cause, host, keyId, throttled }: AuthFailure): void {
    this.counters.countAuthFailure(throttled ? "throttled" : cause);
    // A flood of bad tokens must not fill the disk.
    if (!throttled)
      this.audit?.note({ ...entry("auth_failed", iface, host), key_id: keyId, outcome: "reject", reason: cause });
  }

  #noteKeys(reason: string): void {
    this.audit?.note({ ...entry("keys_changed", "gateway", "local"), outcome: "success", reason });
  }
}

function entry<E extends AuditEntry["event"], I extends AuditEntry["iface"]>(event: E, iface: I, peer: string) {
  return { event, iface, peer, key_id: null, request_id: null } as const;
}
