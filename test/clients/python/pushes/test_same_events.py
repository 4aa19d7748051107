"""What the official SDK gets from OpenD and what the gateway streams are the same events: order and bytes."""

import futu
import futu_pb2
import pytest
from futu import OpenQuoteContext, SubType, SysConfig

from support.endpoint import Endpoint
from support.program import Program
from support.sdk import ok, open_trade, shut
from support.taps import NOTICE, TRADE, Push, StreamTap, tap_sdk
from support.waiting import wait_until

SECURITIES = ["HK.00700", "HK.00005", "HK.09988", "HK.03690"]
KINDS = {
    SubType.QUOTE: 1,
    SubType.ORDER_BOOK: 2,
    SubType.TICKER: 4,
    SubType.RT_DATA: 5,
    SubType.K_DAY: 6,
    SubType.K_1M: 11,
    SubType.BROKER: 14,
}
# Enough of each busy key that a changed order or a lost event would show.
BUSY, MIN_COMMON = 20, 10
MIN_KEYS = 15


def common_run(key: tuple, sdk: list[Push], stream: list[Push]) -> int:
    """How many events both have, one after the other, from where the later one joined to where one was stopped.

    Of quotes the SDK is the later one, and its first event may be its alone:
    OpenD sends to each connection at once what it has in its cache.
    """
    joined = [(first, start) for first in (0, 1) for start in range(len(stream))]
    if key[0] in ("trade", NOTICE):
        joined += [(first, 0) for first in range(2, len(sdk))]
    runs = [list(zip(sdk[first:], stream[start:], strict=False)) for first, start in joined]
    return max((len(run) for run in runs if all(same(*pair) for pair in run)), default=0)


def same(sdk: Push, stream: Push) -> bool:
    return (sdk.proto_id, sdk.bytes) == (stream.proto_id, stream.bytes) and sdk.whole in (None, stream.whole)


@pytest.mark.timeout(60)
def test_sdk_and_stream_show_the_same_events(
    simulator: Program, gateway: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    SysConfig.set_all_thread_daemon(True)
    opend = Endpoint.parse(simulator.wait_for_event("simulator.started")["address"])
    quote_connection: list[int] = []
    pushes = {3005, 3007, 3009, 3011, 3013, 3015, NOTICE, *TRADE}
    sdk = tap_sdk(
        monkeypatch,
        lambda proto_id: proto_id in pushes,
        # Notices go to every connection.
        lambda proto_id: (quote_connection or [-1])[0] if proto_id == NOTICE else None,
    )
    trade = open_trade(opend, "HK")
    quotes = OpenQuoteContext(*opend)
    quote_connection.append(quotes.get_sync_conn_id())
    accounts = [int(account) for account in ok(trade.get_acc_list())["acc_id"]]
    stream = StreamTap(
        gateway.wait_for_event("gateway.started")["grpc"],
        futu_pb2.SubscribePushRequest(
            filters=[
                futu_pb2.PushFilter(securities=SECURITIES, sub_types=list(KINDS.values())),
                futu_pb2.PushFilter(accounts=accounts, event_types=["trade"]),
                futu_pb2.PushFilter(event_types=["notify"]),
            ],
            subscribe=True,
            control_events=True,
        ),
    )
    try:
        stream.wait_until_accepted()
        ok(quotes.subscribe(SECURITIES, list(KINDS)))

        def busy() -> list[tuple]:
            ours, theirs = stream.counts(), sdk.counts()
            keys = [key for key, count in theirs.items() if count >= BUSY and ours.get(key, 0) >= BUSY]
            kinds = {key[0] for key in keys}
            return keys if len(keys) >= MIN_KEYS and {3005, 3011, 3013, "trade", NOTICE} <= kinds else []

        wait_until(busy, "events of all kinds on both sides", 30.0)
        # Both stop in the middle of things; the shorter list of a key decides how much is compared.
        keys = busy()
        assert stream.failure is None
        seen_by_sdk = {key: sdk.of(key) for key in sdk.counts()}
        seen_in_stream = {key: stream.of(key) for key in stream.counts()}
    finally:
        stream.close()
        shut(quotes)
        shut(trade)

    assert stream.lost == 0
    assert stream.sequences == list(range(1, len(stream.sequences) + 1))
    common = {key: common_run(key, seen_by_sdk[key], seen_in_stream[key]) for key in keys}
    assert min(common.values()) >= MIN_COMMON, common
    # Calm keys too, such as broker queues, where both saw more than the first push.
    for key, events in seen_by_sdk.items():
        if len(events) > 2 and len(seen_in_stream.get(key, [])) > 2:
            assert common_run(key, events, seen_in_stream[key]) > 0, key
    print(f"{sum(common.values())} events of {len(common)} keys are the same, {futu.__version__}")
