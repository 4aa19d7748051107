"""What a program has to know about SubscribePush, whichever way it waits: the request, the position, the ends."""

import os
import pathlib
import random
import sys

import futu_pb2
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

SECURITIES = sys.argv[1:] or ["HK.00700", "US.AAPL"]
ADDRESS = os.environ.get("OPEND_GATEWAY_GRPC", "127.0.0.1:33333")
TOKEN = os.environ.get("OPEND_GATEWAY_TOKEN")
TLS_CA = os.environ.get("TLS_CA")
HEARTBEAT_MS = int(os.environ.get("HEARTBEAT_MS", "15000"))
# No message for two and a half heartbeats: the connection is dead, whatever TCP believes.
SILENCE_S = HEARTBEAT_MS * 2.5 / 1000
METADATA = [("x-client-id", "watch-python")] + ([("authorization", f"Bearer {TOKEN}")] if TOKEN else [])
# By default gRPC gives all channels to one address the same connection. The stream gets one and
# calls another, because some 1,000 calls that are cancelled in quick succession end their HTTP/2
# connection, and every stream on it.
OWN_CONNECTION = [("grpc.use_local_subchannel_pool", 1)]
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


def tls() -> grpc.ChannelCredentials | None:
    """Trusts the authorities in the file; None: in plain text, as gateways on the same machine are served."""
    return grpc.ssl_channel_credentials(pathlib.Path(TLS_CA).read_bytes()) if TLS_CA else None


def show(*words: object) -> None:
    # In one piece: Ctrl-C must not come between the words of a line.
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


class Refused(Exception):
    """OpenD's answer to a call is no."""


class Progress:
    """How far this program is: its place in the gateway's record of trade events and notices, and its luck."""

    def __init__(self) -> None:
        self._position: futu_pb2.PushPosition | None = None
        self._attempts = 0

    def request(self, accounts: list) -> futu_pb2.SubscribePushRequest:
        """Asks for quotes of the securities, and for what happened to the accounts since the last time."""
        return futu_pb2.SubscribePushRequest(
            filters=[
                futu_pb2.PushFilter(name="quotes", securities=SECURITIES, sub_types=[BASIC, TICKER]),
                futu_pb2.PushFilter(name="orders", event_types=["trade"], accounts=[a.accID for a in accounts]),
                futu_pb2.PushFilter(name="notices", event_types=["notify"]),
            ],
            subscribe=True,
            snapshot=True,
            control_events=True,
            heartbeat_interval_ms=HEARTBEAT_MS,
            resume_after=self._position,
        )

    def take(self, event: futu_pb2.PushEvent) -> bool:
        """Notes and shows an event. True: trade events may be missing, so the orders are to be read."""
        control = event.control
        if not event.HasField("control"):
            show_event(event)
            if event.position and self._position:
                self._position.position = event.position
            return False
        kind = control.WhichOneof("event")
        show(kind, " ".join(str(getattr(control, kind)).split()))
        if kind == "heartbeat":
            self._attempts = 0
            if control.heartbeat.HasField("position"):
                self._position = control.heartbeat.position
        if kind == "accepted" and self._position is None:
            newest = control.accepted.resume_window.newest_position
            self._position = futu_pb2.PushPosition(epoch=control.accepted.epoch, position=newest)
            # Pushes flow from here on, so that nothing falls between the orders and them.
            return True
        return kind == "gap" or (kind == "upstream_restored" and control.upstream_restored.possible_gap)

    def silent(self) -> float:
        """Seconds to wait after a stream on which nothing came."""
        return self._wait_s(0.0, f"nothing came for {SILENCE_S:g} s")

    def refused(self, refusal: Refused) -> float:
        """Seconds to wait after a refusal by OpenD of what every try begins with."""
        return self._wait_s(0.0, str(refusal))

    def ended(self, error: grpc.RpcError | None) -> float:
        """Seconds to wait after a stream's end. Raises SystemExit if to come back is no use."""
        if error is None:
            return self._wait_s(0.0, "the gateway ended the stream")
        text, asked_s = error.code().name, 0.0
        status = rpc_status.from_call(error)
        for detail in status.details if status else []:
            info, retry = error_details_pb2.ErrorInfo(), error_details_pb2.RetryInfo()
            if detail.Unpack(info):
                text += f" {info.reason}"
            elif detail.Unpack(retry):
                asked_s = retry.retry_delay.ToTimedelta().total_seconds()
        text += f": {error.details()}"
        if error.code() in FATAL:
            raise SystemExit(text)
        if error.code() == grpc.StatusCode.OUT_OF_RANGE:
            # The record does not go back that far: start anew, from the orders.
            self._position = None
        return self._wait_s(asked_s, text)

    def _wait_s(self, asked_s: float, why: str) -> float:
        # Jitter, so that many clients of one gateway do not come back at the same moment.
        wait_s = asked_s + random.uniform(0, min(BACKOFF_MAX_S, BACKOFF_MIN_S * 2**self._attempts))
        self._attempts += 1
        show("reconnect", f"in {wait_s:.2f} s:", why)
        return wait_s


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


# An empty body stands for the command's defaults.
ACCOUNT_LIST = futu_pb2.FutuRequest(proto_id=2001)


def accounts_of(answer: futu_pb2.FutuResponse) -> list:
    if answer.ret_type != 0:
        raise Refused(f"no account list: {answer.ret_msg}")
    return list(Trd_GetAccList_pb2.Response.FromString(answer.body).s2c.accList)


def order_lists(accounts: list) -> list[futu_pb2.FutuRequest]:
    """Requests for all orders: how a program finds out where it stands when it cannot know all that happened."""
    requests = []
    for account in accounts:
        for market in account.trdMarketAuthList:
            request = Trd_GetOrderList_pb2.Request()
            header = request.c2s.header
            header.trdEnv, header.accID, header.trdMarket = account.trdEnv, account.accID, market
            requests.append(futu_pb2.FutuRequest(proto_id=2201, body=request.SerializeToString()))
    return requests


def show_orders(answer: futu_pb2.FutuResponse) -> None:
    if answer.ret_type != 0:
        show("orders", answer.ret_msg)
        return
    listed = Trd_GetOrderList_pb2.Response.FromString(answer.body).s2c
    account = f"account={listed.header.accID}"
    for order in listed.orderList:
        show("listed", account, f"order={order.orderID} status={order.orderStatus}")
    show("orders", account, f"market={listed.header.trdMarket} count={len(listed.orderList)}")
