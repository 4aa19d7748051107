import type { Call, CallOwner } from "./call.js";

/** Passed places up to this many are kept: taking them out at once would move the rest each time. */
const MIN_COMPACTED = 64;

/** Calls that wait for a member, oldest first. One that leaves from the middle leaves a hole that is skipped. */
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
    for (; this.head < this.calls.length; this.head++) {
      const call = this.calls[this.head] as Call;
      if (call.owner === this) return call;
    }
    return undefined;
  }

  /** Takes out the oldest call that waits. */
  shift(): Call | undefined {
    const call = this.peek();
    if (call === undefined) return undefined;
    this.head++;
    this.release(call);
    return call;
  }

  release(call: Call): void {
    if (call.owner !== this) return;
    call.owner = null;
    this.waiting--;
    this.compact();
  }

  /** Lets go of ended calls, and of the bodies they hold, once they are more than those that wait. */
  private compact(): void {
    if (this.waiting === 0) {
      if (this.calls.length > 0) this.calls = [];
    } else if (this.calls.length > 2 * this.waiting + MIN_COMPACTED) {
      this.calls = this.calls.slice(this.head).filter((call) => call.owner === this);
    } else {
      return;
    }
    this.head = 0;
  }
}
