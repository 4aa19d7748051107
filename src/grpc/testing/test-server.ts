import { Registry } from "prom-client";
import type { Authenticator } from "../../auth/authenticator.js";
import type { Pipeline } from "../../gateway/pipeline.js";
import type { PushHub, PushLimits } from "../../gateway/push/push-hub.js";
import { type Clock, systemClock } from "../../opend/clock.js";
import type { AuditSink } from "../../telemetry/audit-entry.js";
import { CallMetrics } from "../../telemetry/call-metrics.js";
import type { Logger } from "../../telemetry/logger.js";
import type { LimitsParts } from "../limits-service.js";
import { GrpcServer } from "../server.js";
import { FutuClient } from "./futu-client.js";
import { type GrantingLedger, type TestHubOptions, testHub } from "./push-parts.js";

export const silentLogger: Logger = {
  event: () => {},
  child: () => silentLogger,
  enabled: () => false,
};

/** A real listener on a free port, in front of `pipeline`. */
export interface TestServer {
  readonly server: GrpcServer;
  readonly hub: PushHub;
  readonly ledger: GrantingLedger;
  readonly registry: Registry;
  readonly port: number;
  readonly client: FutuClient;
  newClient(): FutuClient;
  close(): Promise<void>;
}

export async function startTestServer(
  pipeline: Pick<Pipeline, "call">,
  overrides: {
    readonly authenticator?: Authenticator;
    readonly audit?: AuditSink;
    readonly limits?: Partial<PushLimits>;
    readonly limitsParts?: LimitsParts & Pick<TestHubOptions, "budgets">;
    readonly clock?: Clock;
    readonly maxMessageBytes?: number;
    readonly maxPushStreams?: number;
    readonly maxConnectionAgeMs?: number;
    readonly maxConnectionAgeGraceMs?: number;
    readonly keepaliveTimeMs?: number;
    readonly keepaliveTimeoutMs?: number;
    readonly serving?: () => boolean;
    readonly logger?: Logger;
  } = {},
): Promise<TestServer> {
  const { hub, ledger } = testHub({
    clock: overrides.clock ?? systemClock,
    limits: overrides.limits ?? {},
    upstreamReady: overrides.serving ?? (() => true),
    budgets: overrides.limitsParts?.budgets ?? null,
  });
  const registry = new Registry();
  const server = new GrpcServer({
    address: { host: "127.0.0.1", port: 0 },
    pipeline,
    hub,
    authenticator: overrides.authenticator ?? null,
    metrics: new CallMetrics(registry, { boundsSeconds: [0.01, 0.1, 1] }),
    logger: overrides.logger ?? silentLogger,
    upstream: "test",
    maxMessageBytes: overrides.maxMessageBytes ?? 4 * 1024 * 1024,
    keepaliveTimeMs: overrides.keepaliveTimeMs ?? 30_000,
    keepaliveTimeoutMs: overrides.keepaliveTimeoutMs ?? 10_000,
    maxConnectionAgeMs: overrides.maxConnectionAgeMs ?? 0,
    maxConnectionAgeGraceMs: overrides.maxConnectionAgeGraceMs ?? 30_000,
    maxPushStreams: overrides.maxPushStreams ?? 10_000,
    autoSubscribe: true,
    reflection: true,
    limits: overrides.limitsParts ?? null,
    keysAdmin: null,
    audit: overrides.audit ?? null,
  });
  const address = await server.start();
  if ("path" in address) throw new Error("the test server listens on TCP");
  const clients: FutuClient[] = [];
  const newClient = (): FutuClient => {
    const client = new FutuClient(address.port);
    clients.push(client);
    return client;
  };
  return {
    server,
    hub,
    ledger,
    registry,
    port: address.port,
    client: newClient(),
    newClient,
    close: async () => {
      for (const client of clients) client.close();
      server.kill();
    },
  };
}
