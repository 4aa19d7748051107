/** Small tables are renewed no more often than this, in additions. */
const MIN_ADDITIONS = 64;

/**
 * A Map for entries that come and go: from time to time a new Map takes over
 * what is left. A Map that is full discards its hash table for another one, and
 * the discarded table keeps pointing to its successor. Once one of them is in
 * the old generation, all later ones survive every scavenge, and with them all
 * that ever stood in them. A new Map has no predecessor (docs/decisions.md 35).
 */
export class RenewedMap<K, V> extends Map<K, V> {
  private current = new Map<K, V>();
  private additions = 0;

  override get size(): number {
    return this.current.size;
  }

  override get(key: K): V | undefined {
    return this.current.get(key);
  }

  override has(key: K): boolean {
    return this.current.has(key);
  }

  override set(key: K, value: V): this {
    if (++this.additions > MIN_ADDITIONS && this.additions > 2 * this.current.size) {
      this.current = new Map(this.current);
      this.additions = 0;
    }
    this.current.set(key, value);
    return this;
  }

  override delete(key: K): boolean {
    return this.current.delete(key);
  }

  override clear(): void {
    this.current.clear();
  }

  /** Of those that are there now: unlike a Map's own, it does not visit what `visit` adds. */
  override forEach(visit: (value: V, key: K, map: Map<K, V>) => void, thisValue?: unknown): void {
    const { current } = this;
    for (const [key, value] of [...current]) if (current.has(key)) visit.call(thisValue, value, key, this);
  }

  override keys(): ReturnType<Map<K, V>["keys"]> {
    return this.current.keys();
  }

  override values(): ReturnType<Map<K, V>["values"]> {
    return this.current.values();
  }

  override entries(): ReturnType<Map<K, V>["entries"]> {
    return this.current.entries();
  }

  override [Symbol.iterator](): ReturnType<Map<K, V>["entries"]> {
    return this.current.entries();
  }
}
