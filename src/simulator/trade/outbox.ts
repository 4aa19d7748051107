import type { Clock } from "../clock.js";

/** Sends the pushes of an account. `body` is the whole `Response` message. */
export type PushToAccount = (accId: bigint, protoId: number, body: Uint8Array) => void;

/**
 * Keeps pushes in order and lets the reply of the request that caused them go
 * first, as OpenD does.
 */
export class Outbox {
  readonly #clock: Clock;
  readonly #send: PushToAccount;
  #waiting: { readonly accId: bigint; readonly protoId: number; readonly body: Uint8Array }[] = [];
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, send: PushToAccount) {
    this.#clock = clock;
    this.#send = send;
  }

  add(accId: bigint, protoId: number, body: Uint8Array): void {
    this.#waiting.push({ accId, protoId, body });
    this.#cancel ??= this.#clock.schedule(0, () => this.#flush());
  }

  /** Drops what was not sent yet. */
  close(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#waiting = [];
  }

  #flush(): void {
    this.#cancel = null;
    const sending = this.#waiting;
    this.#waiting = [];
    for (const { accId, protoId, body } of sending) this.#send(accId, protoId, body);
  }
}
