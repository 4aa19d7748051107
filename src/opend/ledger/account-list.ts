import type { Buffer } from "node:buffer";
import { Request as SubAccPushRequest } from "../../../generated/ts/Trd_SubAccPush.js";
import type { Clock } from "../clock.js";
import { PendingCall } from "./pending-call.js";
import type { HolderId, LedgerDone } from "./types.js";
import type { UpstreamCalls, UpstreamEnd } from "./upstream-calls.js";

const PROTO_ID_SUB_ACC_PUSH = 2008;
const GATHER_MS = 5;
/** The pause after a call without an answer. */
const RETRY_MS = 1000;
const NO_ANSWER = "OpenD has not answered Trd_SubAccPush (2008) yet; it is asked again";

/** A 2008 of one caller that waits. */
class AccountCall extends PendingCall {
  readonly holder: HolderId;
  readonly accIds: readonly bigint[];

  constructor(holder: HolderId, accIds: readonly bigint[], done: LedgerDone, expired: (call: PendingCall) => void) {
    super(done, expired);
    this.holder = holder;
    this.accIds = accIds;
  }
}

export interface AccountListOptions {
  readonly calls: UpstreamCalls;
  readonly clock: Clock;
  /** How long an account that nobody wants any more stays registered. */
  readonly lingerMs: number;
  /** A call has ended; it needs no deadline any more. */
  readonly onSettled: (call: PendingCall) => void;
  /** OpenD pushes for these accounts from now on, and for no others. */
  readonly onRegistered: (accIds: readonly bigint[]) => void;
  /** How the list fared: null where OpenD took it, or the text of its refusal, or that no answer came. */
  readonly onAnswered: (refused: string | null) => void;
}

/** The accounts whose pushes callers want. OpenD's call replaces the whole list, so it gets the union (facts: ftapi-protocol.md 5.4). */
export class AccountList {
  private readonly options: AccountListOptions;
  private readonly lists = new Map<HolderId, readonly bigint[]>();
  private readonly waiting = new Set<AccountCall>();
  /** What OpenD confirmed on this home; null where nobody knows. */
  private confirmed: ReadonlySet<bigint> | null = null;
  private reply: Buffer | null = null;
  /** OpenD refused what several want together: this one's list is asked for with what stands, and no other. */
  private probe: AccountCall | null = null;
  /** The list that OpenD refused, so that it isn't sent again as it is. */
  private refused: string | null = null;
  private hasHome = false;
  private busy = false;
  private cancelRun: (() => void) | null = null;
  private runAtMs = 0;
  /** When what nobody wants may go, in monotonic milliseconds. */
  private narrowAtMs: number | null = null;

  constructor(options: AccountListOptions) {
    this.options = options;
  }

  /** Accounts that OpenD pushes for now. */
  get registered(): readonly bigint[] {
    return sorted(this.confirmed ?? []);
  }

  /** Whether any holder wants any account. */
  get wanted(): boolean {
    return this.lists.size > 0;
  }

  get waitingCalls(): number {
    return this.waiting.size;
  }

  holders(): Iterable<HolderId> {
    return this.lists.keys();
  }

  has(holder: HolderId): boolean {
    return this.lists.has(holder);
  }

  isWaiting(holder: HolderId): boolean {
    return [...this.waiting].some((call) => call.holder === holder);
  }

  hold(
    holder: HolderId,
    accIds: readonly bigint[],
    done: LedgerDone,
    expired: (call: PendingCall) => void,
  ): PendingCall {
    const call = new AccountCall(holder, accIds, done, expired);
    this.waiting.add(call);
    this.refused = null;
    this.settleCovered();
    if (!call.settled) this.plan(GATHER_MS);
    return call;
  }

  /** Ends a wait; the holder's list stays as it was. */
  forget(call: PendingCall): void {
    for (const each of this.waiting) if (each === call) this.waiting.delete(each);
  }

  /** Ends the holder's wish, and returns its calls that wait. */
  release(holder: HolderId): readonly PendingCall[] {
    const calls = [...this.waiting].filter((call) => call.holder === holder);
    for (const call of calls) this.waiting.delete(call);
    if (this.lists.delete(holder)) {
      this.refused = null;
      this.narrowAtMs = null;
      this.plan(GATHER_MS);
    }
    return calls;
  }

  /** All calls that wait, for the end of the gateway. */
  pending(): readonly PendingCall[] {
    return [...this.waiting];
  }

  homeLost(): void {
    this.hasHome = false;
    this.confirmed = null;
    this.busy = false;
    this.refused = null;
    this.probe = null;
    this.narrowAtMs = null;
    this.cancelRun?.();
    this.cancelRun = null;
  }

  homeFound(): void {
    this.hasHome = true;
    this.confirmed = new Set();
    this.run();
  }

  close(): void {
    this.hasHome = false;
    this.cancelRun?.();
    this.cancelRun = null;
  }

  private plan(delayMs: number): void {
    if (!this.hasHome || this.busy) return;
    const { clock } = this.options;
    const atMs = clock.now() + delayMs;
    if (this.cancelRun !== null && this.runAtMs <= atMs) return;
    this.cancelRun?.();
    this.runAtMs = atMs;
    this.cancelRun = clock.schedule(delayMs, () => this.run());
  }

  private run(): void {
    this.cancelRun?.();
    this.cancelRun = null;
    if (!this.hasHome || this.busy) return;
    const union = this.union();
    const { confirmed } = this;
    const more = confirmed === null || [...union].some((accId) => !confirmed.has(accId));
    // Without an answer to show, even a list that changes nothing has to be asked for.
    if ((more && this.refused === null) || this.waiting.size > 0) this.send(this.withLingering(union));
    else this.narrow(union);
  }

  /** With what nobody wants any more, as long as it has to stay. What is asked for alone leaves it out. */
  private withLingering(union: ReadonlySet<bigint>): ReadonlySet<bigint> {
    const { confirmed, narrowAtMs } = this;
    const due = narrowAtMs !== null && this.options.clock.now() >= narrowAtMs;
    return confirmed === null || due || this.probe !== null ? union : new Set([...union, ...confirmed]);
  }

  /** Takes off what nobody wants, some time after the last one left. */
  private narrow(union: ReadonlySet<bigint>): void {
    const { clock, lingerMs } = this.options;
    if (this.refused !== null || this.confirmed === null || this.confirmed.size === union.size) {
      this.narrowAtMs = null;
      return;
    }
    this.narrowAtMs ??= clock.now() + lingerMs;
    if (clock.now() >= this.narrowAtMs) this.send(union);
    else this.plan(this.narrowAtMs - clock.now());
  }

  private send(union: ReadonlySet<bigint>): void {
    this.busy = true;
    const asked = this.asking();
    for (const call of asked) call.sent = true;
    const kept = [...(this.confirmed ?? [])].filter((accId) => union.has(accId));
    // Those that go may be gone before OpenD's answer is here.
    if (this.confirmed !== null && kept.length < this.confirmed.size) this.options.onRegistered(kept);
    const body = SubAccPushRequest.encode({ c2s: { accIDList: [...sorted(union)] } }).finish();
    this.options.calls.send("accounts", { protoId: PROTO_ID_SUB_ACC_PUSH, body }, (end) => {
      this.busy = false;
      this.ended(union, asked, end);
      this.plan(end.type === "failure" ? RETRY_MS : GATHER_MS);
    });
  }

  private ended(union: ReadonlySet<bigint>, asked: readonly AccountCall[], end: UpstreamEnd): void {
    switch (end.type) {
      case "success":
        this.confirmed = union;
        this.reply = end.reply;
        this.options.onRegistered(this.registered);
        this.settleCovered();
        this.options.onAnswered(null);
        return;
      case "refusal":
        this.refuse(asked, end);
        return;
      case "failure":
        if (end.failure.sent) this.confirmed = null;
        // It is asked again, but quotes need not be held up by it.
        if (end.failure.reason === "deadline") this.options.onAnswered(NO_ANSWER);
        if (end.failure.reason === "shutdown") for (const call of this.pending()) this.end(call, end);
    }
  }

  /** Which account OpenD minds is not told: what waits is asked for one after the other, until each has its own answer. */
  private refuse(
    asked: readonly AccountCall[],
    { reply, text }: { readonly reply: Buffer; readonly text: string },
  ): void {
    const [oldest, ...others] = asked.filter((call) => this.waiting.has(call));
    const probed = this.probe !== null;
    this.probe = null;
    if (oldest === undefined) {
      // Others came meanwhile: their lists are asked for next.
      if (this.waiting.size > 0) return;
      this.refused = text;
      this.options.onAnswered(text);
    } else if (!probed && (others.length > 0 || this.owed || this.lingers)) {
      this.probe = oldest;
    } else {
      this.waiting.delete(oldest);
      oldest.settle({ ok: false, reply });
      this.options.onSettled(oldest);
    }
  }

  /** Whether OpenD pushes for what nobody wants. */
  private get lingers(): boolean {
    const union = this.union();
    return [...(this.confirmed ?? [])].some((accId) => !union.has(accId));
  }

  /** Whether a list that was granted before does not stand now. */
  private get owed(): boolean {
    const { confirmed } = this;
    if (confirmed === null) return false;
    return [...this.lists.values()].some((list) => list.some((accId) => !confirmed.has(accId)));
  }

  /** The calls whose lists are asked for now. */
  private asking(): readonly AccountCall[] {
    if (this.probe !== null && !this.waiting.has(this.probe)) this.probe = null;
    return this.probe === null ? [...this.waiting] : [this.probe];
  }

  private settleCovered(): void {
    const { confirmed, reply } = this;
    if (confirmed === null || reply === null) return;
    for (const call of this.waiting) {
      if (!call.accIds.every((accId) => confirmed.has(accId))) continue;
      this.waiting.delete(call);
      // Its time begins with the last list that let go of something.
      if (this.lists.get(call.holder)?.some((accId) => !call.accIds.includes(accId))) this.narrowAtMs = null;
      if (call.accIds.length === 0) this.lists.delete(call.holder);
      else this.lists.set(call.holder, call.accIds);
      call.settle({ ok: true, reply, standing: [] });
      this.options.onSettled(call);
    }
    this.plan(GATHER_MS);
  }

  private end(call: PendingCall, { failure }: Extract<UpstreamEnd, { type: "failure" }>): void {
    this.forget(call);
    call.settle({ ok: false, failure });
    this.options.onSettled(call);
  }

  private union(): ReadonlySet<bigint> {
    const union = new Set<bigint>();
    const calls = this.asking();
    const { confirmed } = this;
    for (const list of this.lists.values()) {
      // It replaces OpenD's list: what may stand there is never left out.
      for (const accId of list) if (this.probe === null || confirmed === null || confirmed.has(accId)) union.add(accId);
    }
    for (const { accIds } of calls) for (const accId of accIds) union.add(accId);
    return union;
  }
}

function sorted(accIds: Iterable<bigint>): readonly bigint[] {
  return [...accIds].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
}
