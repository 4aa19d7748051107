"""Orders: one key for each, placed once whatever happens to the answer."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from conftest import SERVE
from support.endpoint import Endpoint
from support.limits import ORDER_GAP
from support.program import Program
from support.relay import Relay
from support.waiting import wait_until

from opend_gateway_client import BadRequest, Client, GatewayError, OpenDRefused, OutcomeUnknown
from opend_gateway_client.messages import Trd_Common

BUY = {"trdSide": Trd_Common.TrdSide_Buy, "orderType": Trd_Common.OrderType_Normal, "qty": 100, "price": 100.0}


def place(client: Client, account: Any, **more: Any) -> Any:
    """Past OpenD's least gap of 20 to 40 ms between two orders, each try with its own key."""

    def attempt() -> Any:
        try:
            return client.trade.place_order(header=account, code="HK.00700", **{**BUY, **more})
        except GatewayError as error:
            if ORDER_GAP not in error.message:
                raise
            return None

    return wait_until(attempt, "the gap between two orders is over")


def orders(client: Client, account: Any) -> dict[int, Any]:
    header = {"trdEnv": 0, "accID": account.accID, "trdMarket": 1}
    return {each.orderID: each for each in client.trade.get_order_list(header=header, refreshCache=True).orderList}


def test_each_call_is_an_order_of_its_own(client: Client, account: Any) -> None:
    first, second = place(client, account).orderID, place(client, account).orderID
    assert first != second
    assert {first, second} <= set(orders(client, account))


def test_the_same_key_is_the_same_order(client: Client, account: Any) -> None:
    before = len(orders(client, account))
    key = f"test-{before}-same"
    first = place(client, account, idempotency_key=key)
    again = client.trade.place_order(header=account, code="HK.00700", idempotency_key=key, **BUY)
    assert first.orderID == again.orderID
    assert len(orders(client, account)) == before + 1
    with pytest.raises(BadRequest) as caught:
        client.trade.place_order(header=account, code="HK.00700", idempotency_key=key, **{**BUY, "qty": 200})
    assert caught.value.reason == "IDEMPOTENCY_CONFLICT"
    assert caught.value.idempotency_key == key


def test_an_order_is_changed_and_cancelled(client: Client, account: Any) -> None:
    placed = place(client, account)
    header = {"trdEnv": 0, "accID": account.accID, "trdMarket": 1}

    def change(operation: int, **terms: Any) -> Any:
        def attempt() -> Any:
            try:
                return client.trade.modify_order(
                    header=header, orderID=placed.orderID, modifyOrderOp=operation, **terms
                )
            except GatewayError as error:
                if ORDER_GAP not in error.message:
                    raise
                return None

        return wait_until(attempt, "the gap between two orders is over")

    change(Trd_Common.ModifyOrderOp_Normal, qty=200, price=101.0)
    wait_until(lambda: orders(client, account)[placed.orderID].price == 101.0, "the order is changed")
    change(Trd_Common.ModifyOrderOp_Cancel)
    status = Trd_Common.OrderStatus_Cancelled_All
    wait_until(lambda: orders(client, account)[placed.orderID].orderStatus == status, "the order is cancelled")


def test_an_order_that_opend_refuses_has_an_answer(client: Client, account: Any) -> None:
    with pytest.raises(OpenDRefused) as caught:
        place(client, account, qty=7)
    assert caught.value.ret_type == -1
    assert caught.value.idempotency_key


def test_an_order_without_an_answer_is_asked_for_again_with_its_key(
    start: Callable[..., Program], simulator: str, client: Client, account: Any
) -> None:
    with Relay(Endpoint.parse(simulator)) as relay:
        arguments = ("--opend", f"{relay.host}:{relay.port}", "--pool", "1", "--trading", "simulate")
        program = start(*SERVE, "127.0.0.1:0", *arguments)
        program.wait_for_event("upstream.available")
        # By security and remark the gateway, which has just begun, knows it from the orders of others.
        terms = {**BUY, "code": "HK.09988", "price": 77.0, "remark": "the one"}
        with Client(program.wait_for_event("gateway.started")["grpc"]) as through:
            relay.hold()
            caught: list[BaseException] = []

            def order() -> None:
                try:
                    through.trade.place_order(header=account, **terms)
                except GatewayError as error:
                    caught.append(error)

            thread = threading.Thread(target=order)
            thread.start()
            wait_until(lambda: 2202 in relay.requests, "the order is at OpenD")
            relay.cut()
            relay.release()
            thread.join(15)
            (error,) = caught
            assert isinstance(error, OutcomeUnknown)
            assert (error.reason, error.sent) == ("OUTCOME_UNKNOWN", True)
            assert error.idempotency_key

            def ask_again() -> Any:
                try:
                    key = error.idempotency_key
                    return through.trade.place_order(header=account, idempotency_key=key, **terms)
                except (OutcomeUnknown, GatewayError) as again:
                    assert again.idempotency_key == error.idempotency_key

                    return None

            answer = wait_until(ask_again, "the gateway finds the order")
            placed = [each for each in orders(client, account).values() if each.price == 77.0]
            assert [each.orderID for each in placed] == [answer.orderID]
