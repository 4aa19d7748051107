/** One element of {@link ActiveCalls}; its links are the list's own. */
export class ActiveCall {
  before: ActiveCall | null = null;
  after: ActiveCall | null = null;
  listed = false;
}

/**
 * The calls under way, as a list of their own links: nothing is allocated and no
 * Map holds what comes and goes with each call (decision 35).
 */
export class ActiveCalls<C extends ActiveCall> {
  private first: ActiveCall | null = null;

  add(call: C): void {
    call.listed = true;
    call.after = this.first;
    if (this.first !== null) this.first.before = call;
    this.first = call;
  }

  /** Does nothing for a call that is not in it. */
  remove(call: C): void {
    if (!call.listed) return;
    call.listed = false;
    if (call.before === null) this.first = call.after;
    else call.before.after = call.after;
    if (call.after !== null) call.after.before = call.before;
    call.before = null;
    call.after = null;
  }

  /** As they are now: they may end while one goes through them. */
  all(): readonly C[] {
    const calls: C[] = [];
    for (let call = this.first; call !== null; call = call.after) calls.push(call as C);
    return calls;
  }
}
