"""The quote calls beside the main ones: the SDK has to decode every answer."""

from datetime import date, timedelta

import futu
import pytest
from futu import Market, OpenQuoteContext

from support.sdk import ok

TENCENT = "HK.00700"
APPLE = "US.AAPL"


def test_capital_flow_and_distribution(quotes: OpenQuoteContext) -> None:
    assert len(ok(quotes.get_capital_flow(TENCENT))) > 0
    assert len(ok(quotes.get_capital_distribution(TENCENT))) == 1


def test_option_chain_hangs_together(quotes: OpenQuoteContext) -> None:
    expiries = ok(quotes.get_option_expiration_date(TENCENT))
    day = expiries["strike_time"].iloc[0]
    chain = ok(quotes.get_option_chain(TENCENT, start=day, end=day))
    assert set(chain["option_type"]) == {"CALL", "PUT"}
    assert set(chain["strike_time"]) == {day}
    assert set(chain["stock_owner"]) == {TENCENT}
    # What the chain lists can be asked for like any other security.
    code = chain["code"].iloc[0]
    assert ok(quotes.get_market_snapshot([code]))["option_valid"].iloc[0]
    assert list(ok(quotes.get_stock_basicinfo(Market.HK, futu.SecurityType.DRVT, [code]))["code"]) == [code]


def test_plates_of_a_security_hold_it(quotes: OpenQuoteContext) -> None:
    plates = ok(quotes.get_owner_plate([TENCENT]))
    assert set(plates["code"]) == {TENCENT}
    assert TENCENT in list(ok(quotes.get_plate_stock(plates["plate_code"].iloc[0]))["code"])


def test_warrants_of_a_security(quotes: OpenQuoteContext) -> None:
    request = futu.WarrantRequest()
    request.sort_field = futu.SortField.CODE
    warrants, last_page, count = ok(quotes.get_warrant(TENCENT, request))
    assert len(warrants) == count > 0 and last_page
    assert set(warrants["stock_owner"]) == {TENCENT}
    listed = ok(quotes.get_referencestock_list(TENCENT, futu.SecurityReferenceType.WARRANT))
    assert set(warrants["stock"]) <= set(listed["code"])


def test_rehabilitation_and_its_dates(quotes: OpenQuoteContext) -> None:
    table = ok(quotes.get_rehab(TENCENT))
    assert len(table) > 0
    days = list(table["ex_div_date"])
    assert days == sorted(set(days), reverse=days[0] > days[-1])


def test_filter_returns_what_was_asked(quotes: OpenQuoteContext) -> None:
    wanted = futu.SimpleFilter()
    wanted.stock_field = futu.StockField.CUR_PRICE
    wanted.filter_min, wanted.filter_max = 50, 200
    wanted.is_no_filter = False
    last_page, count, rows = ok(quotes.get_stock_filter(Market.HK, [wanted]))
    assert len(rows) == count > 0 and last_page
    assert all(50 <= row[wanted] <= 200 for row in rows)


def test_future_info(quotes: OpenQuoteContext) -> None:
    table = ok(quotes.get_future_info(["HK.HSImain"]))
    assert list(table["code"]) == ["HK.HSImain"]


def test_listings_to_come(quotes: OpenQuoteContext) -> None:
    for market in (Market.HK, Market.US, Market.SH):
        ok(quotes.get_ipo_list(market))


def test_history_quota_counts_the_securities_asked_for(quotes: OpenQuoteContext) -> None:
    ok(quotes.request_history_kline(APPLE, start="2024-01-02", end="2024-01-05"))
    used, remain, details = ok(quotes.get_history_kl_quota(get_detail=True))
    assert used > 0 and remain > 0
    assert APPLE in [row["code"] for row in details]


def test_watch_lists(quotes: OpenQuoteContext) -> None:
    groups = ok(quotes.get_user_security_group(futu.UserSecurityGroupType.CUSTOM))
    name = groups["group_name"].iloc[0]
    ok(quotes.modify_user_security(name, futu.ModifyUserSecurityOp.ADD, ["HK.00005"]))
    assert "HK.00005" in list(ok(quotes.get_user_security(name))["code"])
    ok(quotes.modify_user_security(name, futu.ModifyUserSecurityOp.MOVE_OUT, ["HK.00005"]))
    assert "HK.00005" not in list(ok(quotes.get_user_security(name))["code"])


def test_price_reminder_is_kept_until_it_is_deleted(quotes: OpenQuoteContext) -> None:
    key = ok(
        quotes.set_price_reminder(
            TENCENT,
            futu.SetPriceReminderOp.ADD,
            reminder_type=futu.PriceReminderType.PRICE_UP,
            reminder_freq=futu.PriceReminderFreq.ALWAYS,
            value=9000,
            note="far away",
        )
    )
    assert key in list(ok(quotes.get_price_reminder(TENCENT))["key"])
    ok(quotes.set_price_reminder(TENCENT, futu.SetPriceReminderOp.DEL, key=key))
    assert key not in list(ok(quotes.get_price_reminder(TENCENT))["key"])


def test_user_info_and_statistics(quotes: OpenQuoteContext) -> None:
    assert ok(quotes.get_user_info())["user_id"]
    ok(quotes.get_delay_statistics([futu.DelayStatisticsType.REQ_REPLY], futu.QotPushStage.SR2_SS, [50, 100]))


def test_candles_of_other_lengths(quotes: OpenQuoteContext) -> None:
    today = date.today()
    spans = {futu.KLType.K_5M: 5, futu.KLType.K_60M: 10, futu.KLType.K_WEEK: 60, futu.KLType.K_MON: 120}
    for kind, days in spans.items():
        start = (today - timedelta(days=days)).isoformat()
        bars, _ = ok(quotes.request_history_kline(APPLE, start=start, end=today.isoformat(), ktype=kind))
        times = list(bars["time_key"])
        assert times and times == sorted(set(times)), kind


SAMPLED = (
    "get_company_profile",
    "get_company_executives",
    "get_corporate_actions_dividends",
    "get_daily_short_volume",
    "get_financials_statements",
    "get_insider_trade_list",
    "get_option_volatility",
    "get_research_analyst_consensus",
    "get_shareholders_overview",
    "get_short_interest",
    "get_top_ten_buy_sell_brokers",
    "get_valuation_detail",
)


@pytest.mark.skips("old", "SDK 9.6 does not know these commands")
@pytest.mark.parametrize("method", SAMPLED)
def test_sample_answers_can_be_decoded(quotes: OpenQuoteContext, method: str) -> None:
    """Commands that the simulator answers from their schema alone."""
    ok(getattr(quotes, method)(TENCENT))
