"""Client of opend-gateway: every command of OpenD as a typed call, and its pushes.

from opend_gateway_client import Client

with Client("localhost:33333") as client:
    print(client.quote.get_basic_qot(["HK.00700"]))
"""

from ._aio import AsyncClient, AsyncWatch
from ._sync import Client, Watch
from .errors import (
    AccessDenied,
    BadRequest,
    DeadlineExceeded,
    GatewayError,
    GatewayUnavailable,
    OpenDRefused,
    OrderNotPlaced,
    OutcomeUnknown,
    RateLimited,
)
from .events import Event, Reopening
from .frames import to_frame
from .securities import format_security, parse_security

__version__ = "0.1.0"

__all__ = [
    "AccessDenied",
    "AsyncClient",
    "AsyncWatch",
    "BadRequest",
    "Client",
    "DeadlineExceeded",
    "Event",
    "GatewayError",
    "GatewayUnavailable",
    "OpenDRefused",
    "OrderNotPlaced",
    "OutcomeUnknown",
    "RateLimited",
    "Reopening",
    "Watch",
    "format_security",
    "parse_security",
    "to_frame",
]
