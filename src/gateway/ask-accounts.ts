import { Request } from "../../generated/ts/Trd_GetAccList.js";
import type { AskAccounts } from "../auth/account-directory.js";
import type { Clock } from "../opend/clock.js";
import type { Pool } from "../opend/pool.js";
import { listedAccounts } from "./account-replies.js";

const PROTO_ID_GET_ACC_LIST = 2001;
const TIMEOUT_MS = 20_000;

/** 2001 of the gateway's own: every account of the login (facts: ftapi-protocol.md 6.2). */
export function askAccounts(pool: Pick<Pool, "submit">, clock: Pick<Clock, "now">): AskAccounts {
  const body = Request.encode({ c2s: { userID: 0n, trdCategory: 0, needGeneralSecAccount: true } }).finish();
  return (done) => {
    const deadlineMs = clock.now() + TIMEOUT_MS;
    const request = { protoId: PROTO_ID_GET_ACC_LIST, body, packetId: null, repeatable: true, home: true, deadlineMs };
    pool.submit(request, (reply) => done(reply === null ? null : listedAccounts(reply)));
  };
}
