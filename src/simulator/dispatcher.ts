import Long from "long";
import { commandById } from "../catalog/catalog.js";
import type { Command } from "../catalog/command.js";
import { messageType } from "../catalog/schema.js";
import { failureBody } from "./body.js";
import type { Clock } from "./clock.js";
import type { FrequencyLimiter } from "./frequency.js";
import { type HandlerMap, Refusal } from "./handler.js";
import { sampleReply } from "./sample.js";
import type { Session } from "./session.js";
import type { Counters } from "./stats.js";
import { texts } from "./texts.js";

export interface DispatcherOptions {
  readonly handlers: HandlerMap;
  readonly clock: Clock;
  readonly seed: number;
  /** Null: no frequency limits. */
  readonly limiter: FrequencyLimiter | null;
  readonly counters: Counters;
  /** Told of faults of our own. */
  readonly onError: (error: unknown) => void;
}

/** Commands whose success is an order that was taken. */
const orderProtoIds: ReadonlySet<number> = new Set([2202, 2227]);
const REFERENCE_TYPE_WARRANT = 1;

/** The way of a request: known command, readable body, packet id, frequency limit, then its handler or a sample. */
export class Dispatcher {
  private readonly options: DispatcherOptions;

  constructor(options: DispatcherOptions) {
    this.options = options;
  }

  answer(session: Session, protoId: number, serialNo: number, body: Uint8Array): Uint8Array | Promise<Uint8Array> {
    const { counters } = this.options;
    const startedMs = performance.now();
    try {
      const reply = this.dispatch(session, protoId, serialNo, body);
      if (!(reply instanceof Promise)) {
        counters.addHandling(protoId, performance.now() - startedMs);
        return this.accepted(protoId, reply);
      }
      return reply.then(
        (bytes) => this.accepted(protoId, bytes),
        (error: unknown) => this.refused(error),
      );
    } catch (error) {
      return this.refused(error);
    }
  }

  private accepted(protoId: number, reply: Uint8Array): Uint8Array {
    if (orderProtoIds.has(protoId)) this.options.counters.ordersAccepted += 1;
    return reply;
  }

  /** A fault of our own must not end a connection, still less the process. */
  private refused(error: unknown): Uint8Array {
    this.options.counters.refusals += 1;
    if (error instanceof Refusal) return failureBody(error.retType, error.message, error.errCode);
    this.options.onError(error);
    return failureBody(-1, texts.internal, undefined);
  }

  private dispatch(
    session: Session,
    protoId: number,
    serialNo: number,
    body: Uint8Array,
  ): Uint8Array | Promise<Uint8Array> {
    const command = commandById(protoId);
    if (command?.kind !== "request" || command.requestMessage === null || command.responseMessage === null) {
      throw new Refusal(texts.unknownProtocol);
    }
    const request = strictly(command.requestMessage, body);
    const c2s = fieldOf(request, "c2s") ?? request;
    if (command.packetId) checkPacketId(session, c2s);
    checkListLength(command, c2s);
    this.options.limiter?.admit(command, {
      accountId: accountOf(c2s),
      refreshCache: fieldOf(c2s, "refreshCache") === true,
      firstPage: !(
        fieldOf(c2s, "nextReqKey") instanceof Uint8Array && (fieldOf(c2s, "nextReqKey") as Uint8Array).length > 0
      ),
      warrantLookup: fieldOf(c2s, "referenceType") === REFERENCE_TYPE_WARRANT,
    });
    const handler = this.options.handlers.get(protoId);
    const { clock, seed } = this.options;
    if (handler === undefined) return sampleReply(command, request, seed, clock.now());
    return handler({ protoId, serialNo, body, session, clock });
  }
}

/** Decodes with the schema's rules: the typed codecs do not miss required fields. */
function strictly(messageName: string, body: Uint8Array): object {
  try {
    return messageType(messageName).decode(body);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const missing = /missing required '(.+)'/.exec(text)?.[1];
    throw new Refusal(missing === undefined ? texts.undecodable(text) : texts.missing(missing));
  }
}

/** A field that was sent; defaults do not count. */
function fieldOf(message: unknown, name: string): unknown {
  return typeof message === "object" && message !== null && Object.hasOwn(message, name)
    ? Reflect.get(message, name)
    : undefined;
}

function bigintOf(value: unknown): bigint | undefined {
  return Long.isLong(value) ? BigInt(value.toString()) : undefined;
}

function accountOf(c2s: unknown): string | undefined {
  return bigintOf(fieldOf(fieldOf(c2s, "header"), "accID"))?.toString();
}

/** Replay protection of state-changing trade requests (facts: ftapi-protocol.md 3.4). */
function checkPacketId(session: Session, c2s: unknown): void {
  const packetId = fieldOf(c2s, "packetID");
  const connId = bigintOf(fieldOf(packetId, "connID"));
  const serialNo = fieldOf(packetId, "serialNo");
  if (connId !== session.connId) throw new Refusal(texts.wrongConnection(session.connId));
  if (typeof serialNo !== "number") throw new Refusal(texts.missing("packetID.serialNo"));
  if (!session.takePacketId(serialNo)) throw new Refusal(texts.repeatedPacket(serialNo));
}

function checkListLength(command: Command, c2s: unknown): void {
  const limit = command.limit?.maxItems ?? null;
  if (limit === null) return;
  const list = fieldOf(c2s, "securityList");
  if (Array.isArray(list) && list.length > limit) throw new Refusal(texts.tooMany("securityList", limit));
  const rows = fieldOf(c2s, "num");
  if (typeof rows === "number" && rows > limit) throw new Refusal(texts.tooMany("num", limit));
}
