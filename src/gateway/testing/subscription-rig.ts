import assert from "node:assert/strict";
import type { Buffer } from "node:buffer";
import { Request as BasicRequest } from "../../../generated/ts/Qot_GetBasicQot.js";
import { Request as RegRequest } from "../../../generated/ts/Qot_RegQotPush.js";
import { Request as SubRequest } from "../../../generated/ts/Qot_Sub.js";
import { listedAccountsOf } from "../../auth/account-directory.js";
import { commandById } from "../../catalog/catalog.js";
import type { GatewayError } from "../../errors/gateway-error.js";
import { readReply } from "../../ftapi/envelope.js";
import type { CallDone, CallFailure, CallRequest } from "../../opend/call.js";
import type { PushedUnit } from "../../opend/ledger/types.js";
import { LedgerRig } from "../../opend/testing/ledger-rig.js";
import type { Caller } from "../caller.js";
import { SubscriptionCommands } from "../subscription-commands.js";
import { openCaller } from "./open-caller.js";

export type SubFields = Parameters<typeof SubRequest.fromPartial>[0]["c2s"];
export type RegFields = Parameters<typeof RegRequest.fromPartial>[0]["c2s"];

export const hk = (code: string) => ({ market: 1, code });
export const sub = (c2s: SubFields) => SubRequest.encode(SubRequest.fromPartial({ c2s })).finish();
export const reg = (c2s: RegFields) => RegRequest.encode(RegRequest.fromPartial({ c2s })).finish();
export const basic = (...codes: string[]) =>
  BasicRequest.encode(BasicRequest.fromPartial({ c2s: { securityList: codes.map(hk) } })).finish();

/** How a command ended. */
export class Outcome {
  count = 0;
  body: Buffer | null = null;
  failure: CallFailure | GatewayError | null = null;
  cancel: () => void = () => undefined;

  get retType(): number | null {
    return this.body === null ? null : readReply(this.body).retType;
  }
}

/** The commands before a ledger with an OpenD of its own, and a pool that records what is passed on. */
export class SubscriptionRig extends LedgerRig {
  readonly passed: { readonly request: CallRequest; readonly done: CallDone }[] = [];
  readonly lastValues: { readonly caller: string; readonly units: readonly PushedUnit[] }[] = [];
  readonly commands = new SubscriptionCommands({
    ledger: this.ledger,
    pool: {
      submit: (request, done) => {
        this.passed.push({ request, done });
        return () => undefined;
      },
    },
    accountsOf: listedAccountsOf,
    sendLastValues: (caller, units) => this.lastValues.push({ caller, units }),
  });

  call(protoId: number, body: Uint8Array, caller: string | Caller = "a", autoSubscribe = true): Outcome {
    const command = commandById(protoId);
    assert.ok(command);
    const outcome = new Outcome();
    const deadlineMs = this.clock.now() + 30_000;
    const cancel = this.commands.submit(
      command,
      { body, caller: typeof caller === "string" ? openCaller(caller, autoSubscribe) : caller, deadlineMs },
      (reply, failure) => {
        outcome.count++;
        outcome.body = reply;
        outcome.failure = failure;
      },
    );
    assert.ok(cancel !== null, `${command.name} is a command of subscriptions`);
    outcome.cancel = cancel;
    return outcome;
  }

  /** Calls, and lets OpenD answer the ledger. */
  settled(protoId: number, body: Uint8Array, caller: string | Caller = "a"): Outcome {
    const outcome = this.call(protoId, body, caller);
    this.settle();
    return outcome;
  }
}

export const subscribe = (codes: readonly string[], subTypeList: number[], more: SubFields = {}) =>
  sub({ securityList: codes.map(hk), subTypeList, isSubOrUnSub: true, ...more });
