import type { Clock } from "../clock.js";
import type { HolderId } from "./types.js";

/** How often leases are looked at, as a share of their length: how late one may end. */
const LOOKS_PER_LEASE = 30;

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
}

/** How long callers that hold no stream keep what they asked for: until some time after their last call. */
export class Leases {
  private readonly options: LeasesOptions;
  private readonly leases = new Map<HolderId, Lease>();
  private cancelTimer: (() => void) | null = null;

  constructor(options: LeasesOptions) {
    this.options = options;
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
      if (lease.streams > 0 || nowMs < lease.expiresAtMs || this.options.isBusy(holder)) continue;
      this.leases.delete(holder);
      this.options.onExpired(holder);
    }
  }
}
