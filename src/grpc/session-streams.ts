import type { EventEmitter } from "node:events";
import { types } from "node:util";
import type { Server } from "@grpc/grpc-js";

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

/**
 * Has `server` keep the streams of each of its connections in a
 * {@link RenewedMap}: Node's own Map kept 2.5 KB of every ended call alive from
 * the first full collection under load on, which cost a third of the throughput.
 * Neither grpc-js nor Node has an option for it, so this looks into both, and
 * does nothing where they look otherwise than Node 20, 22 and 24 and grpc-js 1.14 do.
 * To be called before the server listens.
 */
export function renewSessionStreams(server: Server): void {
  const create: unknown = Reflect.get(server, "createHttp2Server");
  if (typeof create !== "function") return;
  Reflect.set(server, "createHttp2Server", function createHttp2Server(this: Server, ...args: unknown[]): unknown {
    const http2Server: EventEmitter = create.apply(this, args);
    http2Server.on("session", renewStreams);
    return http2Server;
  });
}

/** Returns whether the session's streams are in a {@link RenewedMap} now. */
export function renewStreams(session: object): boolean {
  const state = sessionState(session);
  if (state === null || !types.isMap(state.streams) || state.streams.size > 0) return false;
  state.streams = new RenewedMap();
  return true;
}

function sessionState(session: object): { streams?: unknown } | null {
  for (const symbol of Object.getOwnPropertySymbols(session)) {
    if (symbol.description !== "state") continue;
    const state: unknown = Reflect.get(session, symbol);
    return typeof state === "object" ? state : null;
  }
  return null;
}
