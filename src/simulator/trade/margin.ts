import type { Security } from "../../../generated/ts/Qot_Common.js";
import type { MarginRatioInfo } from "../../../generated/ts/Trd_GetMarginRatio.js";

/** Nothing is lent, so everything is paid in full. */
const FULL_PERCENT = 100;

export function toMarginMessage(security: Security): MarginRatioInfo {
  return {
    security,
    isLongPermit: false,
    isShortPermit: false,
    shortPoolRemain: 0,
    shortFeeRate: 0,
    alertLongRatio: FULL_PERCENT,
    alertShortRatio: FULL_PERCENT,
    imLongRatio: FULL_PERCENT,
    imShortRatio: FULL_PERCENT,
    mcmLongRatio: FULL_PERCENT,
    mcmShortRatio: FULL_PERCENT,
    mmLongRatio: FULL_PERCENT,
    mmShortRatio: FULL_PERCENT,
  };
}
