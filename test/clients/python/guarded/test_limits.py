"""What a caller may do and has left, and that it can wait for more."""

import time

import grpc
import pytest
from opend.v1 import limits_pb2

from support.gateway import Failure
from support.guarded import HK_ACCOUNT, GuardedGateway, KeyedClient

# More than any of the profiles lets through at once.
MAX_CALLS = 200


def until_refused(client: KeyedClient) -> tuple[int, Failure]:
    """How many calls passed, and the refusal of the next one."""
    for passed in range(MAX_CALLS):
        try:
            client.raw(1002)
        except grpc.RpcError as error:
            return passed, Failure(error)
    raise AssertionError(f"none of {MAX_CALLS} calls was refused")


@pytest.mark.parametrize(
    ("key", "burst", "gap_s", "description"),
    [
        # Of the config file, and of the gateway.
        ("guest", 3, 0.5, "3 at once, then 2 a second"),
        ("small", 20, 0.6, "20 at once, then 100 a minute"),
    ],
)
def test_a_call_too_many_succeeds_after_the_time_in_retry_info(
    guarded: GuardedGateway, key: str, burst: int, gap_s: float, description: str
) -> None:
    client = guarded.client(key)
    _, headers = client.with_headers(1002)
    assert (headers["x-ratelimit-limit"], headers["x-ratelimit-remaining"]) == (str(burst), str(burst - 1))
    passed, failure = until_refused(client)
    assert passed >= burst - 1
    failure.expect_not_sent()
    assert (failure.code, failure.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "RATE_LIMITED")
    assert failure.quota is not None
    (violation,) = failure.quota.violations
    assert (violation.subject, violation.description) == ("caller:quotes", description)
    assert 0 < failure.retry_s <= gap_s
    rate = {name: failure.trailers[f"x-ratelimit-{name}"] for name in ("limit", "remaining", "reset")}
    assert (rate["limit"], rate["remaining"]) == (str(burst), "0")
    assert 0 < int(rate["reset"]) <= burst * gap_s + 1
    time.sleep(failure.retry_s)
    assert client.raw(1002).ret_type == 0


def test_answers_and_errors_say_what_is_left(guarded: GuardedGateway) -> None:
    client = guarded.client("one")
    names = {"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"}
    _, headers = client.with_headers(1002)
    assert names <= set(headers)
    failures = [client.failure(2202), client.failure(4711), client.failure(3001, b"\xff\xff\xff\xff")]
    assert [failure.code for failure in failures] == [
        grpc.StatusCode.INVALID_ARGUMENT,
        grpc.StatusCode.PERMISSION_DENIED,
        grpc.StatusCode.INVALID_ARGUMENT,
    ]
    for failure in failures:
        assert names <= set(failure.trailers), failure


def test_limits_by_generated_stubs(guarded: GuardedGateway) -> None:
    limits = guarded.client("desk").limits()
    assert not limits.open_mode
    assert set(limits.scopes) == {"qot:read", "acc:read", "trade:simulate"}
    assert (limits.accounts.all, list(limits.accounts.acc_ids)) == (False, [HK_ACCOUNT])
    assert limits.orders.trading_mode == "real"
    assert limits.orders.max_order_value == 20_000
    assert not limits.orders.HasField("max_daily_value")
    assert limits.profile == "standard"
    assert [rate.subject for rate in limits.caller_rates] == ["caller:quotes", "caller:accounts", "caller:trading"]
    for rate in limits.caller_rates:
        assert 0 < rate.remaining <= rate.limit
    assert limits.streams == limits_pb2.Budget(limit=20_000, used=0)
    assert guarded.client("guest").limits().profile == "guests"
