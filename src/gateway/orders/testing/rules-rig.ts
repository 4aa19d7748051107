import assert from "node:assert/strict";
import type { OrderRules } from "../../../auth/api-key.js";
import { GatewayError } from "../../../errors/gateway-error.js";
import type { Reason } from "../../../errors/reasons.js";
import { FakeClock } from "../../../opend/testing/fake-clock.js";
import type { CheckedOrder } from "../checked-order.js";
import { OrderRulesChecker } from "../order-rules.js";
import type { OrderTerms } from "../order-terms.js";
import { FakeUpstream } from "./fake-upstream.js";
import { rulesWith } from "./order-bodies.js";

/** A buyer's limit order for 100 HK.00700 at 500, as the list shows it. */
export const listed = (changes: object = {}): object => ({
  trdSide: 1,
  orderType: 1,
  orderStatus: 5,
  orderID: 7n,
  orderIDEx: "FH7",
  code: "00700",
  secMarket: 1,
  trdMarket: 1,
  name: "TENCENT",
  qty: 100,
  price: 500,
  createTime: "",
  updateTime: "",
  ...changes,
});

export function rig() {
  const upstream = new FakeUpstream();
  upstream.securities.set("1:00700", { price: 500 });
  upstream.securities.set("11:AAPL", { price: 200 });
  upstream.securities.set("11:NVDA", { price: 100 });
  upstream.securities.set("11:CALL", { price: 2, secType: 8, lotSize: 100 });
  upstream.orders = [listed()];
  const clock = new FakeClock();
  const checker = new OrderRulesChecker(upstream, clock);
  const check = async (terms: OrderTerms, limits: Partial<OrderRules>, owner = "key:a"): Promise<CheckedOrder> =>
    checker.check(terms, rulesWith(limits), { owner, deadlineMs: Number.POSITIVE_INFINITY });
  const refused = async (terms: OrderTerms, limits: Partial<OrderRules>, reason: Reason, limit?: string) => {
    await assert.rejects(check(terms, limits), (error) => {
      assert.ok(error instanceof GatewayError, String(error));
      assert.equal(error.reason, reason, error.message);
      assert.equal(error.metadata["limit"], limit);
      assert.equal(error.sent, false);
      return true;
    });
  };
  return { upstream, clock, checker, check, refused };
}
