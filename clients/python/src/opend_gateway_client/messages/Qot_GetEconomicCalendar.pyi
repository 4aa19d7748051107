# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

Importance: Enum
Importance_All: int
Importance_Low: int
Importance_Medium: int
Importance_High: int

class EconomicCalendarItem(Message):
    title: str
    timestamp: float
    country: str
    star: int
    previous: str
    consensus: str
    actual: str
    def __init__(self, *, title: typing.Optional[str] = ..., timestamp: typing.Optional[float] = ..., country: typing.Optional[str] = ..., star: typing.Optional[int] = ..., previous: typing.Optional[str] = ..., consensus: typing.Optional[str] = ..., actual: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    beginDate: str
    endDate: str
    @builtins.property
    def marketList(self) -> Repeated[int]: ...
    importance: int
    count: int
    nextPage: str
    def __init__(self, *, beginDate: typing.Optional[str] = ..., endDate: typing.Optional[str] = ..., marketList: typing.Optional[typing.Iterable[int]] = ..., importance: typing.Optional[int] = ..., count: typing.Optional[int] = ..., nextPage: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def itemList(self) -> Repeated[EconomicCalendarItem]: ...
    nextPage: str
    hasMore: bool
    def __init__(self, *, itemList: typing.Optional[typing.Iterable[typing.Union[EconomicCalendarItem, typing.Mapping[str, typing.Any]]]] = ..., nextPage: typing.Optional[str] = ..., hasMore: typing.Optional[bool] = ...) -> None: ...

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
