import type { Buffer } from "node:buffer";
import { Request as InitRequest, Response as InitResponse } from "../../generated/ts/InitConnect.js";
import { Request as KeepAliveRequest } from "../../generated/ts/KeepAlive.js";
import { type BodyCipher, createAesCipher, PacketEncAlgo } from "../ftapi/cipher.js";
import { RET_TYPE_SUCCESS } from "../ftapi/envelope.js";

/** Protocol 3.0: the official clients send major x 100 + minor (facts: ftapi-protocol.md 3.1). */
const CLIENT_VERSION = 300;
const CLIENT_ID = "opend-gateway";
/** Intervals that OpenD never names; they guard against a heartbeat without pause: Node's timers turn more than 24 days into 1 ms. */
const MIN_KEEP_ALIVE_SECONDS = 1;
const MAX_KEEP_ALIVE_SECONDS = 3600;

/** What InitConnect settled. */
export interface Session {
  /** Passes 2^53; goes into every PacketID. */
  readonly connId: bigint;
  readonly loginUserId: bigint;
  readonly serverVersion: number;
  readonly keepAliveIntervalMs: number;
  /** For all frames after InitConnect; null for plain text. */
  readonly cipher: BodyCipher | null;
}

/** OpenD refused the session or answered what is no session. */
export class SessionError extends Error {
  override readonly name = "SessionError";
}

/** The body of InitConnect. @param encrypted asks for AES_CBC, as the official clients do. */
export function initConnectBody(encrypted: boolean): Uint8Array {
  return InitRequest.encode({
    c2s: {
      clientVer: CLIENT_VERSION,
      clientID: CLIENT_ID,
      recvNotify: true,
      packetEncAlgo: encrypted ? PacketEncAlgo.aesCbc : PacketEncAlgo.none,
      pushProtoFmt: 0,
      programmingLanguage: "JavaScript",
      aiType: undefined,
    },
  }).finish();
}

/**
 * Reads the answer to InitConnect.
 * @throws SessionError with a text for the operator.
 */
export function readSession(body: Buffer, encrypted: boolean): Session {
  let reply: InitResponse;
  try {
    reply = InitResponse.decode(body);
  } catch {
    throw new SessionError("the answer to InitConnect is no such message");
  }
  const { s2c } = reply;
  if (reply.retType !== RET_TYPE_SUCCESS || s2c === undefined) {
    throw new SessionError(`OpenD refused the session: ${reply.retMsg || `retType ${reply.retType}`}`);
  }
  if (s2c.connID === undefined || s2c.keepAliveInterval === undefined || s2c.connAESKey === undefined) {
    throw new SessionError("the answer to InitConnect lacks connID, connAESKey or keepAliveInterval");
  }
  return {
    connId: s2c.connID,
    loginUserId: s2c.loginUserID ?? 0n,
    serverVersion: s2c.serverVer ?? 0,
    keepAliveIntervalMs: keepAliveSeconds(s2c.keepAliveInterval) * 1000,
    cipher: encrypted ? sessionCipher(s2c.connAESKey, s2c.aesCBCiv) : null,
  };
}

function keepAliveSeconds(named: number): number {
  return Math.min(Math.max(named, MIN_KEEP_ALIVE_SECONDS), MAX_KEEP_ALIVE_SECONDS);
}

/** An answer without IV means FTAES_ECB, whatever was asked: the official Python client reads it so (facts: ftapi-protocol.md 2.3). */
function sessionCipher(key: string, iv: string | undefined): BodyCipher {
  try {
    return iv === undefined
      ? createAesCipher(PacketEncAlgo.ftAesEcb, key)
      : createAesCipher(PacketEncAlgo.aesCbc, key, iv);
  } catch (error) {
    throw new SessionError(
      `the answer to InitConnect can't be used: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** The body of a heartbeat. */
export function keepAliveBody(wallMs: number): Uint8Array {
  return KeepAliveRequest.encode({ c2s: { time: BigInt(Math.floor(wallMs / 1000)) } }).finish();
}
