"""Trade context: accounts, unlocking, funds, orders and their pushes, positions."""

import futu
import pytest
from futu import ModifyOrderOp, OpenQuoteContext, OrderStatus, OrderType, TrdEnv, TrdSide

from support.endpoint import Endpoint
from support.sdk import TRADE_PASSWORD, collect, ok, open_trade, paced, refused, shut
from support.waiting import Inbox, wait_until

TENCENT = "HK.00700"
APPLE = "US.AAPL"


def far_bid(quotes: OpenQuoteContext, code: str) -> float:
    """A price well under the market, in whole currency units, which every tick size allows."""
    last = ok(quotes.get_market_snapshot([code]))["last_price"].iloc[0]
    return float(int(last * 0.8))


def order(context, order_id: str, env: str = TrdEnv.SIMULATE) -> dict:
    table = ok(context.order_list_query(order_id=order_id, trd_env=env))
    assert list(table["order_id"]) == [order_id]
    return table.to_dict("records")[0]


def place(context, price: float, qty: float, code: str, side: str, env: str = TrdEnv.SIMULATE, **more) -> dict:
    table = ok(paced(lambda: context.place_order(price, qty, code, side, trd_env=env, **more)))
    assert len(table) == 1
    return table.to_dict("records")[0]


def change(context, op: str, order_id: str, qty: float = 0, price: float = 0, **account) -> tuple:
    """Changes or cancels an order, of the simulated account unless said otherwise."""
    return paced(lambda: context.modify_order(op, order_id, qty, price, **(account or {"trd_env": TrdEnv.SIMULATE})))


def pushed(inbox: Inbox, order_id: str, status: str) -> dict:
    """The push that says this order reached this status."""
    table = inbox.wait_for(
        lambda table: table["order_id"].iloc[0] == order_id and table["order_status"].iloc[0] == status,
        f"a push that order {order_id} is {status}",
    )
    return table.to_dict("records")[0]


def held(context, code: str, env: str) -> float:
    table = ok(context.position_list_query(code=code, trd_env=env))
    return float(table["qty"].sum())


def test_accounts_of_both_kinds_are_listed(trade_hk, trade_us) -> None:
    for context, market in ((trade_hk, "HK"), (trade_us, "US")):
        accounts = ok(context.get_acc_list())
        assert set(accounts["trd_env"]) == {TrdEnv.REAL, TrdEnv.SIMULATE}
        assert accounts["acc_id"].is_unique
        assert all(market in markets for markets in accounts["trdmarket_auth"])
        assert set(accounts["acc_status"]) == {"ACTIVE"}


@pytest.mark.parametrize("env", [TrdEnv.SIMULATE, TrdEnv.REAL])
def test_funds_are_consistent(trade_hk, env: str) -> None:
    funds = ok(trade_hk.accinfo_query(trd_env=env)).to_dict("records")[0]
    assert funds["total_assets"] == pytest.approx(funds["cash"] + funds["market_val"], rel=1e-3)
    assert funds["power"] > 0


def test_limit_order_lives_from_placing_to_cancelling(trade_hk, quotes: OpenQuoteContext) -> None:
    pushes = collect(trade_hk, futu.TradeOrderHandlerBase)
    price = far_bid(quotes, TENCENT)
    placed = place(trade_hk, price, 200, TENCENT, TrdSide.BUY, remark="resting")
    order_id = placed["order_id"]
    assert (placed["code"], placed["qty"], placed["price"]) == (TENCENT, 200, price)
    submitted = pushed(pushes, order_id, OrderStatus.SUBMITTED)
    assert submitted["code"] == TENCENT
    assert order(trade_hk, order_id)["order_status"] == OrderStatus.SUBMITTED
    assert order(trade_hk, order_id)["remark"] == "resting"

    ok(change(trade_hk, ModifyOrderOp.NORMAL, order_id, 300, price - 1))
    pushes.wait_for(
        lambda table: table["order_id"].iloc[0] == order_id and table["qty"].iloc[0] == 300,
        "a push of the new quantity",
    )
    changed = order(trade_hk, order_id)
    assert (changed["qty"], changed["price"], changed["dealt_qty"]) == (300, price - 1, 0)

    ok(change(trade_hk, ModifyOrderOp.CANCEL, order_id))
    pushed(pushes, order_id, OrderStatus.CANCELLED_ALL)
    assert order(trade_hk, order_id)["order_status"] == OrderStatus.CANCELLED_ALL
    assert refused(change(trade_hk, ModifyOrderOp.CANCEL, order_id)) != ""


def test_market_order_fills_and_makes_a_position(trade_us) -> None:
    pushes = collect(trade_us, futu.TradeOrderHandlerBase)
    before = held(trade_us, APPLE, TrdEnv.SIMULATE)
    order_id = place(trade_us, 0, 10, APPLE, TrdSide.BUY, order_type=OrderType.MARKET)["order_id"]
    filled = pushed(pushes, order_id, OrderStatus.FILLED_ALL)
    assert (filled["dealt_qty"], filled["qty"]) == (10, 10)
    assert filled["dealt_avg_price"] > 0
    assert held(trade_us, APPLE, TrdEnv.SIMULATE) == before + 10
    history = ok(trade_us.order_list_query(trd_env=TrdEnv.SIMULATE))
    assert order_id in list(history["order_id"])


def test_account_of_several_markets_takes_orders_of_each(trade_us, quotes: OpenQuoteContext) -> None:
    """To change an order the SDK names the first market of the account, which need not be the order's."""
    ok(trade_us.unlock_trade(TRADE_PASSWORD))
    accounts = ok(trade_us.get_acc_list()).to_dict("records")
    general = next(a for a in accounts if a["trd_env"] == TrdEnv.REAL and len(a["trdmarket_auth"]) > 1)
    assert general["trdmarket_auth"][0] != "US"
    account = {"trd_env": TrdEnv.REAL, "acc_id": general["acc_id"]}

    def state(order_id: str) -> dict:
        return ok(trade_us.order_list_query(order_id=order_id, **account)).to_dict("records")[0]

    price = far_bid(quotes, APPLE)
    order_id = ok(paced(lambda: trade_us.place_order(price, 5, APPLE, TrdSide.BUY, **account)))["order_id"].iloc[0]
    ok(change(trade_us, ModifyOrderOp.NORMAL, order_id, 7, price, **account))
    assert state(order_id)["qty"] == 7
    ok(change(trade_us, ModifyOrderOp.CANCEL, order_id, **account))
    wait_until(lambda: state(order_id)["order_status"] == OrderStatus.CANCELLED_ALL, "the order is cancelled")


def test_order_beyond_the_cash_is_refused(trade_hk, quotes: OpenQuoteContext) -> None:
    price = far_bid(quotes, TENCENT)
    answer = paced(lambda: trade_hk.place_order(price, 100_000_000, TENCENT, TrdSide.BUY, trd_env=TrdEnv.SIMULATE))
    assert refused(answer) != ""


def test_simulated_account_has_no_fills_to_query(trade_hk) -> None:
    assert refused(trade_hk.deal_list_query(trd_env=TrdEnv.SIMULATE)) != ""


def test_real_trading_needs_the_password(endpoint: Endpoint, quotes: OpenQuoteContext) -> None:
    context = open_trade(endpoint, "HK")
    try:
        ok(context.unlock_trade(is_unlock=False))
        price = far_bid(quotes, TENCENT)

        def bid() -> tuple:
            return paced(lambda: context.place_order(price, 100, TENCENT, TrdSide.BUY, trd_env=TrdEnv.REAL))

        assert "解锁" in refused(bid())
        assert refused(context.unlock_trade("not the password")) != ""
        assert "解锁" in refused(bid())

        ok(context.unlock_trade(TRADE_PASSWORD))
        orders = collect(context, futu.TradeOrderHandlerBase)
        order_id = place(context, price, 100, TENCENT, TrdSide.BUY, TrdEnv.REAL)["order_id"]
        second_id = place(context, price - 1, 100, TENCENT, TrdSide.BUY, TrdEnv.REAL)["order_id"]
        ok(paced(lambda: context.cancel_all_order(trd_env=TrdEnv.REAL)))
        for one in (order_id, second_id):
            pushed(orders, one, OrderStatus.CANCELLED_ALL)
    finally:
        shut(context)


def test_real_fill_is_pushed_listed_and_held(trade_hk) -> None:
    ok(trade_hk.unlock_trade(TRADE_PASSWORD))
    orders = collect(trade_hk, futu.TradeOrderHandlerBase)
    deals = collect(trade_hk, futu.TradeDealHandlerBase)
    before = held(trade_hk, TENCENT, TrdEnv.REAL)
    order_id = place(trade_hk, 0, 100, TENCENT, TrdSide.BUY, TrdEnv.REAL, order_type=OrderType.MARKET)["order_id"]
    pushed(orders, order_id, OrderStatus.FILLED_ALL)
    deals.wait_for(lambda table: table["order_id"].iloc[0] == order_id, "a push of the fill")
    listed = ok(trade_hk.deal_list_query(trd_env=TrdEnv.REAL))
    own = listed[listed["order_id"] == order_id]
    assert own["qty"].sum() == 100 and (own["price"] > 0).all()
    assert held(trade_hk, TENCENT, TrdEnv.REAL) == before + 100
    fees = ok(trade_hk.order_fee_query([order_id], trd_env=TrdEnv.REAL))
    assert fees["fee_amount"].iloc[0] > 0


def test_order_push_reaches_every_context_of_the_account(
    endpoint: Endpoint, trade_hk, quotes: OpenQuoteContext
) -> None:
    watcher = open_trade(endpoint, "HK")
    try:
        ok(watcher.get_acc_list())
        seen = collect(watcher, futu.TradeOrderHandlerBase)
        order_id = place(trade_hk, far_bid(quotes, TENCENT), 100, TENCENT, TrdSide.BUY)["order_id"]
        pushed(seen, order_id, OrderStatus.SUBMITTED)
        # The second program may end what the first began.
        ok(change(watcher, ModifyOrderOp.CANCEL, order_id))
        pushed(seen, order_id, OrderStatus.CANCELLED_ALL)
    finally:
        shut(watcher)


@pytest.mark.skips("old", "SDK 9.6 has no combination orders")
def test_combination_order_fills_in_both_legs(trade_us, quotes: OpenQuoteContext) -> None:
    ok(trade_us.unlock_trade(TRADE_PASSWORD))
    expiry = ok(quotes.get_option_expiration_date(APPLE))["strike_time"].iloc[1]
    chain = ok(quotes.get_option_chain(APPLE, start=expiry, end=expiry))
    strike = chain["strike_price"].sort_values().iloc[len(chain) // 2]
    straddle = list(chain[chain["strike_price"] == strike]["code"])
    assert len(straddle) == 2
    legs = []
    for code in straddle:
        leg = futu.ComboLeg()
        leg.code, leg.trd_side, leg.qty_ratio = code, TrdSide.BUY, 1
        legs.append(leg)
    asked = ok(quotes.get_market_snapshot(straddle))["ask_price"].sum()
    # Well above the market, so that a move of the price cannot leave it resting.
    answer = paced(lambda: trade_us.place_combo_order(legs, round(asked * 1.5, 2), 2, trd_env=TrdEnv.REAL))
    order_id = ok(answer)["order_id"].iloc[0]

    def filled() -> dict:
        row = order(trade_us, order_id, TrdEnv.REAL)
        return row if row["order_status"] == OrderStatus.FILLED_ALL else {}

    row = wait_until(filled, "both legs are filled")
    assert {leg.code for leg in row["combo_legs"]} == set(straddle)
    assert [held(trade_us, code, TrdEnv.REAL) for code in straddle] == [2, 2]
