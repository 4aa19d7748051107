/** What all keys of ours in Redis begin with, so that several gateways with different OpenDs can share one Redis. */
export const DEFAULT_REDIS_PREFIX = "opend-gateway:";

const DAY_MS = 86_400_000;

/**
 * Names of the keys that orders are counted with. All have one hash tag: on a
 * cluster they are in one place, so that one script reaches them, and are lost
 * together or not at all. Their load is that of OpenD's own limit on orders.
 */
export class OrderKeys {
  private readonly base: string;

  constructor(prefix: string = DEFAULT_REDIS_PREFIX) {
    this.base = `${prefix}{orders}:`;
  }

  /** Written by the client's probe. */
  get probe(): string {
    return `${this.base}probe`;
  }

  /** Stands where records were lost; deleting it is how an operator accepts that. */
  get lost(): string {
    return `${this.base}lost`;
  }

  /** Another one than before: another Redis, or an emptied one. */
  get epoch(): string {
    return `${this.base}epoch`;
  }

  /** How often a gateway wrote. */
  writer(replica: string): string {
    return `${this.base}writer:${replica}`;
  }

  /** The values of a UTC day (2026-11-21), by owner. */
  day(day: string): string {
    return `${this.base}day:${day}`;
  }

  /** The orders of the last minute. */
  rate(owner: string): string {
    return `${this.base}rate:${owner}`;
  }

  /** An order without a final outcome. */
  order(id: string): string {
    return `${this.base}order:${id}`;
  }

  /** What is known of an idempotency key. Neither part holds a NUL. */
  record(owner: string, idempotencyKey: string): string {
    return `${this.base}record:${owner}\0${idempotencyKey}`;
  }
}

/** Days since 1970 in UTC. */
export function dayNumber(wallMs: number): number {
  return Math.floor(wallMs / DAY_MS);
}

/** As 2026-11-21. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
