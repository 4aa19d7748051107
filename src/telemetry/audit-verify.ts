import { Buffer } from "node:buffer";
import { createReadStream } from "node:fs";
import { type ChainEnd, hashLine, NO_LINE_BEFORE, type ReadLine, readAuditLine } from "./audit-line.js";

const LINE_END = 0x0a;
const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** What is wrong, and where. */
export interface AuditFault {
  readonly kind: "missing" | "changed" | "reordered" | "duplicated" | "torn" | "not the last";
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** What whole lines say. */
export interface AuditRange {
  readonly files: number;
  readonly lines: number;
  readonly first: AuditMark | null;
  readonly last: (AuditMark & { readonly hash: string }) | null;
  /** Line ends that a crash cut off, closed off and reported by the log itself. */
  readonly recovered: number;
}

export interface AuditMark {
  readonly seq: number;
  readonly time: string;
}

export type AuditVerdict = { readonly range: AuditRange; readonly fault: AuditFault | null };

interface FileLine {
  readonly file: string;
  readonly number: number;
  readonly bytes: Buffer;
  /** Whether its line end is there. */
  readonly whole: boolean;
}

/**
 * Checks a chain over files, oldest first, and stops at the first fault. What
 * was before the first line is not known; that lines are missing at the end is
 * only seen against `expectedLast`, the hash of the last line.
 * @throws the system's error where a file can't be read
 */
export async function verifyAudit(files: readonly string[], expectedLast: string | null): Promise<AuditVerdict> {
  const lines = readLines(files);
  const walk = new ChainWalk(files.length);
  for (;;) {
    const { value: line, done } = await lines.next();
    if (done === true) break;
    const problem = walk.take(line);
    if (problem === null) continue;
    const rest: FileLine[] = [];
    // Only as much as tells what kind of fault it is.
    for await (const following of lines) {
      rest.push(following);
      if (rest.length === LOOK_AHEAD_LINES) break;
    }
    return { range: walk.range, fault: walk.explain(problem, rest) };
  }
  return { range: walk.range, fault: walk.atEnd(expectedLast) };
}

/** A line that was moved further than this is called missing where it was, which is as true. */
const LOOK_AHEAD_LINES = 10_000;

interface Problem {
  readonly at: FileLine;
  readonly read: ReadLine | null;
  readonly before: FileLine | null;
}

class ChainWalk {
  readonly #files: number;
  #end: ChainEnd | null = null;
  #before: FileLine | null = null;
  /** A line that is none, which the next one may explain. */
  #torn: FileLine | null = null;
  #lines = 0;
  #recovered = 0;
  #first: AuditMark | null = null;
  #last: AuditMark | null = null;

  constructor(files: number) {
    this.#files = files;
  }

  get range(): AuditRange {
    const last = this.#last === null || this.#end === null ? null : { ...this.#last, hash: this.#end.hash };
    return { files: this.#files, lines: this.#lines, first: this.#first, last, recovered: this.#recovered };
  }

  take(line: FileLine): Problem | null {
    const read = line.whole ? readAuditLine(line.bytes) : null;
    const before = this.#before;
    const torn = this.#torn;
    if (torn !== null) {
      if (read === null || !closesOff(read, torn) || !this.#follows(read)) {
        return { at: torn, read: null, before };
      }
      this.#recovered++;
    } else if (read === null) {
      this.#torn = line;
      return null;
    } else if (read.event === "audit.recovered" || !this.#follows(read)) {
      return { at: line, read, before };
    }
    this.#torn = null;
    this.#accept(line, read);
    return null;
  }

  atEnd(expectedLast: string | null): AuditFault | null {
    if (this.#torn !== null) return this.explain({ at: this.#torn, read: null, before: this.#before }, []);
    const hash = this.#end?.hash ?? NO_LINE_BEFORE;
    if (expectedLast === null || expectedLast === hash) return null;
    const { file = "", number = 0 } = this.#before ?? {};
    const text = `the last line has the hash ${hash}, not ${expectedLast}: it was changed, or lines are missing behind it`;
    return { kind: "not the last", file, line: number, text };
  }

  explain({ at, read, before }: Problem, rest: readonly FileLine[]): AuditFault {
    const fault = (kind: AuditFault["kind"], text: string, where: FileLine = at): AuditFault => ({
      kind,
      file: where.file,
      line: where.number,
      text,
    });
    if (!at.whole) {
      return fault(
        "torn",
        `${at.bytes.length} bytes without a line end; the gateway closes them off at its next start`,
      );
    }
    if (read === null) return fault("changed", "is no audit line, and no line reports that a crash cut it off");
    const expected = (this.#end?.seq ?? 0) + 1;
    const end = this.#end;
    if (end === null || before === null)
      return fault("changed", "is the first line of all and does not begin the chain");
    if (read.seq < expected) return fault("duplicated", `line ${read.seq} of the chain stands here again`);
    if (read.seq > expected && read.prev !== end.hash) {
      if (rest.some(({ bytes }) => readAuditLine(bytes)?.seq === expected)) {
        return fault("reordered", `line ${read.seq} of the chain stands before line ${expected}`);
      }
      const missing = read.seq - 1 === expected ? `line ${expected}` : `lines ${expected} to ${read.seq - 1}`;
      return fault("missing", `${missing} of the chain should stand before it`);
    }
    if (read.seq > expected)
      return fault("changed", `is line ${expected} of the chain and says that it is ${read.seq}`);
    if (read.prev === end.hash) return fault("changed", "reports a cut-off line that is not there");
    // Either this line's mark of the one before was changed, or the one before: the next line knows this one.
    const next = rest[0] === undefined ? null : readAuditLine(rest[0].bytes);
    return next === null || next.prev === hashLine(at.bytes)
      ? fault("changed", "is not as it was when the line after it was written", before)
      : fault("changed", "does not name the line before it");
  }

  #follows(read: ReadLine): boolean {
    // The files before the first one may have been taken away; the first line of all can't.
    if (this.#end === null) return read.seq > 1 || read.prev === NO_LINE_BEFORE;
    return read.seq === this.#end.seq + 1 && read.prev === this.#end.hash;
  }

  #accept(line: FileLine, read: ReadLine): void {
    this.#end = { seq: read.seq, hash: hashLine(line.bytes) };
    this.#before = line;
    this.#lines++;
    this.#last = { seq: read.seq, time: read.time };
    this.#first ??= this.#last;
  }
}

function closesOff(read: ReadLine, torn: FileLine): boolean {
  return (
    torn.whole &&
    read.event === "audit.recovered" &&
    read.tornBytes === torn.bytes.length &&
    read.tornSha256 === hashLine(torn.bytes)
  );
}

async function* readLines(files: readonly string[]): AsyncGenerator<FileLine, void, undefined> {
  for (const file of files) {
    let number = 0;
    let carry: Buffer[] = [];
    let carried = 0;
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      let start = 0;
      for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, start)) {
        const bytes = Buffer.concat([...carry, chunk.subarray(start, end)]);
        carry = [];
        carried = 0;
        start = end + 1;
        yield { file, number: ++number, bytes, whole: true };
      }
      if (start === chunk.length) continue;
      carry.push(chunk.subarray(start));
      carried += chunk.length - start;
      if (carried > MAX_LINE_BYTES) throw new Error(`${file}: line ${number + 1} has no end: it is no audit log`);
    }
    if (carried > 0) yield { file, number: number + 1, bytes: Buffer.concat(carry), whole: false };
  }
}
