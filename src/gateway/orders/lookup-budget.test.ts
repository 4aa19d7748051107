import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GatewayError } from "../../errors/gateway-error.js";
import { modifyTerms, placeTerms } from "./testing/order-bodies.js";
import { rig } from "./testing/rules-rig.js";

const VALUED = { maxOrderValue: 1_000_000 };

describe("orders whose code or order is not there", () => {
  it("are looked up ten times in 30 s for an owner, and not at all after that; others go on", async () => {
    const { upstream, clock, check, refused } = rig();
    const madeUp = (code: string) => placeTerms({ code, orderType: 2, price: undefined });
    for (let order = 0; order < 10; order++) await refused(madeUp(`9${order}`), VALUED, "VALUE_UNKNOWN");
    assert.equal(upstream.countOf(3203), 0, "what has no static info costs no price");
    const asked = upstream.asked.length;
    await refused(madeUp("999"), VALUED, "ORDER_QUOTA", "lookups");
    await refused(modifyTerms({ orderID: 99n }), VALUED, "ORDER_QUOTA", "lookups");
    assert.equal(upstream.asked.length, asked);
    await assert.rejects(check(madeUp("999"), VALUED), (error) => {
      assert.ok(error instanceof GatewayError);
      assert.equal(error.retryAfterMs, 30_000);
      return true;
    });
    const market = placeTerms({ orderType: 2, price: undefined });
    assert.ok((await check(market, VALUED, "key:b")).valueCents > 0);
    clock.advance(30_000);
    assert.ok((await check(market, VALUED)).valueCents > 0);
  });

  it("cost nothing when the same code comes again, neither a look-up nor one of the ten", async () => {
    const { upstream, check, refused } = rig();
    const madeUp = placeTerms({ code: "90", orderType: 2, price: undefined });
    for (let order = 0; order < 20; order++) await refused(madeUp, VALUED, "VALUE_UNKNOWN");
    assert.equal(upstream.asked.length, 1);
    assert.ok((await check(placeTerms({ orderType: 2, price: undefined }), VALUED)).valueCents > 0);
  });

  it("count where a change names an order that is not in the list", async () => {
    const { refused } = rig();
    for (let order = 0; order < 10; order++) await refused(modifyTerms({ orderID: 99n }), VALUED, "ORDER_NOT_FOUND");
    await refused(modifyTerms({ orderID: 99n }), VALUED, "ORDER_QUOTA", "lookups");
  });
});
