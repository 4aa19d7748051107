// What every program needs: the way to the gateway, the key, calls, and what a status says.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { credentials, loadPackageDefinition, Metadata, status } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import protobuf from "protobufjs";

const ADDRESS = process.env.OPEND_GATEWAY_GRPC ?? "127.0.0.1:33333";
const TOKEN = process.env.OPEND_GATEWAY_TOKEN;
const TLS_CA = process.env.OPEND_GATEWAY_TLS_CA;
/** Of each call but streams, which have none: they end when the program does. */
const DEADLINE_MS = 10_000;
const BACKOFF_MIN_MS = 500;
const BACKOFF_MAX_MS = 30_000;
const OPTIONS = {
  // By default gRPC gives all clients of a process to one address the same connection. The stream
  // gets one and calls another, because some 1,000 calls that are cancelled in quick succession end
  // their HTTP/2 connection, and every stream on it.
  "grpc.use_local_subchannel_pool": 1,
  // Load balancers and NAT forget a connection on which nothing passes. Pings keep it, and show
  // within 40 s that it is dead.
  "grpc.keepalive_time_ms": 30_000,
  "grpc.keepalive_timeout_ms": 10_000,
  "grpc.keepalive_permit_without_calls": 1,
  // The proxy that `http_proxy` names is for the web. Leave this out if it is the way to the gateway.
  "grpc.enable_http_proxy": 0,
  // Long lists have more than the default of 4 MiB.
  "grpc.max_receive_message_length": 64 * 1024 * 1024,
};
/** Of a security's name: Qot_Common.QotMarket. */
export const QOT_MARKETS = { HK: 1, US: 11, SH: 21, SZ: 22 };

const ROOT = process.env.OPEND_GATEWAY_ROOT ?? join(import.meta.dirname, "../..");
const FOLDERS = [
  join(ROOT, "proto"),
  join(ROOT, "generated/proto"),
  join(dirname(createRequire(import.meta.url).resolve("futu-api")), "proto"),
];

/** The gateway's services, from its protos and those of the official package. */
const services = loadPackageDefinition(
  loadSync(
    ["futu/service/futu.proto", ...["account", "push", "quote", "trade"].map((name) => `opend/v1/${name}.proto`)],
    {
      includeDirs: FOLDERS,
      keepCase: true,
      // Ids of orders and accounts have 64 bits: more than a JavaScript number holds.
      longs: String,
      enums: String,
      defaults: true,
      oneofs: true,
    },
  ),
);

/** A message outside of the typed services, such as `Qot_GetBasicQot.Request`: what `Request` carries, and error details. */
export function message(file, name) {
  const root = new protobuf.Root();
  root.resolvePath = (_, path) => FOLDERS.map((folder) => join(folder, path)).find(existsSync) ?? path;
  return root.loadSync(file, { keepCase: true }).lookupType(name);
}

export const show = (...words) => console.log(...words.filter((word) => word !== ""));

/** What goes with each call; a call's own options are those of grpc-js. */
export function metadata(more = {}, options = {}) {
  const made = new Metadata(options);
  made.set("x-client-id", `${basename(process.argv[1], ".js")}-node`);
  if (TOKEN) made.set("authorization", `Bearer ${TOKEN}`);
  for (const [name, value] of Object.entries(more)) made.set(name, value);
  return made;
}

/** Clients of all services that share one connection. */
export function connect() {
  // Trusts the authorities in the file; without one plain text, as gateways on the same machine are served.
  const security = TLS_CA ? credentials.createSsl(readFileSync(TLS_CA)) : credentials.createInsecure();
  const { FutuOpenD } = services.futu.service;
  const { Account, Push, Quote, Trade } = services.opend.v1;
  const compatible = new FutuOpenD(ADDRESS, security, OPTIONS);
  const typed = (Service) => new Service(ADDRESS, security, { channelOverride: compatible.getChannel() });
  return {
    compatible,
    account: typed(Account),
    push: typed(Push),
    quote: typed(Quote),
    trade: typed(Trade),
    close: () => compatible.close(),
  };
}

/** One unary call; resolves with the answer and the metadata that came before it. */
export function ask(client, method, request, { signal, headers = metadata() } = {}) {
  return new Promise((resolve, reject) => {
    let before = new Metadata();
    const call = client[method](request, headers, { deadline: Date.now() + DEADLINE_MS }, (error, answer) => {
      signal?.removeEventListener("abort", cancel);
      if (error) reject(new Failure(error));
      else resolve({ answer, headers: before });
    });
    call.on("metadata", (received) => {
      before = received;
    });
    const cancel = () => call.cancel();
    signal?.addEventListener("abort", cancel);
    if (signal?.aborted) cancel();
  });
}

const [Status, ErrorInfo, RetryInfo] = [
  message("google/rpc/status.proto", "google.rpc.Status"),
  message("google/rpc/error_details.proto", "google.rpc.ErrorInfo"),
  message("google/rpc/error_details.proto", "google.rpc.RetryInfo"),
];

/** A status. Programs decide by `code`, `reason` and `sent`; the text is for people. */
export class Failure extends Error {
  constructor(error) {
    super(error.details ?? error.message, { cause: error });
    this.code = error.code;
    const [bytes] = error.metadata?.get("grpc-status-details-bin") ?? [];
    for (const { type_url, value } of bytes ? Status.decode(bytes).details : []) {
      if (type_url.endsWith("/google.rpc.ErrorInfo")) {
        // Why, by name: docs/reference/errors.md has them all. None: gRPC itself ended the call.
        this.reason = ErrorInfo.decode(value).reason;
        // Whether the command may have reached OpenD: "true" or "false".
        this.sent = ErrorInfo.decode(value).metadata.sent;
      } else if (type_url.endsWith("/google.rpc.RetryInfo")) {
        // How long the gateway wants to be left alone.
        const { seconds, nanos } = RetryInfo.decode(value).retry_delay;
        this.retryAfterMs = Number(seconds) * 1000 + nanos / 1e6;
      }
    }
  }

  /** OpenD answered, with a refusal. */
  get byOpend() {
    return this.reason?.startsWith("OPEND_") ?? false;
  }

  toString() {
    const words = [status[this.code], this.reason, this.sent && `sent=${this.sent}`];
    if (this.retryAfterMs !== undefined) words.push(`retry_after=${this.retryAfterMs / 1000}s`);
    return `${words.filter(Boolean).join(" ")}: ${this.message}`;
  }
}

/** Milliseconds to wait: what the gateway asks for, and a random part, so that not all clients come back at once. */
export function backoffMs(attempts, failure) {
  return (failure?.retryAfterMs ?? 0) + Math.random() * Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** attempts);
}

export function usage(text) {
  console.error(`usage: ${text}`);
  process.exit(2);
}

/** Runs a program. SIGINT and SIGTERM end it well, an error that nobody caught with exit code 1. */
export async function run(main) {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop.abort());
  try {
    await main(process.argv.slice(2), stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) {
      console.error(`error ${error instanceof Failure ? error : error.message}`);
      process.exitCode = 1;
    }
  }
  if (stop.signal.aborted) show("stopped");
}
