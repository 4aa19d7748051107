import { Buffer } from "node:buffer";
import { type S2C, Request as SubInfoRequest, Response as SubInfoResponse } from "../../generated/ts/Qot_GetSubInfo.js";
import { RET_TYPE_SUCCESS } from "../ftapi/envelope.js";
import type { Security } from "../ftapi/routing-key.js";
import type { HeldUnit } from "../opend/ledger/types.js";

/** Whether a 3003 asks for all connections of OpenD. */
export function wantsAllConnections(body: Uint8Array): boolean {
  try {
    return SubInfoRequest.decode(body).c2s?.isReqAllConn === true;
  } catch {
    // No such message: OpenD says so itself.
    return true;
  }
}

/**
 * OpenD's answer to 3003 with what one caller holds in place of what the
 * gateway's connection has. Quota stays OpenD's. Null where the answer can't be read.
 */
export function ownSubInfo(reply: Buffer, view: readonly HeldUnit[]): Buffer | null {
  let response: SubInfoResponse;
  try {
    response = SubInfoResponse.decode(reply);
  } catch {
    return null;
  }
  const { retType, s2c } = response;
  if (retType !== RET_TYPE_SUCCESS || s2c === undefined) return reply;
  return Buffer.from(SubInfoResponse.encode({ ...response, s2c: withOwnList(s2c, view) }).finish());
}

function withOwnList(s2c: S2C, view: readonly HeldUnit[]): S2C {
  const own = s2c.connSubInfoList.find(({ isOwnConnData }) => isOwnConnData === true);
  return {
    ...s2c,
    connSubInfoList: [
      {
        subInfoList: bySubType(view),
        usedQuota: view.length,
        isOwnConnData: true,
        securityFirm: own?.securityFirm,
        optionUsedQuota: own?.optionUsedQuota,
      },
    ],
  };
}

function bySubType(view: readonly HeldUnit[]): { subType: number; securityList: Security[] }[] {
  const lists = new Map<number, Security[]>();
  for (const { security, subType } of view) {
    const list = lists.get(subType);
    if (list === undefined) lists.set(subType, [security]);
    else list.push(security);
  }
  return [...lists].sort(([one], [other]) => one - other).map(([subType, securityList]) => ({ subType, securityList }));
}
