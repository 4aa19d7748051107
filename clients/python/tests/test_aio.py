"""The same with asyncio."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from conftest import SERVE
from support.program import Program

from opend_gateway_client import AsyncClient, Event, GatewayError, GatewayUnavailable, OpenDRefused
from opend_gateway_client.messages import Trd_Common

BUY = {"trdSide": Trd_Common.TrdSide_Buy, "orderType": Trd_Common.OrderType_Normal, "qty": 100, "price": 90.0}


def run(test: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(test, 45))


async def take_until(watch: Any, wanted: Callable[[Event], bool]) -> list[Event]:
    events = []
    async for event in watch:
        events.append(event)
        if wanted(event):
            return events
    raise AssertionError(f"the watch ended: {events}")


def test_calls_run_side_by_side(gateway: str) -> None:
    async def test() -> None:
        async with AsyncClient(gateway) as client:
            answers = await asyncio.gather(*[client.quote.get_basic_qot(["HK.00700", "US.AAPL"]) for _ in range(20)])
            assert all(len(answer.basicQotList) == 2 for answer in answers)
            assert (await client.request(1002)).ret_type == 0
            assert (await client.limits()).open_mode

    run(test())


def test_failures_are_the_same_classes(gateway: str) -> None:
    async def test() -> None:
        async with AsyncClient(gateway) as client:
            with pytest.raises(OpenDRefused) as caught:
                await client.reference.get_plate_security({"market": 1, "code": "nothing"})
            assert caught.value.ret_type == -1
        async with AsyncClient("127.0.0.1:1") as nobody:
            with pytest.raises(GatewayUnavailable):
                await nobody.system.get_global_state()

    run(test())


def test_a_watch_sees_the_order_that_was_placed(gateway: str) -> None:
    async def test() -> None:
        async with AsyncClient(gateway) as client:
            accounts = (await client.account.get_acc_list()).accList
            account = next(each for each in accounts if each.trdEnv == 0 and 1 in each.trdMarketAuthList)
            async with client.watch(securities=["HK.00700"], types=["ticker"], accounts=[account]) as watch:
                await take_until(watch, lambda event: event.kind == "accepted")
                placed = await client.trade.place_order(header=account, code="HK.00700", **BUY)
                await take_until(watch, lambda e: e.kind == "order" and e.update.order.orderID == placed.orderID)
                await take_until(watch, lambda event: event.kind == "ticker")
            assert [event async for event in watch] == []

    run(test())


def test_a_watch_comes_back_and_a_cancelled_task_ends_it(start: Callable[..., Program], simulator: str) -> None:
    program = start(*SERVE, "127.0.0.1:0", "--opend", simulator)
    program.wait_for_event("upstream.available")
    address = program.wait_for_event("gateway.started")["grpc"]

    async def test() -> None:
        async with AsyncClient(address) as client:
            watch = client.watch(notices=True, heartbeat=5)
            await take_until(watch, lambda event: event.kind == "accepted")
            program.kill()
            reopening = (await take_until(watch, lambda event: event.kind == "reopening"))[-1]
            assert isinstance(reopening.update.error, GatewayError)
            again = start(*SERVE, address, "--opend", simulator)
            await take_until(watch, lambda event: event.kind == "accepted")
            task = asyncio.ensure_future(take_until(watch, lambda event: event.kind == "never"))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await asyncio.to_thread(again.stop)

    run(test())


def test_close_ends_a_watch_that_waits(gateway: str) -> None:
    async def test() -> None:
        async with AsyncClient(gateway) as client:
            watch = client.watch(notices=True)
            await take_until(watch, lambda event: event.kind == "accepted")
            asyncio.get_running_loop().call_later(0.2, lambda: asyncio.ensure_future(watch.close()))
            assert [event async for event in watch if not event.is_control] == []

    run(test())
