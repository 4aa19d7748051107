# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class SnapshotItem(Message):
    @builtins.property
    def code(self) -> Qot_Common.Security: ...
    name: str
    @builtins.property
    def event_code(self) -> Qot_Common.Security: ...
    yes_sub_title: str
    no_sub_title: str
    status: int
    price: float
    cumulative_volume: float
    yes_bid: float
    yes_bid_size: float
    yes_ask: float
    yes_ask_size: float
    no_bid: float
    no_bid_size: float
    no_ask: float
    no_ask_size: float
    last_trade_time: str
    volume_24h: float
    open_interest: float
    def __init__(self, *, code: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., event_code: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., yes_sub_title: typing.Optional[str] = ..., no_sub_title: typing.Optional[str] = ..., status: typing.Optional[int] = ..., price: typing.Optional[float] = ..., cumulative_volume: typing.Optional[float] = ..., yes_bid: typing.Optional[float] = ..., yes_bid_size: typing.Optional[float] = ..., yes_ask: typing.Optional[float] = ..., yes_ask_size: typing.Optional[float] = ..., no_bid: typing.Optional[float] = ..., no_bid_size: typing.Optional[float] = ..., no_ask: typing.Optional[float] = ..., no_ask_size: typing.Optional[float] = ..., last_trade_time: typing.Optional[str] = ..., volume_24h: typing.Optional[float] = ..., open_interest: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def securityList(self) -> Repeated[Qot_Common.Security]: ...
    def __init__(self, *, securityList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def snapshotList(self) -> Repeated[SnapshotItem]: ...
    def __init__(self, *, snapshotList: typing.Optional[typing.Iterable[typing.Union[SnapshotItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class Request(Message):
    @builtins.property
    def c2s(self) -> C2S: ...
    def __init__(self, *, c2s: typing.Optional[typing.Union[C2S, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class Response(Message):
    retType: int
    retMsg: str
    errCode: int
    @builtins.property
    def s2c(self) -> S2C: ...
    def __init__(self, *, retType: typing.Optional[int] = ..., retMsg: typing.Optional[str] = ..., errCode: typing.Optional[int] = ..., s2c: typing.Optional[typing.Union[S2C, typing.Mapping[str, typing.Any]]] = ...) -> None: ...
