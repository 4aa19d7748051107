import { Buffer } from "node:buffer";

/**
 * Marks are numbers of this range: their varints all have seven bytes, so that
 * a body can be encoded once and only its mark be changed.
 */
const MIN_MARK = 2 ** 42;
const MAX_MARK = 2 ** 49 - 1;
const MARK_BYTES = 7;

/** Marks of a later start are higher, as long as no key gets more than this many events in a millisecond. */
const MARKS_PER_MS = 100;
const FIRST_YEAR_MS = Date.UTC(2020, 0, 1);

/** The mark before the first one of a simulator that starts at this market time. */
export function markBase(startMs: number): number {
  const base = MIN_MARK + Math.max(0, Math.round(startMs) - FIRST_YEAR_MS) * MARKS_PER_MS;
  if (base > MAX_MARK - MIN_MARK) throw new RangeError(`startMs ${startMs} is too late for the firehose's marks`);
  return base;
}

/** A body that is the same each time but for its mark. */
export class MarkedBody {
  private readonly template: Buffer;
  private readonly offset: number;

  /**
   * @param encode the body for a mark.
   * @throws Error when the body does not hold the mark.
   */
  constructor(encode: (mark: bigint) => Uint8Array) {
    // A number with no pattern: nothing else in a message looks like it.
    const sentinel = 2 ** 48 + 0x2b5c_d1e7_93;
    const digits = Buffer.alloc(MARK_BYTES);
    writeMark(digits, 0, sentinel);
    this.template = Buffer.from(encode(BigInt(sentinel)));
    this.offset = this.template.indexOf(digits);
    if (this.offset < 0) throw new Error("the firehose's mark is not in the encoded body");
  }

  /** @throws RangeError when the mark is none of the range. */
  with(mark: number): Buffer {
    if (!(mark >= MIN_MARK && mark <= MAX_MARK)) throw new RangeError(`${mark} is no mark`);
    const body = Buffer.from(this.template);
    writeMark(body, this.offset, mark);
    return body;
  }
}

function writeMark(target: Buffer, offset: number, mark: number): void {
  // Bit operations have 32 bits: the low four groups and the high three apart.
  let low = mark % 2 ** 28;
  let high = Math.floor(mark / 2 ** 28);
  for (let group = 0; group < 4; group++) {
    target[offset + group] = (low & 0x7f) | 0x80;
    low >>>= 7;
  }
  for (let group = 4; group < MARK_BYTES; group++) {
    target[offset + group] = (high & 0x7f) | (group < MARK_BYTES - 1 ? 0x80 : 0);
    high >>>= 7;
  }
}
