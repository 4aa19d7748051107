import * as GetDelayStatistics from "../../../generated/ts/GetDelayStatistics.js";
import * as GetGlobalState from "../../../generated/ts/GetGlobalState.js";
import * as GetUserInfo from "../../../generated/ts/GetUserInfo.js";
import * as KeepAlive from "../../../generated/ts/KeepAlive.js";
import { type Handler, handle } from "../handler.js";
import { MarketState, marketState } from "../market/market-state.js";
import type { QuoteContext } from "./context.js";
import { round } from "./messages.js";

const PROGRAM_READY = 10;
const SERVER_BUILD = 7108;
/** QotRight: level 2 and SF of Hong Kong. */
const LEVEL1 = 2;
const LEVEL2 = 3;
/** DelayStatisticsType. */
const DELAY_QUOTE_PUSH = 1;
const DELAY_REQUEST = 2;

/** State of OpenD itself: 1002, 1004, 1005, 1007. */
export function systemHandlers(context: QuoteContext): readonly (readonly [number, Handler])[] {
  const { market, counters, subscriptions } = context;

  const getGlobalState = handle(GetGlobalState.Request, GetGlobalState.Response, (_, call) => {
    const nowMs = market.clock.now();
    const state = (exchange: "HK" | "US" | "CN" | "HKF"): number => marketState(market.calendar(exchange), nowMs);
    return {
      marketHK: state("HK"),
      marketUS: state("US"),
      marketSH: state("CN"),
      marketSZ: state("CN"),
      marketHKFuture: state("HKF"),
      marketUSFuture: MarketState.futureDayClose,
      marketSGFuture: MarketState.futureDayClose,
      marketJPFuture: MarketState.futureDayClose,
      qotLogined: true,
      trdLogined: true,
      serverVer: context.serverVer,
      serverBuildNo: SERVER_BUILD,
      time: BigInt(Math.floor(nowMs / 1000)),
      localTime: nowMs / 1000,
      programStatus: { type: PROGRAM_READY, strExtDesc: "" },
      qotSvrIpAddr: "127.0.0.1",
      trdSvrIpAddr: "127.0.0.1",
      connID: call.session.connId,
    };
  });

  const keepAlive = handle(KeepAlive.Request, KeepAlive.Response, () => ({
    time: BigInt(Math.floor(context.realClock.now() / 1000)),
  }));

  const getUserInfo = handle(GetUserInfo.Request, GetUserInfo.Response, () => ({
    nickName: "Simulator",
    avatarUrl: "",
    apiLevel: "",
    hkQotRight: LEVEL2,
    usQotRight: LEVEL2,
    cnQotRight: LEVEL1,
    isNeedAgreeDisclaimer: false,
    userID: context.loginUserId,
    updateType: 0,
    hkOptionQotRight: LEVEL2,
    hasUSOptionQotRight: true,
    hkFutureQotRight: LEVEL2,
    usFutureQotRight: LEVEL1,
    usOptionQotRight: LEVEL1,
    usIndexQotRight: LEVEL1,
    shQotRight: LEVEL1,
    szQotRight: LEVEL1,
    subQuota: subscriptions.quota,
    historyKLQuota: context.historyQuota,
    userAttribution: 1,
    isAppNNOrMM: true,
  }));

  const getDelayStatistics = handle(GetDelayStatistics.Request, GetDelayStatistics.Response, (c2s) => {
    const wants = (type: number): boolean => c2s.typeList.length === 0 || c2s.typeList.includes(type);
    const pushes = [...counters.pushesSent.values()].reduce((sum, count) => sum + count, 0);
    const only = { begin: 0, end: 1, count: pushes, proportion: 100, cumulativeRatio: 100 };
    return {
      qotPushStatisticsList: wants(DELAY_QUOTE_PUSH)
        ? [{ qotPushType: 1, itemList: [only], delayAvg: 0, count: pushes }]
        : [],
      reqReplyStatisticsList: wants(DELAY_REQUEST)
        ? [...counters.received].map(([protoID, count]) => {
            const average = round((counters.handlingMs.get(protoID) ?? 0) / count);
            return { protoID, count, totalCostAvg: average, openDCostAvg: average, netDelayAvg: 0, isLocalReply: true };
          })
        : [],
      placeOrderStatisticsList: [],
    };
  });

  return [
    [1002, getGlobalState],
    [1004, keepAlive],
    [1005, getUserInfo],
    [1007, getDelayStatistics],
  ];
}
