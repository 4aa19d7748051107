"""Pushes as the official SDK received them, and as the gateway streams them: the same form for both."""

import threading
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

import futu_pb2
import futu_pb2_grpc
import grpc
from futu.common import open_context_base
from futu.common.pb import Qot_Common_pb2, Trd_UpdateOrder_pb2

from support.gateway import messages
from support.wire import s2c_elements

FTAPI_HEADER_BYTES = 44
BASIC_QUOTES = 3005
TRADE = {2208, 2218}
NOTICE = 1003
# Pushes of one security and the official message of each.
QUOTES = {
    3007: "Qot_UpdateKL",
    3009: "Qot_UpdateRT",
    3011: "Qot_UpdateTicker",
    3013: "Qot_UpdateOrderBook",
    3015: "Qot_UpdateBroker",
}


class Push(NamedTuple):
    """One push of one key."""

    proto_id: int
    # What has to be the same: all bytes, or of quotes of several securities in one push, those of one.
    bytes: bytes
    # All bytes; None where this is a part of a push.
    whole: bytes | None


def keyed(proto_id: int, body: bytes) -> list[tuple[tuple, Push]]:
    """A push by its key: what it is about, where the order has to be the same."""
    if proto_id == BASIC_QUOTES:
        quotes = s2c_elements(body, 1)
        whole = body if len(quotes) == 1 else None
        securities = [Qot_Common_pb2.BasicQot.FromString(quote).security for quote in quotes]
        return [
            ((proto_id, security.market, security.code), Push(proto_id, quote, whole))
            for security, quote in zip(securities, quotes, strict=True)
        ]
    if proto_id in QUOTES:
        s2c = messages(QUOTES[proto_id]).Response.FromString(body).s2c
        security = s2c.security
        kind = (s2c.klType, s2c.rehabType) if proto_id == 3007 else ()
        return [((proto_id, security.market, security.code, *kind), Push(proto_id, body, body))]
    if proto_id in TRADE:
        # The header is the same field of both. Orders and fills of an account are one order of events.
        account = Trd_UpdateOrder_pb2.Response.FromString(body).s2c.header.accID
        return [(("trade", account), Push(proto_id, body, body))]
    return [((proto_id,), Push(proto_id, body, body))]


class Tap:
    """Pushes by key, in the order in which they came."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_key: defaultdict[tuple, list[Push]] = defaultdict(list)

    def put(self, proto_id: int, body: bytes) -> None:
        with self._lock:
            for key, push in keyed(proto_id, body):
                self._by_key[key].append(push)

    def counts(self) -> dict[tuple, int]:
        with self._lock:
            return {key: len(pushes) for key, pushes in self._by_key.items()}

    def of(self, key: tuple) -> list[Push]:
        with self._lock:
            return list(self._by_key[key])


def tap_sdk(monkeypatch, wanted: Callable[[int], bool], connection_of: Callable[[int], int | None]) -> Tap:
    """Takes the bytes of every push frame right where the SDK cuts frames out of what it received.

    `connection_of` names for a proto_id the connection whose pushes count, where several get the same.
    """
    tap = Tap()
    parse = open_context_base.parse_rsp

    def parse_and_keep(data, conn_id, is_encrypt):
        result = parse(data, conn_id, is_encrypt)
        if result.err == open_context_base.ParseRspErr.OK:
            proto_id = result.head_dict["proto_id"]
            if wanted(proto_id) and connection_of(proto_id) in (None, conn_id):
                tap.put(proto_id, bytes(data[FTAPI_HEADER_BYTES : result.total_len]))
        return result

    monkeypatch.setattr(open_context_base, "parse_rsp", parse_and_keep)
    return tap


class StreamTap(Tap):
    """A SubscribePush stream read by a thread of its own."""

    def __init__(self, address: str, request: futu_pb2.SubscribePushRequest) -> None:
        super().__init__()
        self.sequences: list[int] = []
        self.lost = 0
        self.failure: grpc.RpcError | None = None
        self._accepted = threading.Event()
        self._channel = grpc.insecure_channel(address)
        self._call = futu_pb2_grpc.FutuOpenDStub(self._channel).SubscribePush(request)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def wait_until_accepted(self, timeout_s: float = 15.0) -> None:
        assert self._accepted.wait(timeout_s) and self.failure is None, f"the stream was not accepted: {self.failure}"

    def close(self) -> None:
        self._call.cancel()
        self._thread.join(5)
        self._channel.close()

    def _read(self) -> None:
        try:
            for event in self._call:
                if event.HasField("control"):
                    if event.control.HasField("accepted"):
                        self._accepted.set()
                    continue
                self.sequences.append(event.sequence)
                self.lost += event.conflated + event.dropped
                self.put(event.proto_id, event.body)
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.CANCELLED:
                self.failure = error
            self._accepted.set()
