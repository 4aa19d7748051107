"""What every program needs: the way to the gateway, the key, and what a status says."""

import asyncio
import os
import pathlib
import random
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import NamedTuple

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status

ADDRESS = os.environ.get("OPEND_GATEWAY_GRPC", "127.0.0.1:33333")
TOKEN = os.environ.get("OPEND_GATEWAY_TOKEN")
TLS_CA = os.environ.get("OPEND_GATEWAY_TLS_CA")
PROGRAM = pathlib.Path(sys.argv[0]).stem
METADATA = [("x-client-id", f"{PROGRAM}-python")] + ([("authorization", f"Bearer {TOKEN}")] if TOKEN else [])
# Of each call but streams, which have none: they end when the program does.
DEADLINE_S = 10
BACKOFF_MIN_S, BACKOFF_MAX_S = 0.5, 30
OPTIONS = [
    # By default gRPC gives all channels of a process to one address the same connection. The stream
    # gets one and calls another, because some 1,000 calls that are cancelled in quick succession end
    # their HTTP/2 connection, and every stream on it.
    ("grpc.use_local_subchannel_pool", 1),
    # Load balancers and NAT forget a connection on which nothing passes. Pings keep it, and show
    # within 40 s that it is dead.
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.keepalive_timeout_ms", 10_000),
    ("grpc.keepalive_permit_without_calls", 1),
    ("grpc.http2.max_pings_without_data", 0),
    # The proxy that `http_proxy` names is for the web. Leave this out if it is the way to the gateway.
    ("grpc.enable_http_proxy", 0),
    # Long lists have more than the default of 4 MiB.
    ("grpc.max_receive_message_length", 64 * 1024 * 1024),
]
# Of a security's name: Qot_Common.QotMarket.
QOT_MARKETS = {"HK": 1, "US": 11, "SH": 21, "SZ": 22}


def _credentials() -> grpc.ChannelCredentials | None:
    """Trusts the authorities in the file; None: plain text, as gateways on the same machine are served."""
    return grpc.ssl_channel_credentials(pathlib.Path(TLS_CA).read_bytes()) if TLS_CA else None


def channel() -> grpc.Channel:
    tls = _credentials()
    return grpc.secure_channel(ADDRESS, tls, OPTIONS) if tls else grpc.insecure_channel(ADDRESS, OPTIONS)


def aio_channel() -> grpc.aio.Channel:
    tls = _credentials()
    return grpc.aio.secure_channel(ADDRESS, tls, OPTIONS) if tls else grpc.aio.insecure_channel(ADDRESS, OPTIONS)


class Failure(NamedTuple):
    """A status. Programs decide by `code`, `reason` and `sent`; the text is for people."""

    code: grpc.StatusCode
    text: str
    # Why, by name: docs/reference/errors.md has them all. None: gRPC itself ended the call.
    reason: str | None = None
    # Whether the command may have reached OpenD: "true" or "false".
    sent: str | None = None
    # How long the gateway wants to be left alone.
    retry_after_s: float | None = None

    @classmethod
    def of(cls, error: grpc.RpcError) -> "Failure":
        failure = cls(error.code(), error.details())
        status = rpc_status.from_call(error)
        for detail in status.details if status else []:
            info, retry = error_details_pb2.ErrorInfo(), error_details_pb2.RetryInfo()
            if detail.Unpack(info):
                failure = failure._replace(reason=info.reason, sent=info.metadata.get("sent"))
            elif detail.Unpack(retry):
                failure = failure._replace(retry_after_s=retry.retry_delay.ToTimedelta().total_seconds())
        return failure

    @property
    def by_opend(self) -> bool:
        """OpenD answered, with a refusal."""
        return (self.reason or "").startswith("OPEND_")

    def __str__(self) -> str:
        words = [self.code.name, self.reason, self.sent and f"sent={self.sent}"]
        words.append(None if self.retry_after_s is None else f"retry_after={self.retry_after_s:g}s")
        return f"{' '.join(filter(None, words))}: {self.text}"


def backoff_s(attempts: int, failure: Failure | None = None) -> float:
    """Seconds to wait: what the gateway asks for, and a random part, so that not all clients come back at once."""
    asked_s = (failure and failure.retry_after_s) or 0
    return asked_s + random.uniform(0, min(BACKOFF_MAX_S, BACKOFF_MIN_S * 2**attempts))


def show(*words: object) -> None:
    # In one piece: Ctrl-C must not come between the words of a line.
    sys.stdout.write(" ".join(str(word) for word in words if word != "") + "\n")
    sys.stdout.flush()


def run(main: Callable[[], None]) -> None:
    """Runs a program. SIGINT and SIGTERM end it well, a status that nobody caught with exit code 1."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        show("stopped")
    except grpc.RpcError as error:
        sys.exit(f"error {Failure.of(error)}")


def run_async(main: Callable[[], Awaitable[None]]) -> None:
    """The same for asyncio."""

    async def until_stopped() -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, asyncio.current_task().cancel)
        await main()

    try:
        asyncio.run(until_stopped())
    except asyncio.CancelledError:
        show("stopped")
    except grpc.RpcError as error:
        sys.exit(f"error {Failure.of(error)}")
