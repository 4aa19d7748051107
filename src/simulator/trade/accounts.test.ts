import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import * as GetAccList from "../../../generated/ts/Trd_GetAccList.js";
import * as SubAccPush from "../../../generated/ts/Trd_SubAccPush.js";
import * as UnlockTrade from "../../../generated/ts/Trd_UnlockTrade.js";
import { Refusal } from "../handler.js";
import { ACCOUNTS } from "./account-list.js";
import { DEFAULT_UNLOCK_PASSWORD_MD5 } from "./defaults.js";
import { GENERAL, REAL_HK, refusalOf, SIM_HK, SIM_US, TradeBench } from "./testing/trade-bench.js";

const list = (bench: TradeBench, c2s: Partial<GetAccList.C2S>) =>
  bench.call(2001, GetAccList.Request, GetAccList.Response, { userID: 0n, ...c2s }).accList;

test("accounts are listed by category, and general ones only on demand", () => {
  const bench = new TradeBench();
  const securities = list(bench, { trdCategory: 1 });
  assert.deepEqual(
    securities.map(({ trdEnv, trdMarketAuthList }) => [trdEnv, ...trdMarketAuthList]),
    [
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 2],
    ],
  );
  const withGeneral = list(bench, { trdCategory: 1, needGeneralSecAccount: true });
  assert.deepEqual(withGeneral.at(-1)?.trdMarketAuthList, [1, 2, 4]);
  assert.deepEqual(
    list(bench, { trdCategory: 2 }).map(({ trdEnv, trdMarketAuthList }) => [trdEnv, ...trdMarketAuthList]),
    [
      [0, 10],
      [1, 5],
    ],
  );
  assert.deepEqual(list(bench, { trdCategory: 3 }), []);
  assert.equal(list(bench, { needGeneralSecAccount: true }).length, ACCOUNTS.length);
});

test("every account id needs more than 53 bits and is its own", () => {
  const ids = list(new TradeBench(), { needGeneralSecAccount: true }).map(({ accID }) => accID ?? 0n);
  assert.ok(ids.every((id) => id > 2n ** 53n));
  assert.equal(new Set(ids).size, ids.length);
});

test("real accounts name their firm, simulated ones their kind", () => {
  for (const account of list(new TradeBench(), { needGeneralSecAccount: true })) {
    assert.equal(account.securityFirm, account.trdEnv === 1 ? 1 : undefined);
    assert.equal(account.simAccType === undefined, account.trdEnv === 1);
    assert.equal(account.accStatus, 0);
    assert.match(account.cardNum ?? "", /^\d{16}$/);
    assert.match(account.uniCardNum ?? "", /^\d{16}$/);
  }
});

test("the account list needs a userID, which may be 0", () => {
  const c2s = {} as GetAccList.C2S;
  assert.equal(
    refusalOf(() => new TradeBench().call(2001, GetAccList.Request, GetAccList.Response, c2s)),
    "缺少必要的参数: userID",
  );
});

test("unlocking needs the firm and the right password", () => {
  const bench = new TradeBench();
  const unlock = (c2s: UnlockTrade.C2S) => bench.call(2005, UnlockTrade.Request, UnlockTrade.Response, c2s);
  assert.equal(createHash("md5").update("123456").digest("hex"), DEFAULT_UNLOCK_PASSWORD_MD5);
  assert.equal(
    refusalOf(() => unlock({ unlock: true, pwdMD5: DEFAULT_UNLOCK_PASSWORD_MD5 })),
    "缺少必要的参数: securityFirm",
  );
  assert.equal(
    refusalOf(() => unlock({ unlock: true, securityFirm: 1 })),
    "缺少必要的参数: pwdMD5",
  );
  assert.match(
    refusalOf(() => unlock({ unlock: true, securityFirm: 1, pwdMD5: "0".repeat(32) })),
    /密码错误/,
  );
  assert.match(
    refusalOf(() => unlock({ unlock: true, securityFirm: 3, pwdMD5: DEFAULT_UNLOCK_PASSWORD_MD5 })),
    /securityFirm=3/,
  );
  assert.deepEqual(unlock({ unlock: true, securityFirm: 1, pwdMD5: DEFAULT_UNLOCK_PASSWORD_MD5 }), {});
});

test("real orders need the unlock, simulated ones don't, and locking takes it back", () => {
  const bench = new TradeBench();
  const order = { code: "00700", qty: 100, price: 390 };
  const locked = "没有解锁交易，请先解锁交易";
  assert.equal(
    refusalOf(() => bench.place(REAL_HK, order)),
    locked,
  );
  assert.equal(
    refusalOf(() => bench.modify(REAL_HK, { modifyOrderOp: 2, forAll: true })),
    locked,
  );
  bench.place(SIM_HK, order);
  bench.unlock();
  bench.place(REAL_HK, order);
  bench.call(2005, UnlockTrade.Request, UnlockTrade.Response, { unlock: false, securityFirm: 1 });
  assert.equal(
    refusalOf(() => bench.place(REAL_HK, order)),
    locked,
  );
});

test("registering for pushes hands the session the complete new list", () => {
  const bench = new TradeBench();
  const register = (accIDList: bigint[]) => bench.call(2008, SubAccPush.Request, SubAccPush.Response, { accIDList });
  register([SIM_HK.accID ?? 0n, REAL_HK.accID ?? 0n]);
  register([REAL_HK.accID ?? 0n]);
  assert.deepEqual(bench.registered, [[SIM_HK.accID, REAL_HK.accID], [REAL_HK.accID]]);
  assert.match(
    refusalOf(() => register([1n])),
    /找不到业务账号: 1/,
  );
});

test("a header that does not fit its account is refused with the reason", () => {
  const bench = new TradeBench();
  assert.equal(
    refusalOf(() => bench.orders({ ...SIM_HK, accID: 42n })),
    "找不到业务账号: 42",
  );
  assert.match(
    refusalOf(() => bench.orders({ ...SIM_HK, trdEnv: 1 })),
    /交易环境与业务账号不匹配/,
  );
  assert.match(
    refusalOf(() => bench.orders({ ...SIM_HK, trdMarket: 2 })),
    /没有该市场的交易权限: trdMarket=2/,
  );
  assert.equal(
    refusalOf(() => bench.orders({ accID: SIM_HK.accID, trdMarket: 1 })),
    "缺少必要的参数: header.trdEnv",
  );
  assert.throws(() => bench.orders({ ...SIM_HK, accID: undefined }), Refusal);
});

test("funds of a fresh account are its opening cash", () => {
  const funds = new TradeBench().funds(SIM_US);
  assert.equal(funds.cash, 1_000_000);
  assert.equal(funds.totalAssets, 1_000_000);
  assert.equal(funds.power, 1_000_000);
  assert.equal(funds.frozenCash, 0);
  assert.equal(funds.currency, 2);
});

test("a general account answers in the currency that was asked for", () => {
  const bench = new TradeBench();
  assert.equal(
    refusalOf(() => bench.funds(GENERAL)),
    "缺少必要的参数: currency",
  );
  const inHkd = bench.funds(GENERAL, 1);
  const inUsd = bench.funds(GENERAL, 2);
  assert.equal(inHkd.cash, 300_000 + 50_000 * 7.8 + 200_000 * 1.08);
  assert.ok(Math.abs((inUsd.totalAssets ?? 0) * 7.8 - (inHkd.totalAssets ?? 0)) < 1);
  assert.deepEqual(
    inHkd.cashInfoList.map(({ currency, cash }) => [currency, cash]),
    [
      [1, 300_000],
      [2, 50_000],
      [3, 200_000],
    ],
  );
  assert.deepEqual(
    inHkd.marketInfoList.map(({ trdMarket, assets }) => [trdMarket, assets]),
    [
      [1, 200 * 400],
      [2, 50 * 200 * 7.8],
      [4, 0],
    ],
  );
});

test("opening holdings are positions with a cost below the market", () => {
  const [held] = new TradeBench().positions(REAL_HK, {
    filterConditions: { codeList: ["00700"], idList: [], orderIDExList: [] },
  });
  assert.equal(held?.qty, 500);
  assert.equal(held?.canSellQty, 500);
  assert.equal(held?.val, 200_000);
  assert.equal(held?.costPrice, 360);
  assert.equal(held?.plVal, 20_000);
  assert.ok(Math.abs((held?.plRatio ?? 0) - 100 / 9) < 1e-9);
  assert.ok((held?.positionID ?? 0n) > 2n ** 53n);
});

test("positions can be filtered by id, market and profit ratio", () => {
  const bench = new TradeBench();
  const all = bench.positions(GENERAL);
  assert.deepEqual(
    all.map(({ code }) => code),
    ["00700", "AAPL"],
  );
  const none = { codeList: [], idList: [], orderIDExList: [] };
  const ids = [all[1]?.positionID ?? 0n];
  assert.deepEqual(
    bench.positions(GENERAL, { filterConditions: { ...none, idList: ids } }).map(({ code }) => code),
    ["AAPL"],
  );
  assert.deepEqual(
    bench.positions(GENERAL, { filterConditions: { ...none, filterMarket: 1 } }).map(({ code }) => code),
    ["00700"],
  );
  assert.equal(bench.positions(GENERAL, { filterPLRatioMin: 12 }).length, 0);
  assert.equal(bench.positions(GENERAL, { filterPLRatioMax: 12 }).length, 2);
});
