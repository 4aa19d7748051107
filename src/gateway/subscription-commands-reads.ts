import { Buffer } from "node:buffer";
import type { Command } from "../catalog/command.js";
import { requestKeys } from "../ftapi/routing-key.js";
import type { CallDone, CallRequest } from "../opend/call.js";
import { callerHolder, type HolderId, type Ledger, type SubscriptionWant } from "../opend/ledger/types.js";
import type { CancelCall, Pool } from "../opend/pool.js";
import type { CheckedCall } from "./subscription-commands-call.js";

/** The commands that read what is subscribed (facts: ftapi-protocol.md 5.2). */
const SUBSCRIBED_READS: ReadonlySet<number> = new Set([3004, 3006, 3008, 3010, 3012, 3014]);

/** A caller that polls asks for the same few things; what is longer, or more than these, is read anew each time. */
const MAX_KNOWN_BODY_BYTES = 4096;
const MAX_KNOWN_REQUESTS = 256;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Callers that are remembered before those that hold nothing are forgotten. */
const MAX_CALLERS = 4096;

export function isSubscribedRead(protoId: number): boolean {
  return SUBSCRIBED_READS.has(protoId);
}

/** What is remembered of one caller. */
interface KnownCaller {
  readonly holder: HolderId;
  /** The ledger's version at which the bodies were known to be held. */
  version: number;
  /** Requests whose units this caller holds, confirmed by OpenD, by {@link hashOf}; the newest of each hash. */
  readonly requests: Map<number, KnownRequest>;
}

interface KnownRequest {
  readonly protoId: number;
  readonly body: Buffer;
}

export interface SubscribedReadsOptions {
  readonly ledger: Pick<Ledger, "hold" | "version" | "viewOf">;
  readonly pool: Pick<Pool, "submit">;
}

/**
 * Reads of subscribed data. They go to the home member, which holds the
 * subscriptions; with `autoSubscribe` the caller holds what it reads first. A
 * caller that reads the same again pays no more than one look-up of its bytes.
 */
export class SubscribedReads {
  private readonly options: SubscribedReadsOptions;
  private readonly callers = new Map<string, KnownCaller>();

  constructor(options: SubscribedReadsOptions) {
    this.options = options;
  }

  /** The ledger's name of a caller. */
  holder(callerId: string): HolderId {
    return this.callers.get(callerId)?.holder ?? callerHolder(callerId);
  }

  submit(command: Command, call: CheckedCall, done: CallDone): CancelCall {
    const { protoId } = command;
    const { body, caller, deadlineMs } = call;
    const request = { protoId, body, packetId: null, home: true, deadlineMs };
    if (!caller.autoSubscribe) return this.options.pool.submit({ ...request, repeatable: true }, done);
    const known = this.known(caller.id);
    const hash = body.length <= MAX_KNOWN_BODY_BYTES ? hashOf(protoId, body) : null;
    const held = hash !== null && this.isHeld(known, hash, protoId, body);
    const read = new SubscribedRead(this.options, known.holder, { ...request, repeatable: false }, done, () => {
      if (hash !== null) this.remember(known, hash, protoId, body);
    });
    if (held) read.ask();
    else read.subscribe();
    return () => read.cancel();
  }

  private isHeld(known: KnownCaller, hash: number, protoId: number, body: Uint8Array): boolean {
    const request = known.requests.get(hash);
    if (request === undefined || request.protoId !== protoId || !request.body.equals(body)) return false;
    return known.version === this.options.ledger.version(known.holder);
  }

  private remember(known: KnownCaller, hash: number, protoId: number, body: Uint8Array): void {
    const version = this.options.ledger.version(known.holder);
    if (known.version !== version || known.requests.size >= MAX_KNOWN_REQUESTS) known.requests.clear();
    known.version = version;
    // A copy: the caller's bytes are a view on a whole received chunk.
    known.requests.set(hash, { protoId, body: Buffer.from(body) });
  }

  private known(callerId: string): KnownCaller {
    let known = this.callers.get(callerId);
    if (known === undefined) {
      if (this.callers.size >= MAX_CALLERS) this.forgetIdle();
      known = { holder: callerHolder(callerId), version: -1, requests: new Map() };
      this.callers.set(callerId, known);
    }
    return known;
  }

  private forgetIdle(): void {
    for (const [callerId, { holder }] of this.callers) {
      if (this.options.ledger.viewOf(holder).length === 0) this.callers.delete(callerId);
    }
  }
}

/** FNV-1a. Where two requests share one, the older is forgotten: no more than a look into the ledger is lost. */
function hashOf(protoId: number, body: Uint8Array): number {
  let hash = FNV_OFFSET ^ protoId;
  for (let index = 0; index < body.length; index++) hash = Math.imul(hash ^ (body[index] as number), FNV_PRIME);
  return hash;
}

/** One read: subscribed for first where that isn't known to be so, and once more after a lost home. */
class SubscribedRead {
  private readonly options: SubscribedReadsOptions;
  private readonly holder: HolderId;
  private readonly request: CallRequest;
  private readonly done: CallDone;
  private readonly held: () => void;
  private repeated = false;
  private cancelStep: CancelCall = () => {};

  constructor(
    options: SubscribedReadsOptions,
    holder: HolderId,
    request: CallRequest,
    done: CallDone,
    held: () => void,
  ) {
    this.options = options;
    this.holder = holder;
    this.request = request;
    this.done = done;
    this.held = held;
  }

  cancel(): void {
    this.cancelStep();
  }

  subscribe(): void {
    const wants = readWants(this.request);
    if (wants === null) {
      this.ask();
      return;
    }
    const { deadlineMs } = this.request;
    let ended = false;
    const cancel = this.options.ledger.hold(this.holder, wants, { deadlineMs, firstPush: false }, (outcome) => {
      ended = true;
      if (outcome.ok) {
        this.held();
        this.ask();
      } else if ("failure" in outcome) {
        this.done(null, outcome.failure);
      } else {
        // OpenD's refusal of the subscription: its envelope is that of any reply.
        this.done(outcome.reply, null);
      }
    });
    if (!ended) this.cancelStep = cancel;
  }

  ask(): void {
    this.cancelStep = this.options.pool.submit(this.request, (reply, failure) => {
      // Not the pool's to repeat: on the next home it would come before its subscription.
      if (failure?.reason === "connection_lost" && !this.repeated) {
        this.repeated = true;
        this.subscribe();
      } else {
        this.done(reply, failure);
      }
    });
  }
}

/** What a read has to be subscribed to; null where that can't be told: OpenD refuses such a body itself. */
function readWants({ protoId, body }: CallRequest): readonly SubscriptionWant[] | null {
  try {
    const wants: SubscriptionWant[] = [];
    for (const { security, subType } of requestKeys(protoId, body)) {
      if (security === undefined || subType === undefined) return null;
      wants.push({ security, subType, push: false, rehabTypes: [] });
    }
    return wants.length === 0 ? null : wants;
  } catch {
    return null;
  }
}
