import { GatewayError } from "../../errors/gateway-error.js";
import type { OrderClock } from "./upstream.js";

export interface SharedLookupOptions<T> {
  readonly clock: OrderClock;
  /** How long an answer is good. */
  readonly maxAgeMs: number;
  readonly maxEntries: number;
  /** How long one look-up may take, whoever waits for it. */
  readonly timeoutMs: number;
  /** @param deadlineMs monotonic */
  readonly load: (key: string, deadlineMs: number) => Promise<T>;
}

interface Entry<T> {
  readonly value: T;
  readonly expiresAtMs: number;
}

/** Answers that several orders need: asked for once at a time, kept for a while. Failures are not kept. */
export class SharedLookup<T> {
  private readonly options: SharedLookupOptions<T>;
  /** Oldest first. */
  private readonly entries = new Map<string, Entry<T>>();
  private readonly inFlight = new Map<string, Promise<T>>();

  constructor(options: SharedLookupOptions<T>) {
    this.options = options;
  }

  /** What is known without asking. */
  peek(key: string): T | undefined {
    const entry = this.entries.get(key);
    return entry !== undefined && entry.expiresAtMs > this.options.clock.now() ? entry.value : undefined;
  }

  /** @throws GatewayError DEADLINE_EXCEEDED, and what `load` throws. */
  get(key: string, deadlineMs: number): Promise<T> {
    const known = this.peek(key);
    if (known !== undefined) return Promise.resolve(known);
    return withDeadline(this.inFlight.get(key) ?? this.start(key), deadlineMs, this.options.clock);
  }

  private start(key: string): Promise<T> {
    const { clock, timeoutMs, load } = this.options;
    // Its own deadline: a caller in a hurry must not fail the others that wait for the same answer.
    const loading = load(key, clock.now() + timeoutMs).then(
      (value) => {
        this.inFlight.delete(key);
        this.keep(key, value);
        return value;
      },
      (error: unknown) => {
        this.inFlight.delete(key);
        throw error;
      },
    );
    this.inFlight.set(key, loading);
    return loading;
  }

  private keep(key: string, value: T): void {
    const { clock, maxAgeMs, maxEntries } = this.options;
    this.entries.delete(key);
    this.entries.set(key, { value, expiresAtMs: clock.now() + maxAgeMs });
    if (this.entries.size <= maxEntries) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}

/** The promise's outcome, or DEADLINE_EXCEEDED at the deadline; the promise itself goes on. */
export function withDeadline<T>(promise: Promise<T>, deadlineMs: number, clock: OrderClock): Promise<T> {
  if (deadlineMs === Number.POSITIVE_INFINITY) return promise;
  return new Promise((resolve, reject) => {
    const cancel = clock.schedule(Math.max(deadlineMs - clock.now(), 0), () => {
      reject(
        new GatewayError(
          "DEADLINE_EXCEEDED",
          "the deadline passed before the order could be checked; nothing was sent",
        ),
      );
    });
    promise.then(
      (value) => {
        cancel();
        resolve(value);
      },
      (error: unknown) => {
        cancel();
        reject(error as Error);
      },
    );
  });
}
