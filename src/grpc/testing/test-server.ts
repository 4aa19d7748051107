import { Registry } from "prom-client";
import type { Pipeline } from "../../gateway/pipeline.js";
import { PushHub } from "../../gateway/push-hub.js";
import { CallMetrics } from "../../telemetry/call-metrics.js";
import type { Logger } from "../../telemetry/logger.js";
import { GrpcServer } from "../server.js";
import { FutuClient } from "./futu-client.js";

export const silentLogger: Logger = {
  event: () => {},
  child: () => silentLogger,
  enabled: () => false,
};

/** A real listener on a free port, in front of `pipeline`. */
export interface TestServer {
  readonly server: GrpcServer;
  readonly hub: PushHub;
  readonly registry: Registry;
  readonly port: number;
  readonly client: FutuClient;
  newClient(): FutuClient;
  close(): Promise<void>;
}

export async function startTestServer(
  pipeline: Pick<Pipeline, "call">,
  overrides: {
    readonly maxQueuedEvents?: number;
    readonly maxMessageBytes?: number;
    readonly serving?: () => boolean;
    readonly logger?: Logger;
  } = {},
): Promise<TestServer> {
  const hub = new PushHub();
  const registry = new Registry();
  const server = new GrpcServer({
    address: { host: "127.0.0.1", port: 0 },
    pipeline,
    hub,
    serving: overrides.serving ?? (() => true),
    metrics: new CallMetrics(registry, { boundsSeconds: [0.01, 0.1, 1] }),
    logger: overrides.logger ?? silentLogger,
    upstream: "test",
    maxMessageBytes: overrides.maxMessageBytes ?? 4 * 1024 * 1024,
    keepaliveTimeMs: 30_000,
    keepaliveTimeoutMs: 10_000,
    maxQueuedEvents: overrides.maxQueuedEvents ?? 1024,
    maxQueuedBytes: 4 * 1024 * 1024,
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
