import { type Metadata, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import type { Authenticator } from "../auth/authenticator.js";
import { GatewayError, toGatewayError } from "../errors/gateway-error.js";
import { type AnswerNotes, NO_NOTES } from "../gateway/answer-notes.js";
import type { BodyMode } from "../gateway/body-check.js";
import type { Caller } from "../gateway/caller.js";
import type { GatewayReply, Pipeline } from "../gateway/pipeline.js";
import type { CallerLimits } from "../limits/caller-limits.js";
import type { CancelCall } from "../opend/pool.js";
import type { MethodMetrics } from "../telemetry/call-metrics.js";
import type { Logger } from "../telemetry/logger.js";
import { NO_TRAILERS } from "./answer-metadata.js";
import { logCallEnd } from "./call-end.js";
import { type CallSource, callerOf, certificateOf } from "./caller.js";
import { addRefusalHeaders, answerHeaders } from "./rate-headers.js";
import type { RequestIds } from "./request-id.js";
import { toServiceError } from "./status-funnel.js";

/** What every method needs that sends a command to OpenD. */
export interface CommandCallOptions {
  readonly pipeline: Pick<Pipeline, "call">;
  readonly logger: Logger;
  readonly requestIds: RequestIds;
  /** Goes into error details: where commands are sent to. */
  readonly upstream: string;
  /** null: open mode. */
  readonly authenticator: Authenticator | null;
  /** Whether reads subscribe by themselves where the call says nothing. */
  readonly autoSubscribe: boolean;
  /** What a call costs that is refused before it comes to the pipeline; null: callers have no limits. */
  readonly limits: Pick<CallerLimits, "takeLocal"> | null;
}

/** One command as a method's message names it. */
export interface AskedCommand {
  readonly protoId: number;
  readonly body: Uint8Array;
  readonly bodyMode: BodyMode;
}

/** How one method reads its requests and writes OpenD's answers. */
export interface CommandSurface<Message, Answer> {
  /** For the log, of any message. */
  protoId(message: Message): number;
  /** @throws GatewayError for a message or metadata that can't be read. */
  ask(message: Message, metadata: Metadata): AskedCommand;
  /** The error that stands for this reply of OpenD; null: it is an answer. */
  failure(reply: GatewayReply): GatewayError | null;
  answer(reply: GatewayReply): Answer;
}

const IDEMPOTENCY_KEY = "idempotency-key";

/** One call of a method that sends a command to OpenD, from its arrival to its status. No path out of it throws. */
export class CommandCall<Message, Answer> {
  private readonly options: CommandCallOptions;
  private readonly surface: CommandSurface<Message, Answer>;
  private readonly metrics: MethodMetrics;
  private readonly call: ServerUnaryCall<Message, Answer>;
  private readonly callback: sendUnaryData<Answer>;
  private readonly startedMs = performance.now();
  private readonly requestId: string;
  private finished = false;

  constructor(
    options: CommandCallOptions,
    surface: CommandSurface<Message, Answer>,
    metrics: MethodMetrics,
    call: ServerUnaryCall<Message, Answer>,
    callback: sendUnaryData<Answer>,
  ) {
    this.options = options;
    this.surface = surface;
    this.metrics = metrics;
    this.call = call;
    this.callback = callback;
    this.requestId = options.requestIds.of(call.metadata);
  }

  start(): void {
    const { pipeline, authenticator, autoSubscribe } = this.options;
    const { request, metadata } = this.call;
    this.metrics.started();
    this.metrics.messageReceived();
    let cancel: CancelCall;
    let caller: Caller | null = null;
    try {
      caller = callerOf(this.source(), authenticator, autoSubscribe);
      const { protoId, body, bodyMode } = this.surface.ask(request, metadata);
      cancel = pipeline.call(
        {
          protoId,
          body,
          bodyMode,
          timeoutMs: this.timeoutMs(),
          caller,
          idempotencyKey: idempotencyKey(metadata),
          requestId: this.requestId,
        },
        (reply, error, notes) => this.end(reply, error, notes),
      );
    } catch (error) {
      this.refuse(caller, toGatewayError(error));
      return;
    }
    // `cancelled` comes after every normal end too (facts: node-grpc.md 7).
    this.call.on("cancelled", () => {
      if (!this.finished) cancel();
    });
  }

  /** A call that is nothing for the pipeline. It costs its caller as much as any other. */
  private refuse(caller: Caller | null, error: GatewayError): void {
    const { limits } = this.options;
    if (caller === null || limits === null) {
      this.end(null, error, NO_NOTES);
      return;
    }
    const { rate, refusal } = limits.takeLocal(caller.owner, caller.principal.key?.profile ?? null, "quotes");
    this.end(null, refusal ?? error, { ...NO_NOTES, rate });
  }

  private source(): CallSource {
    return { peer: this.call.getPeer(), metadata: this.call.metadata, certificate: certificateOf(this.call) };
  }

  private timeoutMs(): number | null {
    const deadline = this.call.getDeadline();
    if (deadline === Number.POSITIVE_INFINITY) return null;
    return Math.max(0, Number(deadline) - Date.now());
  }

  private end(reply: GatewayReply | null, error: GatewayError | null, notes: AnswerNotes): void {
    if (this.finished) return;
    this.finished = true;
    const durationMs = performance.now() - this.startedMs;
    const failure = error ?? (reply === null ? null : this.surface.failure(reply));
    if (reply !== null && failure === null) this.answer(reply, notes, durationMs);
    else this.fail(failure, notes, durationMs);
    const { logger } = this.options;
    if (failure !== null || logger.enabled("call.finished")) {
      const protoId = this.surface.protoId(this.call.request);
      logCallEnd(logger, { requestId: this.requestId, protoId, peer: this.call.getPeer(), durationMs }, failure);
    }
  }

  private answer(reply: GatewayReply, notes: AnswerNotes, durationMs: number): void {
    this.call.sendMetadata(answerHeaders(this.requestId, notes));
    // The body is a view on received bytes: grpc-js serializes it before this returns.
    this.callback(null, this.surface.answer(reply), NO_TRAILERS);
    this.metrics.messageSent();
    this.metrics.handled(status.OK, durationMs / 1000);
  }

  private fail(error: GatewayError | null, notes: AnswerNotes, durationMs: number): void {
    const failure = toServiceError(error, this.options.upstream);
    addRefusalHeaders(failure.metadata, this.requestId, notes, error);
    this.callback(failure, null);
    this.metrics.handled(failure.code, durationMs / 1000);
    if (error !== null) this.metrics.refused(error);
  }
}

/**
 * As the caller gave it: whether it is a good one is the order guard's question.
 * @throws GatewayError where it stands there twice.
 */
function idempotencyKey(metadata: Metadata): string | null {
  const [key, ...others] = metadata.get(IDEMPOTENCY_KEY);
  if (key === undefined) return null;
  // Two that came in two header fields are one here: HTTP/2 in Node joins them.
  if (others.length === 0 && !String(key).includes(", ")) return String(key);
  const text = `metadata ${IDEMPOTENCY_KEY} must be there once, without a comma and a space in it; nothing was sent`;
  throw new GatewayError("INVALID_REQUEST", text);
}
