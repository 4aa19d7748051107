import { Buffer } from "node:buffer";
import type { Command } from "../catalog/command.js";
import { PaceRefusal, type PaceSlot } from "../limits/pace-slot.js";
import type { PacedLimit, Pacing } from "../limits/pacing.js";
import type { StaticCache } from "../limits/static-cache.js";
import type { Clock } from "../opend/clock.js";
import { DeadlineWheel } from "../opend/deadline-wheel.js";
import type { CancelCall, Pool } from "../opend/pool.js";
import { RenewedMap } from "../opend/renewed-map.js";
import { NO_NOTES } from "./answer-notes.js";
import type { CheckedCall, PassedDone, ReadsPort } from "./pipeline-ports.js";
import { ReadFlight } from "./read-flight.js";

export interface ReadsOptions {
  readonly pool: Pick<Pool, "submit">;
  readonly clock: Clock;
  /** Null: OpenD judges its limits alone. */
  readonly pacing: Pacing | null;
  /** Null: nothing is kept. */
  readonly cache: StaticCache | null;
}

/** Larger requests are not compared: they would be copied and hashed for it. 400 securities need half of it. */
const MAX_COMPARED_BYTES = 16 * 1024;
const NOTHING_TO_CANCEL: CancelCall = () => {};
const UNPACED: PaceSlot = { rate: null, end: () => {} };

/**
 * The way of reads to OpenD: static data comes from the cache, identical
 * requests under way share one call, and OpenD's documented limits are waited
 * for as long as the caller's deadline allows.
 */
export class Reads implements ReadsPort {
  private readonly options: ReadsOptions;
  private readonly wheel: DeadlineWheel;
  /** Those that others may join. */
  private readonly shared = new RenewedMap<string, ReadFlight>();
  private readonly flights = new RenewedMap<ReadFlight, true>();

  constructor(options: ReadsOptions) {
    this.options = options;
    this.wheel = new DeadlineWheel(options.clock);
  }

  submit(command: Command, call: CheckedCall, done: PassedDone): CancelCall {
    const { pool, clock, pacing } = this.options;
    const { sharedRead, protoId, sticky } = command;
    const { isLookup = false } = call;
    if (!sharedRead && (pacing === null || command.limit === null)) {
      const { body, deadlineMs } = call;
      const request = { protoId, body, packetId: null, repeatable: true, home: sticky, deadlineMs };
      return pool.submit(request, (reply, failure) => done(reply, failure, NO_NOTES));
    }
    if (clock.now() >= call.deadlineMs) {
      done(null, { reason: "deadline", sent: false, retryAfterMs: null }, NO_NOTES);
      return NOTHING_TO_CANCEL;
    }
    const key = sharedRead && call.body.length <= MAX_COMPARED_BYTES ? requestKey(protoId, call.body) : null;
    const flightKey = key === null ? null : `${isLookup ? "lookup" : "read"}:${key}`;
    const kept = key === null ? null : this.kept(command, key);
    if (kept !== null) {
      done(kept, null, { ...NO_NOTES, cached: true });
      return NOTHING_TO_CANCEL;
    }
    // A look-up that joined a read would wait behind the reads of all callers.
    const underWay = flightKey === null ? undefined : this.shared.get(flightKey);
    return underWay === undefined ? this.begin(command, key, flightKey, call, done) : underWay.join(call, done);
  }

  /** OpenD's limits that are in use. */
  limits(): readonly PacedLimit[] {
    return this.options.pacing?.snapshot() ?? [];
  }

  /** OpenD may be another one, or have logged in anew: nothing that it said before counts. */
  homeChanged(): void {
    this.options.cache?.clear();
  }

  /** The gateway stops: what still waits for its place gets none; what is under way ends with the pool. */
  stop(): void {
    for (const flight of [...this.flights.keys()])
      flight.abandon({ reason: "shutdown", sent: false, retryAfterMs: null });
    this.options.pacing?.close();
  }

  private begin(
    command: Command,
    key: string | null,
    flightKey: string | null,
    call: CheckedCall,
    done: PassedDone,
  ): CancelCall {
    const { pool, clock, pacing, cache } = this.options;
    const { body, deadlineMs, caller, isLookup = false } = call;
    const generation = cache?.generation ?? 0;
    const flight = new ReadFlight({
      command,
      body,
      pool,
      clock,
      wheel: this.wheel,
      onClosed: () => {
        this.flights.delete(flight);
        if (flightKey !== null) this.shared.delete(flightKey);
      },
      onReply: (reply) => {
        if (key !== null && command.staticDataSeconds !== null) cache?.keep(key, reply, generation);
      },
    });
    const send = (slot: PaceSlot): void => flight.send(slot);
    try {
      if (pacing === null) {
        send(UNPACED);
      } else {
        const wait = pacing.wait(command, body, { owner: caller.owner, isLookup, deadlineMs }, send);
        if (wait !== null) flight.standsInLine(wait);
      }
    } catch (error) {
      if (!(error instanceof PaceRefusal)) throw error;
      done(null, error, { ...NO_NOTES, rate: error.rate });
      return NOTHING_TO_CANCEL;
    }
    this.flights.set(flight, true);
    if (flightKey !== null) this.shared.set(flightKey, flight);
    return flight.join(call, done);
  }

  private kept({ staticDataSeconds }: Command, key: string): Buffer | null {
    return staticDataSeconds === null ? null : (this.options.cache?.get(key, staticDataSeconds * 1000) ?? null);
  }
}

function requestKey(protoId: number, body: Uint8Array): string {
  return `${protoId}:${Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1")}`;
}
