import type { OrderName } from "./order-replies.js";

/** Far more than are placed within the minute that a look covers. */
const MAX_KNOWN = 20_000;

/** What the order list's times may be off. */
const MARGIN_MS = 5000;

/** Orders whose calls are known: a lost call that looks the same is not one of them. */
export class KnownOrders {
  private names = new Set<string>();
  private older = new Set<string>();
  private readonly sinceMs: number;

  /** @param sinceMs epoch milliseconds: orders that were placed before are not known. */
  constructor(sinceMs: number) {
    this.sinceMs = sinceMs;
  }

  /** Whether every order that the gateway placed around this moment is known. */
  covers(wallMs: number): boolean {
    return this.sinceMs <= wallMs - MARGIN_MS;
  }

  add(accId: string, order: OrderName): void {
    for (const name of namesOf(accId, order)) this.names.add(name);
    if (this.names.size < MAX_KNOWN) return;
    this.older = this.names;
    this.names = new Set();
  }

  has(accId: string, order: OrderName): boolean {
    return namesOf(accId, order).some((name) => this.names.has(name) || this.older.has(name));
  }
}

function namesOf(accId: string, { orderID, orderIDEx }: OrderName): readonly string[] {
  const names: string[] = [];
  if (orderID !== undefined && orderID !== 0n) names.push(`${accId}/${orderID}`);
  if (orderIDEx !== undefined && orderIDEx !== "") names.push(`${accId}//${orderIDEx}`);
  return names;
}
