import type { Buffer } from "node:buffer";

/**
 * What may happen to an event whose reader is slow: a newer value of its key
 * replaces a `state`, a `tick` may be left out, `keep` is never lost.
 */
export type EventClass = "state" | "tick" | "keep";

/** What pushes are told apart by. One object per key, so that maps and queues can go by identity. */
export interface Route {
  readonly protoId: number;
  /** `market_code`; empty where the push has no security. */
  readonly secKey: string;
  /** Qot_Common.SubType, or 0. */
  readonly subType: number;
  /** Qot_Common.KLType, or 0. */
  readonly klType: number;
  /** Qot_Common.RehabType; 0 is one of them, so "none" is undefined. */
  readonly rehabType: number | undefined;
  /** 0n where the push has no account. */
  readonly accId: bigint;
  /** Trd_Common.TrdMarket, or 0. */
  readonly trdMarket: number;
  readonly eventType: "quote" | "trade" | "notify";
  readonly eventClass: EventClass;
}

/** Where the s2c of a push stands in its encoded PushEvent. */
export interface UpdatePlace {
  /** The field `body`, from its tag to behind it. */
  readonly start: number;
  readonly end: number;
  readonly s2cStart: number;
  readonly s2cEnd: number;
}

/** A push as all streams share it. */
export interface SharedEvent {
  readonly route: Route;
  /** An encoded PushEvent with the fields 1 to 6, 102 to 105 and 111. */
  readonly bytes: Buffer;
  /** Epoch milliseconds with a fraction. */
  readonly readAtMs: number;
  /** Its place in the record; 0: not in it. */
  readonly position: number;
  /** Found for the first typed stream and kept for the others; null where no update can be made of it. */
  updatePlace?: UpdatePlace | null;
}

const STATE_PUSHES: ReadonlySet<number> = new Set([3005, 3007, 3009, 3013, 3015, 3450]);
/** With event contracts' K-lines (3451): nothing in them tells which K-line type they are, so a newer one may be of another. */
const TICK_PUSHES: ReadonlySet<number> = new Set([3011, 3451, 3452]);

/** What the pushes of a proto_id are; one that is not known is kept, because nothing says that it may be missed. */
export function eventClassOf(protoId: number): EventClass {
  if (STATE_PUSHES.has(protoId)) return "state";
  return TICK_PUSHES.has(protoId) ? "tick" : "keep";
}
