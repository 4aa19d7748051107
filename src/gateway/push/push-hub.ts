import { PushGap_Cause, type SubscribePushRequest } from "../../../generated/ts/futu/service/futu.js";
import { listedAccountsOf } from "../../auth/account-directory.js";
import { GatewayError, toGatewayError } from "../../errors/gateway-error.js";
import { securityKey } from "../../ftapi/routing-key.js";
import { type PushPart, splitPush } from "../../ftapi/split-push.js";
import { callerHolder, type RestoredEvent, streamHolder, type UnitName } from "../../opend/ledger/types.js";
import type { Push } from "../../opend/pool.js";
import type { Caller } from "../caller.js";
import {
  acceptedEvent,
  goingAwayEvent,
  recordGapEvent,
  upstreamDownEvent,
  upstreamRestoredEvent,
} from "./control-events.js";
import type { EndReason } from "./end-reason.js";
import { encodeShared } from "./event-codec.js";
import { LastValues } from "./last-values.js";
import { PushCounters, type PushStats } from "./push-counters.js";
import { filterTakes } from "./push-filter.js";
import type { PushHubOptions } from "./push-hub-options.js";
import { PushStream } from "./push-stream.js";
import type { RecordLane } from "./record.js";
import { lanesOf, Resume } from "./resume.js";
import { type IndexedRoute, namedBy, RouteIndex } from "./route-index.js";
import type { Route, SharedEvent } from "./shared-event.js";
import { StallWatch } from "./stall-watch.js";
import { StreamHolds } from "./stream-holds.js";
import type { CatchUp, PushTransport, StreamHost } from "./stream-host.js";
import { planStream, type StreamPlan } from "./stream-request.js";
import { checkOpening, withRights } from "./stream-rights.js";
import { TickContinuity } from "./tick-trim.js";
import { missedKeys, UpstreamGap } from "./upstream-gap.js";

export type { PushHubOptions, PushLimits, StreamEnd } from "./push-hub-options.js";

/** How long OpenD may take for a stream's subscriptions, where its call has no earlier deadline. */
const SUBSCRIBE_TIMEOUT_MS = 20_000;
const RETRY_MS = 500;
/** Clients of a gateway that stops don't come back all at once. */
const DRAIN_RETRY_MS = { least: 1000, spread: 2000 };
/** How much longer than needed the gap of a gateway that was killed may be told. */
const MARK_INTERVAL_MS = 10_000;
/** Each costs some hundred bytes. Enough for 50 streams of the largest size, or 20,000 that watch 25 securities each. */
const MAX_NAMED = 500_000;
const TICKER = 3011;
const REPLACED_TEXT = "a newer stream of the same client took its place: the caller has as many as it may have";
/** What the streams of a caller are ended with. */
const END_TEXTS = {
  KEY_REVOKED: "the caller's key is no longer valid",
  KEY_CHANGED: "the rights of the caller's key were changed; open the stream again",
  LIMIT: "the caller has more streams than it may have",
} as const;

/** Routes every push of OpenD to the streams that asked for it: encoded once, its bytes shared. */
export class PushHub {
  private readonly options: PushHubOptions;
  private readonly counters = new PushCounters();
  private readonly stalls: StallWatch;
  private readonly host: StreamHost;
  private readonly index: RouteIndex<PushStream>;
  private readonly lastValues = new LastValues();
  private readonly ticks = new TickContinuity();
  private readonly gap = new UpstreamGap();
  /** What each stream gives back when it ends. */
  private readonly streams = new Map<PushStream, () => void>();
  private readonly byCaller = new Map<string, Set<PushStream>>();
  private streamNumber = 0;
  private draining = false;
  private nextMarkMs = 0;

  constructor(options: PushHubOptions) {
    const { clock, record, limits, upstreamReady } = options;
    this.options = options;
    this.stalls = new StallWatch(clock, limits.stallTimeoutMs);
    this.index = new RouteIndex((route) => this.forget(route));
    this.host = {
      clock,
      counters: this.counters,
      stalls: this.stalls,
      epoch: record.epoch,
      newestPosition: () => record.newestPosition,
      lastValue: (route) => this.lastValues.get(route),
      upstreamReady: () => upstreamReady() && this.gap.sinceMs === null,
      queued: () => this.boundTotal(),
    };
  }

  /**
   * Opens a stream. Its transport may be written to, and even ended, before this
   * returns; with `subscribe` it is accepted or ended when OpenD has answered.
   * @param deadlineMs the call's own deadline, in monotonic milliseconds.
   * @throws GatewayError for a request that can't be served: nothing is open then.
   */
  open(
    request: SubscribePushRequest,
    caller: Caller,
    transport: PushTransport,
    deadlineMs = Number.POSITIVE_INFINITY,
  ): PushStream {
    const { clock, ledger, limits } = this.options;
    let plan: StreamPlan;
    let resume: Resume;
    let giveBack: () => void = () => {};
    try {
      checkOpening(caller.principal);
      const { accountsOf = listedAccountsOf } = this.options;
      plan = withRights(planStream(request, limits.heartbeatMs), caller.principal, accountsOf(caller.principal));
      this.admit(plan);
      resume = new Resume(this.options.record, plan);
      // Last: what it takes is given back at the stream's end.
      const replaced = (): void => stream.end("LIMIT", new GatewayError("LIMIT", REPLACED_TEXT));
      giveBack =
        this.options.budgets?.openStream(caller, plan.wants.subscriptions.length, transport, replaced) ?? giveBack;
    } catch (error) {
      this.countRefusal(error);
      throw error;
    }
    const { host } = this;
    const { maxQueuedEvents, maxQueuedBytes } = limits;
    const onEnd = (reason: EndReason | null): void => this.ended(stream, reason);
    const stream = new PushStream({ host, plan, caller, transport, onEnd, maxQueuedEvents, maxQueuedBytes });
    const holds = new StreamHolds(ledger, streamHolder(++this.streamNumber), plan.seesAllAccounts);
    const detach = ledger.attachStream(callerHolder(caller.id));
    this.streams.set(stream, () => {
      holds.release();
      detach();
      giveBack();
    });
    this.byCaller.set(caller.id, (this.byCaller.get(caller.id) ?? new Set()).add(stream));
    // Before the subscriptions: the first push may come before OpenD's answer.
    this.index.add(stream);
    const options = {
      deadlineMs: Math.min(deadlineMs, clock.now() + SUBSCRIBE_TIMEOUT_MS),
      // Without it a first value would come or not, depending on who else holds the unit.
      firstPush: plan.snapshot,
    };
    holds.start(plan.wants, options, (refusal) => {
      if (refusal === null) this.accept(stream, resume);
      else stream.end(null, refusal);
    });
    return stream;
  }

  /** Hands a push to the streams that take it. */
  publish(push: Push): void {
    this.counters.pushes++;
    this.markRecord(push.readAtMs);
    for (const { key, body } of this.partsOf(push)) {
      const route = this.index.route(push.protoId, key);
      const afterGap = this.gap.isAfterGap(route);
      const news = route.protoId === TICKER && route.secKey !== "" ? this.newTicks(route, body, afterGap) : body;
      if (news === null) continue;
      this.gap.noteSent(route);
      this.send(this.eventOf(route, news, push.readAtMs), route, afterGap);
    }
  }

  /** The connection that carries the pushes is lost. */
  upstreamLost(sinceMs: number): void {
    const known = this.gap.sinceMs !== null;
    this.gap.lost(sinceMs);
    this.counters.upstreamLosses++;
    const down = known ? null : upstreamDownEvent(sinceMs);
    for (const stream of [...this.streams.keys()]) {
      if (stream.plan.endOnUpstreamLoss) {
        const text = "the connection to OpenD was lost, and the stream asked to end then";
        stream.end("UPSTREAM_LOST", new GatewayError("UPSTREAM_LOST", text, { retryAfterMs: RETRY_MS }));
      } else if (down !== null) {
        stream.control(down);
      }
    }
  }

  /** All subscriptions stand again. Streams that asked are told what they may have missed. */
  upstreamRestored(event: RestoredEvent): void {
    const sinceMs = this.gap.restored(event);
    if (sinceMs === null) return;
    this.options.record.noteGap(PushGap_Cause.CAUSE_UPSTREAM_LOST, sinceMs, this.options.clock.wallMs());
    const missed = missedKeys(this.index, event);
    for (const stream of [...this.streams.keys()]) {
      if (!stream.plan.controlEvents || !stream.accepted) continue;
      const { keys, refused, count } = missed.get(stream) ?? { keys: [], refused: [], count: 0 };
      // Notices need no registration: whoever takes them may have missed some.
      const takesNotices = stream.filters.some(({ eventTypes }) => eventTypes.has("notify"));
      const possibleGap = count > 0 || refused.length > 0 || takesNotices;
      if (possibleGap) this.counters.gaps++;
      this.counters.gapKeys += count;
      stream.control(upstreamRestoredEvent(sinceMs, possibleGap, keys, refused));
    }
  }

  /** OpenD pushes for these accounts from now on. Streams are told of the time in which it did not. */
  accountsRegistered(accIds: readonly bigint[]): void {
    for (const gap of this.options.record.accountsRegistered(accIds)) {
      const lane: RecordLane = { eventType: "trade", accId: gap.accId };
      for (const stream of [...this.streams.keys()]) {
        if (lanesOf(stream.plan)(lane)) stream.control(recordGapEvent(gap));
      }
    }
  }

  /** OpenD no longer pushes this unit: its last values say nothing any more. */
  released({ security, subType }: UnitName): void {
    const secKey = securityKey(security);
    this.gap.released({ security, subType });
    for (const route of this.index.forget(secKey, subType)) {
      this.flush(route);
      // Who subscribes next has seen none of what OpenD repeats then.
      if (route.protoId === TICKER && this.index.targets(route).length === 0) this.ticks.forget(secKey);
    }
    this.lastValues.forget(secKey, subType);
  }

  /** Sends a caller's streams what is known of units that it subscribed again: OpenD pushes nothing for them. */
  sendLastValues(callerId: string, units: readonly UnitName[]): void {
    const streams = this.byCaller.get(callerId);
    if (streams === undefined) return;
    for (const { security, subType } of units) {
      for (const event of this.lastValues.of(securityKey(security), subType)) {
        // A tick would come twice; values may.
        if (event.route.eventClass !== "state") continue;
        for (const stream of [...streams]) stream.offerLastValue(event);
      }
    }
  }

  /** Ends the streams of some callers. */
  endStreams(which: (caller: Caller) => boolean, reason: keyof typeof END_TEXTS): void {
    const retryAfterMs = reason === "KEY_CHANGED" ? RETRY_MS : null;
    for (const stream of [...this.streams.keys()]) {
      if (which(stream.caller)) stream.end(reason, new GatewayError(reason, END_TEXTS[reason], { retryAfterMs }));
    }
  }

  /** The gateway stops: ends all streams and takes no new ones. */
  drain(): void {
    this.draining = true;
    if (this.host.upstreamReady()) this.options.record.mark();
    const { least, spread } = DRAIN_RETRY_MS;
    for (const stream of [...this.streams.keys()]) {
      stream.controlNow(goingAwayEvent(stream.lastSequence));
      const retryAfterMs = Math.round(least + spread * this.options.random());
      stream.end("DRAINING", new GatewayError("DRAINING", "the gateway stops", { retryAfterMs }));
    }
  }

  stats(): PushStats {
    return this.counters.snapshot({
      streams: this.streams.size,
      blocked: this.stalls.size,
      keys: this.index.size,
    });
  }

  private admit({ filters }: StreamPlan): void {
    const { upstreamReady, limits } = this.options;
    if (this.draining) throw new GatewayError("SHUTTING_DOWN", "the gateway stops", { retryAfterMs: RETRY_MS });
    // A stream that is opened now would be mute.
    if (!upstreamReady()) {
      throw new GatewayError("UPSTREAM_UNAVAILABLE", "no connection to OpenD is ready", { retryAfterMs: RETRY_MS });
    }
    const { maxStreams } = limits;
    if (this.streams.size >= maxStreams) {
      throw new GatewayError("LIMIT", `the gateway has ${maxStreams} push streams, as many as it may have`);
    }
    if (this.index.named + namedBy(filters) > MAX_NAMED) {
      const text = `the filters of all streams together may name ${MAX_NAMED} securities and accounts`;
      throw new GatewayError("LIMIT", `${text}; close some, name fewer, or none to get all`);
    }
  }

  /** A stream was refused, here or before it came here. */
  countRefusal(error: unknown): void {
    const reason = error instanceof GatewayError ? error.reason : null;
    if (reason === "LIMIT" || reason === "RESUME_OUT_OF_RANGE") this.counters.endsByReason[reason]++;
    else this.counters.refused++;
  }

  private accept(stream: PushStream, resume: Resume): void {
    const { plan } = stream;
    const { record } = this.options;
    const { sinceMs } = this.gap;
    let replay: CatchUp["replay"];
    try {
      replay = resume.replay();
    } catch (error) {
      stream.end("RESUME_OUT_OF_RANGE", toGatewayError(error));
      return;
    }
    const accepted = acceptedEvent(plan, record.epoch, record.window(lanesOf(plan)));
    const controls = sinceMs === null ? [accepted] : [accepted, upstreamDownEvent(sinceMs)];
    stream.accept({
      controls: plan.controlEvents ? controls : [],
      replay,
      snapshot: plan.snapshot ? this.knownKeys(stream) : [],
    });
  }

  private knownKeys(stream: PushStream): readonly Route[] {
    const routes: Route[] = [];
    for (const route of this.lastValues.routes()) {
      if (stream.filters.some((filter) => filterTakes(filter, route))) routes.push(route);
    }
    return routes;
  }

  /** A push that can't be read goes out whole and without key, rather than not at all. */
  private partsOf({ protoId, body }: Push): readonly PushPart[] {
    try {
      return splitPush(protoId, body);
    } catch {
      this.counters.unreadable++;
      return [{ key: {}, body }];
    }
  }

  /** What of the ticks no stream has seen. OpenD repeats some in the first push after a gap, and of a new subscription. */
  private newTicks(route: IndexedRoute<PushStream>, body: Uint8Array, afterGap: boolean): Uint8Array | null {
    if (afterGap || route.gapsSeen < 0) return this.ticks.afterGap(route.secKey, body);
    this.ticks.seen(route.secKey, body);
    return body;
  }

  /** Now and then: what a restart missed begins at the newest mark. */
  private markRecord(nowMs: number): void {
    // By the wall clock, which the push brings along; a step back of it must not put off the next mark.
    if (nowMs < this.nextMarkMs && nowMs >= this.nextMarkMs - MARK_INTERVAL_MS) return;
    if (this.gap.sinceMs !== null) return;
    this.nextMarkMs = nowMs + MARK_INTERVAL_MS;
    this.options.record.mark();
  }

  private eventOf(route: Route, body: Uint8Array, readAtMs: number): SharedEvent {
    return route.eventType === "quote"
      ? encodeShared(route, body, readAtMs, 0)
      : this.options.record.append(route, body, readAtMs);
  }

  private send(event: SharedEvent, route: IndexedRoute<PushStream>, afterGap: boolean): void {
    if (route.secKey !== "" && route.eventClass !== "keep") this.lastValues.set(event);
    for (const { stream, filters } of this.index.targets(route)) stream.offer(event, filters, afterGap);
  }

  /** All queues together hold too much: the largest goes first. A burst makes queues of good readers, too, so values are merged before a stream ends. */
  private boundTotal(): void {
    while (this.counters.queuedBytes > this.options.limits.maxTotalBytes) {
      let largest: PushStream | null = null;
      for (const stream of this.streams.keys()) {
        if (stream.queuedBytes > (largest?.queuedBytes ?? 0)) largest = stream;
      }
      if (largest === null) return;
      if (!largest.compactQueue()) largest.endSlow("the queues of all streams are full, and its own is the longest");
    }
  }

  private flush(route: IndexedRoute<PushStream>): void {
    for (const { stream } of this.index.targets(route)) stream.flushKey(route);
  }

  /** A key that makes room for others. */
  private forget(route: IndexedRoute<PushStream>): void {
    this.flush(route);
    this.lastValues.forget(route.secKey, route.subType);
    if (route.protoId === TICKER) this.ticks.forget(route.secKey);
  }

  private ended(stream: PushStream, reason: EndReason | null): void {
    const release = this.streams.get(stream);
    this.streams.delete(stream);
    this.index.remove(stream);
    const others = this.byCaller.get(stream.caller.id);
    others?.delete(stream);
    if (others?.size === 0) this.byCaller.delete(stream.caller.id);
    if (reason === null) this.counters.refused++;
    else this.counters.endsByReason[reason]++;
    release?.();
    if (reason === null) return;
    const { caller, lastSequence, droppedTotal } = stream;
    this.options.onEnded?.({ caller, reason, lastSequence, dropped: droppedTotal });
  }
}
