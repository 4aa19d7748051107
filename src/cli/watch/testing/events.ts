import { type PushControl, PushEvent } from "../../../../generated/ts/futu/service/futu.js";
import { Response as UpdateBasicQot } from "../../../../generated/ts/Qot_UpdateBasicQot.js";
import { Response as UpdateOrderBook } from "../../../../generated/ts/Qot_UpdateOrderBook.js";

/** Tencent in Hong Kong. */
export const SECURITY = { market: 1, code: "00700" };
export const SEC_KEY = "1_00700";

export function controlEvent(control: PushControl): PushEvent {
  return PushEvent.fromPartial({ event_type: "control", control });
}

export function acceptedEvent(newest: bigint, heartbeatMs = 10_000): PushEvent {
  return controlEvent({
    accepted: {
      filters: [],
      heartbeat_interval_ms: heartbeatMs,
      epoch: 7n,
      first_sequence: 1n,
      resume_window: { newest_position: newest },
    },
  });
}

/** A 3005 of {@link SECURITY}. */
export function quoteEvent(
  quote: { readonly curPrice: number; readonly lastClosePrice?: number; readonly volume?: bigint },
  marks: Partial<PushEvent> = {},
): PushEvent {
  const body = UpdateBasicQot.encode(
    UpdateBasicQot.fromPartial({ retType: 0, s2c: { basicQotList: [{ security: SECURITY, ...quote }] } }),
  ).finish();
  return PushEvent.fromPartial({ proto_id: 3005, sec_key: SEC_KEY, sub_type: 1, event_type: "quote", body, ...marks });
}

/** A 3013 of {@link SECURITY}. */
export function bookEvent(bids: readonly number[], asks: readonly number[], subType = 2): PushEvent {
  const side = (prices: readonly number[]) => prices.map((price) => ({ price, volume: 1n, orederCount: 1 }));
  const s2c = { security: SECURITY, orderBookBidList: side(bids), orderBookAskList: side(asks) };
  const body = UpdateOrderBook.encode(UpdateOrderBook.fromPartial({ retType: 0, s2c })).finish();
  return PushEvent.fromPartial({ proto_id: 3013, sec_key: SEC_KEY, sub_type: subType, event_type: "quote", body });
}
