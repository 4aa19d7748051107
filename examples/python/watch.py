"""Watches a few securities, and the orders of all accounts, through opend-gateway.

    python watch.py HK.00700 US.AAPL

Environment: OPEND_GATEWAY_GRPC (address), OPEND_GATEWAY_TOKEN (a key's token),
HEARTBEAT_MS (5000 to 120000).
"""

import os
import random
import signal
import sys
import threading
import time

import futu_pb2
import futu_pb2_grpc
import grpc
from futu.common.pb import (
    Qot_UpdateBasicQot_pb2,
    Qot_UpdateTicker_pb2,
    Trd_GetAccList_pb2,
    Trd_GetOrderList_pb2,
    Trd_UpdateOrder_pb2,
    Trd_UpdateOrderFill_pb2,
)
from google.rpc import error_details_pb2
from grpc_status import rpc_status

ADDRESS = os.environ.get("OPEND_GATEWAY_GRPC", "127.0.0.1:33333")
TOKEN = os.environ.get("OPEND_GATEWAY_TOKEN")
HEARTBEAT_MS = int(os.environ.get("HEARTBEAT_MS", "15000"))
# No message for two and a half heartbeats: the connection is dead, whatever TCP believes.
SILENCE_S = HEARTBEAT_MS * 2.5 / 1000
METADATA = [("x-client-id", "watch-python")] + ([("authorization", f"Bearer {TOKEN}")] if TOKEN else [])
CALL_TIMEOUT_S = 10
BACKOFF_MIN_S, BACKOFF_MAX_S = 0.5, 30
BASIC, TICKER = 1, 4  # Qot_Common.SubType
# To ask again cannot help after these.
FATAL = {
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.PERMISSION_DENIED,
    grpc.StatusCode.UNAUTHENTICATED,
    grpc.StatusCode.UNIMPLEMENTED,
}


def show(*words: object) -> None:
    print(*words, flush=True)


def open_channel() -> grpc.Channel:
    """A channel with a connection of its own: by default gRPC gives all channels to one address the same.

    The stream gets one and calls another, because some 1,000 calls that are cancelled
    in quick succession end their HTTP/2 connection, and every stream on it.
    """
    return grpc.insecure_channel(ADDRESS, options=[("grpc.use_local_subchannel_pool", 1)])


class Orders:
    """Accounts and their orders, read with unary calls."""

    def __init__(self) -> None:
        self._stub = futu_pb2_grpc.FutuOpenDStub(open_channel())
        self._accounts: list = []

    def accounts(self) -> list:
        """All trading accounts of the login; asked for once."""
        if not self._accounts:
            # An empty body stands for the command's defaults.
            answer = self._request(2001, b"")
            if answer.ret_type != 0:
                raise SystemExit(f"no account list: {answer.ret_msg}")
            self._accounts = list(Trd_GetAccList_pb2.Response.FromString(answer.body).s2c.accList)
        return self._accounts

    def show_all(self) -> None:
        """What a program does to know where it stands when it cannot know all that happened."""
        for account in self.accounts():
            for market in account.trdMarketAuthList:
                request = Trd_GetOrderList_pb2.Request()
                header = request.c2s.header
                header.trdEnv, header.accID, header.trdMarket = account.trdEnv, account.accID, market
                try:
                    answer = self._request(2201, request.SerializeToString())
                except grpc.RpcError as error:
                    show("orders", f"account={account.accID} market={market}", error.code().name, error.details())
                    continue
                if answer.ret_type != 0:
                    show("orders", f"account={account.accID} market={market}", answer.ret_msg)
                    continue
                orders = Trd_GetOrderList_pb2.Response.FromString(answer.body).s2c.orderList
                for order in orders:
                    show("listed", f"account={account.accID} order={order.orderID} status={order.orderStatus}")
                show("orders", f"account={account.accID} market={market} count={len(orders)}")

    def _request(self, proto_id: int, body: bytes) -> futu_pb2.FutuResponse:
        request = futu_pb2.FutuRequest(proto_id=proto_id, body=body)
        return self._stub.Request(request, timeout=CALL_TIMEOUT_S, metadata=METADATA)


class Position:
    """Where this program is in the gateway's record of trade events and notices."""

    def __init__(self) -> None:
        self.known: futu_pb2.PushPosition | None = None

    def accepted(self, accepted: futu_pb2.PushAccepted) -> None:
        if self.known is None:
            newest = accepted.resume_window.newest_position
            self.known = futu_pb2.PushPosition(epoch=accepted.epoch, position=newest)

    def moved(self, event: futu_pb2.PushEvent) -> None:
        if event.position and self.known is not None:
            self.known.position = event.position
        elif event.control.HasField("heartbeat") and event.control.heartbeat.HasField("position"):
            self.known = event.control.heartbeat.position


def subscription(securities: list[str], accounts: list, position: Position) -> futu_pb2.SubscribePushRequest:
    return futu_pb2.SubscribePushRequest(
        filters=[
            futu_pb2.PushFilter(name="quotes", securities=securities, sub_types=[BASIC, TICKER]),
            futu_pb2.PushFilter(name="orders", event_types=["trade"], accounts=[a.accID for a in accounts]),
            futu_pb2.PushFilter(name="notices", event_types=["notify"]),
        ],
        subscribe=True,
        snapshot=True,
        control_events=True,
        heartbeat_interval_ms=HEARTBEAT_MS,
        resume_after=position.known,
    )


def show_event(event: futu_pb2.PushEvent) -> None:
    marks = [f"sequence={event.sequence}"]
    marks += [f"{name}={getattr(event, name)}" for name in ("position", "conflated", "dropped") if getattr(event, name)]
    marks += [name for name in ("after_gap", "snapshot", "replayed") if getattr(event, name)]
    mark = " ".join(marks)
    match event.proto_id:
        case 3005:
            for quote in Qot_UpdateBasicQot_pb2.Response.FromString(event.body).s2c.basicQotList:
                show("quote", event.sec_key, mark, f"last={quote.curPrice} volume={quote.volume}")
        case 3011:
            for tick in Qot_UpdateTicker_pb2.Response.FromString(event.body).s2c.tickerList:
                show("tick", event.sec_key, mark, f"tick={tick.sequence} price={tick.price} volume={tick.volume}")
        case 2208:
            order = Trd_UpdateOrder_pb2.Response.FromString(event.body).s2c.order
            state = f"order={order.orderID} status={order.orderStatus} filled={order.fillQty}/{order.qty}"
            show("order", f"account={event.acc_id}", mark, state)
        case 2218:
            fill = Trd_UpdateOrderFill_pb2.Response.FromString(event.body).s2c.orderFill
            show("fill", f"account={event.acc_id}", mark, f"order={fill.orderID} price={fill.price} qty={fill.qty}")
        case _:
            show("event", f"proto_id={event.proto_id}", event.sec_key, mark)


def show_control(control: futu_pb2.PushControl) -> None:
    kind = control.WhichOneof("event")
    show(kind, " ".join(str(getattr(control, kind)).split()))


def events_may_be_missing(control: futu_pb2.PushControl) -> bool:
    return control.HasField("gap") or (control.HasField("upstream_restored") and control.upstream_restored.possible_gap)


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


def why(error: grpc.RpcError) -> tuple[str, float]:
    """The gateway's reason for a status, and the seconds it wants to be left alone for."""
    reason, wait_s = error.code().name, 0.0
    status = rpc_status.from_call(error)
    for detail in status.details if status else []:
        info, retry = error_details_pb2.ErrorInfo(), error_details_pb2.RetryInfo()
        if detail.Unpack(info):
            reason += f" {info.reason}"
        elif detail.Unpack(retry):
            wait_s = retry.retry_delay.ToTimedelta().total_seconds()
    return f"{reason}: {error.details()}", wait_s


def watch(securities: list[str]) -> None:
    orders, position, attempts = Orders(), Position(), 0
    while True:
        watchdog = None
        # A new channel for each try: a dead connection would stay in the old one.
        with open_channel() as channel:
            try:
                request = subscription(securities, orders.accounts(), position)
                call = futu_pb2_grpc.FutuOpenDStub(channel).SubscribePush(request, metadata=METADATA)
                watchdog = Watchdog(call)
                for event in call:
                    watchdog.feed()
                    if event.HasField("control"):
                        show_control(event.control)
                        if event.control.HasField("accepted"):
                            # Pushes flow from here on, so that nothing falls between the lists and them.
                            if position.known is None:
                                orders.show_all()
                            position.accepted(event.control.accepted)
                        elif event.control.HasField("heartbeat"):
                            attempts = 0
                        elif events_may_be_missing(event.control):
                            orders.show_all()
                    else:
                        show_event(event)
                    position.moved(event)
                text, wait_s = "the gateway ended the stream", 0.0
            except grpc.RpcError as error:
                text, wait_s = why(error)
                if watchdog and watchdog.fired:
                    text = f"nothing came for {SILENCE_S:g} s"
                elif error.code() in FATAL:
                    raise SystemExit(text) from None
                elif error.code() == grpc.StatusCode.OUT_OF_RANGE:
                    # The record no longer goes back that far: start anew from the order lists.
                    position.known = None
        # Jitter, so that many clients of one gateway do not come back at the same moment.
        wait_s += random.uniform(0, min(BACKOFF_MAX_S, BACKOFF_MIN_S * 2**attempts))
        attempts += 1
        show("reconnect", f"in {wait_s:.2f} s:", text)
        time.sleep(wait_s)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        watch(sys.argv[1:] or ["HK.00700", "US.AAPL"])
    except KeyboardInterrupt:
        show("stopped")
