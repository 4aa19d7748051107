import * as GetSubInfo from "../../../generated/ts/Qot_GetSubInfo.js";
import * as RegQotPush from "../../../generated/ts/Qot_RegQotPush.js";
import * as Sub from "../../../generated/ts/Qot_Sub.js";
import * as SubEventContract from "../../../generated/ts/Qot_SubEventContract.js";
import { type Handler, type HandlerCall, handle, Refusal } from "../handler.js";
import type { Instrument } from "../market/instrument.js";
import { QotMarket, SecurityType } from "../market/listing.js";
import { isSubType, SubType, subTypeName } from "../sub-type.js";
import { product, type Subscription } from "../subscriptions.js";
import { texts } from "../texts.js";
import { type QuoteContext, requireInstruments } from "./context.js";
import { security } from "./messages.js";

/** Session.OVERNIGHT is no choice for a subscription (facts: ftapi-protocol.md 5.1). */
const SESSION_OVERNIGHT = 4;

/** Subscribing and registering: 3001, 3002, 3003, 3455. */
export function subscriptionHandlers(context: QuoteContext): readonly (readonly [number, Handler])[] {
  const { market, subscriptions, pump } = context;

  const held = (
    connId: bigint,
    instruments: readonly Instrument[],
    subTypes: readonly number[],
  ): readonly Subscription[] =>
    product(instruments, subTypes)
      .map(([instrument, subType]) => subscriptions.get(connId, instrument, subType))
      .filter((subscription) => subscription !== undefined);

  const register = (
    call: HandlerCall,
    list: readonly Subscription[],
    rehabTypes: readonly number[],
    firstPush: boolean,
  ): void => {
    const { connId } = call.session;
    for (const subscription of list) subscriptions.setPushed(subscription, true, rehabTypes);
    const begin = (): void => {
      for (const subscription of list) pump.update(connId, subscription);
    };
    if (!firstPush) {
      begin();
      return;
    }
    // After the reply: a client that waits for it first would else see data it has no subscription for yet.
    // Both in one go: a change in between would be pushed before the older data of the first push.
    setImmediate(() => {
      try {
        begin();
        pump.firstPushes(connId, list);
      } catch (error) {
        context.onError(error);
      }
    });
  };

  const unregister = (connId: bigint, list: readonly Subscription[], rehabTypes: readonly number[]): void => {
    for (const subscription of list) {
      subscriptions.setPushed(subscription, false, rehabTypes);
      pump.update(connId, subscription);
    }
  };

  const sub = handle(Sub.Request, Sub.Response, (c2s, call) => {
    const { connId } = call.session;
    if (c2s.isUnsubAll === true) {
      const all = subscriptions.of(connId);
      subscriptions.unsubscribe(connId, all);
      unregister(connId, all, []);
      return {};
    }
    if (c2s.session === SESSION_OVERNIGHT) throw new Refusal(texts.invalid("session", "OVERNIGHT"));
    const instruments = requireInstruments(market, c2s.securityList);
    checkSubTypes(instruments, c2s.subTypeList);
    if (c2s.isSubOrUnSub === false) {
      const ended = held(connId, instruments, c2s.subTypeList);
      subscriptions.unsubscribe(connId, ended);
      unregister(connId, ended, []);
      return {};
    }
    // All or nothing; whether OpenD applies a request in part is not documented (facts: ftapi-protocol.md 10.6).
    subscriptions.subscribe(connId, instruments, c2s.subTypeList);
    const list = held(connId, instruments, c2s.subTypeList);
    if (c2s.isRegOrUnRegPush === true) register(call, list, c2s.regPushRehabTypeList, c2s.isFirstPush ?? true);
    else if (c2s.isRegOrUnRegPush === false) unregister(connId, list, c2s.regPushRehabTypeList);
    return {};
  });

  const regQotPush = handle(RegQotPush.Request, RegQotPush.Response, (c2s, call) => {
    const { connId } = call.session;
    const instruments = requireInstruments(market, c2s.securityList);
    checkSubTypes(instruments, c2s.subTypeList);
    const list = held(connId, instruments, c2s.subTypeList);
    if (c2s.isRegOrUnReg !== true) {
      unregister(connId, list, c2s.rehabTypeList);
      return {};
    }
    for (const [instrument, subType] of product(instruments, c2s.subTypeList)) {
      if (subscriptions.get(connId, instrument, subType) === undefined)
        throw new Refusal(texts.notSubscribed(subTypeName(subType)));
    }
    register(call, list, c2s.rehabTypeList, c2s.isFirstPush ?? true);
    return {};
  });

  const getSubInfo = handle(GetSubInfo.Request, GetSubInfo.Response, (c2s, call) => {
    const own = call.session.connId;
    const connections = c2s.isReqAllConn === true ? new Set([own, ...subscriptions.connections()]) : new Set([own]);
    const optionUsedQuota = 0;
    return {
      connSubInfoList: [...connections].map((connId) => {
        const list = subscriptions.of(connId);
        const subTypes = [...new Set(list.map((subscription) => subscription.subType))].sort(
          (left, right) => left - right,
        );
        return {
          subInfoList: subTypes.map((subType) => ({
            subType,
            securityList: list
              .filter((entry) => entry.subType === subType)
              .map((entry) => security(entry.instrument.listing)),
          })),
          usedQuota: list.length,
          isOwnConnData: connId === own,
          securityFirm: 1,
          optionUsedQuota,
        };
      }),
      totalUsedQuota: subscriptions.usedQuota,
      remainQuota: subscriptions.quota - subscriptions.usedQuota,
      optionUsedQuota,
      optionRemainQuota: subscriptions.quota,
    };
  });

  /** Event contracts are not simulated: the request is checked and accepted, and no pushes follow. */
  const subEventContract = handle(SubEventContract.Request, SubEventContract.Response, (c2s) => {
    if (c2s.isUnsubAll !== true) {
      if (c2s.securityList.length === 0) throw new Refusal(texts.missing("securityList"));
      if (c2s.subTypeList.length === 0) throw new Refusal(texts.missing("subTypeList"));
    }
    return {};
  });

  return [
    [3001, sub],
    [3002, regQotPush],
    [3003, getSubInfo],
    [3455, subEventContract],
  ];
}

function checkSubTypes(instruments: readonly Instrument[], subTypes: readonly number[]): void {
  if (subTypes.length === 0) throw new Refusal(texts.missing("subTypeList"));
  for (const subType of subTypes)
    if (!isSubType(subType)) throw new Refusal(texts.invalid("subTypeList", String(subType)));
  const hongKongOnly = subTypes.find((subType) => subType === SubType.broker || subType === SubType.orderBookOdd);
  for (const { listing } of instruments) {
    if (hongKongOnly !== undefined && listing.market !== QotMarket.hk) {
      throw new Refusal(texts.invalid("subTypeList", `${listing.code} 不支持${subTypeName(hongKongOnly)}`));
    }
    if (listing.secType === SecurityType.plate) throw new Refusal(texts.unknownSecurity(listing.code));
  }
}
