import { PushGap_Cause } from "../../../generated/ts/futu/service/futu.js";
import { encodeShared } from "./event-codec.js";
import { decodeEntry, encodeEventEntry, encodeGapEntry, encodeMarkEntry, type RecordEntry } from "./record-entry.js";
import { PositionedList } from "./record-lane.js";
import type { Route, SharedEvent } from "./shared-event.js";

/** Where the record's entries are kept over a restart. */
export interface RecordStore {
  /** Takes an entry without blocking; errors are reported elsewhere, and the record goes on in memory. */
  append(entry: Uint8Array): void;
}

/** A stretch of time of which events are missing in the record. */
export interface RecordGap {
  /** Gaps have positions among those of the events. */
  readonly position: number;
  readonly cause: PushGap_Cause;
  /** Epoch milliseconds: none before `fromMs` and after `toMs` is missing. */
  readonly fromMs: number;
  readonly toMs: number;
  /** The account that it is about; 0n: everybody. */
  readonly accId: bigint;
}

/** The events that are kept together: those of one account, or the notices (0n). */
export interface RecordLane {
  readonly eventType: Route["eventType"];
  readonly accId: bigint;
}

export type RecordItem =
  | { readonly event: SharedEvent; readonly gap: null }
  | { readonly event: null; readonly gap: RecordGap };

export type RecordAnswer =
  /** What comes after the position, in order. */
  | { readonly inRange: true; readonly items: readonly RecordItem[] }
  /** Events after the position are gone, or it is none of this record. The lowest position that is possible. */
  | { readonly inRange: false; readonly oldestPosition: number };

export interface RecordWindow {
  /** The lowest position that can be resumed after. */
  readonly oldestPosition: number;
  readonly newestPosition: number;
  readonly maxAgeMs: number;
  readonly maxEvents: number;
}

export interface PushRecordOptions {
  /** Of each lane. */
  readonly maxAgeMs: number;
  readonly maxEvents: number;
  /** The wall clock in epoch milliseconds. */
  readonly wallMs: () => number;
  /** A random number of 63 bits, not 0: the name of a new record. */
  readonly newEpoch: () => bigint;
  /** null: memory only. */
  readonly store: RecordStore | null;
  /** What the store kept, oldest first. */
  readonly entries: Iterable<Uint8Array>;
}

/** Gaps are three numbers each; with more of them OpenD was hardly ever there. */
const MAX_GAPS = 1000;

/** A mark says nothing of the newest past: a push that was read may still be on its way here when the gateway is killed. */
const MARK_SLACK_MS = 5000;

/**
 * Far more events than can have been sent and not stored before a crash, or
 * while the disk was full: positions that clients may have seen are never given
 * out a second time.
 */
const RESTART_STEP = 2 ** 32;

interface Lane extends RecordLane {
  readonly events: PositionedList<SharedEvent>;
}

/**
 * The newest trade and notification events, for streams that resume.
 *
 * Positions are one counter for all accounts. Each account has a lane of its
 * own, so that a busy account pushes no other one's events out. Events have
 * memory of their own (see encodeShared). Times may jump: the number of events
 * bounds a lane then, too.
 */
export class PushRecord {
  readonly epoch: bigint;
  private readonly options: PushRecordOptions;
  private readonly lanes = new Map<string, Lane>();
  private readonly gaps = new PositionedList<RecordGap>();
  private newest = 0;
  private readonly startMs: number;
  /** The accounts that OpenD pushes for. */
  private registered: ReadonlySet<bigint> = new Set();
  /** When an account stopped being one of them, in epoch milliseconds. */
  private readonly unregisteredAtMs = new Map<bigint, number>();
  /** Nothing is known of the positions up to here: the store has lost them. */
  private floor = 0;
  private skipped = 0;

  constructor(options: PushRecordOptions) {
    this.options = options;
    const kept = this.readEntries();
    const last = kept.at(-1);
    const now = options.wallMs();
    this.startMs = now;
    if (last === undefined) {
      this.epoch = options.newEpoch();
      this.mark();
      return;
    }
    this.epoch = last.epoch;
    this.restore(kept, last);
    this.newest += RESTART_STEP;
    this.noteGap(PushGap_Cause.CAUSE_GATEWAY_RESTARTED, Math.min(last.timeMs, now), now);
  }

  /** The position of the newest event or gap; 0: none yet. */
  get newestPosition(): number {
    return this.newest;
  }

  /** Entries of the store that could not be read back. */
  get skippedEntries(): number {
    return this.skipped;
  }

  /** Events that are held. */
  get size(): number {
    let size = 0;
    for (const lane of this.lanes.values()) size += lane.events.size;
    return size;
  }

  /** Encodes a push and keeps it. */
  append(route: Route, body: Uint8Array, readAtMs: number): SharedEvent {
    const event = encodeShared(route, body, readAtMs, this.newest + 1);
    this.newest++;
    this.keep(event);
    this.options.store?.append(encodeEventEntry(this.epoch, readAtMs, event));
    return event;
  }

  /** Notes that events of that stretch of time are missing, at this place of the record. */
  noteGap(cause: PushGap_Cause, fromMs: number, toMs: number, accId = 0n): RecordGap {
    this.newest++;
    const gap: RecordGap = { position: this.newest, cause, fromMs, toMs, accId };
    this.keepGap(gap);
    this.options.store?.append(encodeGapEntry(this.epoch, gap));
    return gap;
  }

  /**
   * OpenD pushes for these accounts from now on, and for no others. Notes the
   * time in which it did not push for one that is back; returns the gaps of
   * those that it had pushed for before.
   */
  accountsRegistered(accIds: readonly bigint[]): readonly RecordGap[] {
    const now = this.options.wallMs();
    const registered = new Set(accIds);
    for (const accId of this.registered) if (!registered.has(accId)) this.unregisteredAtMs.set(accId, now);
    const reopened: RecordGap[] = [];
    for (const accId of registered) {
      if (this.registered.has(accId)) continue;
      const sinceMs = this.unregisteredAtMs.get(accId);
      const gap = this.noteGap(PushGap_Cause.CAUSE_NOT_REGISTERED, sinceMs ?? this.startMs, now, accId);
      if (sinceMs !== undefined) reopened.push(gap);
      this.unregisteredAtMs.delete(accId);
    }
    this.registered = registered;
    return reopened;
  }

  /**
   * Notes that nothing is missing up to now: the gap that a restart leaves
   * begins about here, not at the last event. To be called at an orderly stop
   * and from time to time, but only while OpenD is connected.
   */
  mark(): void {
    const timeMs = this.options.wallMs() - MARK_SLACK_MS;
    const at = { epoch: this.epoch, position: this.newest, timeMs };
    this.options.store?.append(encodeMarkEntry(at));
  }

  /**
   * Everything after a position, in order.
   * `wants` tells the lanes whose events the asker may get: only what these
   * have lost makes a position too old.
   */
  after(epoch: bigint, position: bigint, wants: (lane: RecordLane) => boolean): RecordAnswer {
    const { oldestPosition } = this.window(wants);
    if (epoch !== this.epoch || position < BigInt(oldestPosition) || position > BigInt(this.newest)) {
      return { inRange: false, oldestPosition };
    }
    const from = Number(position);
    const items: RecordItem[] = this.gaps
      .after(from)
      .filter(({ accId }) => accId === 0n || wants({ eventType: "trade", accId }))
      .map((gap) => ({ event: null, gap }));
    for (const lane of this.lanes.values()) {
      if (wants(lane)) for (const event of lane.events.after(from)) items.push({ event, gap: null });
    }
    items.sort((a, b) => positionOf(a) - positionOf(b));
    return { inRange: true, items };
  }

  /** What can be resumed after, by an asker that wants these lanes. */
  window(wants: (lane: RecordLane) => boolean): RecordWindow {
    const { maxAgeMs, maxEvents } = this.options;
    const oldestMs = this.options.wallMs() - maxAgeMs;
    let oldestPosition = Math.max(this.floor, this.gaps.evictedThrough);
    for (const lane of this.lanes.values()) {
      evictOlder(lane, oldestMs);
      if (wants(lane)) oldestPosition = Math.max(oldestPosition, lane.events.evictedThrough);
    }
    return { oldestPosition, newestPosition: this.newest, maxAgeMs, maxEvents };
  }

  private keep(event: SharedEvent): void {
    const lane = this.laneOf(event.route);
    lane.events.add(event);
    if (lane.events.size > this.options.maxEvents) lane.events.evictOldest();
    evictOlder(lane, this.options.wallMs() - this.options.maxAgeMs);
  }

  private keepGap(gap: RecordGap): void {
    this.gaps.add(gap);
    if (this.gaps.size > MAX_GAPS) this.gaps.evictOldest();
  }

  private laneOf(route: Route): Lane {
    const { eventType, accId } = route;
    const name = `${eventType}/${accId}`;
    const known = this.lanes.get(name);
    if (known !== undefined) return known;
    const lane: Lane = { eventType, accId, events: new PositionedList() };
    this.lanes.set(name, lane);
    return lane;
  }

  /** The entries of the newest epoch, as far as their positions rise, from the last one on that could not be read. */
  private readEntries(): readonly RecordEntry[] {
    let kept: RecordEntry[] = [];
    let hole = false;
    for (const bytes of this.options.entries) {
      const entry = decodeEntry(bytes);
      const last = kept.at(-1);
      if (entry === null || (last?.epoch === entry.epoch && !follows(entry, last))) {
        this.skipped++;
        hole ||= entry === null;
        continue;
      }
      if (hole || (last !== undefined && last.epoch !== entry.epoch)) kept = [];
      hole = false;
      kept.push(entry);
    }
    return kept;
  }

  private restore(entries: readonly RecordEntry[], last: RecordEntry): void {
    const [first] = entries;
    if (first !== undefined) this.floor = first.kind === "mark" ? first.position : first.position - 1;
    this.newest = last.position;
    for (const entry of entries) {
      if (entry.kind === "event") {
        this.keep(entry.event);
      } else if (entry.kind === "gap") {
        const { position, cause, fromMs, toMs, accId } = entry;
        this.keepGap({ position, cause, fromMs, toMs, accId });
      }
    }
  }
}

/** A mark repeats the position that is the newest; everything else has one of its own. */
function follows(entry: RecordEntry, last: RecordEntry): boolean {
  return entry.kind === "mark" ? entry.position >= last.position : entry.position > last.position;
}

function positionOf(item: RecordItem): number {
  return (item.event ?? item.gap).position;
}

function evictOlder(lane: Lane, oldestMs: number): void {
  for (let event = lane.events.oldest; event !== undefined && event.readAtMs < oldestMs; event = lane.events.oldest) {
    lane.events.evictOldest();
  }
}
