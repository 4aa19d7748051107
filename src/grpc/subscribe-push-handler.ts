import type { Buffer } from "node:buffer";
import { type ServerWritableStream, status } from "@grpc/grpc-js";
import type { SubscribePushRequest } from "../../generated/ts/futu/service/futu.js";
import type { Authenticator } from "../auth/authenticator.js";
import { GatewayError, toGatewayError } from "../errors/gateway-error.js";
import type { Caller } from "../gateway/caller.js";
import type { EndReason } from "../gateway/push/end-reason.js";
import type { PushHub } from "../gateway/push/push-hub.js";
import type { PushStream } from "../gateway/push/push-stream.js";
import type { PushTransport } from "../gateway/push/stream-host.js";
import type { CallerLimits } from "../limits/caller-limits.js";
import type { RateState } from "../limits/rate-state.js";
import type { AuditSink } from "../telemetry/audit-entry.js";
import type { MethodMetrics } from "../telemetry/call-metrics.js";
import type { Logger } from "../telemetry/logger.js";
import { logCallEnd } from "./call-end.js";
import { callerOf, certificateOf } from "./caller.js";
import type { ConnectionAges } from "./connection-ages.js";
import { eventCallOf } from "./event-call.js";
import { EventWriter } from "./event-writer.js";
import type { SubscribePushMessage } from "./futu-codec.js";
import { addRefusalHeaders, streamHeaders } from "./rate-headers.js";
import type { RequestIds } from "./request-id.js";
import { toServiceError } from "./status-funnel.js";
import { StreamAudit } from "./stream-audit.js";

/** The calls of all push methods together: those included that have ended and whose status the reader has not taken. */
export class PushCalls {
  private readonly max: number;
  private open = 0;

  /** @param max calls that may be there at once. */
  constructor(max: number) {
    this.max = max;
  }

  /** One more; false when it is one too many. Each is {@link left} once. */
  entered(): boolean {
    return ++this.open <= this.max;
  }

  left(): void {
    this.open--;
  }
}

export interface SubscribePushHandlerOptions {
  /** Whether the events are WatchEvents. */
  readonly typed: boolean;
  readonly hub: Pick<PushHub, "open" | "countRefusal">;
  readonly metrics: MethodMetrics;
  readonly logger: Logger;
  readonly requestIds: RequestIds;
  /** Goes into error details. */
  readonly upstream: string;
  readonly calls: PushCalls;
  /** null: open mode. */
  readonly authenticator: Authenticator | null;
  /** null: connections have no limited age. */
  readonly connectionAges: ConnectionAges | null;
  /** Opening a stream costs as much as a call for quotes; its events cost nothing. null: callers have no limits. */
  readonly limits: Pick<CallerLimits, "takeLocal"> | null;
  /** null or absent: nothing is audited. */
  readonly audit?: AuditSink | null;
}

type PushCall = ServerWritableStream<SubscribePushMessage, Buffer>;

/**
 * How much earlier than grpc-js a stream ends at its deadline: that would send
 * a status without details, and tell of it only after the stream has gone on
 * writing behind it.
 */
const DEADLINE_MARGIN_MS = 5;
/** setTimeout takes no longer time. */
const MAX_TIMER_MS = 2 ** 31 - 1;
const AGED_RETRY_MS = 100;

/** Serves `FutuOpenD.SubscribePush` or `Push.Watch`. No path out of it throws: whatever goes wrong becomes a status. */
export function subscribePushHandler(options: SubscribePushHandlerOptions): (call: PushCall) => void {
  const { calls } = options;
  return (call) => {
    const run = new PushRun(options, call);
    const admitted = calls.entered();
    // Once for every call, also after a normal end (facts: node-grpc.md 7).
    call.on("cancelled", () => {
      calls.left();
      run.closed();
      run.gone();
    });
    run.start(admitted);
  };
}

/** One call, from its arrival to its end. */
class PushRun implements PushTransport {
  readonly typed: boolean;
  private readonly options: SubscribePushHandlerOptions;
  private readonly call: PushCall;
  private readonly requestId: string;
  private readonly writer: EventWriter;
  private readonly startedMs = performance.now();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly audit: StreamAudit | null;
  private caller: Caller | null = null;
  private stream: PushStream | null = null;
  private leaveConnection: () => void = () => {};
  private rate: RateState | null = null;
  private onGone: (() => void) | null = null;
  private headersSent = false;
  private ended = false;

  constructor(options: SubscribePushHandlerOptions, call: PushCall) {
    this.typed = options.typed;
    this.options = options;
    this.call = call;
    this.requestId = options.requestIds.of(call.metadata);
    this.audit = options.audit == null ? null : new StreamAudit(options.audit, this.requestId);
    this.writer = new EventWriter({
      sink: eventCallOf(call.metadata),
      writable: () => this.stream?.writable(),
    });
  }

  start(admitted: boolean): void {
    const { hub, metrics } = this.options;
    metrics.started();
    metrics.messageReceived();
    try {
      const { message, caller } = this.checked(admitted);
      const stream = hub.open(message, caller, this, this.monotonicDeadline());
      if (this.ended) return;
      this.stream = stream;
      this.audit?.opened(caller);
    } catch (error) {
      this.end(toGatewayError(error));
      return;
    }
    this.limitLife();
    // At once, but not before a refusal: the client sees that its stream stands, and so do proxies that wait for a first byte.
    if (!this.headersSent) this.sendHeaders();
  }

  write(event: Buffer): boolean {
    if (!this.headersSent) this.sendHeaders();
    this.options.metrics.messageSent();
    return this.writer.write(event);
  }

  get flushed(): number {
    return this.writer.flushed;
  }

  end(error: GatewayError): void {
    if (this.ended) return;
    const failure = toServiceError(error, this.options.upstream);
    addRefusalHeaders(failure.metadata, this.requestId, { rate: this.rate, replayed: false }, error);
    this.finish(failure.code, error);
    // `destroy` would send no status and leave the client hanging (facts: node-grpc.md 8).
    this.call.emit("error", failure);
  }

  whenGone(task: () => void): void {
    this.onGone = task;
  }

  /** Nothing of the call is left, its status has been taken or given up. */
  gone(): void {
    this.onGone?.();
    this.onGone = null;
  }

  /** The client is gone, or the call is over. */
  closed(): void {
    if (this.ended) return;
    this.finish(status.CANCELLED, null, "CLIENT_CANCELLED");
    this.stream?.closed();
  }

  /** What the hub does not see of the refusals is counted there all the same. */
  private checked(admitted: boolean): { readonly message: SubscribePushRequest; readonly caller: Caller } {
    const { request, metadata } = this.call;
    try {
      const source = { peer: this.call.getPeer(), metadata, certificate: certificateOf(this.call) };
      // What reads by themselves subscribe is nothing to a stream.
      const caller = callerOf(source, this.options.authenticator, false);
      this.caller = caller;
      this.pay(caller);
      if (request.request === null) throw new GatewayError("INVALID_REQUEST", request.fault ?? "no request");
      if (!admitted) throw new GatewayError("LIMIT", "the gateway has as many push streams as it may have");
      return { message: request.request, caller };
    } catch (error) {
      this.options.hub.countRefusal(error);
      throw error;
    }
  }

  /** @throws GatewayError RATE_LIMITED */
  private pay({ owner, principal }: Caller): void {
    const { limits } = this.options;
    if (limits === null) return;
    const { rate, refusal } = limits.takeLocal(owner, principal.key?.profile ?? null, "quotes");
    this.rate = rate;
    if (refusal !== null) throw refusal;
  }

  private sendHeaders(): void {
    this.headersSent = true;
    this.call.sendMetadata(streamHeaders(this.requestId, this.rate));
  }

  private finish(code: number, error: GatewayError | null, endReason?: EndReason): void {
    const { metrics, logger } = this.options;
    this.ended = true;
    this.writer.close();
    for (const timer of this.timers) clearTimeout(timer);
    this.leaveConnection();
    const durationMs = performance.now() - this.startedMs;
    metrics.handled(code, durationMs / 1000);
    if (error !== null) metrics.refused(error);
    if (this.audit !== null && this.caller !== null) {
      if (this.stream !== null) this.audit.ended(this.caller, error?.reason ?? endReason ?? "", durationMs);
      else if (error !== null) this.audit.refused(this.caller, error);
    }
    const ending = endReason === undefined ? {} : { endReason };
    logCallEnd(
      logger,
      { requestId: this.requestId, protoId: 0, peer: this.call.getPeer(), durationMs, ...ending },
      error,
    );
  }

  private limitLife(): void {
    const deadlineMs = this.monotonicDeadline();
    if (deadlineMs !== Number.POSITIVE_INFINITY) {
      this.at(deadlineMs - DEADLINE_MARGIN_MS, () => {
        const error = new GatewayError("DEADLINE_EXCEEDED", "the stream's deadline passed");
        this.end(error);
        this.stream?.closed();
      });
    }
    const { connectionAges } = this.options;
    if (connectionAges === null) return;
    const { endAtMs, close } = connectionAges.open(this.call.getPeer(), performance.now());
    this.leaveConnection = close;
    this.at(endAtMs, () => {
      const text = "the connection has reached its greatest age: open the stream again, on a new one";
      this.stream?.end("DRAINING", new GatewayError("DRAINING", text, { retryAfterMs: AGED_RETRY_MS }));
    });
  }

  /** Runs `task` at a monotonic time, unless the call is over. */
  private at(atMs: number, task: () => void): void {
    const delayMs = Math.min(Math.max(0, atMs - performance.now()), MAX_TIMER_MS);
    this.timers.add(setTimeout(task, delayMs));
  }

  private monotonicDeadline(): number {
    const deadline = Number(this.call.getDeadline());
    return deadline === Number.POSITIVE_INFINITY ? deadline : performance.now() + deadline - Date.now();
  }
}
