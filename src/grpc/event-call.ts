import type { Buffer } from "node:buffer";
import {
  type Metadata,
  ServerInterceptingCall,
  type ServerInterceptingCallInterface,
  type ServerInterceptor,
  type StatusObject,
} from "@grpc/grpc-js";

type Listener = Parameters<ServerInterceptingCallInterface["start"]>[0];

/** Says with what status a call ends before its message is read; null: it goes on. */
export type Gate = (path: string, metadata: Metadata, call: ServerInterceptingCallInterface) => StatusObject | null;

const eventCalls = new WeakMap<Metadata, EventCall>();

/** A call that a gate has let through, or ended. */
class GatedCall extends ServerInterceptingCall {
  protected readonly next: ServerInterceptingCallInterface;
  private readonly path: string;
  private readonly gate: Gate | null;

  constructor(next: ServerInterceptingCallInterface, path: string, gate: Gate | null) {
    super(next);
    this.next = next;
    this.path = path;
    this.gate = gate;
  }

  override start(listener: Listener): void {
    super.start({
      onReceiveMetadata: (metadata) => {
        const refusal = this.gate?.(this.path, metadata, this.next) ?? null;
        if (refusal !== null) {
          // Without its listener nothing of the message is asked for.
          this.next.sendStatus(refusal);
          return;
        }
        this.admitted(metadata);
        listener.onReceiveMetadata(metadata);
      },
      onReceiveMessage: (message) => listener.onReceiveMessage(message),
      onReceiveHalfClose: () => listener.onReceiveHalfClose(),
      onCancel: () => listener.onCancel(),
    });
  }

  protected admitted(_metadata: Metadata): void {}
}

/**
 * A streaming call whose handler writes its messages past grpc-js's Writable.
 * That one takes a message only after http2 has flushed the one before it:
 * several times slower (facts: node-grpc.md, "Stream writes").
 *
 * The handler finds it by the call's metadata, the one object that both see.
 */
export class EventCall extends GatedCall {
  protected override admitted(metadata: Metadata): void {
    eventCalls.set(metadata, this);
  }

  /**
   * Hands one encoded message to http2, in order with the status; the headers
   * must have been sent. `flushed` is called when it has left, never within
   * this call, and not at all once the call is over.
   */
  writeEvent(event: Buffer, flushed: () => void): void {
    this.next.sendMessage(event, flushed);
  }
}

/** The call that this metadata came with. */
export function eventCallOf(metadata: Metadata): EventCall {
  const call = eventCalls.get(metadata);
  if (call === undefined) throw new Error("the call came past the event interceptor");
  return call;
}

/**
 * For all calls of a server. grpc-js calls the handler of a request that it has
 * refused already, such as for a second message that is too large: an order
 * would go out behind the client's status. Its interceptors, which both calls
 * here are, let nothing through after the end.
 * @param eventPaths of the methods whose handlers use {@link eventCallOf}.
 * @param gate null: every call goes on.
 */
export function callInterceptor(eventPaths: ReadonlySet<string>, gate: Gate | null = null): ServerInterceptor {
  return ({ path }, call) => (eventPaths.has(path) ? new EventCall(call, path, gate) : new GatedCall(call, path, gate));
}
