"""What a key may trade, and that an order is placed once."""

import uuid
from collections.abc import Callable
from pathlib import Path

import grpc
import pytest

from support.gateway import Failure
from support.guarded import OP_CANCEL, OP_NORMAL, GuardedGateway, KeyedClient, change_body, place_body
from support.program import Program

DAY_S = 24 * 60 * 60
MARKET_MARGIN = 1.05


def last_price(client: KeyedClient) -> float:
    tencent = {"market": 1, "code": "00700"}
    return client.call(3203, "Qot_GetSecuritySnapshot", securityList=[tencent]).snapshotList[0].basic.curPrice


def expect_limit(failure: Failure, reason: str, limit: str) -> None:
    failure.expect_not_sent()
    assert failure.info is not None
    assert (failure.reason, failure.info.metadata["limit"]) == (reason, limit), failure


def expect_day_used_up(failure: Failure) -> None:
    expect_limit(failure, "ORDER_QUOTA", "max_daily_value")
    assert failure.code == grpc.StatusCode.RESOURCE_EXHAUSTED
    assert failure.quota is not None
    assert [violation.subject for violation in failure.quota.violations] == ["caller:max_daily_value"]
    assert 0 < failure.retry_s <= DAY_S


def test_the_same_idempotency_key_places_one_order(guarded: GuardedGateway) -> None:
    client = guarded.client("one")
    before = client.orders()
    once = [("idempotency-key", str(uuid.uuid4()))]
    first, first_headers = client.with_headers(2202, place_body(), once)
    second, second_headers = client.with_headers(2202, place_body(), once)
    assert first.ret_type == 0, first.ret_msg
    assert second == first
    assert "x-idempotent-replay" not in first_headers
    assert second_headers["x-idempotent-replay"] == "true"
    assert len(client.orders()) == len(before) + 1
    failure = client.failure(2202, place_body(qty=200), metadata=once)
    failure.expect_not_sent()
    assert (failure.code, failure.reason) == (grpc.StatusCode.ALREADY_EXISTS, "IDEMPOTENCY_CONFLICT")
    # It belongs to its API key: for another one it is new.
    _, headers = guarded.client("both").with_headers(2202, place_body(), once)
    assert "x-idempotent-replay" not in headers


def test_an_order_is_not_changed_beyond_what_could_be_placed(guarded: GuardedGateway) -> None:
    client = guarded.client("desk")
    expect_limit(client.failure(2202, place_body(qty=300)), "ORDER_LIMIT", "order_value")
    order = client.place(qty=100)
    for change in ({"qty": 300, "price": 100}, {"qty": 300, "price": 0}, {"qty": 0, "price": 300}):
        expect_limit(client.failure(2205, change_body(order, OP_NORMAL, **change)), "ORDER_LIMIT", "order_value")
    assert (client.orders()[order].qty, client.orders()[order].price) == (100, 100)
    client.change(order, OP_NORMAL, qty=200, price=100)
    assert client.orders()[order].qty == 200
    client.change(order, OP_CANCEL)


def test_a_market_order_is_worth_the_last_price_and_five_percent(guarded: GuardedGateway) -> None:
    value = 100 * last_price(guarded.client("reader"))
    # Wide enough for what the price does meanwhile.
    low = guarded.add_key("market-low", "read,trade:simulate", "--max-order-value", f"{value * 1.03:.2f}")
    high = guarded.add_key("market-high", "read,trade:simulate", "--max-order-value", f"{value * 1.07:.2f}")
    expect_limit(low.failure(2202, place_body(price=None)), "ORDER_LIMIT", "order_value")
    assert low.place(price=float(int(value / 100 * 0.9))) > 0
    assert high.place(price=None) > 0


def test_a_day_s_value_is_used_up(guarded: GuardedGateway) -> None:
    client = guarded.client("daily")
    assert client.limits().orders.daily_value_used == 0
    first = client.place()
    # A change counts in full.
    client.change(first, OP_NORMAL, qty=100, price=120)
    assert client.limits().orders.daily_value_used == 22_000
    failure = client.failure(2202, place_body())
    expect_day_used_up(failure)
    assert int(failure.trailers["x-ratelimit-remaining"]) >= 0
    assert failure.trailers["retry-after"].isdigit()
    # Cancelling reduces risk, and is never refused.
    client.change(first, OP_CANCEL)
    limits = client.limits().orders
    assert (limits.max_daily_value, limits.daily_value_used) == (25_000, 22_000)


@pytest.mark.timeout(90)
def test_a_day_s_value_and_idempotency_keys_survive_a_crash(
    pytestconfig: pytest.Config, start_program: Callable[..., Program], tmp_path: Path
) -> None:
    simulator = start_program("simulate", "--listen", "127.0.0.1:0", "--no-limits")
    opend = simulator.wait_for_event("simulator.started")["address"]
    gateway = GuardedGateway(
        pytestconfig.getoption("cli"), start_program, tmp_path, None, "--opend", opend, "--trading", "simulate"
    )
    # The crash may come before the answer is written down: with a tag it is found in the order list.
    gateway.keys.add("daily", "read,trade:simulate", "--max-daily-value", "15000", "--tag-remark")
    gateway.start()
    once = [("idempotency-key", "before the crash")]
    order = gateway.client("daily").place(once)
    gateway.program.kill()
    gateway.start()
    client = gateway.client("daily")
    assert client.place(once) == order
    expect_day_used_up(client.failure(2202, place_body()))
    assert list(client.orders()) == [order]
    gateway.close()
    assert gateway.program.stop() == 0
    gateway.verify_audit()
