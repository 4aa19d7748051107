"""What a program has to know about Push.Watch, whichever way it waits: the request, the position, the ends."""

import os
import sys
from collections.abc import Iterator
from typing import NamedTuple

import grpc
import Trd_Common_pb2
import Trd_GetAccList_pb2
import Trd_GetOrderList_pb2
from futu.service import futu_pb2
from opend.v1 import push_pb2

from gateway import Failure, backoff_s, show

HEARTBEAT_MS = int(os.environ.get("HEARTBEAT_MS", "15000"))
# No message for two and a half heartbeats: the connection is dead, whatever TCP believes.
SILENCE_S = HEARTBEAT_MS * 2.5 / 1000
# To ask again cannot help after these.
FATAL = {
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.PERMISSION_DENIED,
    grpc.StatusCode.UNAUTHENTICATED,
    grpc.StatusCode.UNIMPLEMENTED,
}
# The user's id is of no use any more, but the field is required.
ACCOUNT_LIST = Trd_GetAccList_pb2.C2S(userID=0)


class Seen(NamedTuple):
    event: push_pb2.WatchEvent
    # What the key may see.
    accounts: list[Trd_Common_pb2.TrdAcc]
    # Trade events may have been missed: only the order lists say where the program stands.
    in_doubt: bool


class Progress:
    """How far a program is: its place in the gateway's record of trade events and notices, and its luck."""

    def __init__(self) -> None:
        self._position: futu_pb2.PushPosition | None = None
        self._attempts = 0

    def request(self, filters: list[futu_pb2.PushFilter]) -> push_pb2.WatchRequest:
        """Asks for live events, and for what happened to the accounts since the last time."""
        return push_pb2.WatchRequest(
            filters=filters,
            subscribe=True,
            snapshot=True,
            heartbeat_interval_ms=HEARTBEAT_MS,
            resume_after=self._position,
        )

    def take(self, event: push_pb2.WatchEvent) -> bool:
        """Notes how far an event leads. True: trade events may be missing before it."""
        if event.position and self._position:
            self._position.position = event.position
        control = event.control
        kind = control.WhichOneof("event")
        if kind == "heartbeat":
            self._attempts = 0
            if control.heartbeat.HasField("position"):
                self._position = control.heartbeat.position
        if kind == "accepted" and self._position is None:
            newest = control.accepted.resume_window.newest_position
            self._position = futu_pb2.PushPosition(epoch=control.accepted.epoch, position=newest)
            # Pushes flow from here on, so that nothing falls between the lists and them.
            return True
        return kind == "gap" or (kind == "upstream_restored" and control.upstream_restored.possible_gap)

    def silent(self) -> float:
        """Seconds to wait after a stream on which nothing came."""
        return self._wait_s(f"nothing came for {SILENCE_S:g} s")

    def ended(self, failure: Failure | None) -> float:
        """Seconds to wait after a stream's end. Exits if to come back is no use."""
        if failure is None:
            return self._wait_s("the gateway ended the stream")
        # What OpenD refuses, such as the account list while it logs in, can pass.
        if failure.code in FATAL and not failure.by_opend:
            sys.exit(f"error {failure}")
        if failure.code == grpc.StatusCode.OUT_OF_RANGE:
            # The record does not go back that far: start anew, from the order lists.
            self._position = None
        return self._wait_s(failure)

    def _wait_s(self, why: Failure | str) -> float:
        wait_s = backoff_s(self._attempts, why if isinstance(why, Failure) else None)
        self._attempts += 1
        show("reconnect", f"in {wait_s:.2f} s:", why)
        return wait_s


def show_event(event: push_pb2.WatchEvent) -> None:
    if event.HasField("control"):
        kind = event.control.WhichOneof("event")
        show(kind, " ".join(str(getattr(event.control, kind)).split()))
        return
    marks = [f"sequence={event.sequence}"]
    marks += [f"{name}={getattr(event, name)}" for name in ("position", "conflated", "dropped") if getattr(event, name)]
    marks += [name for name in ("after_gap", "snapshot", "replayed") if getattr(event, name)]
    mark = " ".join(marks)
    match event.WhichOneof("update"):
        case "basic_qot":
            for quote in event.basic_qot.basicQotList:
                show("quote", event.sec_key, mark, f"last={quote.curPrice} volume={quote.volume}")
        case "ticker":
            for tick in event.ticker.tickerList:
                show("tick", event.sec_key, mark, f"tick={tick.sequence} price={tick.price} volume={tick.volume}")
        case "order":
            order = event.order.order
            state = f"order={order.orderID} status={order.orderStatus} filled={order.fillQty}/{order.qty}"
            show("order", f"account={event.acc_id}", mark, state)
        case "order_fill":
            fill = event.order_fill.orderFill
            show("fill", f"account={event.acc_id}", mark, f"order={fill.orderID} price={fill.price} qty={fill.qty}")
        case _:
            show("event", f"proto_id={event.proto_id}", event.sec_key, mark)


def order_lists(accounts: list[Trd_Common_pb2.TrdAcc]) -> Iterator[Trd_GetOrderList_pb2.C2S]:
    """Requests for all orders of the accounts."""
    for account in accounts:
        for market in account.trdMarketAuthList:
            header = Trd_Common_pb2.TrdHeader(trdEnv=account.trdEnv, accID=account.accID, trdMarket=market)
            yield Trd_GetOrderList_pb2.C2S(header=header)


def show_orders(header: Trd_Common_pb2.TrdHeader, listed: list[Trd_Common_pb2.Order] | Failure) -> None:
    of = f"account={header.accID} market={header.trdMarket}"
    if isinstance(listed, Failure):
        show("orders", of, listed)
        return
    for order in listed:
        show("listed", f"account={header.accID}", f"order={order.orderID} status={order.orderStatus}")
    show("orders", of, f"count={len(listed)}")
