import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { PushEvent } from "../../generated/ts/futu/service/futu.js";
import { Response as UpdateBasicQot } from "../../generated/ts/Qot_UpdateBasicQot.js";
import { Response as UpdateTicker } from "../../generated/ts/Qot_UpdateTicker.js";
import { pushKeys, securityKey } from "../../src/ftapi/routing-key.js";
import type { JournalEntry } from "../../src/simulator/options.js";

const QUOTES = 3005;
const TICKS = 3011;
const NOTIFY = 1003;

/** What may be missing between two events of a key. */
export type AllowedGaps =
  /** Nothing. */
  | "none"
  /** What the event after it says: `after_gap`, `conflated`, or `dropped` events of the stream. */
  | "announced";

/** One push of a key, and the connection that it went to. */
export interface Sent {
  readonly connId: bigint;
  readonly body: Buffer;
}

/** How the events of one key agreed with the journal. */
export interface KeyReport {
  readonly sent: number;
  readonly received: number;
  /** Between the first and the last event that was received. */
  readonly missing: number;
}

/** The simulator's record of what it pushed: the judge of what a stream got. */
export class PushJournal {
  private readonly keys = new Map<string, Sent[]>();

  /** For SimulatorOptions.journal; one journal may serve several simulators, one after the other. */
  readonly record = (entry: JournalEntry): void => {
    for (const [key, body] of single(entry.protoId, entry.body)) {
      const sent = { connId: entry.connId, body };
      const others = this.keys.get(key);
      if (others === undefined) this.keys.set(key, [sent]);
      else others.push(sent);
    }
  };

  /** By key, as `protoId/market_code/subType/rehabType`, or `protoId/accId`. */
  get sent(): ReadonlyMap<string, readonly Sent[]> {
    return this.keys;
  }

  /**
   * Checks the data events of one stream: per key the same bytes in the same
   * order, each event of the journal at most once, no tick twice, and exactly
   * the first one of each connection after another marked `after_gap` (but for
   * events from the record, and notices, which all connections get). What was
   * pushed before a key's first event and after its last is not looked at.
   * @throws AssertionError that names the key and the place.
   */
  check(events: readonly PushEvent[], allowed: AllowedGaps): ReadonlyMap<string, KeyReport> {
    const reports = new Map<string, KeyReport>();
    const received = new Map<string, PushEvent[]>();
    for (const event of events) {
      if (event.event_type === "control") continue;
      const key = keyOfEvent(event);
      const own = received.get(key);
      if (own === undefined) received.set(key, [event]);
      else own.push(event);
    }
    const dropped = events.reduce((sum, event) => sum + (event.dropped ?? 0), 0);
    let unexplained = 0;
    for (const [key, own] of received) {
      const { report, silent } = this.checkKey(key, own, allowed);
      reports.set(key, report);
      unexplained += silent;
    }
    assert.ok(unexplained <= dropped, `${unexplained} events are missing without a word, ${dropped} were announced`);
    return reports;
  }

  private checkKey(
    key: string,
    events: readonly PushEvent[],
    allowed: AllowedGaps,
  ): { readonly report: KeyReport; readonly silent: number } {
    const sent = this.keys.get(key) ?? [];
    let next = 0;
    let missing = 0;
    let silent = 0;
    let lastTick = -1n;
    let lastBody: Buffer = Buffer.alloc(0);
    let replayed = true;
    /** The connection of the last event; several where its body alone does not tell. */
    let last: readonly bigint[] = [];
    for (const [place, event] of events.entries()) {
      const body = Buffer.from(event.body ?? []);
      const fits = (own: Buffer): boolean => own.equals(body) || isTrimmed(event, own, body);
      // The first event that OpenD repeats on a new connection may be the last one that it wrote to the old one.
      const marked = place > 0 && !replayed && event.replayed !== true && event.proto_id !== NOTIFY;
      const found = indexFrom(
        sent,
        next,
        (own) => (!marked || last.some((id) => (own.connId !== id) === (event.after_gap === true))) && fits(own.body),
      );
      if (found < 0) assert.fail(`${key}, event ${place}: ${whyMissing(sent, next, fits, event.after_gap === true)}`);
      const skipped = place === 0 ? 0 : unseen(event.proto_id, sent.slice(next, found), lastBody, lastTick);
      if (allowed === "none") assert.equal(skipped, 0, `${key}: ${skipped} missing before event ${place}`);
      if (event.after_gap !== true) silent += Math.max(0, skipped - (event.conflated ?? 0));
      replayed = event.replayed === true;
      const connId = (sent[found] as Sent).connId;
      last = marked ? [connId] : [connId, ...connIdsFrom(sent, found, fits)];
      lastBody = body;
      missing += skipped;
      next = found + 1;
      if (event.proto_id === TICKS) lastTick = checkTicks(key, body, lastTick);
    }
    return { report: { sent: sent.length, received: events.length, missing }, silent };
  }
}

/** Looks at the nearest first: a journal is long, and most events follow the one before. */
function indexFrom(sent: readonly Sent[], from: number, fits: (sent: Sent) => boolean): number {
  for (let index = from; index < sent.length; index++) if (fits(sent[index] as Sent)) return index;
  return -1;
}

/** How many of these a stream should have got: OpenD repeats its last value, and ticks, where a subscription is made anew. */
function unseen(protoId: number | undefined, skipped: readonly Sent[], lastBody: Buffer, lastTick: bigint): number {
  if (protoId === TICKS) return skipped.filter(({ body }) => sequences(body).some((tick) => tick > lastTick)).length;
  return skipped.length - 1 - skipped.findLastIndex(({ body }) => body.equals(lastBody));
}

function connIdsFrom(sent: readonly Sent[], from: number, fits: (body: Buffer) => boolean): readonly bigint[] {
  return [...new Set(sent.slice(from + 1).flatMap(({ connId, body }) => (fits(body) ? connId : [])))];
}

function whyMissing(sent: readonly Sent[], next: number, fits: (body: Buffer) => boolean, afterGap: boolean): string {
  if (!sent.some(({ body }) => fits(body))) return "never sent by OpenD";
  if (!sent.slice(next).some(({ body }) => fits(body))) return "a duplicate or out of order";
  return afterGap ? "after_gap, but of the same connection" : "of another connection, without after_gap";
}

/** The keys of a push with the body that a stream gets for each: one event for each security (our own re-framing). */
function single(protoId: number, body: Uint8Array): (readonly [string, Buffer])[] {
  const keys = pushKeys(protoId, body);
  if (keys.length === 0) return [[`${protoId}`, Buffer.from(body)]];
  if (protoId !== QUOTES || keys.length === 1) {
    return keys.map(({ security, subType, rehabType, account }) => [
      account === undefined
        ? quoteKey(protoId, security === undefined ? "" : securityKey(security), subType, rehabType)
        : `${protoId}/${account.accId}`,
      Buffer.from(body),
    ]);
  }
  const whole = UpdateBasicQot.decode(body);
  return (whole.s2c?.basicQotList ?? []).map((quote) => [
    quoteKey(protoId, `${quote.security?.market}_${quote.security?.code}`, 1, undefined),
    Buffer.from(UpdateBasicQot.encode({ ...whole, s2c: { basicQotList: [quote] } }).finish()),
  ]);
}

function quoteKey(protoId: number, secKey: string, subType = 0, rehabType = 0): string {
  return `${protoId}/${secKey}/${subType}/${rehabType}`;
}

function keyOfEvent(event: PushEvent): string {
  const { proto_id: protoId = 0, sec_key: secKey = "", sub_type: subType, rehab_type: rehabType } = event;
  if (event.event_type === "trade") return `${protoId}/${event.acc_id ?? 0n}`;
  return secKey === "" ? `${protoId}` : quoteKey(protoId, secKey, subType, rehabType);
}

/** After a gap the gateway cuts ticks off that a stream has seen: the rest must be the end of what was sent. */
function isTrimmed(event: PushEvent, sent: Buffer, body: Buffer): boolean {
  if (event.proto_id !== TICKS || event.after_gap !== true) return false;
  const all = sequences(sent);
  const rest = sequences(body);
  return rest.length > 0 && rest.length < all.length && all.slice(-rest.length).join() === rest.join();
}

function sequences(body: Buffer): readonly bigint[] {
  return (UpdateTicker.decode(body).s2c?.tickerList ?? []).map((tick) => tick.sequence ?? 0n);
}

function checkTicks(key: string, body: Buffer, last: bigint): bigint {
  let newest = last;
  for (const sequence of sequences(body)) {
    assert.ok(sequence > newest, `${key}: tick ${sequence} after ${newest}`);
    newest = sequence;
  }
  return newest;
}
