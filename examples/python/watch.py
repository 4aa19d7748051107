"""Watches a few securities, and the orders of all accounts, through opend-gateway.

    make run ARGS="HK.00700 US.AAPL"

Environment: OPEND_GATEWAY_GRPC (address), OPEND_GATEWAY_TOKEN (a key's token), TLS_CA (file with
authorities to trust), HEARTBEAT_MS (5000 to 120000).
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
    tls = push.tls()
    if tls is None:
        return grpc.insecure_channel(push.ADDRESS, options=push.OWN_CONNECTION)
    return grpc.secure_channel(push.ADDRESS, tls, options=push.OWN_CONNECTION)


def call(channel: grpc.Channel, request: futu_pb2.FutuRequest) -> futu_pb2.FutuResponse:
    return stub(channel).Request(request, timeout=push.CALL_TIMEOUT_S, metadata=push.METADATA)


def show_orders(channel: grpc.Channel, accounts: list) -> None:
    for request in push.order_lists(accounts):
        try:
            push.show_orders(call(channel, request))
        except grpc.RpcError as error:
            push.show("orders", error.code().name, error.details())


def watch() -> None:
    calls, progress = open_channel(), push.Progress()
    while True:
        watchdog = None
        # A new channel for each try: a dead connection would stay in the old one.
        with open_channel() as channel:
            try:
                # Each time: what the key may see can have changed.
                accounts = push.accounts_of(call(channel, push.ACCOUNT_LIST))
                stream = stub(channel).SubscribePush(progress.request(accounts), metadata=push.METADATA)
                watchdog = Watchdog(stream)
                for event in stream:
                    watchdog.feed()
                    if progress.take(event):
                        show_orders(calls, accounts)
                wait_s = progress.ended(None)
            except push.Refused as refusal:
                wait_s = progress.refused(refusal)
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
