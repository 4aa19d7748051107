"""What a watch yields."""

from typing import Any, NamedTuple, Optional

from .errors import GatewayError
from .securities import format_security, parse_security


class Reopening(NamedTuple):
    """The stream ended, and is opened again after `wait` seconds."""

    #: What ended it; None: nothing came for two and a half heartbeats.
    error: Optional[GatewayError]
    wait: float


class Event:
    """One event of a watch.

    `kind` says what `update` is: a push by the name of its field (`basic_qot`,
    `ticker`, `order`, `order_fill`, ...), a control event of the gateway
    (`accepted`, `heartbeat`, `gap`, `upstream_down`, `upstream_restored`,
    `going_away`, `ending`), or `reopening`, which this package makes.
    """

    __slots__ = ("kind", "message", "update")

    def __init__(self, kind: str, update: Any, message: Any) -> None:
        self.kind = kind
        self.update = update
        #: The whole `opend_v1.WatchEvent`: sequence, position, snapshot, replayed, ...
        self.message = message

    @property
    def security(self) -> Optional[str]:
        """`HK.00700`; None where the push has no security."""
        return format_security(*parse_security(self.message.sec_key)) if self.message.sec_key else None

    @property
    def account(self) -> Optional[int]:
        """The account of a trade push."""
        return int(self.message.acc_id) or None

    @property
    def is_control(self) -> bool:
        """It is about the stream, not about a market or an account."""
        return bool(self.message.event_type == "control")

    @property
    def is_gap(self) -> bool:
        """Events may be missing before this one: read the state that matters, such as the order list."""
        return self.kind == "gap" or (self.kind == "upstream_restored" and bool(self.update.possible_gap))

    def __repr__(self) -> str:
        about = self.security or self.account or ""
        return f"<Event {self.kind} {about} {' '.join(str(self.update).split())}>"
