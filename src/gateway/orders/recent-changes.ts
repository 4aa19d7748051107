import type { OrderClock } from "./upstream.js";

/** A change, once given, is on its way or not yet in OpenD's list for so long at most: one to two spans. */
const SPAN_MS = 30_000;
/** A hundred times what OpenD lets all accounts of a person change in that time. */
const MAX_ENTRIES = 20_000;

/** What a change says by itself. */
export interface ChangeParts {
  /** How many there would be after it. */
  readonly qty: number;
  readonly saysQty: boolean;
  readonly saysPrice: boolean;
}

/** The most that recent changes of one order asked for. */
interface Most {
  readonly qty: number;
  /** Value of one. */
  readonly unit: number;
  /** Of changes that left the price as it was, or the quantity: what they keep, another one may set. */
  readonly loneQty: number;
  readonly loneUnit: number;
}

const NOTHING: Most = { qty: 0, unit: 0, loneQty: 0, loneUnit: 0 };

/**
 * What changes of one order come to together. Two that are sent at once, the
 * one for more pieces and the other for a higher price, are each small by what
 * the list says; what remains is their product.
 */
export class RecentChanges {
  private readonly clock: OrderClock;
  private span = Number.NaN;
  private newer = new Map<string, Most>();
  private older = new Map<string, Most>();

  constructor(clock: OrderClock) {
    this.clock = clock;
  }

  /** The most that a change, worth `value` by the list, can be worth together with those before it. */
  worst(key: string, change: ChangeParts, value: number): number {
    this.turnOver();
    const before = merged(this.newer.get(key) ?? NOTHING, this.older.get(key) ?? NOTHING);
    const unit = unitOf(change, value);
    const worstQty = Math.max(change.qty, change.saysQty ? before.loneQty : before.qty);
    const worstUnit = Math.max(unit, change.saysPrice ? before.loneUnit : before.unit);
    // Where nothing comes to it the value as it was, free of further rounding.
    return worstQty === change.qty && worstUnit === unit ? value : Math.max(value, worstQty * worstUnit);
  }

  /** Remembers a change that may be sent. */
  note(key: string, change: ChangeParts, value: number): void {
    this.turnOver();
    const { qty, saysQty, saysPrice } = change;
    if (!saysQty && !saysPrice) return;
    const unit = unitOf(change, value);
    const own: Most = {
      qty: saysQty ? qty : 0,
      unit: saysPrice ? unit : 0,
      loneQty: saysPrice ? 0 : qty,
      loneUnit: saysQty ? 0 : unit,
    };
    this.newer.set(key, merged(this.newer.get(key) ?? NOTHING, own));
    if (this.newer.size >= MAX_ENTRIES) this.forgetOlder();
  }

  private turnOver(): void {
    const span = Math.floor(this.clock.now() / SPAN_MS);
    if (span === this.span) return;
    const isNext = span === this.span + 1;
    this.span = span;
    this.forgetOlder();
    if (!isNext) this.older = new Map();
  }

  private forgetOlder(): void {
    this.older = this.newer;
    this.newer = new Map();
  }
}

function unitOf({ qty }: ChangeParts, value: number): number {
  return qty > 0 ? value / qty : 0;
}

function merged(left: Most, right: Most): Most {
  return {
    qty: Math.max(left.qty, right.qty),
    unit: Math.max(left.unit, right.unit),
    loneQty: Math.max(left.loneQty, right.loneQty),
    loneUnit: Math.max(left.loneUnit, right.loneUnit),
  };
}
