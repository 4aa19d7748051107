import { z } from "zod";
import { parseListenAddress, parseUpstreamAddress } from "./address.js";
import { defaults } from "./defaults.js";
import {
  addressListSetting,
  addressSetting,
  booleanSetting,
  choiceSetting,
  fileOrFolderSetting,
  folderSetting,
  numberSetting,
  optionalChoiceSetting,
  PROFILE_NAME,
  pathSetting,
  profilesSetting,
  textSetting,
} from "./setting.js";

/** Which orders may pass, from none to those of real accounts. */
export const tradingModes = ["off", "simulate", "real"] as const;
/** Which request bodies are decoded to check them before they are sent. */
export const bodyChecks = ["off", "decoded", "all"] as const;
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export const logFormats = ["auto", "json", "pretty"] as const;

export type TradingMode = (typeof tradingModes)[number];
export type LogFormat = (typeof logFormats)[number];

/** Never the password's: what is behind the scheme is read where it is used. */
const REDIS_URL = /^rediss?:\/\/[^\s]+$/;

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
    tlsCertFile: pathSetting({
      flag: "tls-cert",
      summary: "PEM file with the certificate that gRPC is served with, and its chain; turns TLS on.",
      why: "on loopback nobody else listens; any other address needs it, or `--plaintext`",
    }),
    tlsKeyFile: pathSetting({
      flag: "tls-key",
      summary: "PEM file with the private key of the certificate.",
      why: "it belongs to the certificate",
    }),
    tlsClientCaFile: pathSetting({
      flag: "tls-client-ca",
      summary: "PEM file with the authorities whose client certificates are taken; clients then need one.",
      why: "keys alone say who calls; certificates bind a key to a machine",
    }),
    plaintext: booleanSetting(false, {
      flag: "plaintext",
      summary: "Whether gRPC may be served without TLS on an address that others can reach.",
      why: "keys and orders could be read on the way; turn it on only behind a proxy that ends TLS, or in a network of one's own",
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
    metricsPublic: booleanSetting(false, {
      flag: "metrics-public",
      summary: "Whether /metrics is served without a key, where a keys file is given.",
      why: "metrics tell what is traded and how much; a key with the scope metrics:read reads them",
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
  stateDir: folderSetting(
    "opend-gateway/<gRPC address> in the user's data folder, with an OpenD address and a fixed port; else none",
    {
      flag: "state-dir",
      summary:
        "Folder for what must outlive a restart: daily values and idempotency records of orders, the record of events, the audit log. It is made if missing; `none` keeps all of it in memory only.",
      why: "limits and repetitions of orders must hold across a restart; the simulator starts anew anyway",
    },
  ),
  audit: fileOrFolderSetting("audit/ in the state folder; none without one", {
    flag: "audit",
    summary: "Audit log: a file, or a folder for daily files; `none` turns it off.",
    why: "who did what must be on disk before an order leaves",
  }),
  auditReads: booleanSetting(false, {
    flag: "audit-reads",
    summary:
      "Whether the audit log has a line for each answered read of accounts, too; what is forbidden, orders and all that changes state always have one.",
    why: "100 reads a second are 3 GB a day, and a full disk refuses orders",
  }),
  redisUrl: textSetting("a URL such as redis://host:6379 or rediss://user:password@host:6380/0", REDIS_URL, "none", {
    flag: "redis",
    summary:
      "Redis or Valkey that replicas share daily values, order rates, idempotency records and call limits through; a URL with a password belongs in a file.",
    why: "one gateway keeps them in its state folder",
    secret: true,
  }),
  redisUrlFile: pathSetting({
    flag: "redis-url-file",
    summary:
      "File with the URL of Redis, so that its password stands neither in a command line nor in the environment.",
    why: "no Redis",
  }),
  keysFile: pathSetting({
    flag: "keys",
    summary: "Keys file (JSON); callers then need a key. It is read again when it changes, and on SIGHUP.",
    why: "open mode, for programs of this machine: quotes, accounts and simulated orders only",
  }),
  unlockPasswordFile: pathSetting({
    flag: "unlock-password-file",
    summary: "File with the trading password, for unlock calls (2005) that carry none; needs scope trade:unlock.",
    why: "the gateway knows no password unless it is given one",
  }),
  unlockMd5File: pathSetting({
    flag: "unlock-md5-file",
    summary: "The same with the password's MD5 in 32 hex digits, in place of the password.",
    why: "the gateway knows no password unless it is given one",
  }),
  limitsProfiles: profilesSetting({
    summary:
      "Limits of callers by name: token buckets `quotes`, `accounts` and `trading` ({perSecond, burst}), `streams` and `symbols`; keys name one. What a profile leaves out is as in `standard`.",
    why: "the profile `standard` only bounds programs that run away",
  }),
  defaultProfile: textSetting("the name of a limits profile: letters, digits, - and _", PROFILE_NAME, "standard", {
    flag: "limits-profile",
    summary: "The limits profile of keys that name none, and of open mode.",
    why: "it is far above what a program needs that does not run away",
  }),
  pacing: booleanSetting(true, {
    flag: "pacing",
    summary:
      "Whether OpenD's documented frequency limits are kept by the gateway: reads wait for their turn, orders are refused at once.",
    why: "OpenD answers calls beyond them with an error, and counts those too",
  }),
  staticCache: booleanSetting(false, {
    flag: "static-cache",
    summary: "Whether answers that rarely change (static data) may come from a cache, marked x-opend-cache: hit.",
    why: "every answer is OpenD's own and fresh unless asked otherwise",
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
