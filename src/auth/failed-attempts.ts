import { addressGroup } from "./network.js";

/** Ten a minute (issue 4): enough for a program that starts with the wrong key, useless for guessing. */
export const MAX_FAILED_ATTEMPTS = 10;
export const FAILED_ATTEMPTS_WINDOW_MS = 60_000;
/** About 2 MiB at most; whoever has more addresses than that pushes the oldest ones out. */
const MAX_ADDRESSES = 10_000;

/** Counts failed authentications for each address: any 60 s, and of IPv6 the /64. */
export class FailedAttempts {
  private readonly now: () => number;
  private readonly maxAddresses: number;
  /** Moments of the failures, oldest first; addresses in the order of their newest one. */
  private readonly byAddress = new Map<string, readonly number[]>();

  /** @param options.now monotonic milliseconds */
  constructor(options: { readonly now: () => number; readonly maxAddresses?: number }) {
    this.now = options.now;
    this.maxAddresses = options.maxAddresses ?? MAX_ADDRESSES;
  }

  /**
   * Counts a failure.
   * @returns null within the limit; else the milliseconds after which one is within it again. Such a failure does not
   * count, or a program that goes on would never be let in.
   */
  add(host: string): number | null {
    const address = addressGroup(host);
    const nowMs = this.now();
    const since = nowMs - FAILED_ATTEMPTS_WINDOW_MS;
    const recent = (this.byAddress.get(address) ?? []).filter((failedMs) => failedMs > since);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= MAX_FAILED_ATTEMPTS) return Math.max(1, oldest - since);
    this.byAddress.delete(address);
    this.byAddress.set(address, [...recent, nowMs]);
    if (this.byAddress.size > this.maxAddresses) {
      const [first] = this.byAddress.keys();
      if (first !== undefined) this.byAddress.delete(first);
    }
    return null;
  }

  /** Addresses that are remembered. */
  get size(): number {
    return this.byAddress.size;
  }
}
