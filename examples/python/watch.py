"""Watches a few securities, and the orders of all accounts, whatever happens to the connection.

make run PROGRAM=watch.py ARGS="HK.00700 US.AAPL"
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator

import grpc
import Trd_Common_pb2
from futu.service.futu_pb2 import PushFilter
from opend.v1 import account_pb2_grpc, push_pb2_grpc, trade_pb2_grpc

from gateway import DEADLINE_S, METADATA, Failure, channel, run
from pushes import ACCOUNT_LIST, SILENCE_S, Progress, Seen, order_lists, show_event, show_orders

SECURITIES = sys.argv[1:] or ["HK.00700", "US.AAPL"]
BASIC, TICKER = 1, 4  # Qot_Common.SubType


class Watchdog:
    """Cancels a call on which nothing came for `SILENCE_S`."""

    def __init__(self, call: grpc.Call) -> None:
        self.fired = False
        self._call = call
        self._alive = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def feed(self) -> None:
        self._alive.set()

    def _watch(self) -> None:
        while self._alive.wait(SILENCE_S):
            self._alive.clear()
        self.fired = True
        self._call.cancel()


def follow(choose: Callable[[list[Trd_Common_pb2.TrdAcc]], list[PushFilter]]) -> Iterator[Seen]:
    """Events of the filters that `choose` makes of the accounts, without end: a lost stream is opened again."""
    progress = Progress()
    while True:
        watchdog = None
        # A new channel for each try: a dead connection would stay in the old one.
        with channel() as connection:
            try:
                # Each time: what the key may see can have changed.
                account_stub = account_pb2_grpc.AccountStub(connection)
                accounts = account_stub.GetAccList(ACCOUNT_LIST, timeout=DEADLINE_S, metadata=METADATA).accList
                request = progress.request(choose(accounts))
                stream = push_pb2_grpc.PushStub(connection).Watch(request, metadata=METADATA)
                watchdog = Watchdog(stream)
                for event in stream:
                    watchdog.feed()
                    yield Seen(event, accounts, progress.take(event))
                wait_s = progress.ended(None)
            except grpc.RpcError as error:
                wait_s = progress.silent() if watchdog and watchdog.fired else progress.ended(Failure.of(error))
        time.sleep(wait_s)


def read_orders(calls: grpc.Channel, accounts: list[Trd_Common_pb2.TrdAcc]) -> list[Trd_Common_pb2.Order]:
    """All orders of the accounts, which it shows."""
    orders = []
    for request in order_lists(accounts):
        try:
            stub = trade_pb2_grpc.TradeStub(calls)
            listed = stub.GetOrderList(request, timeout=DEADLINE_S, metadata=METADATA).orderList
            orders += listed
        except grpc.RpcError as error:
            listed = Failure.of(error)
        show_orders(request.header, listed)
    return orders


def all_filters(accounts: list[Trd_Common_pb2.TrdAcc]) -> list[PushFilter]:
    return [
        PushFilter(name="quotes", securities=SECURITIES, sub_types=[BASIC, TICKER]),
        PushFilter(name="orders", event_types=["trade"], accounts=[account.accID for account in accounts]),
        PushFilter(name="notices", event_types=["notify"]),
    ]


def main() -> None:
    with channel() as calls:
        for event, accounts, in_doubt in follow(all_filters):
            show_event(event)
            if in_doubt:
                read_orders(calls, accounts)


if __name__ == "__main__":
    run(main)
