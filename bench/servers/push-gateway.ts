/**
 * The gateway's way of a push from the hub to the socket, without OpenD: its
 * gRPC server and its hub, and an event source in the same process. Without
 * arguments it publishes as fast as flow control allows, with a pace (events a
 * second, and how many at once) at that.
 */
import { Buffer } from "node:buffer";
import { Registry } from "prom-client";
import { defaults, LATENCY_BOUNDS_SECONDS } from "../../src/config/defaults.js";
import { PushHub } from "../../src/gateway/push/push-hub.js";
import { PushRecord } from "../../src/gateway/push/record.js";
import { GrpcServer } from "../../src/grpc/server.js";
import { systemClock } from "../../src/opend/clock.js";
import { CallMetrics } from "../../src/telemetry/call-metrics.js";
import { createLogger } from "../../src/telemetry/logger.js";
import { PUSH_PROTO_ID, pushBody } from "../push/event.js";
import { paceOf, publishAtPace } from "../push/pace.js";
import { ready } from "./ready.js";

/** Between two looks at the queues. */
const EVENTS_AT_ONCE = 64;

const hub = new PushHub({
  clock: systemClock,
  random: Math.random,
  // Nothing to subscribe to: every wish is granted.
  ledger: {
    hold: (_holder, _wants, _options, done) => {
      done({ ok: true, reply: Buffer.alloc(0), standing: [] });
      return () => {};
    },
    holdAccounts: () => {
      throw new Error("the benchmark holds no accounts");
    },
    releaseAll: () => {},
    attachStream: () => () => {},
  },
  record: new PushRecord({
    maxAgeMs: defaults.pushRecordMaxAgeMs.value,
    maxEvents: defaults.pushRecordMaxEvents.value,
    wallMs: systemClock.wallMs,
    newEpoch: () => 1n,
    store: null,
    entries: [],
  }),
  limits: {
    maxQueuedEvents: defaults.pushMaxQueuedEvents.value,
    maxQueuedBytes: defaults.pushMaxQueuedBytes.value,
    maxTotalBytes: defaults.pushMaxTotalBytes.value,
    stallTimeoutMs: defaults.pushStallTimeoutMs.value,
    maxStreams: defaults.pushMaxStreams.value,
    heartbeatMs: defaults.pushHeartbeatMs.value,
  },
  upstreamReady: () => true,
});

const server = new GrpcServer({
  address: { host: "127.0.0.1", port: 0 },
  pipeline: {
    call: () => {
      throw new Error("the benchmark makes no calls");
    },
  },
  hub,
  authenticator: null,
  metrics: new CallMetrics(new Registry(), { boundsSeconds: LATENCY_BOUNDS_SECONDS }),
  logger: createLogger({ level: "fatal", format: "json", maxBufferedBytes: 0 }),
  upstream: "bench",
  maxMessageBytes: defaults.grpcMaxMessageBytes.value,
  keepaliveTimeMs: defaults.keepaliveTimeMs.value,
  keepaliveTimeoutMs: defaults.keepaliveTimeoutMs.value,
  maxConnectionAgeMs: 0,
  maxConnectionAgeGraceMs: 0,
  maxPushStreams: defaults.pushMaxStreams.value,
  autoSubscribe: false,
  reflection: false,
  limits: null,
  keysAdmin: null,
  audit: null,
});

const body = Buffer.from(pushBody);

function publish(events: number): void {
  const readAtMs = systemClock.wallPreciseMs();
  for (let count = 0; count < events; count++) {
    hub.publish({ protoId: PUSH_PROTO_ID, body, member: "bench", readAtMs });
  }
}

/** Publishes as long as no stream has to queue, once a turn of the event loop. */
function publishAsTaken(): void {
  const { streams, queuedEvents } = hub.stats();
  if (streams === 0) {
    setTimeout(publishAsTaken, 1);
    return;
  }
  for (let queued = queuedEvents; queued === 0; queued = hub.stats().queuedEvents) publish(EVENTS_AT_ONCE);
  setImmediate(publishAsTaken);
}

const pace = paceOf(process.argv.slice(2));
if (pace === null) publishAsTaken();
else publishAtPace(pace, publish);
const address = await server.start();
if ("path" in address) throw new Error("the server listens on a path");
ready(address.port);
