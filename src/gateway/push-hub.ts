import { Buffer } from "node:buffer";
import { PushEvent } from "../../generated/ts/futu/service/futu.js";
import { commandById } from "../catalog/catalog.js";
import { pushKeys, type RoutingKey, securityKey } from "../ftapi/routing-key.js";
import type { Push } from "../opend/pool.js";
import { GatewayError } from "./gateway-error.js";

/** What a stream gives the hub to write to. */
export interface PushSubscriber {
  /** Takes one encoded PushEvent; the bytes are shared by all streams. */
  event(bytes: Buffer): void;
  /** The stream must end for this reason; nothing comes after it. */
  end(error: GatewayError): void;
}

/** Hands every push of OpenD to every stream: encoded once, the bytes shared. */
export class PushHub {
  private readonly subscribers = new Set<PushSubscriber>();

  get size(): number {
    return this.subscribers.size;
  }

  /** Adds a stream. Returns what takes it out. */
  subscribe(subscriber: PushSubscriber): () => void {
    this.subscribers.add(subscriber);
    return () => {
      this.subscribers.delete(subscriber);
    };
  }

  publish(push: Push): void {
    if (this.subscribers.size === 0) return;
    const bytes = encodeEvent(push);
    for (const subscriber of this.subscribers) subscriber.event(bytes);
  }

  /** Ends every stream. */
  endAll(error: GatewayError): void {
    const ended = [...this.subscribers];
    this.subscribers.clear();
    for (const subscriber of ended) subscriber.end(error);
  }
}

/** A gap that nobody is told of is worse than an ended stream (facts: node-grpc.md 15). */
export function subscriptionsLost(): GatewayError {
  return new GatewayError(
    "SUBSCRIPTIONS_LOST",
    "the connection that held the subscriptions was lost, pushes may be missing: subscribe again and open a new stream",
    { retryAfterMs: 1000 },
  );
}

function encodeEvent(push: Push): Buffer {
  const key = singleKey(push);
  const event = PushEvent.encode({
    proto_id: push.protoId,
    sec_key: key.security === undefined ? "" : securityKey(key.security),
    sub_type: key.subType ?? 0,
    body: push.body,
    event_type: eventType(push.protoId),
    acc_id: key.account?.accId ?? 0n,
  }).finish();
  return Buffer.from(event.buffer, event.byteOffset, event.byteLength);
}

/** The push's one routing key. A push with several securities, or one that can't be read, goes out without key rather than not at all. */
function singleKey(push: Push): RoutingKey {
  try {
    const keys = pushKeys(push.protoId, push.body);
    const [first] = keys;
    if (first === undefined) return {};
    return keys.length === 1 || first.subType === undefined ? first : { subType: first.subType };
  } catch {
    return {};
  }
}

function eventType(protoId: number): string {
  const category = commandById(protoId)?.category;
  if (category === "trade_order" || category === "trade_account") return "trade";
  return category === "system" ? "notify" : "quote";
}
