"""What a gRPC client sees when the gateway refuses a call, and the health service."""

import grpc
import pytest
from grpc_health.v1 import health_pb2

from support.gateway import SERVICE, GatewayClient, fill, messages


def test_unknown_command_is_named(gateway: GatewayClient) -> None:
    # What the table does not know needs trade:real, which open mode does not grant.
    failure = gateway.failure(3299)
    assert (failure.code, failure.reason) == (grpc.StatusCode.PERMISSION_DENIED, "FORBIDDEN")
    assert "3299" in failure.text
    failure.expect_not_sent()


def test_push_used_as_a_request_is_refused(gateway: GatewayClient) -> None:
    failure = gateway.failure(3005)
    assert failure.code in (grpc.StatusCode.UNIMPLEMENTED, grpc.StatusCode.INVALID_ARGUMENT)
    assert "3005" in failure.text
    failure.expect_not_sent()


def test_init_connect_is_the_gateway_s_own(gateway: GatewayClient) -> None:
    request = messages("InitConnect").Request()
    fill(request.c2s, {"clientVer": 300, "clientID": "someone"})
    failure = gateway.failure(1001, request.SerializeToString())
    assert failure.code in (grpc.StatusCode.UNIMPLEMENTED, grpc.StatusCode.INVALID_ARGUMENT)
    failure.expect_not_sent()


def test_body_that_is_no_message_of_the_command(gateway: GatewayClient) -> None:
    failure = gateway.failure(3001, b"\xff\xff\xff\xff")
    assert failure.code == grpc.StatusCode.INVALID_ARGUMENT
    assert "Qot_Sub" in failure.text
    failure.expect_not_sent()


def test_missing_field_is_named(gateway: GatewayClient) -> None:
    request = messages("Qot_Sub").Request()
    fill(request.c2s, {"securityList": [{"market": 1, "code": "00700"}], "subTypeList": [1]})
    failure = gateway.failure(3001, request.SerializePartialToString())
    assert failure.code == grpc.StatusCode.INVALID_ARGUMENT
    assert "isSubOrUnSub" in failure.text
    failure.expect_not_sent()


@pytest.mark.parametrize("service", ["", SERVICE])
def test_health_says_serving(gateway: GatewayClient, service: str) -> None:
    assert gateway.health(service) == health_pb2.HealthCheckResponse.SERVING


def test_health_of_a_service_that_is_not_there(gateway: GatewayClient) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        gateway.health("no.such.Service")
    assert caught.value.code() == grpc.StatusCode.NOT_FOUND
