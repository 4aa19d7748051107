import type { Buffer } from "node:buffer";
import type { Route, SharedEvent } from "./shared-event.js";

/** What one stream knows of an event beyond the event. */
export interface QueueMarks {
  /** From encodeFilterNames. */
  readonly filters: Buffer | null;
  readonly afterGap: boolean;
  readonly snapshot: boolean;
  readonly replayed: boolean;
  /** How many older values of its key were merged into it. */
  readonly conflated: number;
}

/** One waiting event. */
export interface QueuedEvent extends QueueMarks {
  readonly event: SharedEvent;
}

/** Events that were left out. */
export interface DroppedEvents {
  readonly count: number;
  /** When the first and the last of them were read, in epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Their routes; null when there are too many to tell. */
  readonly routes: readonly Route[] | null;
}

export interface PushQueueOptions {
  readonly maxEvents: number;
  readonly maxBytes: number;
  /** Whether a newer value may replace one of its key. */
  readonly mayConflate: boolean;
  /** Whether ticks, and where they don't suffice values, may be left out. */
  readonly mayDrop: boolean;
}

/**
 * `queued`: it waits. `merged`: it replaced an older value of its key.
 * `dropped`: it was left out itself, because nothing else could be.
 * `overflow`: it can't be kept, and must not be left out: the stream ends.
 */
export type PushOutcome = "queued" | "merged" | "dropped" | "overflow";

/** With more keys than this a list of what was lost would be longer than what is sent. */
const MAX_TOLD_ROUTES = 64;

class Node implements QueuedEvent {
  event: SharedEvent;
  filters: Buffer | null;
  afterGap: boolean;
  snapshot: boolean;
  replayed: boolean;
  conflated: number;
  /** When the oldest of the values that became this one was read. */
  firstReadAtMs: number;
  previous: Node | null = null;
  next: Node | null = null;
  /** Neighbours of the same class, while the queue conflates. */
  classPrevious: Node | null = null;
  classNext: Node | null = null;

  constructor(event: SharedEvent, marks: QueueMarks) {
    this.event = event;
    this.filters = marks.filters;
    this.afterGap = marks.afterGap;
    this.snapshot = marks.snapshot;
    this.replayed = marks.replayed;
    this.conflated = marks.conflated;
    this.firstReadAtMs = event.readAtMs;
  }
}

/** The nodes of one class, oldest first. */
class ClassList {
  first: Node | null = null;
  private last: Node | null = null;
  events = 0;
  bytes = 0;

  add(node: Node): void {
    node.classPrevious = this.last;
    if (this.last === null) this.first = node;
    else this.last.classNext = node;
    this.last = node;
    this.events++;
    this.bytes += node.event.bytes.length;
  }

  remove(node: Node): void {
    if (node.classPrevious === null) this.first = node.classNext;
    else node.classPrevious.classNext = node.classNext;
    if (node.classNext === null) this.last = node.classPrevious;
    else node.classNext.classPrevious = node.classPrevious;
    node.classPrevious = null;
    node.classNext = null;
    this.events--;
    this.bytes -= node.event.bytes.length;
  }

  clear(): void {
    this.first = null;
    this.last = null;
    this.events = 0;
    this.bytes = 0;
  }
}

/**
 * What waits for one stream's reader, bounded in events and bytes.
 *
 * As long as the bounds hold it is a plain queue. When one is reached it
 * *conflates* until it is empty: values are merged to the newest of their key,
 * at the place of the oldest (else a key that changes faster than the reader
 * takes would never arrive). If that is not enough, the oldest ticks, then the
 * oldest values, are left out and counted.
 */
export class PushQueue {
  private readonly options: PushQueueOptions;
  private head: Node | null = null;
  private tail: Node | null = null;
  private eventCount = 0;
  private byteCount = 0;
  private conflating = false;
  /** Only while conflating: the waiting value of each key, and what may be left out. */
  private readonly values = new Map<Route, Node>();
  private readonly states = new ClassList();
  private readonly ticks = new ClassList();
  private lost: { count: number; fromMs: number; toMs: number; readonly routes: Set<Route> } | null = null;
  private lostTotal = 0;

  constructor(options: PushQueueOptions) {
    this.options = options;
  }

  get events(): number {
    return this.eventCount;
  }

  get bytes(): number {
    return this.byteCount;
  }

  /** Events that were left out, in all. */
  get droppedTotal(): number {
    return this.lostTotal;
  }

  push(event: SharedEvent, marks: QueueMarks): PushOutcome {
    const node = new Node(event, marks);
    if (!this.conflating) {
      if (this.fits(1, event.bytes.length, 0, 0)) {
        this.append(node);
        return "queued";
      }
      this.startConflating();
    }
    const older = this.values.get(event.route);
    return older === undefined ? this.appendOrDrop(node) : this.merge(older, node);
  }

  /** Merges what may be merged, although the bounds hold: other queues need the room. False where that frees nothing. */
  compact(): boolean {
    if (this.conflating || !this.options.mayConflate || this.head === null) return false;
    const before = this.byteCount;
    this.startConflating();
    return this.byteCount < before;
  }

  /** Takes the oldest event; null when none waits. */
  shift(): QueuedEvent | null {
    const node = this.head;
    if (node !== null) this.remove(node);
    return node;
  }

  /** What was left out since the last call; null: nothing. */
  takeDropped(): DroppedEvents | null {
    const { lost } = this;
    if (lost === null) return null;
    this.lost = null;
    const { count, fromMs, toMs, routes } = lost;
    return { count, fromMs, toMs, routes: routes.size > MAX_TOLD_ROUTES ? null : [...routes] };
  }

  /** Lets go of everything; nothing of it counts as dropped. */
  clear(): void {
    this.head = null;
    this.tail = null;
    this.eventCount = 0;
    this.byteCount = 0;
    this.lost = null;
    this.stopConflating();
  }

  /** Whether so much more fits when so much is taken out. */
  private fits(moreEvents: number, moreBytes: number, lessEvents: number, lessBytes: number): boolean {
    const { maxEvents, maxBytes } = this.options;
    return this.eventCount + moreEvents - lessEvents <= maxEvents && this.byteCount + moreBytes - lessBytes <= maxBytes;
  }

  private appendOrDrop(node: Node): PushOutcome {
    const { eventClass } = node.event.route;
    // A tick gives way to a value, not the other way round.
    if (this.makeRoom(1, node.event.bytes.length, eventClass !== "tick")) {
      this.append(node);
      return "queued";
    }
    if (!this.options.mayDrop || eventClass === "keep") return "overflow";
    this.countAsDropped(node);
    return "dropped";
  }

  private merge(older: Node, newer: Node): PushOutcome {
    this.replace(older, newer);
    if (!this.makeRoom(0, 0, true)) return "overflow";
    return this.values.has(newer.event.route) ? "merged" : "dropped";
  }

  /** Leaves out the oldest ticks, then values, until so much more fits; false, and nothing is left out, where it can't. */
  private makeRoom(events: number, bytes: number, alsoValues: boolean): boolean {
    if (this.fits(events, bytes, 0, 0)) return true;
    if (!this.options.mayDrop) return false;
    const { ticks, states } = this;
    const lessEvents = ticks.events + (alsoValues ? states.events : 0);
    const lessBytes = ticks.bytes + (alsoValues ? states.bytes : 0);
    if (!this.fits(events, bytes, lessEvents, lessBytes)) return false;
    while (!this.fits(events, bytes, 0, 0)) {
      const oldest = ticks.first ?? states.first;
      if (oldest === null) return false;
      this.remove(oldest);
      this.countAsDropped(oldest);
    }
    return true;
  }

  private startConflating(): void {
    this.conflating = true;
    for (let node = this.head; node !== null; ) {
      const { next } = node;
      const older = this.values.get(node.event.route);
      if (older === undefined) {
        this.enterClass(node);
      } else {
        this.unlink(node);
        this.replace(older, node);
      }
      node = next;
    }
  }

  private stopConflating(): void {
    this.conflating = false;
    this.values.clear();
    this.states.clear();
    this.ticks.clear();
  }

  /** `newer` is not in the queue; its value takes the place of `older`. */
  private replace(older: Node, newer: Node): void {
    const growth = newer.event.bytes.length - older.event.bytes.length;
    this.byteCount += growth;
    this.states.bytes += growth;
    older.event = newer.event;
    older.filters = newer.filters;
    older.snapshot = newer.snapshot;
    older.replayed = newer.replayed;
    older.afterGap ||= newer.afterGap;
    older.conflated += 1 + newer.conflated;
  }

  private append(node: Node): void {
    node.previous = this.tail;
    if (this.tail === null) this.head = node;
    else this.tail.next = node;
    this.tail = node;
    this.eventCount++;
    this.byteCount += node.event.bytes.length;
    if (this.conflating) this.enterClass(node);
  }

  private remove(node: Node): void {
    if (this.conflating) this.leaveClass(node);
    this.unlink(node);
    if (this.head === null) this.stopConflating();
  }

  private unlink(node: Node): void {
    if (node.previous === null) this.head = node.next;
    else node.previous.next = node.next;
    if (node.next === null) this.tail = node.previous;
    else node.next.previous = node.previous;
    node.previous = null;
    node.next = null;
    this.eventCount--;
    this.byteCount -= node.event.bytes.length;
  }

  private enterClass(node: Node): void {
    const { route } = node.event;
    if (route.eventClass === "tick") this.ticks.add(node);
    if (route.eventClass !== "state") return;
    this.states.add(node);
    if (this.options.mayConflate) this.values.set(route, node);
  }

  private leaveClass(node: Node): void {
    const { route } = node.event;
    if (route.eventClass === "tick") this.ticks.remove(node);
    if (route.eventClass !== "state") return;
    this.states.remove(node);
    if (this.values.get(route) === node) this.values.delete(route);
  }

  private countAsDropped(node: Node): void {
    const { event, conflated, firstReadAtMs } = node;
    this.lost ??= { count: 0, fromMs: firstReadAtMs, toMs: event.readAtMs, routes: new Set() };
    this.lost.count += 1 + conflated;
    this.lost.fromMs = Math.min(this.lost.fromMs, firstReadAtMs);
    this.lost.toMs = Math.max(this.lost.toMs, event.readAtMs);
    if (this.lost.routes.size <= MAX_TOLD_ROUTES) this.lost.routes.add(event.route);
    this.lostTotal += 1 + conflated;
  }
}
