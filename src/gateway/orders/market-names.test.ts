import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { QotMarket } from "../../../generated/ts/Qot_Common.js";
import { TrdMarket, TrdSecMarket } from "../../../generated/ts/Trd_Common.js";
import { marketOfQuoteMarket, marketOfSecMarket, sideName, tradeMarketName } from "./market-names.js";

const numbers = (values: object): number[] => Object.values(values).filter((value) => typeof value === "number");
const trdMarkets = numbers(TrdMarket).filter((value) => value > 0);

describe("markets of orders", () => {
  it("every trade market of the protos has its name, and no other number has one", () => {
    const names = trdMarkets.map((market) => tradeMarketName(market));
    assert.deepEqual(
      names,
      trdMarkets.map((market) => TrdMarket[market]?.replace("TrdMarket_", "")),
    );
    assert.equal(tradeMarketName(0), null);
    assert.equal(tradeMarketName(9999), null);
  });

  it("sides have the names that keys list", () => {
    assert.deepEqual([1, 2, 3, 4].map(sideName), ["BUY", "SELL", "SELL_SHORT", "BUY_BACK"]);
    assert.deepEqual([0, 5, -1].map(sideName), [null, null, null]);
  });

  it("a secMarket decides the symbol's market where the trade market has it", () => {
    const table: readonly [number, number, number][] = [
      [TrdMarket.TrdMarket_HK, TrdSecMarket.TrdSecMarket_HK, 1],
      [TrdMarket.TrdMarket_US, TrdSecMarket.TrdSecMarket_US, 11],
      [TrdMarket.TrdMarket_HKCC, TrdSecMarket.TrdSecMarket_CN_SH, 21],
      [TrdMarket.TrdMarket_CN, TrdSecMarket.TrdSecMarket_CN_SZ, 22],
      [TrdMarket.TrdMarket_Futures, TrdSecMarket.TrdSecMarket_SG, 31],
      [TrdMarket.TrdMarket_Futures, TrdSecMarket.TrdSecMarket_JP, 41],
    ];
    for (const [trdMarket, secMarket, market] of table) {
      assert.deepEqual(marketOfSecMarket(trdMarket, secMarket), { market, fitsHeader: true });
    }
  });

  it("without a secMarket the market is known only where there is one", () => {
    const open = trdMarkets.filter((trdMarket) => marketOfSecMarket(trdMarket, 0).market === null);
    assert.deepEqual(open, [TrdMarket.TrdMarket_CN, TrdMarket.TrdMarket_HKCC, TrdMarket.TrdMarket_Futures]);
    assert.equal(marketOfSecMarket(TrdMarket.TrdMarket_HK, 0).market, 1);
    assert.equal(marketOfSecMarket(TrdMarket.TrdMarket_US, 0).market, 11);
    assert.equal(marketOfSecMarket(9999, 0).market, null);
  });

  it("a secMarket of another market than the header's never fits", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...trdMarkets),
        fc.oneof(fc.constantFrom(...numbers(TrdSecMarket)), fc.integer()),
        (trdMarket, secMarket) => {
          const { market, fitsHeader } = marketOfSecMarket(trdMarket, secMarket);
          const unset = marketOfSecMarket(trdMarket, 0).market;
          if (unset !== null && secMarket !== 0) assert.equal(fitsHeader, market === unset);
          if (market === null && secMarket !== 0) assert.equal(fitsHeader, false);
        },
      ),
    );
  });

  it("a combo's leg names its quote market itself; the old one for Hong Kong's futures is HK", () => {
    assert.deepEqual(marketOfQuoteMarket(TrdMarket.TrdMarket_US, QotMarket.QotMarket_US_Security), {
      market: 11,
      fitsHeader: true,
    });
    assert.deepEqual(marketOfQuoteMarket(TrdMarket.TrdMarket_HK, QotMarket.QotMarket_HK_Future), {
      market: 1,
      fitsHeader: true,
    });
    assert.equal(marketOfQuoteMarket(TrdMarket.TrdMarket_HK, QotMarket.QotMarket_US_Security).fitsHeader, false);
    assert.deepEqual(marketOfQuoteMarket(TrdMarket.TrdMarket_HK, 0), { market: null, fitsHeader: false });
  });
});
