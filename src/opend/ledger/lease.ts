import type { Clock } from "../clock.js";
import type { HolderId } from "./types.js";

/** How often leases are looked at, as a share of their length: how late one may end. */
const LOOKS_PER_LEASE = 30;
/** As many as there may be streams: beyond it the leases that were renewed longest ago end early. */
const MAX_LEASES = 20_000;
/** The share that ends at once, so that not every new caller costs a look at all of them. */
const EVICTED_SHARE = 0.1;

interface Lease {
  expiresAtMs: number;
  /** Open streams: while there are any, the lease isn't over. */
  streams: number;
}

export interface LeasesOptions {
  readonly clock: Clock;
  readonly leaseMs: number;
  /** Whether the lease has to go on, whatever the time. */
  readonly isBusy: (holder: HolderId) => boolean;
  readonly onExpired: (holder: HolderId) => void;
  /** Default: 20,000. */
  readonly maxLeases?: number;
}

/** How long callers that hold no stream keep what they asked for: until some time after their last call. */
export class Leases {
  private readonly options: LeasesOptions;
  private readonly leases = new Map<HolderId, Lease>();
  private readonly maxLeases: number;
  /** How many leases there may be before some are ended early; more than the maximum where streams keep them. */
  private evictAt: number;
  private cancelTimer: (() => void) | null = null;

  constructor(options: LeasesOptions) {
    this.options = options;
    this.maxLeases = options.maxLeases ?? MAX_LEASES;
    this.evictAt = this.maxLeases;
  }

  /** Begins a lease, or renews it. */
  open(holder: HolderId): void {
    this.lease(holder).expiresAtMs = this.expiryMs();
  }

  /** Renews a lease, if there is one. */
  touch(holder: HolderId): void {
    const lease = this.leases.get(holder);
    if (lease !== undefined) lease.expiresAtMs = this.expiryMs();
  }

  /** Returns what is to be called once, at the stream's end. */
  attach(holder: HolderId): () => void {
    const lease = this.lease(holder);
    lease.streams++;
    let attached = true;
    return () => {
      if (!attached) return;
      attached = false;
      lease.streams--;
      lease.expiresAtMs = this.expiryMs();
    };
  }

  close(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
    this.leases.clear();
  }

  private expiryMs(): number {
    return this.options.clock.now() + this.options.leaseMs;
  }

  private lease(holder: HolderId): Lease {
    let lease = this.leases.get(holder);
    if (lease === undefined) {
      if (this.leases.size >= this.evictAt) this.evict();
      lease = { expiresAtMs: this.expiryMs(), streams: 0 };
      this.leases.set(holder, lease);
      this.arm();
    }
    return lease;
  }

  private arm(): void {
    if (this.cancelTimer !== null || this.leases.size === 0) return;
    this.cancelTimer = this.options.clock.schedule(this.options.leaseMs / LOOKS_PER_LEASE, () => {
      this.cancelTimer = null;
      this.expire();
      this.arm();
    });
  }

  private expire(): void {
    const nowMs = this.options.clock.now();
    for (const [holder, lease] of this.leases) {
      if (nowMs >= lease.expiresAtMs && this.mayEnd(holder, lease)) this.end(holder);
    }
  }

  /** A flood of callers, each with a name of its own, must not need endless memory. */
  private evict(): void {
    const idle = [...this.leases].filter(([holder, lease]) => this.mayEnd(holder, lease));
    idle.sort(([, one], [, other]) => one.expiresAtMs - other.expiresAtMs);
    for (const [holder] of idle.slice(0, Math.ceil(this.maxLeases * EVICTED_SHARE))) this.end(holder);
    this.evictAt = Math.max(this.maxLeases, Math.ceil(this.leases.size * (1 + EVICTED_SHARE)));
  }

  private mayEnd(holder: HolderId, { streams }: Lease): boolean {
    return streams === 0 && !this.options.isBusy(holder);
  }

  private end(holder: HolderId): void {
    this.leases.delete(holder);
    this.options.onExpired(holder);
  }
}
