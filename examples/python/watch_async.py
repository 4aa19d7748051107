"""The same as watch.py with asyncio.

make run PROGRAM=watch_async.py ARGS="HK.00700 US.AAPL"
"""

import asyncio
from collections.abc import AsyncIterator, Callable

import grpc
import Trd_Common_pb2
from futu.service.futu_pb2 import PushFilter
from opend.v1 import account_pb2_grpc, push_pb2_grpc, trade_pb2_grpc

from gateway import DEADLINE_S, METADATA, Failure, aio_channel, run_async
from pushes import ACCOUNT_LIST, SILENCE_S, Progress, Seen, order_lists, show_event, show_orders
from watch import all_filters


async def follow(choose: Callable[[list[Trd_Common_pb2.TrdAcc]], list[PushFilter]]) -> AsyncIterator[Seen]:
    """Events of the filters that `choose` makes of the accounts, without end: a lost stream is opened again."""
    progress = Progress()
    while True:
        # A new channel for each try: a dead connection would stay in the old one.
        async with aio_channel() as connection:
            try:
                # Each time: what the key may see can have changed.
                account_stub = account_pb2_grpc.AccountStub(connection)
                listed = await account_stub.GetAccList(ACCOUNT_LIST, timeout=DEADLINE_S, metadata=METADATA)
                request = progress.request(choose(listed.accList))
                stream = push_pb2_grpc.PushStub(connection).Watch(request, metadata=METADATA)
                while True:
                    # Around each read: the watchdog.
                    async with asyncio.timeout(SILENCE_S):
                        event = await stream.read()
                    if event is grpc.aio.EOF:
                        break
                    yield Seen(event, listed.accList, progress.take(event))
                wait_s = progress.ended(None)
            except TimeoutError:
                wait_s = progress.silent()
            except grpc.RpcError as error:
                wait_s = progress.ended(Failure.of(error))
            except asyncio.CancelledError:
                # So grpc.aio also tells that the other side, such as a proxy, cancelled the stream.
                if asyncio.current_task().cancelling():
                    raise
                wait_s = progress.ended(Failure(grpc.StatusCode.CANCELLED, "the stream was cut"))
        await asyncio.sleep(wait_s)


async def read_orders(calls: grpc.aio.Channel, accounts: list[Trd_Common_pb2.TrdAcc]) -> list[Trd_Common_pb2.Order]:
    """All orders of the accounts, which it shows."""
    orders = []
    for request in order_lists(accounts):
        try:
            stub = trade_pb2_grpc.TradeStub(calls)
            listed = (await stub.GetOrderList(request, timeout=DEADLINE_S, metadata=METADATA)).orderList
            orders += listed
        except grpc.RpcError as error:
            listed = Failure.of(error)
        show_orders(request.header, listed)
    return orders


async def main() -> None:
    async with aio_channel() as calls:
        async for event, accounts, in_doubt in follow(all_filters):
            show_event(event)
            if in_doubt:
                await read_orders(calls, accounts)


if __name__ == "__main__":
    run_async(main)
