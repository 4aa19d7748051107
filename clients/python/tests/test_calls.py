"""Calls of the sync client: arguments, answers, failures, threads."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
import pytest
from conftest import SERVE
from support.endpoint import Endpoint
from support.keys import KeysFile
from support.program import Program
from support.relay import Relay

from opend_gateway_client import (
    AccessDenied,
    BadRequest,
    Client,
    DeadlineExceeded,
    GatewayError,
    GatewayUnavailable,
    OpenDRefused,
    RateLimited,
    to_frame,
)
from opend_gateway_client.messages import Qot_Common, Qot_GetBasicQot, Qot_GetKL

HK_ACCOUNT = 281756479000000101


@pytest.mark.parametrize(
    "argument",
    [
        ["HK.00700"],
        "HK.00700",
        ("1_00700",),
        [{"market": 1, "code": "00700"}],
        [Qot_Common.Security(market=1, code="00700")],
        Qot_GetBasicQot.C2S(securityList=[Qot_Common.Security(market=1, code="00700")]),
    ],
    ids=["list", "text", "number", "dict", "message", "whole message"],
)
def test_a_security_is_given_in_many_ways(client: Client, argument: object) -> None:
    (quote,) = client.quote.get_basic_qot(argument).basicQotList
    assert (quote.security.market, quote.security.code) == (1, "00700")
    assert quote.curPrice > 0


def test_fields_stand_under_their_own_names(client: Client) -> None:
    answer = client.quote.get_kl("HK.00700", rehabType=1, klType=Qot_Common.KLType_Day, reqNum=3)
    assert len(answer.klList) == 3
    assert isinstance(answer, Qot_GetKL.S2C)


def test_commands_that_need_nothing_need_nothing(client: Client) -> None:
    assert client.system.get_global_state().qotLogined
    assert client.quote.get_sub_info().totalUsedQuota >= 0


def test_request_is_the_compatible_call(client: Client) -> None:
    request = Qot_GetBasicQot.Request(c2s={"securityList": [{"market": 1, "code": "00700"}]})
    client.quote.get_basic_qot("HK.00700")
    for body in (request, request.SerializeToString()):
        answer = client.request(3004, body)
        assert (answer.ret_type, answer.proto_id) == (0, 3004)
        assert Qot_GetBasicQot.Response.FromString(answer.body).s2c.basicQotList[0].curPrice > 0


def test_ids_of_64_bits_are_exact(client: Client) -> None:
    assert HK_ACCOUNT in [account.accID for account in client.account.get_acc_list().accList]
    header = {"trdEnv": 0, "accID": HK_ACCOUNT, "trdMarket": 1}
    assert client.account.get_funds(header=header).header.accID == HK_ACCOUNT


def test_limits_tell_what_the_caller_may_do(client: Client) -> None:
    assert client.limits().open_mode


def test_what_opend_refuses_says_so(client: Client) -> None:
    with pytest.raises(OpenDRefused) as caught:
        client.reference.get_plate_security({"market": 1, "code": "nothing"})
    error = caught.value
    assert (error.ret_type, error.sent) == (-1, True)
    assert error.reason.startswith("OPEND_")
    assert error.ret_msg
    assert error.ret_msg in str(error)
    assert error.request_id


def test_what_the_gateway_refuses_says_so(client: Client) -> None:
    with pytest.raises(BadRequest) as caught:
        client.request(3001, b"\xff\xff")
    assert (caught.value.reason, caught.value.sent) == ("INVALID_BODY", False)
    with pytest.raises(AccessDenied) as denied:
        client.trade.modify_order(
            header={"trdEnv": 1, "accID": 281756479000000201, "trdMarket": 1}, orderID=1, modifyOrderOp=1
        )
    assert denied.value.sent is False
    assert denied.value.code in (grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.UNAUTHENTICATED)


def test_a_deadline_is_kept(start: Callable[..., Program], simulator: str) -> None:
    with Relay(Endpoint.parse(simulator)) as relay:
        program = start(*SERVE, "127.0.0.1:0", "--opend", f"{relay.host}:{relay.port}")
        program.wait_for_event("upstream.available")
        with Client(program.wait_for_event("gateway.started")["grpc"]) as client:
            relay.hold()
            with pytest.raises(DeadlineExceeded):
                client.system.get_global_state(timeout=0.2)
            relay.release()
            assert client.system.get_global_state().qotLogined


def test_a_gateway_that_is_not_there() -> None:
    with Client("127.0.0.1:1") as client, pytest.raises(GatewayUnavailable) as caught:
        client.system.get_global_state()
    assert (caught.value.reason, caught.value.sent) == (None, None)


def test_keys_and_their_limits(start: Callable[..., Program], pytestconfig: pytest.Config, tmp_path: Path) -> None:
    config = tmp_path / "gateway.yaml"
    config.write_text("limitsProfiles:\n  guests: { quotes: { perSecond: 1, burst: 2 } }\n", encoding="utf-8")
    keys = KeysFile(pytestconfig.getoption("cli"), tmp_path / "keys.json")
    token = keys.add("guest", "qot:read", "--profile", "guests")
    program = start(*SERVE, "127.0.0.1:0", "--config", str(config), "--keys", str(keys.path))
    program.wait_for_event("upstream.available")
    address = program.wait_for_event("gateway.started")["grpc"]
    with Client(address) as nobody, pytest.raises(AccessDenied) as caught:
        nobody.quote.get_basic_qot("HK.00700")
    assert (caught.value.reason, caught.value.code) == ("UNAUTHENTICATED", grpc.StatusCode.UNAUTHENTICATED)
    with Client(address, token=token) as guest:
        with pytest.raises(AccessDenied) as denied:
            guest.account.get_acc_list()
        assert denied.value.reason == "FORBIDDEN"
        with pytest.raises(RateLimited) as limited:
            for _ in range(10):
                guest.quote.get_basic_qot("HK.00700")
        assert limited.value.reason == "RATE_LIMITED"
        assert limited.value.sent is False
        assert limited.value.retry_after > 0


def test_threads_share_a_client(client: Client) -> None:
    barrier = threading.Barrier(8)
    codes = ["HK.00700", "HK.09988", "US.AAPL", "HK.00005"]

    def ask(number: int) -> None:
        barrier.wait(10)
        for turn in range(10):
            text = codes[(number + turn) % len(codes)]
            (quote,) = client.reference.get_static_info(securityList=[text]).staticInfoList
            assert quote.basic.security.code == text.partition(".")[2]

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(ask, number) for number in range(8)]:
            done.result(30)


def test_a_client_of_before_a_fork_says_so(gateway: str) -> None:
    code = f"""
import os, sys
from opend_gateway_client import Client
client = Client({gateway!r})
child = os.fork()
if child == 0:
    try:
        client.system.get_global_state()
        os._exit(1)
    except RuntimeError as error:
        os._exit(0 if "fork" in str(error) else 2)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 0, done.stderr


def test_a_client_that_was_closed_says_so(gateway: str) -> None:
    client = Client(gateway)
    client.close()
    with pytest.raises((GatewayError, ValueError)):
        client.system.get_global_state()


def test_a_frame_has_a_row_for_each_element(client: Client) -> None:
    frame = to_frame(client.quote.get_basic_qot(["HK.00700", "US.AAPL"]))
    assert list(frame["security"]) == ["HK.00700", "US.AAPL"]
    assert frame["curPrice"].dtype == "float64"
    assert frame["volume"].dtype == "int64"
    candles = to_frame(client.quote.get_kl("HK.00700", rehabType=1, klType=2, reqNum=5))
    assert len(candles) == 5
    assert candles["time"].is_monotonic_increasing


def test_a_frame_keeps_large_ids() -> None:
    from opend_gateway_client.messages import Trd_Common, Trd_GetAccList

    large = 18_446_744_073_709_551_615
    accounts = [{"trdEnv": 0, "accID": large, "securityFirm": 1}, {"trdEnv": 1, "accID": 1, "cardNum": "7"}]
    frame = to_frame(Trd_GetAccList.S2C(accList=accounts))
    assert list(frame["accID"]) == [large, 1]
    assert frame["accID"].dtype == "uint64"
    assert frame["securityFirm"].dtype == "Int64"
    assert frame["securityFirm"].isna().tolist() == [False, True]
    assert frame["cardNum"].tolist() == [None, "7"] or frame["cardNum"].isna().tolist() == [True, False]
    assert "uniCardNum" not in frame
    assert len(to_frame(Trd_Common.TrdAcc(trdEnv=0, accID=large))) == 1
    assert to_frame(Trd_GetAccList.S2C()).empty


def test_a_frame_of_several_lists_wants_a_name(client: Client) -> None:
    book = client.quote.get_order_book("HK.00700", num=5)
    with pytest.raises(ValueError, match="orderBookAskList, orderBookBidList"):
        to_frame(book)
    assert len(to_frame(book, "orderBookAskList")) == 5


def test_it_needs_pandas_only_for_frames() -> None:
    code = "import sys, opend_gateway_client; assert 'pandas' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30, env={**os.environ})
