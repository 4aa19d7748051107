import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Reason } from "../errors/reasons.js";
import { texts } from "../simulator/texts.js";
import { refusalReason } from "./refusal-texts.js";

/** What OpenD was seen to say, and what the simulator says in its manner. */
const SAID: readonly (readonly [Reason, readonly string[]])[] = [
  [
    "OPEND_RATE",
    [
      "获取股票快照频率太高，请求失败，每30秒最多60次。",
      texts.tooFrequent("获取历史K线", 60, 30),
      texts.tooClose("下单", 20),
      "獲取歷史K線頻率太高，請求失敗，每30秒最多60次。",
      "请求过于频繁，请稍后再试",
      "The request frequency is too high, at most 60 times every 30 seconds.",
      "Frequency limit exceeded",
      "Too many requests",
    ],
  ],
  [
    "OPEND_QUOTA",
    [
      texts.subscriptionQuota(100, 100),
      texts.historyQuota(100, 100),
      "訂閱額度不足，訂閱失敗，已用訂閱額度：100/100",
      "Insufficient subscription quota",
      "Historical candlestick quota is insufficient",
      "The subscription exceeds your quota: 300/300",
    ],
  ],
  [
    "OPEND_NO_RIGHT",
    [
      "No right to subscribe 00700",
      "行情权限不足",
      "无权限订阅US.GOOG的行情，请检查美国市场股票行情权限",
      "没有港股LV2行情权限",
      "沒有行情權限",
      "Insufficient quota right",
      "No quote right for US futures",
    ],
  ],
  [
    "OPEND_BAD_PARAMETER",
    [
      "缺少必要的参数: securityFirm",
      texts.missing("c2s"),
      texts.invalid("type", "undefined"),
      texts.undecodable("index out of range"),
      texts.tooMany("securityList", 400),
      "缺少必要的參數: securityFirm",
      "Missing necessary parameters: securityFirm",
      "Invalid parameter: klType",
    ],
  ],
  [
    "OPEND_REFUSED",
    [
      "",
      "没有解锁交易，请先解锁交易",
      "解锁交易失败，交易密码错误",
      "模拟交易不支持成交数据",
      "Simulated trade does not support deal list",
      "No right to trade options in this account",
      "该账户没有交易权限",
      "购买力不足",
      "可用资金不足: 需要HKD 100.00, 可用HKD 10.00",
      "请求获取实时报价接口前，请先订阅Basic数据",
      texts.unknownProtocol,
      texts.unknownSecurity("HK.1"),
      texts.unsubscribedTooEarly("00700", "Basic"),
      texts.tooManyReminders(10),
      "Unknown watchlists",
    ],
  ],
];

describe("OpenD's texts", () => {
  for (const [reason, said] of SAID) {
    for (const text of said) {
      it(`"${text}" is ${reason}`, () => {
        assert.equal(refusalReason(text), reason);
      });
    }
  }
});
