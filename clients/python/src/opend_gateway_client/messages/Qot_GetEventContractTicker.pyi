# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class TickerPoint(Message):
    time: str
    yesPrice: float
    noPrice: float
    volume: float
    side: int
    sequence: str
    def __init__(self, *, time: typing.Optional[str] = ..., yesPrice: typing.Optional[float] = ..., noPrice: typing.Optional[float] = ..., volume: typing.Optional[float] = ..., side: typing.Optional[int] = ..., sequence: typing.Optional[str] = ...) -> None: ...

class TickerItem(Message):
    @builtins.property
    def code(self) -> Qot_Common.Security: ...
    @builtins.property
    def tickerList(self) -> Repeated[TickerPoint]: ...
    def __init__(self, *, code: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., tickerList: typing.Optional[typing.Iterable[typing.Union[TickerPoint, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    count: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., count: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def tickerList(self) -> Repeated[TickerItem]: ...
    def __init__(self, *, tickerList: typing.Optional[typing.Iterable[typing.Union[TickerItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
