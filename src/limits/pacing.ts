import { commandById } from "../catalog/catalog.js";
import type { Command, Limit } from "../catalog/command.js";
import type { Asker } from "./divided-window.js";
import { type OrderPacing, PaceRefusal, type PaceSlot, type PaceWait } from "./pace-slot.js";
import { PacedBucket, type PacingClock } from "./paced-bucket.js";
import { accountOf, countsAgainstLimit } from "./paced-call.js";
import type { RateState } from "./rate-state.js";
import { reserveOf } from "./reserve.js";

export interface PacingOptions {
  readonly clock: PacingClock;
  /** What is added to OpenD's windows, in milliseconds: its clock is not ours. */
  readonly guardMs?: number;
}

/** Who waits for a place, and how long. */
export interface PaceRequest extends Asker {
  readonly deadlineMs: number;
}

/** One of OpenD's limits that is in use. */
export interface PacedLimit {
  /** As in QuotaFailure, such as `opend:3203`. */
  readonly subject: string;
  readonly description: string;
  /** Null where the limit is on the login. */
  readonly accId: bigint | null;
  /** As callers have it: what is reserved for look-ups of orders is no part of it. */
  readonly rate: RateState;
}

/** 30 s on clocks that are 500 ppm apart, and a rounding to whole milliseconds on either side. */
const GUARD_MS = 20;
/** More reads than any window lets through within the longest usual deadlines: 30 s for most, some minutes for few. */
const MAX_WAITING_PER_OWNER = 100;
const MAX_WAITING_PER_BUCKET = 1000;
/** Bodies are held while they wait. */
const MAX_WAITING = 10_000;
/** Accounts that are asked for at once; beyond it OpenD alone counts. Each costs some hundred bytes. */
const MAX_BUCKETS = 10_000;
/** Buckets that are looked at when a new one comes: forgetting keeps pace. */
const SWEPT_PER_NEW_BUCKET = 4;

interface Bucket {
  readonly id: number;
  readonly limit: Limit;
  readonly accId: bigint | null;
  readonly paced: PacedBucket;
}

const UNPACED: PaceSlot = { rate: null, end: () => {} };

/**
 * Keeps all callers together within OpenD's documented limits (facts:
 * ftapi-protocol.md 3.7): what changes state is refused at once, reads wait.
 */
export class Pacing implements OrderPacing {
  private readonly clock: PacingClock;
  private readonly guardMs: number;
  private readonly buckets = new Map<string, Bucket>();
  private sweeper = this.buckets.entries();
  private waiting = 0;

  constructor(options: PacingOptions) {
    this.clock = options.clock;
    this.guardMs = options.guardMs ?? GUARD_MS;
  }

  /** Buckets that are remembered. */
  get size(): number {
    return this.buckets.size;
  }

  tryTake(command: Command, body: Uint8Array): PaceSlot {
    const bucket = this.bucketOf(command, body);
    if (bucket === null) return UNPACED;
    const waitMs = bucket.paced.waitMs();
    if (waitMs > 0) throw refusal(command, bucket, waitMs);
    return bucket.paced.take();
  }

  count(command: Command, body: Uint8Array): PaceSlot {
    return this.bucketOf(command, body)?.paced.take() ?? UNPACED;
  }

  /**
   * Takes a place as soon as there is one. `granted` is called with it, perhaps
   * before this returns: null is returned then.
   * @throws PaceRefusal where it would come after the deadline, or too much waits already.
   */
  wait(command: Command, body: Uint8Array, request: PaceRequest, granted: (slot: PaceSlot) => void): PaceWait | null {
    const bucket = this.bucketOf(command, body);
    if (bucket === null) {
      granted(UNPACED);
      return null;
    }
    const { paced } = bucket;
    const { owner, deadlineMs } = request;
    const waitMs = paced.waitMs(request);
    if (waitMs <= 0) {
      granted(paced.take(request));
      return null;
    }
    // Of the reserve an owner has few places: no line is too long for them.
    const full =
      !paced.isReserved(request) &&
      (paced.waitingOf(owner) >= MAX_WAITING_PER_OWNER ||
        paced.waiting >= MAX_WAITING_PER_BUCKET ||
        this.waiting >= MAX_WAITING);
    if (full || this.clock.now() + waitMs >= deadlineMs) throw refusal(command, bucket, waitMs);
    this.waiting++;
    let left = false;
    const leave = (): void => {
      if (!left) this.waiting--;
      left = true;
    };
    const place = paced.wait(request, (slot) => {
      leave();
      granted(slot);
    });
    return {
      remainingMs: () => place.remainingMs(),
      refusal: () => refusal(command, bucket, place.remainingMs()),
      cancel: () => {
        leave();
        place.cancel();
      },
    };
  }

  /** OpenD's limits of which something is used. */
  snapshot(): readonly PacedLimit[] {
    const used: PacedLimit[] = [];
    for (const { id, limit, accId, paced } of this.buckets.values()) {
      if (paced.isIdle) continue;
      used.push({ subject: subjectOf(id), description: inWords(id, limit), accId, rate: paced.state() });
    }
    return used;
  }

  /** Reads that wait are never served any more. */
  close(): void {
    for (const { paced } of this.buckets.values()) paced.close();
  }

  private bucketOf(command: Command, body: Uint8Array): Bucket | null {
    const { protoId } = command;
    if (command.limit === null || !countsAgainstLimit(command, body)) return null;
    const id = command.limit.sharedWith ?? protoId;
    const limit = commandById(id)?.limit ?? command.limit;
    const accId = limit.per === "account" ? accountOf(command, body) : null;
    const key = accId === null ? `${id}` : `${id}/${accId}`;
    return this.buckets.get(key) ?? this.newBucket(key, { id, limit, accId });
  }

  private newBucket(key: string, { id, limit, accId }: Omit<Bucket, "paced">): Bucket | null {
    this.sweep();
    if (this.buckets.size >= MAX_BUCKETS) return null;
    const { calls, windowSeconds, minGapMs } = limit;
    const window = { calls, windowMs: windowSeconds * 1000, minGapMs: minGapMs ?? 0, guardMs: this.guardMs };
    const bucket: Bucket = { id, limit, accId, paced: new PacedBucket(window, this.clock, reserveOf(id, calls)) };
    this.buckets.set(key, bucket);
    return bucket;
  }

  private sweep(): void {
    for (let count = 0; count < SWEPT_PER_NEW_BUCKET; count++) {
      const next = this.sweeper.next();
      if (next.done === true) {
        this.sweeper = this.buckets.entries();
        return;
      }
      const [key, { paced }] = next.value;
      if (paced.isIdle) this.buckets.delete(key);
    }
  }
}

function refusal({ name, protoId }: Command, { id, limit, paced }: Bucket, waitMs: number): PaceRefusal {
  const words = inWords(id, limit);
  const text = `${name} (${protoId}): OpenD takes ${words}, which all callers together have used up; nothing was sent`;
  const quota = { subject: subjectOf(id), description: words };
  return new PaceRefusal(text, paced.state(), { protoId, retryAfterMs: waitMs, quota });
}

function subjectOf(protoId: number): string {
  return `opend:${protoId}`;
}

/** Such as `15 calls in 30 s for each account, 20 ms apart`. */
function inWords(protoId: number, { calls, windowSeconds, per, minGapMs }: Limit): string {
  const whose = per === "account" ? " for each account" : "";
  const gap = minGapMs === null ? "" : `, ${minGapMs} ms apart`;
  const reserve = reserveOf(protoId, calls);
  const share = reserve === null ? "" : `, ${reserve.callers} of them by callers`;
  return `${calls} calls in ${windowSeconds} s${whose}${gap}${share}`;
}
