import { type NestedPlace, type Span, withoutElements } from "../../ftapi/cut-elements.js";
import { WireError, WireReader, WireType } from "../../ftapi/wire.js";

const REPLY_S2C = 4;
/** Qot_UpdateTicker.S2C.tickerList. */
const TICKER_LIST = 2;
/** Qot_Common.Ticker.sequence. */
const TICK_SEQUENCE = 2;

/** More securities than OpenD's largest quota allows, also over a day. */
const MAX_SECURITIES = 50_000;

interface TickLayout {
  readonly s2c: NestedPlace;
  /** The list's elements with their tags. */
  readonly ticks: readonly (Span & { readonly sequence: bigint | undefined })[];
}

/**
 * Keeps ticks (3011) whole over a gap: the first push after OpenD was lost
 * repeats ticks from its cache (facts: ftapi-protocol.md 5.2).
 */
export class TickContinuity {
  private readonly lastSequences = new Map<string, bigint>();

  /** Number of securities that are followed. */
  get size(): number {
    return this.lastSequences.size;
  }

  /** Notes a push that is sent as it is. */
  seen(secKey: string, body: Uint8Array): void {
    const layout = readTicks(body);
    const last = layout?.ticks.at(-1)?.sequence;
    if (last !== undefined) this.note(secKey, last);
  }

  /**
   * What is new in the first push after a gap: the body without the ticks up to
   * the last one that was seen, null when nothing is left. The very same body
   * when that tick is not in it, or it can't be read. Notes what it returns.
   */
  afterGap(secKey: string, body: Uint8Array): Uint8Array | null {
    const layout = readTicks(body);
    if (layout === null || layout.ticks.length === 0) return body;
    const lastSeen = this.lastSequences.get(secKey);
    const last = layout.ticks.at(-1)?.sequence;
    if (last !== undefined) this.note(secKey, last);
    if (lastSeen === undefined) return body;
    const seenAt = layout.ticks.findLastIndex((tick) => tick.sequence === lastSeen);
    if (seenAt < 0) return body;
    return seenAt === layout.ticks.length - 1
      ? null
      : withoutElements(body, layout.s2c, layout.ticks.slice(0, seenAt + 1));
  }

  forget(secKey: string): void {
    this.lastSequences.delete(secKey);
  }

  /** The one that was followed first makes room. */
  private note(secKey: string, sequence: bigint): void {
    this.lastSequences.set(secKey, sequence);
    if (this.lastSequences.size <= MAX_SECURITIES) return;
    const [oldest] = this.lastSequences.keys();
    if (oldest !== undefined) this.lastSequences.delete(oldest);
  }
}

/** Where the ticks stand; null where the body is none that can be cut without guessing. */
function readTicks(body: Uint8Array): TickLayout | null {
  try {
    const reader = new WireReader(body);
    let s2c: NestedPlace | null = null;
    while (reader.next()) {
      if (reader.fieldNumber !== REPLY_S2C || reader.wireType !== WireType.bytes) {
        reader.skip();
        continue;
      }
      // A decoder would merge two.
      if (s2c !== null) return null;
      const lengthStart = reader.pos;
      const end = reader.contentEnd();
      s2c = { lengthStart, start: reader.pos, end };
      reader.pos = end;
    }
    return s2c === null ? null : { s2c, ticks: readList(body, s2c) };
  } catch (error) {
    if (error instanceof WireError) return null;
    throw error;
  }
}

function readList(body: Uint8Array, s2c: Span): TickLayout["ticks"] {
  const ticks: (Span & { sequence: bigint | undefined })[] = [];
  const reader = new WireReader(body, s2c.start, s2c.end);
  while (reader.next()) {
    if (reader.fieldNumber !== TICKER_LIST || reader.wireType !== WireType.bytes) {
      reader.skip();
      continue;
    }
    const start = reader.tagStart;
    const sequence = readSequence(reader.message());
    ticks.push({ start, end: reader.pos, sequence });
  }
  return ticks;
}

function readSequence(tick: WireReader): bigint | undefined {
  let sequence: bigint | undefined;
  while (tick.next()) {
    if (tick.fieldNumber === TICK_SEQUENCE && tick.wireType === WireType.varint) sequence = tick.int64();
    else tick.skip();
  }
  return sequence;
}
