"""What sync and asyncio share: settings, requests, metadata."""

import os
import pathlib
import uuid
from typing import Any, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

import grpc

from ._build import build
from ._commands import COMMANDS, Command
from ._pool import message_class

Metadata = Iterable[Tuple[str, str]]
Pem = Union[str, "os.PathLike[str]", bytes]

#: Static data of a whole market is larger than gRPC's 4 MiB.
_MAX_MESSAGE_BYTES = 64 * 1024 * 1024
_ORDERS = {command.proto_id for rows in COMMANDS.values() for command in rows if command.kind == "order"}
_READS = {command.proto_id for rows in COMMANDS.values() for command in rows if command.kind == "read"}

REQUEST = "/futu.service.FutuOpenD/Request"
LIMITS = "/opend.v1.Limits/Get"
WATCH = "/opend.v1.Push/Watch"


class Settings:
    """How to reach the gateway."""

    def __init__(
        self,
        address: str,
        *,
        token: Optional[str],
        ca: Optional[Pem],
        tls: Optional[bool],
        certificate: Optional[Tuple[Pem, Pem]],
        timeout: Optional[float],
        client_id: Optional[str],
        metadata: Metadata,
        options: Sequence[Tuple[str, Any]],
    ) -> None:
        self.address = address
        self.timeout = timeout
        self.options = list(options)
        self.metadata: List[Tuple[str, str]] = list(metadata)
        if token:
            self.metadata.append(("authorization", f"Bearer {token}"))
        if client_id:
            self.metadata.append(("x-client-id", client_id))
        self.credentials: Optional[grpc.ChannelCredentials] = None
        if ca is not None or certificate is not None or tls:
            key, chain = (None, None) if certificate is None else (_pem(certificate[1]), _pem(certificate[0]))
            self.credentials = grpc.ssl_channel_credentials(None if ca is None else _pem(ca), key, chain)
        self._pid = os.getpid()

    def channel_options(self) -> List[Tuple[str, Any]]:
        return [
            # By default all channels of a process to one address share a connection; streams want their own.
            ("grpc.use_local_subchannel_pool", 1),
            ("grpc.max_receive_message_length", _MAX_MESSAGE_BYTES),
            # A connection that a proxy or a suspended machine lost is noticed while a call waits on it.
            ("grpc.keepalive_time_ms", 30_000),
            ("grpc.keepalive_timeout_ms", 10_000),
            *self.options,
        ]

    def check_process(self) -> None:
        if os.getpid() != self._pid:
            raise RuntimeError("this client was made before a fork; gRPC needs a new one in each process")


class Prepared(NamedTuple):
    """A call that is ready to be sent."""

    path: str
    message: Any
    gives: Any
    metadata: List[Tuple[str, str]]
    timeout: Optional[float]
    changes: bool
    key: Optional[str]


class Default:
    """Stands for the client's own timeout, since None means none."""


def typed_call(
    settings: Settings, service: str, command: Command, args: Tuple[Any, ...], given: Mapping[str, Any]
) -> Prepared:
    fields: Dict[str, Any] = dict(given)
    timeout = fields.pop("timeout", Default)
    metadata = fields.pop("metadata", ())
    key = fields.pop("idempotency_key", None) if command.kind == "order" else None
    return _prepared(
        settings,
        f"/opend.v1.{service}/{command.method}",
        build(command.name, command.takes, args, fields, command.may_be_empty),
        command.gives,
        command.proto_id,
        timeout,
        metadata,
        key,
    )


def request_call(
    settings: Settings, proto_id: int, body: Any, timeout: Any, metadata: Metadata, key: Optional[str]
) -> Prepared:
    data = body if isinstance(body, bytes) else body.SerializeToString()
    message = message_class("futu.service.FutuRequest")(proto_id=proto_id, body=data)
    return _prepared(settings, REQUEST, message, "futu.service.FutuResponse", proto_id, timeout, metadata, key)


def limits_call(settings: Settings, timeout: Any) -> Prepared:
    message = message_class("opend.v1.GetLimitsRequest")()
    return _prepared(settings, LIMITS, message, "opend.v1.GetLimitsResponse", None, timeout, (), None)


def _prepared(
    settings: Settings,
    path: str,
    message: Any,
    gives: str,
    proto_id: Optional[int],
    timeout: Any,
    metadata: Metadata,
    key: Optional[str],
) -> Prepared:
    settings.check_process()
    sent = [*settings.metadata, *metadata]
    if proto_id in _ORDERS:
        # One for each logical call: a repetition of it must carry the same.
        key = key or str(uuid.uuid4())
        sent.append(("idempotency-key", key))
    return Prepared(
        path,
        message,
        message_class(gives),
        sent,
        settings.timeout if timeout is Default else timeout,
        proto_id is not None and proto_id not in _READS,
        key,
    )


def _pem(pem: Pem) -> bytes:
    """The bytes of a file that a path names, or the bytes themselves."""
    return pem if isinstance(pem, bytes) else pathlib.Path(pem).read_bytes()
