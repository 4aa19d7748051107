"""Watches a few securities, and the orders of all accounts, through opend-gateway.

    make run ARGS="HK.00700 US.AAPL"

Environment: OPEND_GATEWAY_GRPC (address), OPEND_GATEWAY_TOKEN (a key's token),
HEARTBEAT_MS (5000 to 120000).
"""

import signal
import threading
import time

import futu_pb2
import futu_pb2_grpc
import grpc
import push


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
        while self._alive.wait(push.SILENCE_S):
            self._alive.clear()
        self.fired = True
        self._call.cancel()


def stub(channel: grpc.Channel) -> futu_pb2_grpc.FutuOpenDStub:
    return futu_pb2_grpc.FutuOpenDStub(channel)


def open_channel() -> grpc.Channel:
    return grpc.insecure_channel(push.ADDRESS, options=push.OWN_CONNECTION)


class Gateway:
    """Unary calls, on a channel of their own."""

    def __init__(self) -> None:
        self._stub = stub(open_channel())

    def call(self, request: futu_pb2.FutuRequest) -> futu_pb2.FutuResponse:
        return self._stub.Request(request, timeout=push.CALL_TIMEOUT_S, metadata=push.METADATA)

    def show_orders(self, accounts: list) -> None:
        for request in push.order_lists(accounts):
            try:
                push.show_orders(self.call(request))
            except grpc.RpcError as error:
                push.show("orders", error.code().name, error.details())


def watch() -> None:
    gateway, progress, accounts = Gateway(), push.Progress(), []
    while True:
        watchdog = None
        # A new channel for each try: a dead connection would stay in the old one.
        with open_channel() as channel:
            try:
                accounts = accounts or push.accounts_of(gateway.call(push.ACCOUNT_LIST))
                call = stub(channel).SubscribePush(progress.request(accounts), metadata=push.METADATA)
                watchdog = Watchdog(call)
                for event in call:
                    watchdog.feed()
                    if progress.take(event):
                        gateway.show_orders(accounts)
                wait_s = progress.ended(None)
            except grpc.RpcError as error:
                wait_s = progress.silent() if watchdog and watchdog.fired else progress.ended(error)
        time.sleep(wait_s)


if __name__ == "__main__":
    # The import of futu has put a handler of its own on SIGINT.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        watch()
    except KeyboardInterrupt:
        push.show("stopped")
