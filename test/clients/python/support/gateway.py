"""A grpcio client of the gateway that builds bodies with the official message classes."""

import importlib
from collections.abc import Sequence

import futu  # noqa: F401  puts the official message classes on the path
import futu_pb2
import futu_pb2_grpc
import grpc
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_status import rpc_status

from support.limits import ORDER_GAP
from support.program import Program
from support.waiting import wait_until

CALL_TIMEOUT_S = 15.0
SERVICE = "futu.service.FutuOpenD"
Metadata = Sequence[tuple[str, str]]


def messages(name: str):
    """The official generated module of a command, such as `Qot_Sub`."""
    return importlib.import_module(f"futu.common.pb.{name}_pb2")


class Failure:
    """A gRPC status with its google.rpc details unpacked."""

    def __init__(self, error: grpc.RpcError) -> None:
        self.code = error.code()
        self.text = error.details()
        self.trailers = {key: value for key, value in error.trailing_metadata() or () if isinstance(value, str)}
        self.info: error_details_pb2.ErrorInfo | None = None
        self.retry: error_details_pb2.RetryInfo | None = None
        self.quota: error_details_pb2.QuotaFailure | None = None
        kinds = (
            (error_details_pb2.ErrorInfo, "info"),
            (error_details_pb2.RetryInfo, "retry"),
            (error_details_pb2.QuotaFailure, "quota"),
        )
        status = rpc_status.from_call(error)
        for detail in status.details if status is not None else []:
            for kind, name in kinds:
                if detail.Is(kind.DESCRIPTOR):
                    unpacked = kind()
                    assert detail.Unpack(unpacked)
                    setattr(self, name, unpacked)

    @property
    def reason(self) -> str | None:
        """What programs are to match on; None: a status without details."""
        return None if self.info is None else self.info.reason

    @property
    def retry_s(self) -> float:
        """Seconds after which the gateway says that a repetition helps."""
        assert self.retry is not None, self
        return self.retry.retry_delay.ToTimedelta().total_seconds()

    def expect_not_sent(self) -> None:
        """Checks that the details say that OpenD never saw the call."""
        assert self.info is not None, self
        assert self.info.domain == "opend-gateway"
        assert self.info.reason
        assert self.info.metadata["sent"] == "false"

    def __repr__(self) -> str:
        return f"{self.code}: {self.text} {self.info} {self.retry} {self.quota}"


class GatewayClient:
    """One channel to a gateway process."""

    def __init__(
        self, program: Program, address: str, channel: grpc.Channel | None = None, metadata: Metadata = ()
    ) -> None:
        """`metadata` goes with every call."""
        self.program = program
        self.address = address
        self.metadata = tuple(metadata)
        self.channel = grpc.insecure_channel(address) if channel is None else channel
        self.stub = futu_pb2_grpc.FutuOpenDStub(self.channel)

    @classmethod
    def of(cls, program: Program) -> "GatewayClient":
        return cls(program, program.wait_for_event("gateway.started")["grpc"])

    def __enter__(self) -> "GatewayClient":
        grpc.channel_ready_future(self.channel).result(CALL_TIMEOUT_S)
        return self

    def __exit__(self, *_exc) -> None:
        self.channel.close()

    def health(self, service: str) -> int:
        """`HealthCheckResponse.ServingStatus` of a service; empty for the whole server."""
        stub = health_pb2_grpc.HealthStub(self.channel)
        return stub.Check(health_pb2.HealthCheckRequest(service=service), timeout=CALL_TIMEOUT_S).status

    def raw(self, proto_id: int, body: bytes = b"", metadata: Metadata = (), timeout_s: float = CALL_TIMEOUT_S):
        """The `FutuResponse` to these body bytes."""
        return self.stub.Request(
            futu_pb2.FutuRequest(proto_id=proto_id, body=body), timeout=timeout_s, metadata=(*self.metadata, *metadata)
        )

    def with_headers(self, proto_id: int, body: bytes = b"", metadata: Metadata = ()) -> tuple:
        """The `FutuResponse` and the metadata that came ahead of it."""
        answer, call = self.stub.Request.with_call(
            futu_pb2.FutuRequest(proto_id=proto_id, body=body),
            timeout=CALL_TIMEOUT_S,
            metadata=(*self.metadata, *metadata),
        )
        return answer, dict(call.initial_metadata())

    def call(self, proto_id: int, name: str, **c2s):
        """The S2C of a command that has to succeed."""
        kind = messages(name)
        request = kind.Request()
        fill(request.c2s, c2s)
        answer = self.raw(proto_id, request.SerializeToString())
        assert answer.proto_id == proto_id
        response = kind.Response.FromString(answer.body)
        assert (answer.ret_type, answer.ret_msg) == (response.retType, response.retMsg)
        assert response.retType == 0, response.retMsg
        return response.s2c

    def call_paced(self, proto_id: int, name: str, **c2s):
        """`call` for commands between two of which OpenD wants some 40 ms."""

        def attempt():
            try:
                return (self.call(proto_id, name, **c2s),)
            except AssertionError as error:
                if ORDER_GAP not in str(error):
                    raise
                return None

        return wait_until(attempt, "the gap between two orders is over")[0]

    def failure(self, proto_id: int, body: bytes = b"", **more) -> Failure:
        """The status of a call that the gateway has to refuse or cannot finish."""
        try:
            answer = self.raw(proto_id, body, **more)
        except grpc.RpcError as error:
            return Failure(error)
        raise AssertionError(f"should have failed, but gave {answer}")


def fill(message, values: dict) -> None:
    """Sets fields from nested dicts and lists; also fields that hold zero, which proto2 keeps."""
    message.SetInParent()
    for name, value in values.items():
        if isinstance(value, dict):
            fill(getattr(message, name), value)
        elif isinstance(value, (list, tuple)):
            for element in value:
                if isinstance(element, dict):
                    fill(getattr(message, name).add(), element)
                else:
                    getattr(message, name).append(element)
        else:
            setattr(message, name, value)
