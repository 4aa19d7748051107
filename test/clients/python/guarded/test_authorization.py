"""Who may do what: keys, scopes and accounts as a gRPC client sees them."""

import grpc
import pytest
from opend.v1 import keys_pb2

from support.gateway import CALL_TIMEOUT_S, Failure, messages
from support.guarded import HEADERS, HK_ACCOUNT, REAL_ACCOUNT, US_ACCOUNT, GuardedGateway, KeyedClient, body, place_body

MAX_FAILED_ATTEMPTS = 10
UNKNOWN_COMMAND = 4711


def funds(client: KeyedClient, account: int) -> float:
    return client.call(2101, "Trd_GetFunds", header=HEADERS[account]).funds.cash


def test_a_key_opens_the_door(guarded: GuardedGateway) -> None:
    answer, headers = guarded.client("reader").with_headers(1002)
    assert answer.ret_type == 0
    assert messages("GetGlobalState").Response.FromString(answer.body).s2c.qotLogined
    assert int(headers["x-ratelimit-limit"]) > 0


def test_without_a_valid_key_all_answers_are_alike_and_soon_throttled_but_a_valid_key_passes(
    guarded: GuardedGateway,
) -> None:
    tokens = [None, "fc_" + "0" * 64, "nonsense", guarded.keys.tokens["reader"] + "0"]
    failures = [guarded.client_with(token).failure(1002) for token in tokens]
    for failure in failures:
        failure.expect_not_sent()
        assert (failure.code, failure.reason) == (grpc.StatusCode.UNAUTHENTICATED, "UNAUTHENTICATED")
        assert failure.text == "unauthenticated"
    stranger = guarded.client(None)
    more = [stranger.failure(1002) for _ in range(MAX_FAILED_ATTEMPTS + 1 - len(tokens))]
    throttled = more[-1]
    assert (throttled.code, throttled.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "AUTH_THROTTLED")
    assert 0 < throttled.retry_s <= 60
    assert guarded.client("reader").raw(1002).ret_type == 0


def test_whatever_a_key_may_not_do_is_refused_with_one_text(guarded: GuardedGateway) -> None:
    reader, one = guarded.client("reader"), guarded.client("one")
    failures = [
        reader.failure(2202, place_body()),
        reader.failure(UNKNOWN_COMMAND),
        one.failure(2202, place_body(account=US_ACCOUNT)),
        one.failure(2202, place_body(account=REAL_ACCOUNT)),
        one.failure(2101, body("Trd_GetFunds", header=HEADERS[US_ACCOUNT])),
        one.failure(2005, body("Trd_UnlockTrade", unlock=False)),
    ]
    with pytest.raises(grpc.RpcError) as caught:
        reader.keys().List(keys_pb2.ListKeysRequest(), timeout=CALL_TIMEOUT_S, metadata=reader.metadata)
    for failure in [*failures, Failure(caught.value)]:
        failure.expect_not_sent()
        assert (failure.code, failure.reason) == (grpc.StatusCode.PERMISSION_DENIED, "FORBIDDEN")
        assert failure.text == "forbidden"


def test_an_account_list_shows_a_key_its_own_accounts(guarded: GuardedGateway) -> None:
    asked = {"userID": 0, "trdCategory": 1, "needGeneralSecAccount": True}
    everyone, one = guarded.client("reader"), guarded.client("one")
    assert len(everyone.call(2001, "Trd_GetAccList", **asked).accList) > 1
    assert [account.accID for account in one.call(2001, "Trd_GetAccList", **asked).accList] == [HK_ACCOUNT]
    assert funds(one, HK_ACCOUNT) > 0


def test_a_body_that_names_two_accounts_reaches_nobody(guarded: GuardedGateway) -> None:
    # OpenD would merge the two messages and take the last one's account.
    twice = body("Trd_GetFunds", header=HEADERS[HK_ACCOUNT]) + body("Trd_GetFunds", header=HEADERS[US_ACCOUNT])
    failure = guarded.client("one").failure(2101, twice)
    failure.expect_not_sent()
    assert failure.code == grpc.StatusCode.INVALID_ARGUMENT


def test_an_operator_lists_keys_and_takes_one_away(guarded: GuardedGateway) -> None:
    leaver = guarded.add_key("leaver", "read", "--note", "until Friday")
    assert leaver.raw(1002).ret_type == 0
    operator = guarded.client("operator")
    more = {"timeout": CALL_TIMEOUT_S, "metadata": operator.metadata}
    listed = {key.id: key for key in operator.keys().List(keys_pb2.ListKeysRequest(), **more).keys}
    assert set(guarded.keys.tokens) <= set(listed)
    assert (listed["leaver"].note, listed["leaver"].state) == ("until Friday", keys_pb2.KEY_STATE_ACTIVE)
    assert list(listed["one"].accounts.acc_ids) == [HK_ACCOUNT]
    assert operator.keys().Revoke(keys_pb2.RevokeKeyRequest(id="leaver"), **more).revoked
    # By now other tests may have used up the tries of this address.
    assert leaver.failure(1002).reason in ("UNAUTHENTICATED", "AUTH_THROTTLED")
    assert not operator.keys().Revoke(keys_pb2.RevokeKeyRequest(id="leaver"), **more).revoked


def test_trading_is_unlocked_without_a_password_by_a_key_that_may(guarded: GuardedGateway) -> None:
    real = guarded.client("real")
    request = messages("Trd_UnlockTrade").Request()
    request.c2s.unlock = True
    request.c2s.securityFirm = 1
    assert real.raw(2005, request.SerializeToString()).ret_type == 0
    order = real.place(account=REAL_ACCOUNT)
    assert order in real.orders(REAL_ACCOUNT)
    # The other environment is another scope.
    assert real.failure(2202, place_body()).reason == "FORBIDDEN"
