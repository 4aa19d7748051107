import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { ClientReadableStream, ServiceError } from "@grpc/grpc-js";
import {
  type DeepPartial,
  type PushControl,
  type PushEvent,
  type PushPosition,
  SubscribePushRequest,
} from "../../generated/ts/futu/service/futu.js";
import type { FutuClient } from "../../src/grpc/testing/futu-client.js";

const WITHIN_MS = 30_000;

type ControlName = keyof PushControl;

/** One stream with everything that came on it. */
export class PushSubscriber {
  readonly events: PushEvent[] = [];
  /** Of them those with data, and those of accounts. */
  readonly data: PushEvent[] = [];
  readonly trades: PushEvent[] = [];
  /** How it ended; null: not yet. */
  failure: ServiceError | null = null;
  over = false;
  private readonly call: ClientReadableStream<PushEvent>;
  private readonly told = new Map<ControlName, unknown[]>();
  private readonly waiting = new Set<() => void>();

  constructor(client: FutuClient, request: DeepPartial<SubscribePushRequest> = {}) {
    this.call = client.subscribe(Buffer.from(SubscribePushRequest.encode(asRequest(request)).finish()));
    this.call.on("data", (event: PushEvent) => {
      this.take(event);
      this.wake();
    });
    this.call.on("error", (error) => {
      // What grpc-js reports is a ServiceError always; its types say only Error.
      this.failure = error as ServiceError;
    });
    this.call.on("end", () => {
      this.over = true;
      this.wake();
    });
  }

  controls<Name extends ControlName>(name: Name): readonly NonNullable<PushControl[Name]>[] {
    return (this.told.get(name) ?? []) as NonNullable<PushControl[Name]>[];
  }

  /** Where a new stream goes on after what this one got. */
  get position(): PushPosition {
    const epoch = this.controls("accepted")[0]?.epoch;
    assert.ok(epoch !== undefined, "the stream was accepted");
    let position = 0n;
    for (const event of this.events) {
      const { position: own = 0n, control } = event;
      const told = control?.heartbeat?.position?.position ?? control?.ending?.position?.position ?? 0n;
      position = own > position ? own : told > position ? told : position;
    }
    return { epoch, position };
  }

  /** Waits for a state that comes with an event, or with the end. */
  async until(what: string, reached: () => boolean, withinMs = WITHIN_MS): Promise<void> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.wake();
    }, withinMs);
    try {
      while (!reached()) {
        const state = `${this.events.length} events, ${this.over ? `ended: ${this.failure?.message}` : "open"}`;
        if (late) assert.fail(`${what} did not come within ${withinMs} ms (${state})`);
        if (this.over) assert.fail(`the stream ended without ${what} (${state})`);
        await new Promise<void>((resolve) => this.waiting.add(resolve));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  accepted(): Promise<void> {
    return this.until("accepted", () => this.controls("accepted").length > 0);
  }

  /** Waits for the end; returns its status, null for one without an error. */
  async end(): Promise<ServiceError | null> {
    while (!this.over) await new Promise<void>((resolve) => this.waiting.add(resolve));
    return this.failure;
  }

  /** Goes away, and waits until that is done. What was on its way is not taken any more. */
  async cancel(): Promise<void> {
    if (!this.over) this.call.cancel();
    await this.end();
  }

  pause(): void {
    this.call.pause();
  }

  resume(): void {
    this.call.resume();
  }

  /** Checks that sequences count the data events without holes; the compatible mode has none. */
  checkSequences(compat = false): void {
    let last = 0n;
    for (const { sequence = 0n } of this.data) {
      assert.equal(sequence, compat ? 0n : last + 1n);
      last = sequence;
    }
  }

  private take(event: PushEvent): void {
    this.events.push(event);
    if (event.control === undefined) {
      this.data.push(event);
      if (event.event_type === "trade") this.trades.push(event);
      return;
    }
    for (const [name, control] of Object.entries(event.control)) {
      if (control === undefined) continue;
      const others = this.told.get(name as ControlName);
      if (others === undefined) this.told.set(name as ControlName, [control]);
      else others.push(control);
    }
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}

function asRequest(request: DeepPartial<SubscribePushRequest>): SubscribePushRequest {
  return SubscribePushRequest.fromPartial(request);
}
