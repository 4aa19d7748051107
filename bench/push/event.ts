import type { Buffer } from "node:buffer";
import { PushEvent, SubscribePushRequest } from "../../generated/ts/futu/service/futu.js";
import { Response } from "../../generated/ts/Qot_UpdateBasicQot.js";
import { grpcMessage } from "../messages.js";

/** The path of `SubscribePush`, as HTTP/2 sees it. */
export const SUBSCRIBE_PUSH_PATH = "/futu.service.FutuOpenD/SubscribePush";

/** Qot_UpdateBasicQot: one security a push, so that its bytes pass through. */
export const PUSH_PROTO_ID = 3005;

const HK = 1;
const BASIC = 1;
const CODE = "00700";
const SEC_KEY = "1_00700";

/** What a delivered event weighs, as a PushEvent with a sequence of three bytes. */
export const EVENT_BYTES = 200;

function bodyWithName(name: string): Uint8Array {
  return Response.encode({
    retType: 0,
    retMsg: "",
    errCode: 0,
    s2c: {
      basicQotList: [
        {
          security: { market: HK, code: CODE },
          name,
          isSuspended: false,
          listTime: "2004-06-16",
          priceSpread: 0.2,
          updateTime: "2026-11-20 10:30:01",
          highPrice: 385.4,
          openPrice: 380,
          lowPrice: 379.2,
          curPrice: 384.6,
          lastClosePrice: 381.2,
          volume: 12_345_600n,
          turnover: 4_723_456_000,
          turnoverRate: 0.13,
          amplitude: 1.63,
        },
      ],
    },
  }).finish();
}

/** A PushEvent as the gateway sends it to a stream that numbers its events. */
export function pushEvent(body: Uint8Array, sequence: number, readAtMs: number): PushEvent {
  return {
    proto_id: PUSH_PROTO_ID,
    sec_key: SEC_KEY,
    sub_type: BASIC,
    body,
    event_type: "quote",
    sequence: BigInt(sequence),
    filters: [],
    received_at: BigInt(Math.round(readAtMs * 1_000)) * 1_000n,
    control: undefined,
  };
}

function eventBytes(body: Uint8Array): number {
  return PushEvent.encode(pushEvent(body, 100_000, Date.now())).finish().length;
}

/** The body of every push: one quote whose name fills the event up to 200 bytes. */
export const pushBody: Uint8Array = bodyWithName("N".repeat(EVENT_BYTES - eventBytes(bodyWithName(""))));

function subscribePush(fields: Omit<SubscribePushRequest, "resume_after" | "conflate">): Buffer {
  return grpcMessage(SubscribePushRequest.encode({ ...fields, resume_after: undefined, conflate: undefined }).finish());
}

/** The request of a client that uses the contract: one security by name, held, control events, every event numbered. */
export const contractRequest: Buffer = subscribePush({
  filters: [
    {
      securities: [`HK.${CODE}`],
      sub_types: [BASIC],
      kl_types: [],
      rehab_types: [],
      event_types: [],
      accounts: [],
    },
  ],
  subscribe: true,
  control_events: true,
});

/** The request of the compatible mode: everything, and every stream gets the same bytes. */
export const emptyRequest: Buffer = subscribePush({ filters: [] });
