import type { Call, CallOwner } from "./call.js";

/** Calls that wait for a member, oldest first. Taking one out of the middle costs nothing: it stays as a settled or owned call and is skipped. */
export class CallQueue implements CallOwner {
  private calls: Call[] = [];
  private head = 0;
  private waiting = 0;

  get length(): number {
    return this.waiting;
  }

  push(call: Call): void {
    call.owner = this;
    this.calls.push(call);
    this.waiting++;
  }

  /** The oldest call that waits. */
  peek(): Call | undefined {
    while (this.head < this.calls.length) {
      const call = this.calls[this.head] as Call;
      if (call.owner === this) return call;
      this.head++;
    }
    this.calls = [];
    this.head = 0;
    return undefined;
  }

  /** Takes out the oldest call that waits. */
  shift(): Call | undefined {
    const call = this.peek();
    if (call === undefined) return undefined;
    this.head++;
    call.owner = null;
    this.waiting--;
    this.compact();
    return call;
  }

  release(call: Call): void {
    if (call.owner !== this) return;
    call.owner = null;
    this.waiting--;
  }

  /** Drops what was passed, now and then, so that a queue that never runs empty doesn't grow. */
  private compact(): void {
    if (this.head < 1024 || this.head * 2 < this.calls.length) return;
    this.calls = this.calls.slice(this.head);
    this.head = 0;
  }
}
