import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Request as RegRequest } from "../../../generated/ts/Qot_RegQotPush.js";
import { Request as SubRequest } from "../../../generated/ts/Qot_Sub.js";
import { Request as AccountsRequest } from "../../../generated/ts/Trd_SubAccPush.js";
import type { CallDone, CallFailure, CallRequest } from "../call.js";
import type { Clock } from "../clock.js";
import { field, refusal } from "./wire-bytes.js";

/** A call that OpenD got, in short. */
export interface SeenCall {
  readonly kind: "subscribe" | "unsubscribe" | "register" | "unregister" | "accounts";
  /** `market_code`. */
  readonly securities: readonly string[];
  readonly subTypes: readonly number[];
  /** Whether pushes are (un)registered with it. */
  readonly push: boolean;
  readonly rehabTypes: readonly number[];
  readonly firstPush: boolean;
  readonly session: number | undefined;
  readonly extendedTime: boolean;
  readonly orderBookDetail: boolean;
  readonly securityFirm: number | undefined;
  readonly accounts: readonly bigint[];
  /** `market_code/subType` of all that it is about. */
  readonly units: readonly string[];
}

interface Pending {
  readonly seen: SeenCall;
  readonly done: CallDone;
  readonly cancelTimer: () => void;
}

/** What OpenD has for one unit. */
export interface ModelUnit {
  readonly sinceMs: number;
  readonly pushed: Set<number>;
  session: number | undefined;
  extendedTime: boolean;
  orderBookDetail: boolean;
}

/** The bytes of a success; `mark` tells one from the other. */
export function success(mark = 0): Buffer {
  return Buffer.concat([field(1, 0), field(2, ""), field(3, mark), field(4, new Uint8Array())]);
}

const KLINE_SUB_TYPES = new Set([6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20, 21]);

/** OpenD's side of subscriptions, behind a pool of one home: it answers when a test says so, and minds its rules. */
export class FakeSubscriptions {
  outage: CallFailure | null = null;
  /** Units that it refuses. */
  readonly bad = new Set<string>();
  readonly badRehabTypes = new Set<number>();
  readonly badAccounts = new Set<bigint>();
  quota = Number.POSITIVE_INFINITY;
  /** Whether calls are handled and never answered. */
  mute = false;
  readonly units = new Map<string, ModelUnit>();
  accounts: readonly bigint[] = [];
  /** All calls that came, oldest first. */
  readonly seen: SeenCall[] = [];
  private readonly clock: Clock;
  private pending: Pending[] = [];
  private answers = 0;
  private taken = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  get waiting(): number {
    return this.pending.length;
  }

  /** Of the calls that wait, oldest first. */
  get pendingKinds(): readonly SeenCall["kind"][] {
    return this.pending.map(({ seen }) => seen.kind);
  }

  submit(request: CallRequest, done: CallDone): () => void {
    assert.ok(request.home && request.ahead === true && !request.repeatable, "to the home member, ahead, once");
    const seen = readCall(request);
    for (const other of this.pending) {
      const shared = other.seen.units.filter((unit) => seen.units.includes(unit));
      assert.deepEqual(shared, [], "two calls about one unit at a time");
    }
    assert.ok(seen.securities.length <= 100, "at most 100 securities a call");
    assert.equal(
      new Set(seen.subTypes.map((subType) => KLINE_SUB_TYPES.has(subType))).size <= 1,
      true,
      "K-lines apart",
    );
    this.seen.push(seen);
    const cancelTimer = this.clock.schedule(request.deadlineMs - this.clock.now(), () => fail("deadline"));
    const entry: Pending = { seen, done, cancelTimer };
    const fail = (reason: CallFailure["reason"]): void => {
      if (!this.pending.includes(entry)) return;
      this.take(entry);
      done(null, { reason, sent: true, retryAfterMs: null });
    };
    this.pending.push(entry);
    return () => fail("cancelled");
  }

  /** Calls since the last look. */
  takeSeen(): readonly SeenCall[] {
    const seen = this.seen.slice(this.taken);
    this.taken = this.seen.length;
    return seen;
  }

  /** Handles the oldest call, or the oldest of a kind, and answers it; false where none waits. */
  answer(kind?: SeenCall["kind"]): boolean {
    const entry = this.pending.find(({ seen }) => kind === undefined || seen.kind === kind);
    if (entry === undefined) return false;
    const text = this.handle(entry.seen);
    // The call stays open: its timer ends it.
    if (this.mute) {
      this.pending.push(...this.pending.splice(0, 1));
      return false;
    }
    this.take(entry);
    entry.done(text === null ? success(++this.answers) : refusal(text), null);
    return true;
  }

  /** The connection is gone, and all that OpenD kept for it. Returns what tells its calls, as the pool does after its event. */
  disconnect(): () => void {
    const lost = this.pending;
    this.pending = [];
    this.units.clear();
    this.accounts = [];
    return () => {
      for (const { done, cancelTimer } of lost) {
        cancelTimer();
        done(null, { reason: "connection_lost", sent: true, retryAfterMs: null });
      }
    };
  }

  private take(entry: Pending): void {
    entry.cancelTimer();
    this.pending = this.pending.filter((other) => other !== entry);
  }

  /** All or nothing. Returns OpenD's text where it refuses. */
  private handle(seen: SeenCall): string | null {
    switch (seen.kind) {
      case "accounts":
        if (seen.accounts.some((accId) => this.badAccounts.has(accId))) return "bad account";
        this.accounts = seen.accounts;
        return null;
      case "subscribe":
        return this.subscribe(seen);
      case "unsubscribe":
        return this.unsubscribe(seen);
      default:
        return this.register(seen);
    }
  }

  private subscribe(seen: SeenCall): string | null {
    const bad = seen.units.find((unit) => this.bad.has(unit));
    if (bad !== undefined) return `No right to subscribe ${bad}`;
    const badRehabType = seen.rehabTypes.find((rehabType) => this.badRehabTypes.has(rehabType));
    if (badRehabType !== undefined) return `bad rehab type ${badRehabType}`;
    const fresh = seen.units.filter((unit) => !this.units.has(unit)).length;
    if (this.units.size + fresh > this.quota)
      return `订阅额度不足，订阅失败，已用订阅额度：${this.units.size}/${this.quota}`;
    for (const unit of seen.units) {
      const { session, extendedTime, orderBookDetail } = seen;
      const sinceMs = this.units.get(unit)?.sinceMs ?? this.clock.now();
      const pushed = this.units.get(unit)?.pushed ?? new Set<number>();
      this.units.set(unit, { sinceMs, pushed, session, extendedTime, orderBookDetail });
    }
    return seen.push ? this.register(seen) : null;
  }

  private unsubscribe(seen: SeenCall): string | null {
    const young = seen.units.find((unit) => this.clock.now() - (this.units.get(unit)?.sinceMs ?? 0) < 60_000);
    if (young !== undefined) return `${young}订阅时间过短，至少需要订阅1分钟`;
    for (const unit of seen.units) this.units.delete(unit);
    return null;
  }

  private register(seen: SeenCall): string | null {
    if (!seen.units.every((unit) => this.units.has(unit))) return "请先订阅";
    const badRehabType = seen.rehabTypes.find((rehabType) => this.badRehabTypes.has(rehabType));
    if (badRehabType !== undefined) return `bad rehab type ${badRehabType}`;
    for (const unit of seen.units) {
      const kline = seen.subTypes.some((subType) => KLINE_SUB_TYPES.has(subType));
      for (const rehabType of kline ? seen.rehabTypes : [0]) {
        if (seen.kind === "unregister") this.units.get(unit)?.pushed.delete(rehabType);
        else this.units.get(unit)?.pushed.add(rehabType);
      }
    }
    return null;
  }
}

function readCall({ protoId, body }: CallRequest): SeenCall {
  if (protoId === 2008) {
    const accounts = AccountsRequest.decode(body).c2s?.accIDList ?? [];
    return { ...seenCall("accounts", [], []), accounts };
  }
  if (protoId === 3002) {
    const c2s = RegRequest.decode(body).c2s;
    assert.ok(c2s);
    const base = seenCall(c2s.isRegOrUnReg ? "register" : "unregister", c2s.securityList, c2s.subTypeList);
    const { securityFirm } = c2s.header ?? {};
    return { ...base, push: true, rehabTypes: c2s.rehabTypeList, firstPush: c2s.isFirstPush === true, securityFirm };
  }
  assert.equal(protoId, 3001);
  const c2s = SubRequest.decode(body).c2s;
  assert.ok(c2s);
  assert.notEqual(c2s.isUnsubAll, true, "never all of the connection");
  return {
    ...seenCall(c2s.isSubOrUnSub ? "subscribe" : "unsubscribe", c2s.securityList, c2s.subTypeList),
    push: c2s.isSubOrUnSub ? c2s.isRegOrUnRegPush === true : c2s.isRegOrUnRegPush === false,
    rehabTypes: c2s.regPushRehabTypeList,
    firstPush: c2s.isFirstPush === true,
    session: c2s.session,
    extendedTime: c2s.extendedTime === true,
    orderBookDetail: c2s.isSubOrderBookDetail === true,
    securityFirm: c2s.header?.securityFirm,
  };
}

function seenCall(
  kind: SeenCall["kind"],
  list: readonly { readonly market?: number | undefined; readonly code?: string | undefined }[],
  subTypes: readonly number[],
): SeenCall {
  const securities = list.map(({ market, code }) => `${market}_${code}`);
  return {
    kind,
    securities,
    subTypes,
    push: false,
    rehabTypes: [],
    firstPush: false,
    session: undefined,
    extendedTime: false,
    orderBookDetail: false,
    securityFirm: undefined,
    accounts: [],
    units: securities.flatMap((security) => subTypes.map((subType) => `${security}/${subType}`)),
  };
}
