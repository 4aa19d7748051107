"""The same as order.py with asyncio.

make run PROGRAM=order_async.py ARGS="HK.00700 100 450"
"""

import asyncio
import sys
from contextlib import aclosing

import grpc
from opend.v1 import trade_pb2_grpc

from gateway import DEADLINE_S, aio_channel, run_async
from order import PLACE_CALLS, Order
from pushes import show_event
from watch_async import follow, read_orders


async def place(calls: grpc.aio.Channel, order: Order) -> bool:
    """Places the order. True: it was placed before, and its pushes may be over."""
    for attempt in range(1, PLACE_CALLS + 1):
        try:
            stub = trade_pb2_grpc.TradeStub(calls)
            call = stub.PlaceOrder(order.request, timeout=DEADLINE_S, metadata=order.metadata, wait_for_ready=True)
            answer = await call
            return order.answered(answer.orderID, await call.initial_metadata())
        except grpc.RpcError as error:
            wait_s = order.wait_s(attempt, error)
        await asyncio.sleep(wait_s)


async def main() -> None:
    order = Order(sys.argv[1:])
    async with aio_channel() as calls, aclosing(follow(order.choose)) as events:
        async for event, _, in_doubt in events:
            show_event(event)
            news = [event.order.order] if event.WhichOneof("update") == "order" else []
            if in_doubt and not order.placed:
                # The stream stands, so that no push of the order is missed.
                in_doubt = await place(calls, order)
            if in_doubt:
                news += await read_orders(calls, [order.account])
            if order.learn(news):
                return


if __name__ == "__main__":
    run_async(main)
