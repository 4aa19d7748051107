import { Response as AnyResponse } from "../../generated/ts/KeepAlive.js";

/** A failure reply: the envelope has the same fields in every command, and no s2c (facts: ftapi-protocol.md 6.6). */
export function failureBody(retType: number, retMsg: string, errCode: number | undefined): Uint8Array {
  return AnyResponse.encode({ retType, retMsg, errCode, s2c: undefined }).finish();
}
