/** Windows of OpenD that the gateway's own look-ups use as well: prices of orders, and orders by the account's lists. */
const LOOKED_UP: ReadonlySet<number> = new Set([2201, 2221, 3203]);

/** How a window is divided, in calls. */
export interface Reserve {
  /** What callers' reads may have of it at most; look-ups may have all. */
  readonly callers: number;
  /** What one owner's look-ups may have of the rest; beyond it they are reads like others. */
  readonly owner: number;
}

/**
 * The reserve of a command's window; null where the gateway asks nothing itself. A quarter of the window:
 * 15 prices in 30 s, of which half is for one owner, so that neither reads nor one owner's orders stop another's.
 */
export function reserveOf(protoId: number, calls: number): Reserve | null {
  if (!LOOKED_UP.has(protoId)) return null;
  const callers = Math.floor((calls * 3) / 4);
  return { callers, owner: Math.max(1, Math.floor((calls - callers) / 2)) };
}
