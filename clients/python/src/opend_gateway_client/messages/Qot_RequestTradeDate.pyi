# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    market: int
    beginTime: str
    endTime: str
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, market: typing.Optional[int] = ..., beginTime: typing.Optional[str] = ..., endTime: typing.Optional[str] = ..., security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class TradeDate(Message):
    time: str
    timestamp: float
    tradeDateType: int
    def __init__(self, *, time: typing.Optional[str] = ..., timestamp: typing.Optional[float] = ..., tradeDateType: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def tradeDateList(self) -> Repeated[TradeDate]: ...
    def __init__(self, *, tradeDateList: typing.Optional[typing.Iterable[typing.Union[TradeDate, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
