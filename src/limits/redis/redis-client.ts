import type { OpenRedisConnection, RedisArgument, RedisConnection, RedisReply } from "./redis-connection.js";
import { RedisReplyError, RedisUnavailable } from "./redis-errors.js";

export interface RedisClientOptions {
  readonly open: OpenRedisConnection;
  readonly clock: RedisClock;
  /** In [0, 1). */
  readonly random: () => number;
  /** A key that may be written to find out whether Redis takes writes. */
  readonly probeKey: string;
  /** A server that takes longer for one command counts as away. */
  readonly commandTimeoutMs?: number;
  /** For one attempt: name look-up, connection, TLS, password and a first write. */
  readonly attemptTimeoutMs?: number;
  readonly onEvent?: (event: RedisEvent) => void;
}

export interface RedisClock {
  /** Monotonic milliseconds. */
  now(): number;
  schedule(delayMs: number, task: () => void): () => void;
  /** Runs `task` at the end of this turn of the event loop, after its input was read. */
  endOfTurn(task: () => void): void;
}

export type RedisEvent =
  | { readonly type: "available" }
  /** @param problem such as ECONNREFUSED, WRONGPASS, READONLY or `no answer within 500 ms`. */
  | { readonly type: "unavailable"; readonly problem: string };

type State =
  | { readonly type: "idle" }
  | { readonly type: "connecting"; readonly connection: RedisConnection; readonly cancel: () => void }
  | { readonly type: "ready"; readonly connection: RedisConnection; readonly sinceMs: number }
  | { readonly type: "waiting"; readonly cancel: () => void }
  | { readonly type: "closed" };

interface PendingCall {
  readonly fail: (error: RedisUnavailable) => void;
}

export const REDIS_COMMAND_TIMEOUT_MS = 500;
export const REDIS_ATTEMPT_TIMEOUT_MS = 1000;
/** Attempts follow each other fast at first, because a restart takes a moment only, and never slower than the last step. */
const BACKOFF_MS: readonly number[] = [50, 100, 200, 400, 800, 1500];
/** A connection that lasted this long was a good one: the back-off begins anew. */
const STABLE_MS = 10_000;
/** After these the server at the other end is of no use, and another one may have its name by now. */
const USELESS = new Set([
  "READONLY",
  "LOADING",
  "MASTERDOWN",
  "CLUSTERDOWN",
  "MISCONF",
  "NOAUTH",
  "BUSY",
  "UNKILLABLE",
]);

/**
 * A connection to Redis that is there or is not: nothing queues while it is not,
 * and the first command without an answer fails all others at once, so that a
 * Redis that hangs costs one time-out and not one for each call.
 */
export class RedisClient {
  private readonly options: RedisClientOptions;
  private readonly commandTimeoutMs: number;
  private readonly attemptTimeoutMs: number;
  private readonly pending = new Set<PendingCall>();
  private readonly listeners = new Set<() => void>();
  private state: State = { type: "idle" };
  private attempt = 0;
  private problem: string | null = null;

  constructor(options: RedisClientOptions) {
    this.options = options;
    this.commandTimeoutMs = options.commandTimeoutMs ?? REDIS_COMMAND_TIMEOUT_MS;
    this.attemptTimeoutMs = options.attemptTimeoutMs ?? REDIS_ATTEMPT_TIMEOUT_MS;
  }

  /** Whether commands are taken now. */
  get available(): boolean {
    return this.state.type === "ready";
  }

  /** Why it is not available; null while it is, or before the first attempt ended. */
  get lastProblem(): string | null {
    return this.available ? null : this.problem;
  }

  /** Begins to connect, and goes on with it until closed. */
  start(): void {
    if (this.state.type === "idle") this.connect();
  }

  /** Calls `listener` whenever Redis becomes available. Returns what ends that. */
  onAvailable(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** @throws RedisUnavailable, or RedisReplyError. */
  async call(command: string, args: readonly RedisArgument[]): Promise<RedisReply> {
    const { state } = this;
    if (state.type !== "ready") throw new RedisUnavailable(this.problem ?? "no connection yet", { sent: false });
    try {
      return await this.bounded(state.connection, command, args);
    } catch (error) {
      if (error instanceof RedisReplyError && USELESS.has(error.code)) this.lose(state.connection, error.code);
      throw error;
    }
  }

  /** Ends the connection; calls under way fail. */
  close(): void {
    const { state } = this;
    this.state = { type: "closed" };
    if (state.type === "connecting" || state.type === "waiting") state.cancel();
    if (state.type === "connecting" || state.type === "ready") state.connection.destroy();
    this.failPending("the gateway stops");
    this.listeners.clear();
  }

  private connect(): void {
    const connection = this.options.open({
      onOpen: () => void this.probe(connection),
      onClosed: (problem) => this.lose(connection, problem),
    });
    const cancel = this.after(this.attemptTimeoutMs, () =>
      this.lose(connection, `no connection within ${this.attemptTimeoutMs} ms`),
    );
    this.state = { type: "connecting", connection, cancel };
  }

  /** A server that takes connections but no writes (stopped, loading, a replica) is not available. */
  private async probe(connection: RedisConnection): Promise<void> {
    try {
      await connection.call("SET", [this.options.probeKey, "1", "PX", 60_000]);
    } catch (error) {
      this.lose(connection, error instanceof RedisReplyError ? error.code : "closed");
      return;
    }
    if (this.state.type !== "connecting" || this.state.connection !== connection) return;
    this.state.cancel();
    this.state = { type: "ready", connection, sinceMs: this.options.clock.now() };
    this.problem = null;
    this.options.onEvent?.({ type: "available" });
    for (const listener of this.listeners) listener();
  }

  private bounded(connection: RedisConnection, command: string, args: readonly RedisArgument[]): Promise<RedisReply> {
    return new Promise((resolve, reject) => {
      const cancel = this.after(this.commandTimeoutMs, () =>
        this.lose(connection, `no answer within ${this.commandTimeoutMs} ms`),
      );
      const call: PendingCall = {
        fail: (error) => {
          cancel();
          reject(error);
        },
      };
      this.pending.add(call);
      const ended = (): void => {
        cancel();
        this.pending.delete(call);
      };
      connection.call(command, args).then(
        (reply) => {
          ended();
          resolve(reply);
        },
        (error: unknown) => {
          ended();
          reject(error instanceof RedisReplyError ? error : new RedisUnavailable("closed", { sent: true }));
        },
      );
    });
  }

  /** A gateway that was busy for so long looks at what has come meanwhile, before it calls Redis late. */
  private after(delayMs: number, task: () => void): () => void {
    const { clock } = this.options;
    let cancelled = false;
    const cancel = clock.schedule(delayMs, () =>
      clock.endOfTurn(() => {
        if (!cancelled) task();
      }),
    );
    return () => {
      cancelled = true;
      cancel();
    };
  }

  private lose(connection: RedisConnection, problem: string): void {
    const { state } = this;
    if ((state.type !== "connecting" && state.type !== "ready") || state.connection !== connection) return;
    connection.destroy();
    if (state.type === "connecting") state.cancel();
    const wasKnown = this.problem !== null && state.type === "connecting";
    const wasStable = state.type === "ready" && this.options.clock.now() - state.sinceMs >= STABLE_MS;
    this.attempt = wasStable ? 0 : this.attempt + 1;
    this.problem = problem;
    this.state = { type: "waiting", cancel: this.options.clock.schedule(this.backoffMs(), () => this.connect()) };
    this.failPending(problem);
    if (!wasKnown) this.options.onEvent?.({ type: "unavailable", problem });
  }

  /** From half of the step up to the whole, so that replicas don't come back in one moment. */
  private backoffMs(): number {
    const step = BACKOFF_MS[Math.min(this.attempt, BACKOFF_MS.length - 1)] ?? 0;
    return step * (0.5 + 0.5 * this.options.random());
  }

  private failPending(problem: string): void {
    const calls = [...this.pending];
    this.pending.clear();
    for (const call of calls) call.fail(new RedisUnavailable(problem, { sent: true }));
  }
}
