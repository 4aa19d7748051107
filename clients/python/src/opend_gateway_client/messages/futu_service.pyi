# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

class FutuRequest(Message):
    proto_id: int
    body: bytes
    def __init__(self, *, proto_id: typing.Optional[int] = ..., body: typing.Optional[bytes] = ...) -> None: ...

class FutuResponse(Message):
    ret_type: int
    ret_msg: str
    proto_id: int
    body: bytes
    def __init__(self, *, ret_type: typing.Optional[int] = ..., ret_msg: typing.Optional[str] = ..., proto_id: typing.Optional[int] = ..., body: typing.Optional[bytes] = ...) -> None: ...

class PushFilter(Message):
    name: str
    @builtins.property
    def securities(self) -> Repeated[str]: ...
    @builtins.property
    def sub_types(self) -> Repeated[int]: ...
    @builtins.property
    def kl_types(self) -> Repeated[int]: ...
    @builtins.property
    def rehab_types(self) -> Repeated[int]: ...
    @builtins.property
    def event_types(self) -> Repeated[str]: ...
    @builtins.property
    def accounts(self) -> Repeated[int]: ...
    session: int
    extended_time: bool
    order_book_detail: bool
    def __init__(self, *, name: typing.Optional[str] = ..., securities: typing.Optional[typing.Iterable[str]] = ..., sub_types: typing.Optional[typing.Iterable[int]] = ..., kl_types: typing.Optional[typing.Iterable[int]] = ..., rehab_types: typing.Optional[typing.Iterable[int]] = ..., event_types: typing.Optional[typing.Iterable[str]] = ..., accounts: typing.Optional[typing.Iterable[int]] = ..., session: typing.Optional[int] = ..., extended_time: typing.Optional[bool] = ..., order_book_detail: typing.Optional[bool] = ...) -> None: ...

class PushConflation(Message):
    Mode: Enum
    MODE_UNSPECIFIED: int
    MODE_OFF: int
    MODE_INTERVAL: int
    mode: int
    interval_ms: int
    def __init__(self, *, mode: typing.Optional[int] = ..., interval_ms: typing.Optional[int] = ...) -> None: ...

class PushPosition(Message):
    epoch: int
    position: int
    def __init__(self, *, epoch: typing.Optional[int] = ..., position: typing.Optional[int] = ...) -> None: ...

class PushControl(Message):
    @builtins.property
    def accepted(self) -> PushAccepted: ...
    @builtins.property
    def heartbeat(self) -> PushHeartbeat: ...
    @builtins.property
    def gap(self) -> PushGap: ...
    @builtins.property
    def upstream_down(self) -> PushUpstreamDown: ...
    @builtins.property
    def upstream_restored(self) -> PushUpstreamRestored: ...
    @builtins.property
    def going_away(self) -> PushGoingAway: ...
    @builtins.property
    def ending(self) -> PushEnding: ...
    def __init__(self, *, accepted: typing.Optional[typing.Union[PushAccepted, typing.Mapping[str, typing.Any]]] = ..., heartbeat: typing.Optional[typing.Union[PushHeartbeat, typing.Mapping[str, typing.Any]]] = ..., gap: typing.Optional[typing.Union[PushGap, typing.Mapping[str, typing.Any]]] = ..., upstream_down: typing.Optional[typing.Union[PushUpstreamDown, typing.Mapping[str, typing.Any]]] = ..., upstream_restored: typing.Optional[typing.Union[PushUpstreamRestored, typing.Mapping[str, typing.Any]]] = ..., going_away: typing.Optional[typing.Union[PushGoingAway, typing.Mapping[str, typing.Any]]] = ..., ending: typing.Optional[typing.Union[PushEnding, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class PushAccepted(Message):
    @builtins.property
    def filters(self) -> Repeated[PushFilter]: ...
    heartbeat_interval_ms: int
    epoch: int
    first_sequence: int
    @builtins.property
    def resume_window(self) -> PushResumeWindow: ...
    def __init__(self, *, filters: typing.Optional[typing.Iterable[typing.Union[PushFilter, typing.Mapping[str, typing.Any]]]] = ..., heartbeat_interval_ms: typing.Optional[int] = ..., epoch: typing.Optional[int] = ..., first_sequence: typing.Optional[int] = ..., resume_window: typing.Optional[typing.Union[PushResumeWindow, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class PushResumeWindow(Message):
    oldest_position: int
    newest_position: int
    max_age_ms: int
    max_events: int
    def __init__(self, *, oldest_position: typing.Optional[int] = ..., newest_position: typing.Optional[int] = ..., max_age_ms: typing.Optional[int] = ..., max_events: typing.Optional[int] = ...) -> None: ...

class PushHeartbeat(Message):
    last_sequence: int
    server_time: int
    upstream_ready: bool
    @builtins.property
    def position(self) -> PushPosition: ...
    def __init__(self, *, last_sequence: typing.Optional[int] = ..., server_time: typing.Optional[int] = ..., upstream_ready: typing.Optional[bool] = ..., position: typing.Optional[typing.Union[PushPosition, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class PushGap(Message):
    Cause: Enum
    CAUSE_UNSPECIFIED: int
    CAUSE_SLOW_READER: int
    CAUSE_GATEWAY_RESTARTED: int
    CAUSE_UPSTREAM_LOST: int
    CAUSE_NOT_REGISTERED: int
    cause: int
    to: int
    events: int
    @builtins.property
    def keys(self) -> Repeated[PushKey]: ...
    def __init__(self, *, cause: typing.Optional[int] = ..., to: typing.Optional[int] = ..., events: typing.Optional[int] = ..., keys: typing.Optional[typing.Iterable[typing.Union[PushKey, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class PushKey(Message):
    sec_key: str
    sub_type: int
    rehab_type: int
    acc_id: int
    def __init__(self, *, sec_key: typing.Optional[str] = ..., sub_type: typing.Optional[int] = ..., rehab_type: typing.Optional[int] = ..., acc_id: typing.Optional[int] = ...) -> None: ...

class PushUpstreamDown(Message):
    since: int
    def __init__(self, *, since: typing.Optional[int] = ...) -> None: ...

class PushUpstreamRestored(Message):
    possible_gap: bool
    since: int
    @builtins.property
    def keys(self) -> Repeated[PushKey]: ...
    @builtins.property
    def refused(self) -> Repeated[PushRefusedKey]: ...
    def __init__(self, *, possible_gap: typing.Optional[bool] = ..., since: typing.Optional[int] = ..., keys: typing.Optional[typing.Iterable[typing.Union[PushKey, typing.Mapping[str, typing.Any]]]] = ..., refused: typing.Optional[typing.Iterable[typing.Union[PushRefusedKey, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class PushRefusedKey(Message):
    @builtins.property
    def key(self) -> PushKey: ...
    ret_msg: str
    def __init__(self, *, key: typing.Optional[typing.Union[PushKey, typing.Mapping[str, typing.Any]]] = ..., ret_msg: typing.Optional[str] = ...) -> None: ...

class PushGoingAway(Message):
    last_sequence: int
    def __init__(self, *, last_sequence: typing.Optional[int] = ...) -> None: ...

class PushEnding(Message):
    reason: str
    last_sequence: int
    dropped: int
    @builtins.property
    def position(self) -> PushPosition: ...
    def __init__(self, *, reason: typing.Optional[str] = ..., last_sequence: typing.Optional[int] = ..., dropped: typing.Optional[int] = ..., position: typing.Optional[typing.Union[PushPosition, typing.Mapping[str, typing.Any]]] = ...) -> None: ...
