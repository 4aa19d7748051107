import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { capConnections } from "./connection-cap.js";
import type { MetricsAccess } from "./metrics-access.js";

/** Where to listen. */
export type OperationsAddress =
  | { readonly kind: "tcp"; readonly host: string; readonly port: number }
  | { readonly kind: "unix"; readonly path: string };

export interface Readiness {
  readonly ready: boolean;
  /** Why, for people. */
  readonly reason: string;
  /** What is not as it should be; reads still work. */
  readonly degraded?: readonly DegradedPart[];
}

/** Fixed texts: health needs no key, and a problem's own text may name files or accounts. */
const DEGRADED = {
  keys: "the keys file can't be read as it is now: the keys of before stay in force; the log says why",
  certificate: "the TLS certificate can't be read as it is now: the one of before stays in use; the log says why",
  audit: "the audit log can't be written: orders are refused",
  state: "the record of events can't be written: streams may not resume across a restart",
  orders: "the state of orders can't be written: orders are refused",
  redis: "Redis does not answer: orders of limited keys are refused",
} as const;

export type DegradedPart = keyof typeof DEGRADED;

export interface OperationsOptions {
  /** The Prometheus text and its content type. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  /** Whether a call could succeed now. */
  readonly readiness: () => Readiness;
  /** Who may read the metrics; null: everybody. */
  readonly metricsAccess?: MetricsAccess | null;
  /** Told of a defect; the client gets a plain 500. */
  readonly onError: (error: unknown) => void;
}

interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type Handler = (request: IncomingMessage) => Promise<Answer> | Answer;

// Scrapers and probes send small requests and answer at once: all bounds are
// far above what they need and far below what could hurt.
const MAX_HEADER_BYTES = 8 * 1024;
const HEADERS_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 65_000;
const SOCKET_TIMEOUT_MS = 75_000;
const CHECK_INTERVAL_MS = 1_000;
const MAX_CONNECTIONS = 128;

/** `/metrics`, `/livez` and `/readyz` over HTTP. Answers GET and HEAD, and nothing of a browser's other origins. */
export class OperationsServer {
  readonly #server: Server;
  readonly #routes: ReadonlyMap<string, Handler>;
  readonly #onError: (error: unknown) => void;

  constructor(options: OperationsOptions) {
    this.#onError = options.onError;
    this.#routes = new Map<string, Handler>([
      ["/metrics", (request) => metricsAnswer(request, options)],
      ["/livez", () => json(200, { live: true })],
      ["/readyz", () => readyAnswer(options.readiness())],
    ]);
    this.#server = createServer(
      {
        maxHeaderSize: MAX_HEADER_BYTES,
        headersTimeout: HEADERS_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        keepAliveTimeout: KEEP_ALIVE_MS,
        connectionsCheckingInterval: CHECK_INTERVAL_MS,
      },
      (request, response) => void this.#handle(request, response),
    );
    capConnections(this.#server, MAX_CONNECTIONS);
    this.#server.setTimeout(SOCKET_TIMEOUT_MS);
    // A broken request gets its 400 from Node; nothing of it is for the log.
  }

  /**
   * Binds and answers from then on.
   * @returns the address with the real port
   * @throws the system's error, such as EADDRINUSE
   */
  listen(address: OperationsAddress): Promise<OperationsAddress> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      const onListening = (): void => {
        this.#server.off("error", reject);
        this.#server.on("error", this.#onError);
        const bound = this.#server.address() as AddressInfo | string | null;
        resolve(
          address.kind === "tcp" && typeof bound === "object" && bound !== null
            ? { ...address, port: bound.port }
            : address,
        );
      };
      if (address.kind === "unix") this.#server.listen({ path: address.path }, onListening);
      else this.#server.listen({ host: address.host, port: address.port }, onListening);
    });
  }

  /** Stops listening and ends all connections; idempotent. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let answer: Answer;
    try {
      answer = await this.#answer(request);
    } catch (error) {
      this.#onError(error);
      answer = json(500, { error: "internal error; see the gateway's log" });
    }
    // Nobody sends a body here; what comes is not read, so the connection can't be used again.
    const hasBody =
      request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0;
    response.writeHead(answer.status, {
      "content-type": answer.contentType,
      "content-length": Buffer.byteLength(answer.text),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...(hasBody ? { connection: "close" } : {}),
      ...answer.headers,
    });
    response.end(request.method === "HEAD" ? undefined : answer.text);
  }

  #answer(request: IncomingMessage): Promise<Answer> | Answer {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    const handler = this.#routes.get(path);
    if (handler === undefined) {
      return json(404, { error: "no such page", pages: [...this.#routes.keys()] });
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      return { ...json(405, { error: "only GET and HEAD are answered" }), headers: { allow: "GET, HEAD" } };
    }
    return handler(request);
  }
}

async function metricsAnswer(request: IncomingMessage, options: OperationsOptions): Promise<Answer> {
  const refusal = options.metricsAccess?.check(request) ?? null;
  if (refusal !== null) return { ...json(refusal.status, { error: refusal.error }), headers: refusal.headers };
  return { status: 200, ...(await options.metrics()) };
}

function readyAnswer({ ready, reason, degraded = [] }: Readiness): Answer {
  const texts = Object.fromEntries(degraded.map((part) => [part, DEGRADED[part]]));
  return json(ready ? 200 : 503, { ready, reason, ...(degraded.length === 0 ? {} : { degraded: texts }) });
}

function json(status: number, value: unknown): Answer {
  return { status, contentType: "application/json; charset=utf-8", text: `${JSON.stringify(value)}\n` };
}
