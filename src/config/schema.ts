import { z } from "zod";
import { parseListenAddress, parseUpstreamAddress } from "./address.js";
import { defaults } from "./defaults.js";
import {
  addressListSetting,
  addressSetting,
  booleanSetting,
  choiceSetting,
  folderSetting,
  numberSetting,
  optionalChoiceSetting,
  pathSetting,
} from "./setting.js";

/** Which orders may pass, from none to those of real accounts. */
export const tradingModes = ["off", "simulate", "real"] as const;
/** Which request bodies are decoded to check them before they are sent. */
export const bodyChecks = ["off", "decoded", "all"] as const;
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export const logFormats = ["auto", "json", "pretty"] as const;

export type TradingMode = (typeof tradingModes)[number];
export type LogFormat = (typeof logFormats)[number];

const section = <T extends z.core.$ZodShape>(shape: T): z.ZodPrefault<z.ZodObject<T, z.core.$strict>> =>
  z.strictObject(shape).prefault({} as z.input<z.ZodObject<T, z.core.$strict>>);

/**
 * All settings. Each leaf says how it is called, what it does and why its
 * default is what it is; types, parsing, --help, reference and JSON Schema
 * come from here.
 */
export const configSchema = z.strictObject({
  grpc: section({
    address: addressSetting(parseListenAddress, "127.0.0.1:33333", {
      flag: "grpc",
      summary: "Where gRPC is served: host:port, [v6]:port or unix:path.",
      why: "the port that existing clients of FutuOpenD use; loopback, because there are no keys by default",
    }),
    maxMessageBytes: numberSetting("bytes", defaults.grpcMaxMessageBytes, {
      flag: "grpc-max-message",
      summary: "The largest gRPC message that a client may send.",
    }),
    callDeadlineMs: numberSetting("duration", defaults.callDeadlineMs, {
      flag: "call-deadline",
      summary: "The deadline of a call whose client set none.",
    }),
    keepaliveTimeMs: numberSetting("duration", defaults.keepaliveTimeMs, {
      flag: "keepalive-time",
      summary: "How long a client's connection may be silent before it is pinged.",
    }),
    keepaliveTimeoutMs: numberSetting("duration", defaults.keepaliveTimeoutMs, {
      flag: "keepalive-timeout",
      summary: "How long a ping may stay unanswered before the connection is closed.",
    }),
    maxConnectionAgeMs: numberSetting("duration", defaults.maxConnectionAgeMs, {
      flag: "max-connection-age",
      summary: "How long a client's connection may live until it is told to open a new one; 0s: for ever.",
    }),
    maxConnectionAgeGraceMs: numberSetting("duration", defaults.maxConnectionAgeGraceMs, {
      flag: "max-connection-age-grace",
      summary: "How long calls and streams of a connection that is too old may go on before it is cut.",
    }),
  }),
  http: section({
    address: addressSetting(parseListenAddress, "127.0.0.1:22222", {
      flag: "http",
      summary: "Where /metrics, /livez and /readyz are served.",
      why: "next to the gRPC port, on loopback",
    }),
  }),
  opend: section({
    addresses: addressListSetting(parseUpstreamAddress, "none: the embedded simulator", {
      flag: "opend",
      summary: "Address of an OpenD; may be repeated.",
      why: "the gateway can be tried without an account",
    }),
    rsaKeyFile: pathSetting({
      flag: "opend-rsa-key",
      summary: "PEM file with the RSA private key that OpenD uses; turns FTAPI encryption on.",
      why: "OpenD encrypts only when it was given a key",
    }),
    connections: numberSetting("integer", defaults.connections, {
      flag: "pool",
      summary: "Connections to each OpenD.",
    }),
    maxInFlight: numberSetting("integer", defaults.maxInFlight, {
      flag: "max-in-flight",
      summary: "Calls that may wait for an answer on one connection.",
    }),
    maxQueued: numberSetting("integer", defaults.maxQueued, {
      flag: "max-queued",
      summary: "Calls that may wait for a connection.",
    }),
    queueTimeoutMs: numberSetting("duration", defaults.queueTimeoutMs, {
      flag: "queue-timeout",
      summary: "How long a call may wait for a connection.",
    }),
    maxBodyBytes: numberSetting("bytes", defaults.maxBodyBytes, {
      flag: "max-body",
      summary: "The largest body of an FTAPI frame; a longer one ends the connection.",
    }),
  }),
  push: section({
    maxQueuedEvents: numberSetting("integer", defaults.pushMaxQueuedEvents, {
      flag: "push-max-events",
      summary:
        "Events that may wait for one stream's reader; beyond it values are merged, ticks dropped, and if neither helps the stream ends.",
    }),
    maxQueuedBytes: numberSetting("bytes", defaults.pushMaxQueuedBytes, {
      flag: "push-max-bytes",
      summary: "Bytes of events that may wait for one stream's reader; beyond it as with the number of events.",
    }),
    maxTotalBytes: numberSetting("bytes", defaults.pushMaxTotalBytes, {
      flag: "push-max-total-bytes",
      summary:
        "Bytes of events that may wait for all readers together; beyond it the stream with most of them goes first.",
    }),
    stallTimeoutMs: numberSetting("duration", defaults.pushStallTimeoutMs, {
      flag: "push-stall-timeout",
      summary: "How long a reader may take nothing while events wait for it; then its stream ends.",
    }),
    maxStreams: numberSetting("integer", defaults.pushMaxStreams, {
      flag: "push-max-streams",
      summary: "Push streams that may be open at once.",
    }),
    heartbeatMs: numberSetting("duration", defaults.pushHeartbeatMs, {
      flag: "push-heartbeat",
      summary: "The time between two heartbeats of a stream that asked for control events and named no interval.",
    }),
    recordMaxAgeMs: numberSetting("duration", defaults.pushRecordMaxAgeMs, {
      flag: "push-record-age",
      summary: "How long trade and notification events are kept for streams that resume.",
    }),
    recordMaxEvents: numberSetting("integer", defaults.pushRecordMaxEvents, {
      flag: "push-record-events",
      summary: "Trade events of one account, and notification events, that are kept for streams that resume.",
    }),
    autoSubscribe: booleanSetting(true, {
      flag: "auto-subscribe",
      summary:
        "Whether the gateway subscribes by itself for reads that need it (3004, 3006, 3008, 3010, 3012, 3014); a call says otherwise with x-opend-auto-subscribe.",
      why: "a first read works without a call before it; what is not read again is released after the lease",
    }),
    leaseMs: numberSetting("duration", defaults.pushLeaseMs, {
      flag: "push-lease",
      summary: "How long a caller's subscriptions outlive its last call, while it has no stream.",
    }),
    lingerMs: numberSetting("duration", defaults.pushLingerMs, {
      flag: "push-linger",
      summary: "How long a subscription that nobody holds is kept, at least.",
    }),
  }),
  stateDir: folderSetting({
    flag: "state-dir",
    summary:
      "Folder for what must outlive a restart: the record of trade and notification events. It is made if missing.",
    why: "nothing is written to disk unasked; without it streams can't resume across a restart",
  }),
  keysFile: pathSetting({
    flag: "keys",
    summary: "Keys file. Not built yet: this version has open mode only, on loopback.",
    why: "open mode, for programs of this machine",
  }),
  trading: optionalChoiceSetting(tradingModes, "simulate with the embedded simulator, else off", {
    flag: "trading",
    summary: "Which orders pass: none, those of simulated accounts, or real ones too.",
    why: "nobody trades by accident",
  }),
  bodyCheck: choiceSetting(bodyChecks, "decoded", {
    flag: "body-check",
    summary: "Which request bodies are checked before they are sent: none, those the gateway reads, or all.",
    why: "a body that is only forwarded is OpenD's to judge, and checking it costs time",
  }),
  simulator: section({
    seed: numberSetting("integer", defaults.simulatorSeed, {
      flag: "simulator-seed",
      summary: "Seed of the embedded simulator; equal seeds give equal markets.",
    }),
    speed: numberSetting("number", defaults.simulatorSpeed, {
      flag: "simulator-speed",
      summary: "How many simulated seconds pass in a real one.",
    }),
    limits: booleanSetting(true, {
      flag: "simulator-limits",
      summary: "Whether the embedded simulator enforces OpenD's frequency limits and quotas.",
      why: "a program that runs into a limit should learn it here first",
    }),
  }),
  log: section({
    level: choiceSetting(logLevels, "info", {
      flag: "log-level",
      summary: "The least severe events that are logged.",
      why: "states and failures, not single calls",
    }),
    format: choiceSetting(logFormats, "auto", {
      flag: "log-format",
      summary: "JSON lines, readable text, or readable text on a terminal only.",
      why: "people read terminals, machines read pipes",
    }),
    maxBufferedBytes: numberSetting("bytes", defaults.logBufferBytes, {
      flag: "log-buffer",
      summary: "Bytes of log lines that may wait for a slow reader; newer lines are dropped beyond it.",
    }),
  }),
  shutdownGraceMs: numberSetting("duration", defaults.shutdownGraceMs, {
    flag: "shutdown-grace",
    summary: "How long calls in flight may take to finish when the gateway is told to stop.",
  }),
});

/** The effective values, numbers in the unit that their name says. */
export type Config = z.output<typeof configSchema>;
