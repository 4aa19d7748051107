import { GatewayError } from "../../errors/gateway-error.js";
import type { LookupFor, OrderClock } from "./upstream.js";

export interface SharedLookupOptions<T> {
  readonly clock: OrderClock;
  /** How long an answer is good. */
  readonly maxAgeMs: number;
  readonly maxEntries: number;
  /** How long one look-up may take, whoever waits for it. */
  readonly timeoutMs: number;
  readonly load: (key: string, asker: LookupFor) => Promise<T>;
}

/** Asking again costs nothing; what is listed now is there soon. */
const UNKNOWN_MAX_AGE_MS = 5000;
const MAX_UNKNOWN = 1000;

interface Entry<T> {
  readonly value: T;
  readonly expiresAtMs: number;
}

/** Answers that several orders need: asked for once at a time, kept for a while. What OpenD does not tell is remembered for some seconds. */
export class SharedLookup<T> {
  private readonly options: SharedLookupOptions<T>;
  /** Oldest first. */
  private readonly entries = new Map<string, Entry<T>>();
  /** Apart: what is not there must not push out what is. */
  private readonly unknown = new Map<string, Entry<GatewayError>>();
  private readonly inFlight = new Map<string, Promise<T>>();

  constructor(options: SharedLookupOptions<T>) {
    this.options = options;
  }

  /** What is known without asking. */
  peek(key: string): T | undefined {
    return this.fresh(this.entries, key);
  }

  /** Why it is known to be unknown; undefined: it must be looked up. */
  peekUnknown(key: string): GatewayError | undefined {
    return this.fresh(this.unknown, key);
  }

  /** @throws GatewayError DEADLINE_EXCEEDED, and what `load` throws. */
  get(key: string, asker: LookupFor): Promise<T> {
    const known = this.peek(key);
    if (known !== undefined) return Promise.resolve(known);
    const unknown = this.peekUnknown(key);
    if (unknown !== undefined) return Promise.reject(unknown);
    return withDeadline(this.inFlight.get(key) ?? this.start(key, asker.owner), asker.deadlineMs, this.options.clock);
  }

  private start(key: string, owner: string): Promise<T> {
    const { clock, timeoutMs, load, maxAgeMs, maxEntries } = this.options;
    // Its own deadline: a caller in a hurry must not fail the others that wait for the same answer.
    const loading = load(key, { owner, deadlineMs: clock.now() + timeoutMs }).then(
      (value) => {
        this.inFlight.delete(key);
        this.keep(this.entries, key, value, maxAgeMs, maxEntries);
        return value;
      },
      (error: unknown) => {
        this.inFlight.delete(key);
        if (isUnknown(error)) this.keep(this.unknown, key, error, UNKNOWN_MAX_AGE_MS, MAX_UNKNOWN);
        throw error;
      },
    );
    this.inFlight.set(key, loading);
    return loading;
  }

  private fresh<V>(entries: ReadonlyMap<string, Entry<V>>, key: string): V | undefined {
    const entry = entries.get(key);
    return entry !== undefined && entry.expiresAtMs > this.options.clock.now() ? entry.value : undefined;
  }

  private keep<V>(entries: Map<string, Entry<V>>, key: string, value: V, maxAgeMs: number, maxEntries: number): void {
    entries.delete(key);
    entries.set(key, { value, expiresAtMs: this.options.clock.now() + maxAgeMs });
    if (entries.size <= maxEntries) return;
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  }
}

/** Whether OpenD has answered; what could not be asked may be there. */
function isUnknown(error: unknown): error is GatewayError {
  return error instanceof GatewayError && error.reason === "VALUE_UNKNOWN";
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
