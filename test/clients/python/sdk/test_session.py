"""Life of a connection: losing it, coming back, heartbeats, several in one program."""

import hashlib
import threading

import futu
import pytest
from futu import ModifyOrderOp, OpenQuoteContext, SubType, TrdEnv, TrdSide
from futu.common.conn_mng import FutuConnMng
from futu.common.constant import ContextStatus

from support.endpoint import Endpoint
from support.relay import Relay, frame_proto_id
from support.sdk import TRADE_PASSWORD, SdkLog, collect, ok, open_trade, paced, refused, shut
from support.waiting import wait_until

TENCENT = "HK.00700"
# The SDK tries again 6 s after a loss (facts: ftapi-protocol.md 3.3).
RECONNECT_TIMEOUT_S = 25.0


def test_the_mode_is_really_in_use(endpoint: Endpoint, mode: str, encrypted: bool) -> None:
    with Relay(endpoint) as relay:
        context = OpenQuoteContext(relay.host, relay.port)
        try:
            pushes = collect(context, futu.StockQuoteHandlerBase)
            ok(context.subscribe([TENCENT], [SubType.QUOTE]))
            pushes.wait_for(lambda _: True, "a push")
            session = FutuConnMng.get_conn_info(context.get_sync_conn_id())
            assert (session["conn_iv"] is not None) == (mode == "aes-cbc")
        finally:
            shut(context)
        frames = {frame_proto_id(frame): frame for frame in relay.replies}
        for proto_id in (1001, 3001, 3005):
            frame = frames[proto_id]
            assert frame[6] == (1 if mode == "json" else 0), "body format"
            # The digest is over the body before encryption.
            assert (frame[16:36] == hashlib.sha1(frame[44:]).digest()) != encrypted


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
            # Replies come in order, so nothing is in flight after this one: SDK 9.6 never
            # comes back if it loses a connection with a request in flight.
            ok(trade.get_acc_list())
            prices.wait_for(lambda _: True, "a push before the cut")
            registrations = relay.requests.count(2008)
            first_ids = {quotes.get_sync_conn_id(), trade.get_sync_conn_id()}

            relay.cut()
            for context in (quotes, trade):
                wait_until(
                    lambda: (
                        context.status == ContextStatus.READY and context.get_sync_conn_id() not in (first_ids | {0})
                    ),
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
            bid = (float(int(last * 0.8)), 100, TENCENT, TrdSide.BUY)
            placed = ok(paced(lambda: trade.place_order(*bid, trd_env=TrdEnv.SIMULATE)))
            order_id = placed["order_id"].iloc[0]
            orders.wait_for(lambda table: table["order_id"].iloc[0] == order_id, "an order push after the cut")
            ok(paced(lambda: trade.modify_order(ModifyOrderOp.CANCEL, order_id, 0, 0, trd_env=TrdEnv.SIMULATE)))
        finally:
            shut(quotes)
            shut(trade)


@pytest.mark.skips("old", "SDK 9.6 raises a TypeError of its own in its thread then")
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
            shut(context)


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
            shut(context)


def test_heartbeats_are_answered(session_quotes: OpenQuoteContext, sdk_log: SdkLog) -> None:
    """The context has lived since the run began, so little is left to wait."""
    connection = f"Recv: conn={session_quotes.conn_str()} proto=1004 "
    wait_until(lambda: any(connection in text for text in sdk_log.texts()), "a heartbeat was answered", 20.0)
    ok(session_quotes.get_global_state())
