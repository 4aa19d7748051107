"""Life of a connection: losing it, coming back, heartbeats, several in one program."""

import threading

import futu
import pytest
from futu import ModifyOrderOp, OpenQuoteContext, OrderStatus, SubType, TrdEnv, TrdSide

from support.endpoint import Endpoint
from support.relay import Relay
from support.sdk import TRADE_PASSWORD, SdkLog, collect, ok, open_trade, refused
from support.waiting import wait_until

TENCENT = "HK.00700"
# The SDK tries again 6 s after a loss (facts: ftapi-protocol.md 3.3).
RECONNECT_TIMEOUT_S = 25.0


@pytest.mark.expects_log(r"Disconnected: .*(RemoteClose|ReadFail)")
@pytest.mark.expects_log(r"Not reconnect: status=")
def test_contexts_come_back_after_a_cut_and_go_on(endpoint: Endpoint) -> None:
    with Relay(endpoint) as relay:
        quotes = OpenQuoteContext(relay.host, relay.port)
        trade = open_trade(Endpoint(relay.host, relay.port), "HK")
        try:
            prices = collect(quotes, futu.StockQuoteHandlerBase)
            orders = collect(trade, futu.TradeOrderHandlerBase)
            ok(quotes.subscribe([TENCENT], [SubType.QUOTE, SubType.K_1M]))
            ok(trade.unlock_trade(TRADE_PASSWORD))
            prices.wait_for(lambda _: True, "a push before the cut")
            registrations = relay.requests.count(2008)
            first_ids = {quotes.get_sync_conn_id(), trade.get_sync_conn_id()}

            relay.cut()
            for context in (quotes, trade):
                wait_until(
                    lambda: context.status == futu.common.constant.ContextStatus.READY
                    and context.get_sync_conn_id() not in (first_ids | {0}),
                    "the context is ready on a new connection",
                    RECONNECT_TIMEOUT_S,
                )
            assert relay.accepted_count == 4

            # The SDK subscribed again by itself.
            arrived = len(prices.items())
            wait_until(lambda: len(prices.items()) > arrived, "a push after the cut")
            ok(quotes.get_stock_quote([TENCENT]))
            assert ok(quotes.query_subscription(is_all_conn=False))["own_used"] == 2

            # And it registered for order pushes again.
            wait_until(lambda: relay.requests.count(2008) > registrations, "the accounts are registered again")
            last = ok(quotes.get_market_snapshot([TENCENT]))["last_price"].iloc[0]
            placed = ok(trade.place_order(float(int(last * 0.8)), 100, TENCENT, TrdSide.BUY, trd_env=TrdEnv.SIMULATE))
            order_id = placed["order_id"].iloc[0]
            orders.wait_for(lambda table: table["order_id"].iloc[0] == order_id, "an order push after the cut")
            ok(trade.modify_order(ModifyOrderOp.CANCEL, order_id, 0, 0, trd_env=TrdEnv.SIMULATE))
        finally:
            quotes.close()
            trade.close()


@pytest.mark.expects_log(r"Disconnected: .*(RemoteClose|ReadFail)")
def test_a_call_in_flight_when_the_connection_is_cut_fails_at_once(endpoint: Endpoint) -> None:
    with Relay(endpoint) as relay:
        context = OpenQuoteContext(relay.host, relay.port)
        try:
            ok(context.get_global_state())
            relay.hold()
            answers: list = []
            asking = threading.Thread(target=lambda: answers.append(context.get_global_state()), daemon=True)
            asking.start()
            wait_until(lambda: relay.requests.count(1002) == 2, "the request left")
            relay.cut()
            asking.join(5)
            assert len(answers) == 1 and refused(answers[0]) != ""
        finally:
            context.close()


def test_five_contexts_of_one_program_share_the_server(endpoint: Endpoint) -> None:
    contexts = [OpenQuoteContext(endpoint.host, endpoint.port) for _ in range(5)]
    try:
        ids = {context.get_sync_conn_id() for context in contexts}
        assert len(ids) == 5 and all(one > 2**32 for one in ids)
        answers: list = []
        threads = [
            threading.Thread(target=lambda context=context: answers.append(context.get_global_state()), daemon=True)
            for context in contexts
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(15)
        assert len(answers) == 20
        for answer in answers:
            ok(answer)
    finally:
        for context in contexts:
            context.close()


def test_heartbeats_are_answered(session_quotes: OpenQuoteContext, sdk_log: SdkLog) -> None:
    """The context has lived since the run began, so little is left to wait."""
    connection = f"Recv: conn={session_quotes.conn_str()} proto=1004 "
    wait_until(lambda: any(connection in text for text in sdk_log.texts()), "a heartbeat was answered", 20.0)
    ok(session_quotes.get_global_state())
