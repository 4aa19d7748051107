import { Server, ServerCredentials, type ServerOptions, type UntypedServiceImplementation } from "@grpc/grpc-js";
import type { Authenticator } from "../auth/authenticator.js";
import type { KeysAdmin } from "../auth/keys-admin.js";
import type { Pipeline } from "../gateway/pipeline.js";
import type { PushHub } from "../gateway/push/push-hub.js";
import type { AuditSink } from "../telemetry/audit-entry.js";
import type { CallMetrics, CallType } from "../telemetry/call-metrics.js";
import type { Logger } from "../telemetry/logger.js";
import { Admission } from "./admission.js";
import { BindError, bindTarget, clearStaleSocket, type ListenAddress } from "./bind-address.js";
import { ConnectionAges } from "./connection-ages.js";
import { callInterceptor, type Gate } from "./event-call.js";
import { Health } from "./health.js";
import { keysServiceDefinition, keysServiceImplementation } from "./keys-service.js";
import { type LimitsParts, limitsServiceDefinition, limitsServiceImplementation } from "./limits-service.js";
import { Reflection } from "./reflection.js";
import { showRepeatedAuthorization } from "./repeated-authorization.js";
import { requestHandler } from "./request-handler.js";
import { RequestIds } from "./request-id.js";
import {
  FUTU_SERVICE_NAME,
  futuServiceDefinition,
  PUSH_SERVICE_NAME,
  pushServiceDefinition,
} from "./service-definition.js";
import { renewSessionStreams } from "./session-streams.js";
import { PushCalls, subscribePushHandler } from "./subscribe-push-handler.js";
import { TYPED_PATHS, typedServices } from "./typed-services.js";

/** How long clients may take to close what stands when all calls are done: health watches, reflection, half-sent requests. */
const LAST_STREAMS_MS = 500;

export interface GrpcServerOptions {
  readonly address: ListenAddress;
  /** Default: no TLS. */
  readonly credentials?: ServerCredentials | null;
  readonly pipeline: Pick<Pipeline, "call">;
  readonly hub: Pick<PushHub, "open" | "countRefusal">;
  /** null: open mode. */
  readonly authenticator: Authenticator | null;
  readonly metrics: CallMetrics;
  readonly logger: Logger;
  /** Goes into error details. */
  readonly upstream: string;
  /** Largest request message, in bytes. */
  readonly maxMessageBytes: number;
  readonly keepaliveTimeMs: number;
  readonly keepaliveTimeoutMs: number;
  /** After it a connection is told to go (GOAWAY), and cut after the grace; 0: never. */
  readonly maxConnectionAgeMs: number;
  readonly maxConnectionAgeGraceMs: number;
  /** SubscribePush and Watch calls that may be there at once, those included whose status waits for a reader that takes nothing. */
  readonly maxPushStreams: number;
  /** Whether reads subscribe by themselves where a call says nothing. */
  readonly autoSubscribe: boolean;
  /** null: callers have no limits, and there is no `opend.v1.Limits`. */
  readonly limits: LimitsParts | null;
  /** What `opend.v1.Keys` works on; null: open mode, which has no keys. */
  readonly keysAdmin: KeysAdmin | null;
  /** Whether clients may ask for the protos: for those of the same machine. */
  readonly reflection: boolean;
  /** null: nothing is audited. */
  readonly audit: AuditSink | null;
}

/** The gRPC listener with all its services. */
export class GrpcServer {
  readonly health = new Health();
  private readonly options: GrpcServerOptions;
  private readonly server: Server;

  constructor(options: GrpcServerOptions) {
    this.options = options;
    const requestIds = new RequestIds();
    this.server = new Server(serverOptions(options, gateOf(options, requestIds)));
    renewSessionStreams(this.server);
    showRepeatedAuthorization(this.server);
    const { authenticator, metrics, logger, upstream, pipeline, hub, autoSubscribe, maxPushStreams } = options;
    const { maxConnectionAgeMs, maxConnectionAgeGraceMs } = options;
    const callers = options.limits?.callers ?? null;
    const pushes = {
      hub,
      logger,
      requestIds,
      upstream,
      authenticator,
      calls: new PushCalls(maxPushStreams),
      limits: callers,
      audit: options.audit,
      connectionAges:
        maxConnectionAgeMs === 0
          ? null
          : new ConnectionAges({ maxAgeMs: maxConnectionAgeMs, graceMs: maxConnectionAgeGraceMs }),
    };
    const commandCalls = { pipeline, logger, requestIds, upstream, authenticator, autoSubscribe, limits: callers };
    const implementation: UntypedServiceImplementation = {
      Request: requestHandler({ ...commandCalls, metrics: metrics.method(FUTU_SERVICE_NAME, "Request", "unary") }),
      SubscribePush: subscribePushHandler({
        ...pushes,
        typed: false,
        metrics: metrics.method(FUTU_SERVICE_NAME, "SubscribePush", "server_stream"),
      }),
    };
    this.server.addService(futuServiceDefinition, implementation);
    for (const typed of typedServices({ ...commandCalls, metrics })) {
      this.server.addService(typed.definition, { ...typed.implementation });
    }
    const watch = metrics.method(PUSH_SERVICE_NAME, "Watch", "server_stream");
    this.server.addService(pushServiceDefinition, {
      Watch: subscribePushHandler({ ...pushes, typed: true, metrics: watch }),
    });
    const own = { logger, requestIds, upstream, authenticator, metrics };
    const { limits, keysAdmin, audit } = options;
    if (limits !== null)
      this.server.addService(limitsServiceDefinition, limitsServiceImplementation({ ...own, limits }));
    this.server.addService(
      keysServiceDefinition,
      keysServiceImplementation({ ...own, callers, admin: keysAdmin, audit }),
    );
    this.health.addTo(this.server);
    if (options.reflection) new Reflection().addTo(this.server);
  }

  /**
   * Opens the listener. Resolves to the address with its real port.
   * @throws BindError with one line for the operator.
   */
  async start(): Promise<ListenAddress> {
    const { address, credentials } = this.options;
    if ("path" in address) await clearStaleSocket(address.path);
    const target = bindTarget(address);
    const port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync(target, credentials ?? ServerCredentials.createInsecure(), (error, boundPort) => {
        if (error === null) resolve(boundPort);
        else reject(new BindError(`can't listen on ${target}: ${error.message}`));
      });
    });
    return "path" in address ? address : { host: address.host, port };
  }

  /**
   * Takes no new connections and calls from now on, then runs `drain`, which
   * ends the calls under way. What clients hold open after it is left to the
   * end of the process: without channelz grpc-js has no way to cut it.
   */
  async stop(drain: () => Promise<void>): Promise<void> {
    this.health.setServing(false);
    const closed = new Promise<void>((resolve) => {
      this.server.tryShutdown(() => resolve());
    });
    await drain();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LAST_STREAMS_MS);
      void closed.then(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Closes the listener at once. */
  kill(): void {
    this.server.forceShutdown();
  }
}

/** Health and reflection are for everybody. */
const METHODS_WITH_KEY: ReadonlyMap<string, CallType> = new Map([
  [futuServiceDefinition.Request.path, "unary"],
  [futuServiceDefinition.SubscribePush.path, "server_stream"],
  [pushServiceDefinition.Watch.path, "server_stream"],
  [limitsServiceDefinition.Get.path, "unary"],
  [keysServiceDefinition.List.path, "unary"],
  [keysServiceDefinition.Revoke.path, "unary"],
  ...TYPED_PATHS.map((path): [string, CallType] => [path, "unary"]),
]);

/** Methods whose handlers write encoded events. */
const EVENT_PATHS: ReadonlySet<string> = new Set([
  futuServiceDefinition.SubscribePush.path,
  pushServiceDefinition.Watch.path,
]);

/** null: open mode. */
function gateOf({ authenticator, metrics, logger }: GrpcServerOptions, requestIds: RequestIds): Gate | null {
  if (authenticator === null) return null;
  const admission = new Admission({ authenticator, methods: METHODS_WITH_KEY, metrics, logger, requestIds });
  return (path, metadata, call) => admission.refuse(path, metadata, call);
}

function serverOptions(options: GrpcServerOptions, gate: Gate | null): ServerOptions {
  return {
    "grpc.max_receive_message_length": options.maxMessageBytes,
    "grpc.keepalive_time_ms": options.keepaliveTimeMs,
    "grpc.keepalive_timeout_ms": options.keepaliveTimeoutMs,
    // Costs per call and per message, and nobody can read it here (facts: node-grpc.md B1).
    "grpc.enable_channelz": 0,
    ...(options.maxConnectionAgeMs === 0
      ? {}
      : {
          "grpc.max_connection_age_ms": options.maxConnectionAgeMs,
          "grpc.max_connection_age_grace_ms": options.maxConnectionAgeGraceMs,
        }),
    interceptors: [callInterceptor(EVENT_PATHS, gate)],
  };
}
