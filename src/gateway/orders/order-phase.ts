/** Where an order is on its way. */
export type OrderPhase =
  /** Its key is looked up, its terms are held against the rules. */
  | "judging"
  /** The first call with the same idempotency key has no answer yet. */
  | "waiting"
  /** The first call's outcome is unknown: the order list is looked at. */
  | "settling"
  /** It is counted, and what is counted is written down. */
  | "admitting"
  /** It is being written into the audit log. */
  | "committing"
  /** A connection has it, and its frame has not left. */
  | "queued"
  /** OpenD may have it. */
  | "sent"
  | "ended";

/** What it means for an order that its caller goes away, or its time is over. */
export type Departure =
  /** Nothing is to be undone. */
  | "drop"
  /** What is under way is waited for, and taken back. */
  | "take_back"
  /** The connection gives it up before its frame leaves. */
  | "recall"
  /** It can't be stopped any more: its answer is waited for without its caller. */
  | "outlive";

export interface PhaseRule {
  readonly next: readonly OrderPhase[];
  readonly departure: Departure;
}

/** The only ways an order can take. */
export const ORDER_PHASES: Readonly<Record<OrderPhase, PhaseRule>> = {
  judging: { next: ["waiting", "settling", "admitting", "ended"], departure: "drop" },
  waiting: { next: ["judging", "ended"], departure: "drop" },
  settling: { next: ["ended"], departure: "drop" },
  // Another call with the same key may have been first.
  admitting: { next: ["waiting", "settling", "committing", "ended"], departure: "take_back" },
  committing: { next: ["queued", "ended"], departure: "take_back" },
  queued: { next: ["sent", "ended"], departure: "recall" },
  sent: { next: ["ended"], departure: "outlive" },
  ended: { next: [], departure: "drop" },
};
