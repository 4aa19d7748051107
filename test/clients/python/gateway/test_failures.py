"""What a gRPC client sees when a call is refused, is late, or its connection dies."""

from typing import Callable

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from support.endpoint import Endpoint
from support.gateway import SERVICE, Failure, GatewayClient, fill, messages
from support.program import Program
from support.relay import Relay
from support.waiting import wait_until

DOMAIN = "opend-gateway"


def health(client: GatewayClient, service: str) -> int:
    stub = health_pb2_grpc.HealthStub(client.channel)
    return stub.Check(health_pb2.HealthCheckRequest(service=service), timeout=10).status


def refused_before_sending(failure: Failure) -> None:
    assert failure.info is not None, failure
    assert failure.info.domain == DOMAIN
    assert failure.info.reason
    assert failure.info.metadata["sent"] == "false"


def test_unknown_command_is_named(gateway: GatewayClient) -> None:
    failure = gateway.failure(3299)
    assert failure.code in (grpc.StatusCode.UNIMPLEMENTED, grpc.StatusCode.INVALID_ARGUMENT)
    assert "3299" in failure.text
    refused_before_sending(failure)


def test_push_used_as_a_request_is_refused(gateway: GatewayClient) -> None:
    failure = gateway.failure(3005)
    assert failure.code in (grpc.StatusCode.UNIMPLEMENTED, grpc.StatusCode.INVALID_ARGUMENT)
    assert "3005" in failure.text
    refused_before_sending(failure)


def test_init_connect_is_the_gateway_s_own(gateway: GatewayClient) -> None:
    request = messages("InitConnect").Request()
    fill(request.c2s, {"clientVer": 300, "clientID": "someone"})
    failure = gateway.failure(1001, request.SerializeToString())
    assert failure.code in (grpc.StatusCode.UNIMPLEMENTED, grpc.StatusCode.INVALID_ARGUMENT)
    refused_before_sending(failure)


def test_body_that_is_no_message_of_the_command(gateway: GatewayClient) -> None:
    failure = gateway.failure(3001, b"\xff\xff\xff\xff")
    assert failure.code == grpc.StatusCode.INVALID_ARGUMENT
    assert "Qot_Sub" in failure.text
    refused_before_sending(failure)


def test_missing_field_is_named(gateway: GatewayClient) -> None:
    request = messages("Qot_Sub").Request()
    fill(request.c2s, {"securityList": [{"market": 1, "code": "00700"}], "subTypeList": [1]})
    failure = gateway.failure(3001, request.SerializePartialToString())
    assert failure.code == grpc.StatusCode.INVALID_ARGUMENT
    assert "isSubOrUnSub" in failure.text
    refused_before_sending(failure)


@pytest.mark.parametrize("service", ["", SERVICE])
def test_health_says_serving(gateway: GatewayClient, service: str) -> None:
    assert health(gateway, service) == health_pb2.HealthCheckResponse.SERVING


def test_health_of_a_service_that_is_not_there(gateway: GatewayClient) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        health(gateway, "no.such.Service")
    assert caught.value.code() == grpc.StatusCode.NOT_FOUND


@pytest.fixture(scope="module")
def upstream(start_program: Callable[..., Program]) -> Endpoint:
    program = start_program("simulate", "--listen", "127.0.0.1:0")
    return Endpoint.parse(program.wait_for_event("simulator.started")["address"])


def serve_through(start_program: Callable[..., Program], relay: Relay) -> GatewayClient:
    program = start_program(
        "serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0",
        "--opend", f"{relay.host}:{relay.port}", "--pool", "1", "--trading", "simulate",
    )  # fmt: skip
    client = GatewayClient.of(program)
    wait_until(
        lambda: health(client, "") == health_pb2.HealthCheckResponse.SERVING, "the gateway reached its OpenD"
    )
    return client


def test_deadline_ends_a_call_and_the_next_one_works(
    start_program: Callable[..., Program], upstream: Endpoint
) -> None:
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
        import futu_pb2

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
        assert (failure.info.domain, failure.info.reason) == (DOMAIN, "OUTCOME_UNKNOWN")
        assert failure.info.metadata["sent"] == "true"

        # The connection comes back, and the order was not sent a second time.
        relay.release()
        wait_until(lambda: health(client, SERVICE) == health_pb2.HealthCheckResponse.SERVING, "ready again")
        orders = client.call(2201, "Trd_GetOrderList", header={"trdEnv": 0, "accID": account.accID, "trdMarket": 1})
        assert [(o.code, o.price) for o in orders.orderList].count(("00700", 100.0)) == 1
        assert relay.requests.count(2202) == 1


def test_without_an_opend_calls_are_unavailable_and_not_sent(start_program: Callable[..., Program]) -> None:
    with Relay(("127.0.0.1", 1)) as nobody:
        program = start_program(
            "serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0", "--opend", f"{nobody.host}:{nobody.port}"
        )
        with GatewayClient.of(program) as client:
            assert health(client, "") == health_pb2.HealthCheckResponse.NOT_SERVING
            failure = client.failure(1002)
            assert failure.code == grpc.StatusCode.UNAVAILABLE
            refused_before_sending(failure)
            assert failure.retry is not None
            assert failure.retry.retry_delay.ToMilliseconds() > 0
