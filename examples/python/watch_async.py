"""The same as watch.py with asyncio.

make run PROGRAM=watch_async.py ARGS="HK.00700 US.AAPL"
"""

import asyncio
import signal

import futu_pb2
import futu_pb2_grpc
import grpc
import push


def open_channel() -> grpc.aio.Channel:
    tls = push.tls()
    if tls is None:
        return grpc.aio.insecure_channel(push.ADDRESS, options=push.OWN_CONNECTION)
    return grpc.aio.secure_channel(push.ADDRESS, tls, options=push.OWN_CONNECTION)


def stub(channel: grpc.aio.Channel) -> futu_pb2_grpc.FutuOpenDStub:
    return futu_pb2_grpc.FutuOpenDStub(channel)


async def call(channel: grpc.aio.Channel, request: futu_pb2.FutuRequest) -> futu_pb2.FutuResponse:
    return await stub(channel).Request(request, timeout=push.CALL_TIMEOUT_S, metadata=push.METADATA)


async def show_orders(channel: grpc.aio.Channel, accounts: list) -> None:
    for request in push.order_lists(accounts):
        try:
            push.show_orders(await call(channel, request))
        except grpc.RpcError as error:
            push.show("orders", error.code().name, error.details())


async def watch() -> None:
    stopping, task = asyncio.Event(), asyncio.current_task()

    def stop() -> None:
        stopping.set()
        task.cancel()

    # The import of futu has put a handler of its own on SIGINT.
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    calls, progress = open_channel(), push.Progress()
    while True:
        # A new channel for each try: a dead connection would stay in the old one.
        async with open_channel() as channel:
            try:
                # Each time: what the key may see can have changed.
                accounts = push.accounts_of(await call(channel, push.ACCOUNT_LIST))
                stream = stub(channel).SubscribePush(progress.request(accounts), metadata=push.METADATA)
                # The timeout is around each read: the watchdog.
                while event := await asyncio.wait_for(stream.read(), push.SILENCE_S):
                    # Before Python 3.12 wait_for forgets a cancellation that comes together with an event.
                    if stopping.is_set():
                        raise asyncio.CancelledError
                    if progress.take(event):
                        await show_orders(calls, accounts)
                wait_s = progress.ended(None)
            except push.Refused as refusal:
                wait_s = progress.refused(refusal)
            except TimeoutError:
                wait_s = progress.silent()
            except grpc.RpcError as error:
                wait_s = progress.ended(error)
        await asyncio.sleep(wait_s)


if __name__ == "__main__":
    try:
        asyncio.run(watch())
    except asyncio.CancelledError:
        push.show("stopped")
