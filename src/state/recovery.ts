import * as fs from "node:fs";
import { join } from "node:path";
import { HEADER_BYTES, readSegment, type SegmentContent, segmentName, segmentNumber } from "./segment.js";
import { StateError } from "./state-error.js";

/** A segment that is not written any more. */
export interface ClosedSegment {
  readonly path: string;
  /** When its newest record was written, in epoch milliseconds. */
  readonly newestMs: number;
  /** Of the file, as far as it was written. */
  readonly bytes: number;
}

/** What a folder held at the start. */
export interface Recovered {
  /** Oldest first, without a hole between them. */
  readonly payloads: readonly Uint8Array[];
  readonly segments: readonly ClosedSegment[];
  /** For the next segment file, and the next record. */
  readonly nextNumber: number;
  readonly nextIndex: number;
}

type Found = SegmentContent & ClosedSegment;

/**
 * Reads a folder's segments, and removes those that are too old, empty or
 * before a hole. What a crash has cut off at the end of one is left out.
 * @param keepsHoles read what stands before a hole too, and behind a damaged record.
 * @throws what the file system says.
 */
export function recoverSegments(
  folder: string,
  oldestMs: number,
  onError: (error: StateError) => void,
  keepsHoles = false,
): Recovered {
  const numbers = fs
    .readdirSync(folder)
    .map(segmentNumber)
    .filter((number) => number !== null)
    .sort((a, b) => a - b);
  const found: Found[] = [];
  for (const number of numbers) {
    const path = join(folder, segmentName(number));
    const bytes = fs.readFileSync(path);
    const content = readSegment(bytes, keepsHoles);
    if (content?.damaged === true) {
      const others = keepsHoles ? "the others are kept" : "what stands behind it is left out";
      onError(new StateError("LOST", `${path}: a record is damaged; ${others}`));
    }
    if (content !== null && content.payloads.length > 0) {
      found.push({ ...content, path, newestMs: fs.statSync(path).mtimeMs, bytes: bytes.length });
      continue;
    }
    // A crash cuts the end off; it leaves no header that is wrong and something behind it.
    if (content === null && bytes.length > HEADER_BYTES) {
      onError(new StateError("LOST", `${path}: the file is damaged and its records are lost`));
    }
    fs.unlinkSync(path);
  }
  const afterHole = fromLastHole(found);
  if (afterHole.length < found.length) {
    const older = keepsHoles ? "the others are kept" : "what is older than these is left out";
    onError(new StateError("LOST", `${folder}: records are missing or damaged; ${older}`));
  }
  const whole = keepsHoles ? found : afterHole;
  const kept = fromFirstYoung(whole, oldestMs);
  for (const { path } of found.slice(0, found.length - kept.length)) fs.unlinkSync(path);
  const last = kept.at(-1);
  return {
    payloads: kept.flatMap(ownPayloads),
    segments: kept.map(({ path, newestMs, bytes }) => ({ path, newestMs, bytes })),
    nextNumber: (numbers.at(-1) ?? 0) + 1,
    nextIndex: last === undefined ? 0 : last.firstIndex + last.payloads.length,
  };
}

function fromLastHole(segments: readonly Found[]): readonly Found[] {
  const start = segments.findLastIndex((segment, at) => {
    const before = segments[at - 1];
    return before !== undefined && segment.firstIndex > before.firstIndex + before.payloads.length;
  });
  return start < 0 ? segments : segments.slice(start);
}

/** The newest stays, however old: it tells where the records had got to. */
function fromFirstYoung(segments: readonly Found[], oldestMs: number): readonly Found[] {
  const start = segments.findIndex(({ newestMs }, at) => newestMs >= oldestMs || at === segments.length - 1);
  return segments.slice(Math.max(start, 0));
}

/** A segment whose end could not be written is repeated by the next one. */
function ownPayloads(segment: Found, at: number, all: readonly Found[]): readonly Uint8Array[] {
  const following = all[at + 1]?.firstIndex ?? Number.POSITIVE_INFINITY;
  return segment.payloads.slice(0, Math.max(0, following - segment.firstIndex));
}
