import { type C2S as RegC2S, Request as RegRequest } from "../../generated/ts/Qot_RegQotPush.js";
import { type C2S as SubC2S, Request as SubRequest, Response as SubResponse } from "../../generated/ts/Qot_Sub.js";
import { Request as AccountsRequest } from "../../generated/ts/Trd_SubAccPush.js";
import { holds } from "../auth/access.js";
import type { AllowedAccounts } from "../auth/account-directory.js";
import type { Principal } from "../auth/principal.js";
import { scopeBit } from "../auth/scopes.js";
import { commandById } from "../catalog/catalog.js";
import type { Command } from "../catalog/command.js";
import { GatewayError } from "../errors/gateway-error.js";
import { RET_TYPE_SUCCESS, readReply } from "../ftapi/envelope.js";
import { type Security, securityKey } from "../ftapi/routing-key.js";
import type { CallDone, CallFailure } from "../opend/call.js";
import {
  type HolderId,
  type Ledger,
  type LedgerOutcome,
  MAX_UNITS_PER_CALL,
  type PushedUnit,
  type SubscriptionWant,
  type UnitName,
} from "../opend/ledger/types.js";
import type { CancelCall, Pool } from "../opend/pool.js";
import type { CheckedCall } from "./pipeline-ports.js";
import type { OwnerBudgets } from "./push/owner-budgets.js";
import { isSubscribedRead, SubscribedReads } from "./subscription-commands-reads.js";
import { ownSubInfo, wantsAllConnections } from "./subscription-commands-view.js";

const PROTO_ID_SUB_ACC_PUSH = 2008;
const PROTO_ID_SUB = 3001;
const PROTO_ID_REG_QOT_PUSH = 3002;
const PROTO_ID_GET_SUB_INFO = 3003;

/** How many accounts one 2008 may name: far more than one login has. */
const MAX_ACCOUNTS = 1000;
/** Rehab types beyond it are none, whatever OpenD's version; the ledger's lists of them stay short. */
const MAX_REHAB_TYPE = 15;

/** Like CallDone, with a failure of the gateway's own. */
export type SubscriptionDone = (reply: Buffer | null, failure: CallFailure | GatewayError | null) => void;

export interface SubscriptionCommandsOptions {
  readonly ledger: Ledger;
  readonly pool: Pick<Pool, "submit">;
  /** The accounts that a caller may use; null: all. */
  readonly accountsOf: (principal: Principal) => AllowedAccounts;
  /** How much each caller may subscribe. Null or absent: as much as there is. */
  readonly budgets?: Pick<OwnerBudgets, "checkHold"> | null;
  /** Gives a caller's streams the last known values of what pushes already: OpenD has no reason to push them again. */
  readonly sendLastValues: (callerId: string, units: readonly PushedUnit[]) => void;
}

/**
 * The commands that are about subscriptions: what a caller asks for becomes its
 * wish in the ledger, and its answer is OpenD's own to the call that made the
 * wish true. What asks for nothing that can be wished goes to OpenD as it is,
 * so that OpenD refuses it itself.
 */
export class SubscriptionCommands {
  private readonly options: SubscriptionCommandsOptions;
  private readonly reads: SubscribedReads;
  /** OpenD's last success, by command: the answer to what needs no call to OpenD. */
  private readonly successes = new Map<number, Uint8Array>();

  constructor(options: SubscriptionCommandsOptions) {
    this.options = options;
    this.reads = new SubscribedReads(options);
  }

  /** Any call of a caller keeps what it subscribed. */
  touch(callerId: string): void {
    this.options.ledger.touch(this.reads.holder(callerId));
  }

  /** Null where the command is none of these. `done` is called once, perhaps before this returns. */
  submit(command: Command, call: CheckedCall, done: SubscriptionDone): CancelCall | null {
    const { protoId } = command;
    if (isSubscribedRead(protoId)) return this.reads.submit(command, call, done);
    switch (protoId) {
      case PROTO_ID_SUB:
        return this.subscription(call, decoded(SubRequest, call.body)?.c2s, done) ?? this.pass(command, call, done);
      case PROTO_ID_REG_QOT_PUSH:
        return this.registration(call, decoded(RegRequest, call.body)?.c2s, done) ?? this.pass(command, call, done);
      case PROTO_ID_GET_SUB_INFO:
        return this.view(command, call, done);
      case PROTO_ID_SUB_ACC_PUSH:
        return this.accounts(call, done) ?? this.pass(command, call, done);
      default:
        return null;
    }
  }

  private pass({ protoId, effect }: Command, { body, deadlineMs }: CheckedCall, done: CallDone): CancelCall {
    const repeatable = effect === "read";
    return this.options.pool.submit({ protoId, body, packetId: null, repeatable, home: true, deadlineMs }, done);
  }

  private subscription(call: CheckedCall, c2s: SubC2S | undefined, done: CallDone): CancelCall | null {
    if (c2s === undefined) return null;
    const { ledger } = this.options;
    const holder = this.reads.holder(call.caller.id);
    if (c2s.isUnsubAll === true) {
      ledger.release(holder, ledger.viewOf(holder));
      return this.succeed(PROTO_ID_SUB, done);
    }
    const units = product(PROTO_ID_SUB, c2s);
    const rehabTypes = distinctRehabTypes(PROTO_ID_SUB, c2s.regPushRehabTypeList);
    if (units === null || c2s.isSubOrUnSub === undefined) return null;
    if (!c2s.isSubOrUnSub) {
      ledger.release(holder, units);
      return this.succeed(PROTO_ID_SUB, done);
    }
    const push = c2s.isRegOrUnRegPush === true;
    const wants = units.map((unit): SubscriptionWant => ({ ...unit, push, rehabTypes, ...attributes(c2s) }));
    const granted = (): void => {
      if (c2s.isRegOrUnRegPush === false) ledger.releasePush(holder, units, rehabTypes);
    };
    return this.hold(PROTO_ID_SUB, call, holder, wants, c2s.isFirstPush ?? true, done, granted);
  }

  private registration(call: CheckedCall, c2s: RegC2S | undefined, done: CallDone): CancelCall | null {
    const units = c2s === undefined ? null : product(PROTO_ID_REG_QOT_PUSH, c2s);
    if (c2s === undefined || units === null) return null;
    const rehabTypes = distinctRehabTypes(PROTO_ID_REG_QOT_PUSH, c2s.rehabTypeList);
    const { ledger } = this.options;
    const holder = this.reads.holder(call.caller.id);
    if (c2s.isRegOrUnReg !== true) {
      ledger.releasePush(holder, units, rehabTypes);
      return this.succeed(PROTO_ID_REG_QOT_PUSH, done);
    }
    // Registering needs a subscription; OpenD says so better than we can.
    if (!units.every((unit) => ledger.knows(unit))) return null;
    const wants = units.map((unit): SubscriptionWant => ({ ...unit, push: true, rehabTypes, ...firm(c2s.header) }));
    return this.hold(PROTO_ID_REG_QOT_PUSH, call, holder, wants, c2s.isFirstPush ?? true, done);
  }

  private hold(
    protoId: number,
    { caller, deadlineMs }: CheckedCall,
    holder: HolderId,
    wants: readonly SubscriptionWant[],
    firstPush: boolean,
    done: CallDone,
    granted: () => void = () => {},
  ): CancelCall {
    const { ledger, budgets, sendLastValues } = this.options;
    budgets?.checkHold(caller, wants);
    return ledger.hold(holder, wants, { deadlineMs, firstPush }, (outcome) => {
      if (outcome.ok) granted();
      this.end(protoId, outcome, done);
      if (outcome.ok && outcome.standing.length > 0) sendLastValues(caller.id, outcome.standing);
    });
  }

  private accounts({ body, caller, deadlineMs }: CheckedCall, done: CallDone): CancelCall | null {
    const named = decoded(AccountsRequest, body)?.c2s?.accIDList;
    if (named === undefined) return null;
    const allowed = this.options.accountsOf(caller.principal);
    const accIds = allowed === null ? named : named.filter((accId) => allowed.has(accId));
    if (accIds.length > MAX_ACCOUNTS) throw tooMany(PROTO_ID_SUB_ACC_PUSH, `${accIds.length} accounts`, MAX_ACCOUNTS);
    const holder = this.reads.holder(caller.id);
    return this.options.ledger.holdAccounts(holder, accIds, { deadlineMs }, (outcome) => {
      const told = outcome.ok || allowed === null || "failure" in outcome;
      // OpenD refuses the accounts of all callers together, and may name any of them.
      if (told) this.end(PROTO_ID_SUB_ACC_PUSH, outcome, done);
      else done(accountsRefused(outcome.reply), null);
    });
  }

  /** 3003: quota is OpenD's, the list is the caller's own; all connections are the gateway's, as OpenD sees them. */
  private view(command: Command, call: CheckedCall, done: SubscriptionDone): CancelCall {
    const { principal } = call.caller;
    const seesAll = principal.key === null || holds(principal, ADMIN);
    if (seesAll && wantsAllConnections(call.body)) return this.pass(command, call, done);
    const holder = this.reads.holder(call.caller.id);
    return this.pass(command, call, (reply, failure) => {
      const own = reply === null ? null : ownSubInfo(reply, this.options.ledger.viewOf(holder));
      // What can't be read may be about other callers.
      done(own ?? (seesAll ? reply : null), reply !== null && own === null && !seesAll ? unreadable() : failure);
    });
  }

  private end(protoId: number, outcome: LedgerOutcome, done: CallDone): void {
    if (outcome.ok) this.successes.set(protoId, outcome.reply);
    if ("failure" in outcome) done(null, outcome.failure);
    else done(outcome.reply, null);
  }

  /** The answer to what the ledger has done already: letting go of a wish needs no word of OpenD. */
  private succeed(protoId: number, done: CallDone): CancelCall {
    done(Buffer.from(this.successes.get(protoId) ?? EMPTY_SUCCESS), null);
    return () => {};
  }
}

const ADMIN = scopeBit("admin");

function unreadable(): GatewayError {
  const text = "Qot_GetSubInfo (3003): OpenD's answer can't be read";
  return new GatewayError("UPSTREAM_BAD_REPLY", text, { sent: true, protoId: PROTO_ID_GET_SUB_INFO });
}

function accountsRefused(reply: Uint8Array): Buffer {
  const retMsg = "OpenD refused to push for the accounts";
  const { retType, errCode } = readReply(reply);
  return Buffer.from(SubResponse.encode({ retType, retMsg, errCode, s2c: undefined }).finish());
}

/** The answers of 3001, 3002 and 2008 are the same: an S2C without fields. */
const EMPTY_SUCCESS = SubResponse.encode({ retType: RET_TYPE_SUCCESS, retMsg: "", errCode: 0, s2c: {} }).finish();

/** Null for what is no such message; only unchecked bodies can be that. */
function decoded<T>(type: { decode(body: Uint8Array): T }, body: Uint8Array): T | null {
  try {
    return type.decode(body);
  } catch {
    return null;
  }
}

/**
 * The units of both lists; null where one is empty or a security is not whole.
 * @throws GatewayError INVALID_BODY where they are more than OpenD could ever subscribe: a small body can name billions.
 */
function product(
  protoId: number,
  { securityList, subTypeList }: Pick<SubC2S, "securityList" | "subTypeList">,
): readonly UnitName[] | null {
  const securities = new Map<string, Security>();
  for (const { market, code } of securityList) {
    if (market === undefined || code === undefined) return null;
    securities.set(securityKey({ market, code }), { market, code });
  }
  const subTypes = new Set(subTypeList);
  const count = securities.size * subTypes.size;
  if (count === 0) return null;
  if (count > MAX_UNITS_PER_CALL) {
    throw tooMany(protoId, `${securities.size} securities x ${subTypes.size} sub types`, MAX_UNITS_PER_CALL);
  }
  const units: UnitName[] = [];
  for (const security of securities.values()) {
    for (const subType of subTypes) units.push({ security, subType });
  }
  return units;
}

function tooMany(protoId: number, what: string, max: number): GatewayError {
  return invalid(protoId, `${what} are more than the ${max} that one call may name`);
}

function invalid(protoId: number, problem: string): GatewayError {
  const name = commandById(protoId)?.name ?? "";
  return new GatewayError("INVALID_BODY", `${name} (${protoId}): ${problem}; nothing was sent`, { protoId });
}

function distinctRehabTypes(protoId: number, list: readonly number[]): readonly number[] {
  const rehabTypes = new Set(list);
  for (const rehabType of rehabTypes) {
    if (rehabType < 0 || rehabType > MAX_REHAB_TYPE) {
      throw invalid(protoId, `rehab type ${rehabType} is none; Qot_Common.RehabType names them`);
    }
  }
  return [...rehabTypes];
}

function attributes(c2s: SubC2S): Omit<SubscriptionWant, "security" | "subType" | "push" | "rehabTypes"> {
  return {
    ...(c2s.session === undefined ? {} : { session: c2s.session }),
    ...(c2s.extendedTime === undefined ? {} : { extendedTime: c2s.extendedTime }),
    ...(c2s.isSubOrderBookDetail === undefined ? {} : { orderBookDetail: c2s.isSubOrderBookDetail }),
    ...firm(c2s.header),
  };
}

function firm(header: { readonly securityFirm?: number | undefined } | undefined): { readonly securityFirm?: number } {
  return header?.securityFirm === undefined ? {} : { securityFirm: header.securityFirm };
}
