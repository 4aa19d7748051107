import type { Buffer } from "node:buffer";
import { PushGap_Cause, type PushPosition } from "../../../generated/ts/futu/service/futu.js";
import { GatewayError } from "../../errors/gateway-error.js";
import type { Caller } from "../caller.js";
import { CONTROL_ROUTE, endingEvent, gapEvent, heartbeatEvent, queuedControl } from "./control-events.js";
import type { EndReason } from "./end-reason.js";
import { IntervalConflation } from "./interval-conflation.js";
import { matchingNames, type StreamFilter } from "./push-filter.js";
import { PushQueue } from "./push-queue.js";
import type { Route, SharedEvent } from "./shared-event.js";
import type { Blocked } from "./stall-watch.js";
import type { CatchUp, PushStreamOptions, PushTransport, StreamHost } from "./stream-host.js";
import { StreamOutlet } from "./stream-outlet.js";
import type { StreamPlan } from "./stream-request.js";

type State =
  /** Waits for OpenD's answer to its subscriptions; live events are queued. */
  | { readonly name: "opening" }
  /** Accepted; what comes before the live events is not all written. */
  | { readonly name: "catching_up"; readonly first: (SharedEvent | Buffer)[]; readonly snapshot: Set<Route> }
  | { readonly name: "live" }
  /** Nothing is written any more. */
  | { readonly name: "ended" };

const OPENING: State = { name: "opening" };
const LIVE: State = { name: "live" };
const ENDED: State = { name: "ended" };

/** Filled anew for each event that is queued. */
const marks = { filters: null as Buffer | null, afterGap: false, snapshot: false, replayed: false, conflated: 0 };

/** One client's stream: takes the events that the hub routes to it and writes them as its reader allows. */
export class PushStream implements Blocked {
  readonly caller: Caller;
  readonly plan: StreamPlan;
  private readonly host: StreamHost;
  private readonly transport: PushTransport;
  private readonly onEnd: PushStreamOptions["onEnd"];
  private readonly outlet: StreamOutlet;
  private readonly queue: PushQueue;
  private readonly interval: IntervalConflation | null;
  private state: State = OPENING;
  private pumping = false;
  /** Live, writable and nothing before the next event: it is written at once. */
  private direct = false;
  /** Keys that live events came of before the stream was accepted. */
  private readonly openingKeys = new Set<Route>();
  private heartbeatDue = false;
  private cancelHeartbeat: (() => void) | null = null;

  constructor(options: PushStreamOptions) {
    const { host, plan } = options;
    this.host = host;
    this.plan = plan;
    this.caller = options.caller;
    this.transport = options.transport;
    this.onEnd = options.onEnd;
    this.queue = new PushQueue({
      maxEvents: options.maxQueuedEvents,
      maxBytes: options.maxQueuedBytes,
      mayConflate: plan.mayConflate,
      mayDrop: plan.mayConflate,
    });
    this.interval =
      plan.conflateMs === 0 ? null : new IntervalConflation(host.clock, plan.conflateMs, () => this.pump());
    const position = plan.resumeAfter === null ? host.newestPosition() : Number(plan.resumeAfter.position);
    this.outlet = new StreamOutlet(this.transport, host.counters, position, !plan.compat, () => this.wait());
  }

  get filters(): readonly StreamFilter[] {
    return this.plan.filters;
  }

  get seesAllAccounts(): boolean {
    return this.plan.seesAllAccounts;
  }

  get accepted(): boolean {
    return this.state.name === "catching_up" || this.state.name === "live";
  }

  get flushed(): number {
    return this.transport.flushed;
  }

  get queuedBytes(): number {
    return this.queue.bytes;
  }

  /** Of the last data event that was written. */
  get lastSequence(): number {
    return this.outlet.sequence;
  }

  /** The stream stands: `catchUp` goes out, then what was queued, then live events. */
  accept(catchUp: CatchUp): void {
    if (this.state.name !== "opening") return;
    this.host.counters.opened++;
    const snapshot = new Set(catchUp.snapshot);
    // Those keys have newer events in the queue.
    for (const route of this.openingKeys) snapshot.delete(route);
    this.openingKeys.clear();
    // Reversed, so that taking the first one is cheap.
    const first = [...catchUp.controls, ...catchUp.replay].reverse();
    this.state = { name: "catching_up", first, snapshot };
    if (this.plan.heartbeatMs > 0) this.armHeartbeat();
    this.pump();
  }

  /** A live event; `filters` are the encoded names of the filters that took it. */
  offer(event: SharedEvent, filters: Buffer | null, afterGap: boolean): void {
    if (this.direct) this.outlet.data(event, filters, 0, afterGap, false, false);
    else this.offerIndirect(event, filters, afterGap);
  }

  /** The last value of a key once more, because its caller subscribed again. The event's bytes must stay as they are. */
  offerLastValue(event: SharedEvent): void {
    const { state } = this;
    const filters = matchingNames(this.plan.filters, event.route);
    if (filters === undefined || state.name === "ended") return;
    // What comes first has it.
    if (state.name === "opening" && this.plan.snapshot) return;
    if (state.name === "catching_up" && state.snapshot.has(event.route)) return;
    // The compatible mode has no marks.
    const snapshot = !this.plan.compat;
    if (state.name !== "live" || this.outlet.blocked) {
      this.enqueue(event, filters, false, snapshot);
      return;
    }
    // What the interval held back is this value.
    const held = this.interval?.takeNow(event.route) ?? null;
    if (held === null) this.interval?.noteSent(event.route);
    this.outlet.data(
      event,
      filters,
      (held?.waiting ?? 1) - 1,
      held?.afterGap ?? false,
      snapshot && held === null,
      false,
    );
  }

  /** A control event, for streams that asked for them and stand. */
  control(bytes: Buffer): void {
    if (!this.plan.controlEvents || !this.accepted) return;
    if (this.state.name === "live" && !this.outlet.blocked) this.outlet.control(bytes);
    else this.enqueue(queuedControl(bytes), null, false, false);
  }

  /** A control event that makes no sense later: it goes out now or not at all. */
  controlNow(bytes: Buffer): void {
    if (this.plan.controlEvents && this.accepted && !this.outlet.blocked) this.outlet.control(bytes);
  }

  /** The transport takes events again. */
  writable(): void {
    if (!this.outlet.blocked) return;
    this.outlet.blocked = false;
    this.host.stalls.remove(this);
    this.pump();
  }

  /** The client is gone. */
  closed(): void {
    this.end("CLIENT_CANCELLED", null);
  }

  stalled(): void {
    this.endSlow("its reader took nothing for too long");
  }

  /** Merges what waits for the reader; false where that frees nothing. */
  compactQueue(): boolean {
    const { queue } = this;
    const { counters } = this.host;
    const { events, bytes } = queue;
    const freed = queue.compact();
    counters.queuedEvents += queue.events - events;
    counters.queuedBytes += queue.bytes - bytes;
    return freed;
  }

  /** Ends the stream because its reader does not keep up. */
  endSlow(why: string): void {
    const text = `${why}; open a new stream and read faster, or ask for less`;
    const metadata = { dropped: String(this.droppedTotal), last_sequence: String(this.outlet.sequence) };
    this.end("SLOW_CONSUMER", new GatewayError("SLOW_CONSUMER", text, { metadata }));
  }

  /**
   * The one end of every stream; only the first one counts. With `reason` null
   * it is refused before it was accepted, with `error` null its call is over.
   */
  end(reason: EndReason | null, error: GatewayError | null): void {
    if (this.state.name === "ended") return;
    const { host, queue, plan } = this;
    const ending =
      error !== null && reason !== null && plan.controlEvents && this.accepted && !this.outlet.blocked
        ? endingEvent(reason, this.outlet.sequence, this.droppedTotal, this.resumePosition())
        : null;
    this.state = ENDED;
    this.direct = false;
    this.cancelHeartbeat?.();
    this.interval?.stop();
    host.stalls.remove(this);
    host.counters.queuedEvents -= queue.events;
    host.counters.queuedBytes -= queue.bytes;
    queue.clear();
    this.openingKeys.clear();
    this.onEnd(reason);
    if (ending !== null) this.outlet.control(ending);
    if (error !== null) this.transport.end(error);
  }

  /** Sends the waiting value of a key that will be forgotten. */
  flushKey(route: Route): void {
    const due = this.interval?.takeNow(route) ?? null;
    const event = due === null ? undefined : this.host.lastValue(route);
    if (due === null || event === undefined) return;
    const { filters, waiting, afterGap } = due;
    if (this.state.name === "live" && !this.outlet.blocked) {
      this.outlet.data(event, filters, waiting - 1, afterGap, false, false);
    } else {
      this.enqueue(event, filters, afterGap, false, waiting - 1);
    }
  }

  /** Data events that the reader lost. */
  get droppedTotal(): number {
    return this.queue.droppedTotal;
  }

  private offerIndirect(event: SharedEvent, filters: Buffer | null, afterGap: boolean): void {
    const { state, interval } = this;
    const { route } = event;
    if (state.name === "ended") return;
    if (state.name === "opening") {
      if (this.plan.snapshot) this.openingKeys.add(route);
    } else if (state.name === "catching_up") {
      // Its newest value is this one, and comes later.
      state.snapshot.delete(route);
    }
    const writes = state.name === "live" && !this.outlet.blocked;
    if (interval !== null && route.eventClass === "state") {
      if (interval.admit(route, filters, afterGap, writes)) this.outlet.data(event, filters, 0, afterGap, false, false);
    } else if (writes) {
      this.outlet.data(event, filters, 0, afterGap, false, false);
    } else {
      this.enqueue(event, filters, afterGap, false);
    }
  }

  private enqueue(
    event: SharedEvent,
    filters: Buffer | null,
    afterGap: boolean,
    snapshot: boolean,
    conflated = 0,
  ): void {
    const { queue } = this;
    const { counters } = this.host;
    const { events, bytes, droppedTotal } = queue;
    marks.filters = filters;
    marks.afterGap = afterGap;
    marks.snapshot = snapshot;
    marks.conflated = conflated;
    const outcome = queue.push(event, marks);
    counters.queuedEvents += queue.events - events;
    counters.queuedBytes += queue.bytes - bytes;
    counters.dropped += queue.droppedTotal - droppedTotal;
    if (outcome === "overflow") this.endSlow("its reader did not keep up, and what waits for it may not be dropped");
    else this.host.queued();
  }

  /** Writes what waits, as long as the transport takes it. */
  private pump(): void {
    if (this.pumping) return;
    this.pumping = true;
    while (!this.outlet.blocked && this.writeNext()) {
      // One step writes at most one event, so that the transport can stop it.
    }
    this.pumping = false;
    if (this.outlet.blocked || this.state.name !== "live") return;
    this.interval?.rearm();
    this.direct = this.interval === null;
  }

  /** Takes one step; false when nothing waits. */
  private writeNext(): boolean {
    const { state } = this;
    if (state.name === "opening" || state.name === "ended") return false;
    if (state.name === "catching_up") {
      if (this.catchUpNext(state)) return true;
      this.state = LIVE;
    }
    return this.heartbeatNext() || this.queueNext() || this.dueNext();
  }

  private catchUpNext({ first, snapshot }: State & { readonly name: "catching_up" }): boolean {
    const item = first.pop();
    if (item !== undefined) {
      if ("route" in item) this.replay(item);
      else if (this.plan.controlEvents) this.outlet.control(item);
      else this.outlet.untoldGap = true;
      return true;
    }
    for (const route of snapshot) {
      snapshot.delete(route);
      const event = this.host.lastValue(route);
      const filters = event && matchingNames(this.plan.filters, route);
      if (event === undefined || filters === undefined) continue;
      this.interval?.noteSent(route);
      this.outlet.data(event, filters, 0, false, true, false);
      return true;
    }
    return false;
  }

  private replay(event: SharedEvent): void {
    const filters = matchingNames(this.plan.filters, event.route);
    if (filters === undefined) this.outlet.position = event.position;
    else this.outlet.data(event, filters, 0, false, false, true);
  }

  private heartbeatNext(): boolean {
    if (!this.heartbeatDue) return false;
    this.heartbeatDue = false;
    const { clock } = this.host;
    this.outlet.control(
      heartbeatEvent(this.outlet.sequence, clock.wallMs(), this.host.upstreamReady(), this.resumePosition()),
    );
    return true;
  }

  private queueNext(): boolean {
    const { queue } = this;
    const lost = queue.takeDropped();
    if (lost !== null) {
      this.outlet.untoldDropped += lost.count;
      if (this.plan.controlEvents) {
        this.host.counters.gaps++;
        const { count: events, fromMs, toMs, routes } = lost;
        this.outlet.control(gapEvent({ cause: PushGap_Cause.CAUSE_SLOW_READER, fromMs, toMs, events, routes }));
        return true;
      }
    }
    const { bytes } = queue;
    const next = queue.shift();
    if (next === null) return false;
    this.host.counters.queuedEvents--;
    this.host.counters.queuedBytes -= bytes - queue.bytes;
    if (next.event.route === CONTROL_ROUTE) this.outlet.control(next.event.bytes);
    else this.outlet.data(next.event, next.filters, next.conflated, next.afterGap, next.snapshot, false);
    return true;
  }

  private dueNext(): boolean {
    const due = this.interval?.takeDue() ?? null;
    if (due === null) return false;
    const event = this.host.lastValue(due.route);
    // Forgotten values were flushed before.
    if (event !== undefined) this.outlet.data(event, due.filters, due.waiting - 1, due.afterGap, false, false);
    return true;
  }

  /** The transport takes no more. */
  private wait(): void {
    this.direct = false;
    if (this.state.name !== "ended") this.host.stalls.add(this);
  }

  private armHeartbeat(): void {
    this.cancelHeartbeat = this.host.clock.schedule(this.plan.heartbeatMs, () => {
      this.armHeartbeat();
      this.heartbeatDue = true;
      this.pump();
    });
  }

  /** Where a new stream goes on: all before it was written here, or is none of this stream's. */
  private resumePosition(): PushPosition {
    const upToDate = this.state.name === "live" && this.queue.events === 0;
    const position = upToDate ? this.host.newestPosition() : this.outlet.position;
    return { epoch: this.host.epoch, position: BigInt(position) };
  }
}
