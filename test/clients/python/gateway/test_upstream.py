"""The gateway in front of an OpenD that is slow, dies, is encrypted or is not there."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import futu_pb2
import grpc
import pytest
from Crypto.PublicKey import RSA
from grpc_health.v1 import health_pb2

from support.endpoint import Endpoint
from support.gateway import SERVICE, Failure, GatewayClient, fill, messages
from support.program import Program
from support.relay import Relay, frame_proto_id
from support.waiting import wait_until


@pytest.fixture(scope="module")
def upstream(start_program: Callable[..., Program]) -> Endpoint:
    program = start_program("simulate", "--listen", "127.0.0.1:0")
    return Endpoint.parse(program.wait_for_event("simulator.started")["address"])


def serve_through(start_program: Callable[..., Program], relay: Relay, *more: str) -> GatewayClient:
    program = start_program(
        "serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0",
        "--opend", f"{relay.host}:{relay.port}", "--pool", "1", "--trading", "simulate", *more,
    )  # fmt: skip
    client = GatewayClient.of(program)
    wait_until(lambda: client.health("") == health_pb2.HealthCheckResponse.SERVING, "the gateway reached its OpenD")
    return client


def test_deadline_ends_a_call_and_the_next_one_works(start_program: Callable[..., Program], upstream: Endpoint) -> None:
    with Relay(upstream) as relay, serve_through(start_program, relay) as client:
        assert client.raw(1002).ret_type == 0
        relay.hold()
        failure = client.failure(1002, timeout_s=0.5)
        assert failure.code == grpc.StatusCode.DEADLINE_EXCEEDED
        relay.release()
        assert client.raw(1002).ret_type == 0


def test_order_whose_connection_dies_has_an_unknown_outcome(
    start_program: Callable[..., Program], upstream: Endpoint
) -> None:
    with Relay(upstream) as relay, serve_through(start_program, relay) as client:
        accounts = client.call(2001, "Trd_GetAccList", userID=0, trdCategory=1, needGeneralSecAccount=True)
        account = next(a for a in accounts.accList if a.trdEnv == 0 and 1 in a.trdMarketAuthList)
        request = messages("Trd_PlaceOrder").Request()
        fill(
            request.c2s,
            {
                "packetID": {"connID": 0, "serialNo": 0},
                "header": {"trdEnv": 0, "accID": account.accID, "trdMarket": 1},
                "trdSide": 1,
                "orderType": 1,
                "code": "00700",
                "secMarket": 1,
                "qty": 100,
                "price": 100,
            },
        )
        relay.hold()
        pending = client.stub.Request.future(
            futu_pb2.FutuRequest(proto_id=2202, body=request.SerializeToString()), timeout=20
        )
        wait_until(lambda: relay.requests.count(2202) == 1, "the order left the gateway")
        relay.cut()
        with pytest.raises(grpc.RpcError) as caught:
            pending.result()
        failure = Failure(caught.value)
        assert failure.code == grpc.StatusCode.UNKNOWN, failure
        assert failure.info is not None
        assert (failure.info.domain, failure.info.reason) == ("opend-gateway", "OUTCOME_UNKNOWN")
        assert failure.info.metadata["sent"] == "true"

        # The connection comes back, and the order was not sent a second time.
        relay.release()
        wait_until(lambda: client.health(SERVICE) == health_pb2.HealthCheckResponse.SERVING, "ready again")
        orders = client.call(2201, "Trd_GetOrderList", header={"trdEnv": 0, "accID": account.accID, "trdMarket": 1})
        assert [(o.code, o.price) for o in orders.orderList].count(("00700", 100.0)) == 1
        assert relay.requests.count(2202) == 1


def test_encrypted_opend(start_program: Callable[..., Program], tmp_path: Path) -> None:
    key = tmp_path / "rsa.pem"
    key.write_bytes(RSA.generate(1024).export_key("PEM", pkcs=1) + b"\n")
    simulator = start_program("simulate", "--listen", "127.0.0.1:0", "--rsa-key", str(key))
    address = Endpoint.parse(simulator.wait_for_event("simulator.started")["address"])
    with Relay(address) as relay, serve_through(start_program, relay, "--opend-rsa-key", str(key)) as client:
        state = client.call(1002, "GetGlobalState", userID=0)
        assert state.qotLogined
        frames = {frame_proto_id(frame): frame for frame in relay.replies}
        for proto_id in (1001, 1002):
            # The digest is over the body before encryption.
            assert frames[proto_id][16:36] != hashlib.sha1(frames[proto_id][44:]).digest()


def test_without_an_opend_calls_are_unavailable_and_not_sent(start_program: Callable[..., Program]) -> None:
    with Relay(("127.0.0.1", 1)) as nobody:
        program = start_program(
            "serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0", "--opend", f"{nobody.host}:{nobody.port}"
        )
        with GatewayClient.of(program) as client:
            assert client.health("") == health_pb2.HealthCheckResponse.NOT_SERVING
            failure = client.failure(1002)
            assert failure.code == grpc.StatusCode.UNAVAILABLE
            failure.expect_not_sent()
            assert failure.retry is not None
            assert failure.retry.retry_delay.ToMilliseconds() > 0
