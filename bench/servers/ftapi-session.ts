import { Response as InitConnect } from "../../generated/ts/InitConnect.js";
import { Response as KeepAlive } from "../../generated/ts/KeepAlive.js";

const INIT_CONNECT = 1001;
const KEEP_ALIVE = 1004;
let lastConnId = 6_730_043_500_150_710_000n;

/** What OpenD's stand-ins answer to the commands that keep a session; undefined for all others. */
export function sessionReply(protoId: number): Uint8Array | undefined {
  if (protoId === INIT_CONNECT) {
    lastConnId += 1n;
    return initConnectReply(lastConnId);
  }
  return protoId === KEEP_ALIVE ? keepAliveReply() : undefined;
}

function initConnectReply(connID: bigint): Uint8Array {
  return InitConnect.encode({
    retType: 0,
    s2c: {
      serverVer: 1011,
      loginUserID: 10_001n,
      connID,
      connAESKey: "0123456789abcdef",
      keepAliveInterval: 10,
    },
  }).finish();
}

function keepAliveReply(): Uint8Array {
  return KeepAlive.encode({ retType: 0, s2c: { time: BigInt(Math.floor(Date.now() / 1_000)) } }).finish();
}
