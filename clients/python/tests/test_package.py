"""What the package is made of: messages of its own, every command, both ways of waiting."""

import inspect
import json
import pickle
import re
import subprocess
import sys
from pathlib import Path

import grpc
import pytest

import opend_gateway_client
from opend_gateway_client import (
    AsyncClient,
    Client,
    GatewayError,
    OutcomeUnknown,
    format_security,
    messages,
    parse_security,
)
from opend_gateway_client._commands import COMMANDS, SERVICES
from opend_gateway_client._pool import message_class
from opend_gateway_client._progress import Progress, watch_request
from opend_gateway_client.messages import Qot_Common, Qot_GetBasicQot, google_rpc, opend_v1

ALL = [(service, command) for service, rows in COMMANDS.items() for command in rows]
WATCH = {
    "securities": (),
    "types": (),
    "accounts": (),
    "notices": False,
    "filters": (),
    "subscribe": True,
    "snapshot": False,
    "heartbeat": 15,
    "resume_after": None,
    "conflate": None,
}


def test_it_was_installed_as_a_wheel() -> None:
    assert "site-packages" in opend_gateway_client.__file__
    assert (Path(opend_gateway_client.__file__).parent / "py.typed").exists()


def test_every_command_has_its_messages_and_a_method_on_both_clients() -> None:
    assert len(ALL) > 150
    client, async_client = Client("localhost:1"), AsyncClient("localhost:1")
    attributes = {service: name for name, service in SERVICES.items()}
    for service, command in ALL:
        assert message_class(command.takes).DESCRIPTOR.full_name == command.takes
        assert message_class(command.gives).DESCRIPTOR.full_name == command.gives
        for owner in (client, async_client):
            method = getattr(getattr(owner, attributes[service]), command.name)
            assert command.summary in inspect.getdoc(method)
    client.close()


def test_the_stubs_have_the_same_methods_and_no_others() -> None:
    stubs = (Path(opend_gateway_client.__file__).parent / "services.pyi").read_text("utf-8")
    found = re.findall(r"^class (\w+):|^    (?:async )?def (\w+)", stubs, re.MULTILINE)
    methods: dict[str, set[str]] = {}
    for name, method in found:
        if name:
            methods[name] = current = set()
        else:
            current.add(method)
    expected = {service: {command.name for command in rows} for service, rows in COMMANDS.items()}
    assert methods == {**expected, **{f"Async{service}": names for service, names in expected.items()}}


def test_the_default_pool_is_left_alone() -> None:
    code = """
import json
from google.protobuf import descriptor_pool
from opend_gateway_client import Client
from opend_gateway_client.messages import Qot_Common, google_rpc
Qot_Common.Security(market=1, code="00700")
found = []
for name in ("Qot_Common.proto", "google/rpc/status.proto", "opend/v1/push.proto", "google/protobuf/any.proto"):
    try:
        descriptor_pool.Default().FindFileByName(name)
        found.append(name)
    except KeyError:
        pass
print(json.dumps(found))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert json.loads(done.stdout) == []


def test_messages_look_like_generated_modules() -> None:
    security = Qot_Common.Security(market=Qot_Common.QotMarket_HK_Security, code="00700")
    c2s = Qot_GetBasicQot.C2S(securityList=[security])
    assert Qot_GetBasicQot.C2S.FromString(c2s.SerializeToString()) == c2s
    assert Qot_Common.SubType.Name(4) == "SubType_Ticker"
    assert opend_v1.WatchEvent().WhichOneof("update") is None
    assert {"Qot_Sub", "opend_v1", "google_rpc"} <= set(dir(messages))
    with pytest.raises(AttributeError, match="Qot_Nothing"):
        _ = messages.Qot_Nothing


def test_error_details_are_messages_of_this_package() -> None:
    assert google_rpc.ErrorInfo(reason="X", metadata={"sent": "false"}).metadata["sent"] == "false"


@pytest.mark.parametrize(("text", "market", "code"), [("HK.00700", 1, "00700"), ("US..DJI", 11, ".DJI")])
def test_securities_are_read_and_written(text: str, market: int, code: str) -> None:
    assert parse_security(text) == (market, code)
    assert parse_security(f"{market}_{code}") == (market, code)
    assert format_security(market, code) == text
    assert format_security(107, "X") == "107_X"


@pytest.mark.parametrize("text", ["00700", "XX.1", "HK.", "hk.00700", ""])
def test_what_is_no_security_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"HK\.00700"):
        parse_security(text)


def test_what_a_call_lacks_is_told_before_it_is_sent() -> None:
    with Client("localhost:1") as client:
        with pytest.raises(TypeError, match="did you mean klType"):
            client.quote.get_kl("HK.00700", klTyp=1)  # type: ignore[call-overload]
        with pytest.raises(TypeError, match="needs rehabType, klType, reqNum"):
            client.quote.get_kl("HK.00700")  # type: ignore[call-overload]
        with pytest.raises(TypeError, match="reqNum: '5' does not fit"):
            client.quote.get_kl("HK.00700", rehabType=1, klType=1, reqNum="5")  # type: ignore[call-overload]
        with pytest.raises(TypeError, match=r"accID: .* a float"):
            client.account.get_funds(header={"trdEnv": 0, "accID": 2.8175647900000010e17, "trdMarket": 1})
        with pytest.raises(TypeError, match="not both"):
            client.quote.get_basic_qot(Qot_GetBasicQot.C2S(), header={})  # type: ignore[call-overload]


def test_an_error_can_be_pickled() -> None:
    facts = {"sent": "true", "ret_type": "-1", "ret_msg": "no"}
    error = OutcomeUnknown(grpc.StatusCode.UNKNOWN, "text", reason="R", metadata=facts, idempotency_key="k")
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), copy.reason, copy.sent, copy.ret_type, copy.ret_msg) == (OutcomeUnknown, "R", True, -1, "no")
    assert (str(copy), copy.idempotency_key) == (str(error), "k")


def test_a_watch_waits_longer_each_time_until_a_heartbeat_comes() -> None:
    progress = Progress(watch_request(**WATCH), uniform=lambda low, high: high)
    waits = [progress.ended(None)[-1].update.wait for _ in range(8)]
    assert waits == [0.5, 1, 2, 4, 8, 16, 30, 30]
    event = opend_v1.WatchEvent(event_type="control")
    event.control.heartbeat.position.epoch = 7
    progress.take(event)
    busy = GatewayError(grpc.StatusCode.RESOURCE_EXHAUSTED, "slow", reason="SLOW_CONSUMER", retry_after=2.0)
    assert progress.ended(busy)[-1].update.wait == 2.5
    assert progress.position == (7, 0)


def test_a_position_that_is_no_longer_kept_is_a_gap() -> None:
    progress = Progress(watch_request(**{**WATCH, "resume_after": (3, 12)}))
    assert (progress.opening().resume_after.epoch, progress.opening().resume_after.position) == (3, 12)
    gap, reopening = progress.ended(GatewayError(grpc.StatusCode.OUT_OF_RANGE, "", reason="RESUME_OUT_OF_RANGE"))
    assert (gap.kind, gap.is_gap, reopening.kind) == ("gap", True, "reopening")
    assert not progress.opening().HasField("resume_after")


def test_a_watch_ends_where_coming_back_is_no_use() -> None:
    progress = Progress(watch_request(**WATCH))
    with pytest.raises(GatewayError):
        progress.ended(GatewayError(grpc.StatusCode.PERMISSION_DENIED, "", reason="FORBIDDEN"))


def test_types_of_a_watch_have_names() -> None:
    named = {**WATCH, "securities": ["HK.00700"], "types": ["basic", "order_book", "kl_1min", 4]}
    assert list(watch_request(**named).filters[0].sub_types) == [1, 2, 11, 4]
    with pytest.raises(ValueError, match="Ticker"):
        watch_request(**{**named, "types": ["tick"]})
