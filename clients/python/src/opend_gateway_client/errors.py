"""What a failed call raises: a class for what programs do about it, and the facts."""

from typing import Any, Dict, Mapping, Optional, Tuple, Type

import grpc

from ._pool import message_class

_DOMAIN = "opend-gateway"
_Code = grpc.StatusCode


class GatewayError(Exception):
    """A call failed. Match on the class, `reason` and `sent`, never on texts."""

    #: gRPC status.
    code: grpc.StatusCode
    #: Text of the gateway, or of OpenD.
    message: str
    #: Why, such as `RATE_LIMITED` (docs/reference/errors.md); None: the failure did not come from the gateway itself.
    reason: Optional[str]
    #: Whether the command may have reached OpenD; None: nobody said.
    sent: Optional[bool]
    #: Seconds after which a repetition helps; None: nobody said.
    retry_after: Optional[float]
    #: What else the gateway said, such as `limit` or `upstream`.
    metadata: Mapping[str, str]
    #: Names the call in the gateway's log.
    request_id: Optional[str]
    #: Of an order: repeat with this key, and it is placed once.
    idempotency_key: Optional[str]

    def __init__(
        self,
        code: grpc.StatusCode,
        message: str,
        *,
        reason: Optional[str] = None,
        retry_after: Optional[float] = None,
        metadata: Optional[Mapping[str, str]] = None,
        request_id: Optional[str] = None,
        idempotency_key: Optional[str] = None,
    ) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.reason = reason
        self.retry_after = retry_after
        self.metadata = dict(metadata or {})
        self.sent = {"true": True, "false": False}.get(self.metadata.get("sent", ""))
        self.request_id = request_id
        self.idempotency_key = idempotency_key

    @property
    def ret_type(self) -> Optional[int]:
        """OpenD's retType, where OpenD answered."""
        return _number(self.metadata.get("ret_type"))

    @property
    def err_code(self) -> Optional[int]:
        """OpenD's errCode."""
        return _number(self.metadata.get("err_code"))

    @property
    def ret_msg(self) -> Optional[str]:
        """OpenD's text."""
        return self.metadata.get("ret_msg")

    def __str__(self) -> str:
        facts = [self.code.name, self.reason]
        facts += [f"sent={str(self.sent).lower()}"] if self.sent is not None else []
        facts += [f"retry_after={self.retry_after:g}s"] if self.retry_after is not None else []
        facts += [f"request_id={self.request_id}"] if self.request_id else []
        return f"{' '.join(fact for fact in facts if fact)}: {self.message}"

    def __reduce__(self) -> Any:
        return _restore, (type(self), self.code, self.message, dict(self.__dict__))


class OpenDRefused(GatewayError):
    """OpenD answered, and the answer is no (reasons `OPEND_...`): see `ret_type`, `ret_msg`."""


class RateLimited(GatewayError):
    """Too many calls or orders, by a limit of the gateway: wait for `retry_after`."""


class _OpenDRateLimited(OpenDRefused, RateLimited):
    """By OpenD's own limit."""


class OutcomeUnknown(GatewayError):
    """A command that changes something was sent, or may have been, and its answer did not come.

    An order is asked for again with `idempotency_key`: the gateway finds out
    what became of it and does not send it a second time.
    """


class OrderNotPlaced(GatewayError):
    """The outcome was unknown; the order list shows that nothing happened. Place it with a new key if still wanted."""


class AccessDenied(GatewayError):
    """No valid key, or the key, the trading mode or an order limit does not allow this."""


class BadRequest(GatewayError):
    """The request can't be served as it is; repeating does not help."""


class GatewayUnavailable(GatewayError):
    """The gateway, or OpenD behind it, can't be reached now."""


class DeadlineExceeded(GatewayError):
    """The answer did not come in time."""


_BY_REASON: Dict[str, Type[GatewayError]] = {
    "OUTCOME_UNKNOWN": OutcomeUnknown,
    "ORDER_NOT_PLACED": OrderNotPlaced,
    "OPEND_RATE": _OpenDRateLimited,
    # No answer of OpenD, but its own words for having none.
    "OPEND_TIMEOUT": DeadlineExceeded,
    "OPEND_DISCONNECTED": GatewayUnavailable,
    "OPEND_UNKNOWN": GatewayError,
}
_BY_CODE: Dict[grpc.StatusCode, Type[GatewayError]] = {
    _Code.RESOURCE_EXHAUSTED: RateLimited,
    _Code.PERMISSION_DENIED: AccessDenied,
    _Code.UNAUTHENTICATED: AccessDenied,
    _Code.INVALID_ARGUMENT: BadRequest,
    _Code.FAILED_PRECONDITION: BadRequest,
    _Code.ALREADY_EXISTS: BadRequest,
    _Code.UNIMPLEMENTED: BadRequest,
    _Code.UNAVAILABLE: GatewayUnavailable,
    _Code.DEADLINE_EXCEEDED: DeadlineExceeded,
}
# Of statuses without details these come only from a library or proxy that never passed the call on.
_NEVER_SENT = (_Code.UNIMPLEMENTED, _Code.RESOURCE_EXHAUSTED, _Code.UNAUTHENTICATED, _Code.PERMISSION_DENIED)


def from_rpc(error: Any, *, changes: bool = False, idempotency_key: Optional[str] = None) -> GatewayError:
    """The exception for a gRPC status; `changes`: the command was none that only reads."""
    trailers = {str(key).lower(): value for key, value in error.trailing_metadata() or ()}
    reason, metadata, retry_after = _details(trailers.get("grpc-status-details-bin"))
    code = error.code() or _Code.UNKNOWN
    kind = _class_of(code, reason)
    if changes and reason is None and code not in _NEVER_SENT:
        kind = OutcomeUnknown
    request_id = trailers.get("x-request-id")
    return kind(
        code,
        error.details() or "",
        reason=reason,
        retry_after=retry_after,
        metadata=metadata,
        request_id=request_id if isinstance(request_id, str) else None,
        idempotency_key=idempotency_key,
    )


def _class_of(code: grpc.StatusCode, reason: Optional[str]) -> Type[GatewayError]:
    if reason in _BY_REASON:
        return _BY_REASON[reason]
    if reason is not None and reason.startswith("OPEND_"):
        return OpenDRefused
    return _BY_CODE.get(code, GatewayError)


def _details(data: Any) -> Tuple[Optional[str], Dict[str, str], Optional[float]]:
    """Reason and metadata of the ErrorInfo, seconds of the RetryInfo."""
    reason: Optional[str] = None
    metadata: Dict[str, str] = {}
    retry_after: Optional[float] = None
    if not isinstance(data, bytes):
        return reason, metadata, retry_after
    try:
        for detail in message_class("google.rpc.Status").FromString(data).details:
            name = detail.type_url.rpartition("/")[2]
            if name == "google.rpc.ErrorInfo":
                info = message_class(name).FromString(detail.value)
                if info.domain == _DOMAIN:
                    reason, metadata = info.reason, dict(info.metadata)
            elif name == "google.rpc.RetryInfo":
                delay = message_class(name).FromString(detail.value).retry_delay
                retry_after = delay.seconds + delay.nanos / 1e9
    except Exception:  # details of somebody else: the status stands without them
        return None, {}, None
    return reason, metadata, retry_after


def _number(text: Optional[str]) -> Optional[int]:
    return None if text is None else int(text)


def _restore(kind: Type[GatewayError], code: grpc.StatusCode, message: str, facts: Dict[str, Any]) -> GatewayError:
    error = kind(code, message)
    error.__dict__.update(facts)
    return error
