"""How far a watch is: what to ask for, where it is in the gateway's record, when to come back.

Knows no socket and no clock that waits; the sync and the asyncio watch share it.
"""

import random
import time
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Tuple, Union

import grpc

from ._build import build
from ._pool import enum_type, message_class
from .errors import GatewayError
from .events import Event, Reopening

_EVENT = "opend.v1.WatchEvent"
_BACKOFF_MIN_S, _BACKOFF_MAX_S = 0.5, 30.0
#: OpenD's answer to the subscriptions comes before the first event.
_ACCEPTED_WITHIN_S = 25.0
#: To ask again cannot help after these.
_FATAL = {
    grpc.StatusCode.FAILED_PRECONDITION,
    grpc.StatusCode.INVALID_ARGUMENT,
    grpc.StatusCode.PERMISSION_DENIED,
    grpc.StatusCode.UNAUTHENTICATED,
    grpc.StatusCode.UNIMPLEMENTED,
}

SubTypeArg = Union[int, str]


def watch_request(
    *,
    securities: Iterable[str],
    types: Iterable[SubTypeArg],
    accounts: Iterable[Any],
    notices: bool,
    filters: Iterable[Any],
    subscribe: bool,
    snapshot: bool,
    heartbeat: float,
    resume_after: Optional[Tuple[int, int]],
    conflate: Optional[Mapping[str, Any]],
) -> Any:
    """The `opend_v1.WatchRequest`; without any filter everything that the caller may see."""
    chosen: List[Any] = list(filters)
    names = _texts("securities", securities)
    if names and subscribe and not types:
        raise ValueError("watch: name the types of the securities, such as types=['basic', 'ticker']")
    if names:
        chosen.append({"name": "quotes", "securities": names, "sub_types": [_sub_type(each) for each in _one(types)]})
    ids = [each if isinstance(each, int) else each.accID for each in accounts]
    if ids:
        chosen.append({"name": "orders", "event_types": ["trade"], "accounts": ids})
    if notices:
        chosen.append({"name": "notices", "event_types": ["notify"]})
    fields: Dict[str, Any] = {
        "filters": chosen,
        "snapshot": snapshot,
        "heartbeat_interval_ms": round(heartbeat * 1000),
        "conflate": conflate,
    }
    if resume_after is not None:
        fields["resume_after"] = {"epoch": resume_after[0], "position": resume_after[1]}
    request = build("watch", "opend.v1.WatchRequest", (), fields)
    # Notices, and what others subscribe, need no subscription.
    request.subscribe = subscribe and any(f.accounts or f.sub_types or f.kl_types for f in request.filters)
    return request


def _one(values: Any) -> Iterable[Any]:
    return [values] if isinstance(values, (int, str)) else values


def _texts(what: str, values: Any) -> List[str]:
    texts = [values] if isinstance(values, str) else list(values)
    for text in texts:
        if not isinstance(text, str):
            raise TypeError(f"watch: {what} takes texts such as HK.00700, not {text!r}")
    return texts


def _sub_type(value: SubTypeArg) -> int:
    """Qot_Common.SubType of `basic`, `order_book`, `ticker`, `rt`, `broker`, `kl_1min`, ..."""
    if isinstance(value, int):
        return value
    known = {v.name[len("SubType_") :]: v.number for v in enum_type("Qot_Common.SubType").values}
    wanted = value.replace("_", "").lower()
    for name, number in known.items():
        if name.replace("_", "").lower() == wanted:
            return int(number)
    raise ValueError(f"watch: {value!r} is no sub type; there are: {', '.join(known)}")


class Progress:
    """One watch, over all the streams that it opens."""

    def __init__(self, request: Any, uniform: Callable[[float, float], float] = random.uniform) -> None:
        self._request = request
        self._uniform = uniform
        self._attempts = 0
        self._standing = False
        self._last_ns = 0
        self._heartbeat_s = (request.heartbeat_interval_ms or 15_000) / 1000
        self.position: Optional[Tuple[int, int]] = None
        if request.HasField("resume_after"):
            self.position = (request.resume_after.epoch, request.resume_after.position)

    def opening(self) -> Any:
        """The request of the next stream."""
        self._standing = False
        self._request.ClearField("resume_after")
        if self.position is not None:
            self._request.resume_after.epoch, self._request.resume_after.position = self.position
        return self._request

    @property
    def silence_s(self) -> float:
        """No message for so long: the connection is dead, whatever TCP believes."""
        silence = 2.5 * self._heartbeat_s
        return silence if self._standing else max(silence, _ACCEPTED_WITHIN_S)

    def take(self, message: Any) -> Event:
        """Notes where the stream is."""
        self._standing = True
        if message.event_type != "control":
            self._last_ns = max(self._last_ns, message.received_at)
            if message.position and self.position is not None:
                self.position = (self.position[0], message.position)
            kind = message.WhichOneof("update")
            return Event(kind or "unknown", getattr(message, kind or "unknown_update"), message)
        kind = message.control.WhichOneof("event") or "control"
        update: Any = getattr(message.control, kind, None)
        if kind == "accepted":
            self._heartbeat_s = update.heartbeat_interval_ms / 1000
            if self.position is None:
                self.position = (update.epoch, update.resume_window.newest_position)
        elif kind == "heartbeat":
            self._attempts = 0
            self._last_ns = max(self._last_ns, update.server_time)
        if kind in ("heartbeat", "ending") and update.HasField("position"):
            self.position = (update.position.epoch, update.position.position)
        return Event(kind, update, message)

    def ended(self, error: Optional[GatewayError]) -> List[Event]:
        """What to tell before coming back; the last one says when. Raises the error if to come back is no use.

        `error` None: nothing came for `silence_s`, or the stream ended without a status that is an error.
        """
        if error is not None and error.code in _FATAL and not (error.reason or "").startswith("OPEND_"):
            raise error
        told = []
        if error is not None and error.code == grpc.StatusCode.OUT_OF_RANGE:
            # The record does not go back that far: events between are lost for this watch.
            self.position = None
            told.append(self._lost())
        limit = min(_BACKOFF_MAX_S, _BACKOFF_MIN_S * 2 ** min(self._attempts, 10))
        # Jitter, so that many clients of one gateway do not come back at the same moment.
        wait = self._uniform(0, limit) + ((error.retry_after if error is not None else None) or 0.0)
        self._attempts += 1
        message = message_class(_EVENT)(event_type="control")
        return [*told, Event("reopening", Reopening(error, wait), message)]

    def _lost(self) -> Event:
        message = message_class(_EVENT)(event_type="control")
        gap = message.control.gap
        setattr(gap, "from", self._last_ns)
        gap.to = time.time_ns()
        return Event("gap", gap, message)
