import { Buffer } from "node:buffer";
import { Response } from "../../generated/ts/GetGlobalState.js";
import { Request as SubRequest } from "../../generated/ts/Qot_Sub.js";
import { texts } from "../../src/simulator/texts.js";
import { type ErrorCases, type ErrorRig, KEY_ID } from "./error-case.js";
import { type Refusal, refusalOf } from "./refusal.js";
import { typedCall } from "./typed-call.js";

const EMPTY = Buffer.alloc(0);
const STATE = 1002;
const SUB = 3001;
const SNAPSHOT = 3203;
const BASIC = 1;
const CANDLES = 6;

/** What a typed call for OpenD's state ends with, for each of its answers. */
async function answered(
  rig: ErrorRig,
  ...replies: readonly { readonly retType?: number; readonly retMsg?: string; readonly errCode?: number }[]
): Promise<readonly Refusal[]> {
  const { recorder, opend } = await rig.recording(() => null);
  const client = (await rig.serve({ flags: { opend } })).newClient(KEY_ID);
  const refusals: Refusal[] = [];
  for (const reply of replies) {
    recorder.answer = () => Buffer.from(Response.encode(Response.fromPartial(reply)).finish());
    refusals.push(refusalOf((await typedCall(client, STATE, EMPTY)).error));
  }
  return refusals;
}

function subBody(...subTypeList: readonly number[]): Uint8Array {
  const securityList = [{ market: 1, code: "00700" }];
  return SubRequest.encode(
    SubRequest.fromPartial({ c2s: { securityList, subTypeList: [...subTypeList], isSubOrUnSub: true } }),
  ).finish();
}

/** What OpenD itself refuses or has no answer to: of typed methods alone. */
export const OPEND_CASES = {
  OPEND_RATE: async (rig) => {
    const frequent = texts.tooFrequent("获取股票快照", 30, 30);
    const { recorder, opend } = await rig.recording(() => null);
    recorder.answer = () =>
      Buffer.from(Response.encode(Response.fromPartial({ retType: -1, retMsg: frequent })).finish());
    const client = (await rig.serve({ flags: { opend } })).newClient(KEY_ID);
    const { error } = await typedCall(client, SNAPSHOT, EMPTY);
    return [refusalOf(error)];
  },
  OPEND_QUOTA: async (rig) => {
    const gateway = await rig.serveSimulator({}, { subscriptionQuota: 1 });
    const { error } = await typedCall(gateway.newClient(KEY_ID), SUB, subBody(BASIC, CANDLES));
    return [refusalOf(error)];
  },
  OPEND_NO_RIGHT: (rig) =>
    answered(rig, { retType: -1, retMsg: "No right to subscribe 00700" }, { retType: -1, retMsg: "没有行情权限" }),
  OPEND_BAD_PARAMETER: async (rig) => {
    const gateway = await rig.serveSimulator();
    const { error } = await typedCall(gateway.newClient(KEY_ID), SUB, subBody());
    return [refusalOf(error)];
  },
  OPEND_REFUSED: (rig) =>
    answered(
      rig,
      { retType: -1, retMsg: "没有解锁交易，请先解锁交易", errCode: 7 },
      { retType: -500 },
      { retType: -7 },
    ),
  OPEND_TIMEOUT: (rig) => answered(rig, { retType: -100 }, { retType: -100, retMsg: "超时" }),
  OPEND_DISCONNECTED: (rig) => answered(rig, { retType: -200 }),
  OPEND_UNKNOWN: (rig) => answered(rig, { retType: -400 }, {}),
} satisfies ErrorCases;
