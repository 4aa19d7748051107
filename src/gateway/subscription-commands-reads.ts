import { Buffer } from "node:buffer";
import { QotHeader } from "../../generated/ts/Qot_Common.js";
import type { Command } from "../catalog/command.js";
import { findC2s } from "../ftapi/envelope.js";
import { requestKeys } from "../ftapi/routing-key.js";
import { WireReader, WireType } from "../ftapi/wire.js";
import type { CallDone, CallRequest } from "../opend/call.js";
import {
  callerHolder,
  type HolderId,
  type Ledger,
  MAX_UNITS_PER_CALL,
  type SubscriptionWant,
} from "../opend/ledger/types.js";
import type { CancelCall, Pool } from "../opend/pool.js";
import type { Caller } from "./caller.js";
import type { CheckedCall } from "./pipeline-ports.js";
import type { OwnerBudgets } from "./push/owner-budgets.js";

/** The commands that read what is subscribed (facts: ftapi-protocol.md 5.2). */
const SUBSCRIBED_READS: ReadonlySet<number> = new Set([3004, 3006, 3008, 3010, 3012, 3014]);

/** A caller that polls asks for the same few things; what is longer, or more than these, is read anew each time. */
const MAX_KNOWN_BODY_BYTES = 4096;
const MAX_KNOWN_REQUESTS = 256;
/** Of all callers together, since all was forgotten last: only a flood of ever new requests comes that far. */
const MAX_KNOWN_BYTES = 16 * 1024 * 1024;
/** What a remembered request needs beside its body, about. */
const KNOWN_REQUEST_BYTES = 256;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Callers that are remembered before all are forgotten: no more than one look into the ledger is lost for each. */
const MAX_CALLERS = 4096;

const FIELD_HEADER = 100;

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
  readonly ledger: Pick<Ledger, "hold" | "version">;
  readonly pool: Pick<Pool, "submit">;
  /** How much each caller may subscribe. Null or absent: as much as there is. */
  readonly budgets?: Pick<OwnerBudgets, "checkHold"> | null;
}

/**
 * Reads of subscribed data. They go to the home member, which holds the
 * subscriptions; with `autoSubscribe` the caller holds what it reads first. A
 * caller that reads the same again pays no more than one look-up of its bytes.
 */
export class SubscribedReads {
  private readonly options: SubscribedReadsOptions;
  private readonly callers = new Map<string, KnownCaller>();
  private knownBytes = 0;

  constructor(options: SubscribedReadsOptions) {
    this.options = options;
  }

  /** Of the requests that are known to be held. */
  get knownBodyBytes(): number {
    let bytes = 0;
    for (const { requests } of this.callers.values()) for (const { body } of requests.values()) bytes += body.length;
    return bytes;
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
    else read.begin(caller);
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
    this.knownBytes += body.length + KNOWN_REQUEST_BYTES;
    if (this.knownBytes > MAX_KNOWN_BYTES) {
      this.forgetAll();
      return;
    }
    // A copy: the caller's bytes are a view on a whole received chunk.
    known.requests.set(hash, { protoId, body: Buffer.from(body) });
  }

  private known(callerId: string): KnownCaller {
    let known = this.callers.get(callerId);
    if (known === undefined) {
      if (this.callers.size >= MAX_CALLERS) this.forgetAll();
      known = { holder: callerHolder(callerId), version: -1, requests: new Map() };
      this.callers.set(callerId, known);
    }
    return known;
  }

  private forgetAll(): void {
    // Calls under way may still know a caller.
    for (const { requests } of this.callers.values()) requests.clear();
    this.callers.clear();
    this.knownBytes = 0;
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

  /** @throws GatewayError where the caller may not subscribe so much. */
  begin(caller: Caller): void {
    const wants = readWants(this.request);
    if (wants !== null) this.options.budgets?.checkHold(caller, wants);
    this.subscribe(wants);
  }

  private subscribe(wants: readonly SubscriptionWant[] | null): void {
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
        this.subscribe(readWants(this.request));
      } else {
        this.done(reply, failure);
      }
    });
  }
}

/** What a read has to be subscribed to; null where that can't be told, or never be granted: OpenD refuses such a body itself. */
function readWants({ protoId, body }: CallRequest): readonly SubscriptionWant[] | null {
  try {
    const wants: SubscriptionWant[] = [];
    const firm = readFirm(body);
    for (const { security, subType } of requestKeys(protoId, body)) {
      if (security === undefined || subType === undefined) return null;
      wants.push({ security, subType, push: false, rehabTypes: [], ...firm });
      if (wants.length > MAX_UNITS_PER_CALL) return null;
    }
    return wants.length === 0 ? null : wants;
  } catch {
    return null;
  }
}

/** C2S.header (100) of all these commands: QotHeader {securityFirm #1}, under whose right OpenD subscribes. */
function readFirm(body: Uint8Array): Pick<SubscriptionWant, "securityFirm"> {
  const { start, end } = findC2s(body);
  const reader = new WireReader(body, start, end);
  while (reader.next()) {
    if (reader.fieldNumber !== FIELD_HEADER || reader.wireType !== WireType.bytes) {
      reader.skip();
      continue;
    }
    const { securityFirm } = QotHeader.decode(reader.view());
    return securityFirm === undefined ? {} : { securityFirm };
  }
  return {};
}
