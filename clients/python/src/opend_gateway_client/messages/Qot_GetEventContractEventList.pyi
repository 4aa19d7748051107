# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class EventItem(Message):
    @builtins.property
    def eventSecurity(self) -> Qot_Common.Security: ...
    eventName: str
    eventSubName: str
    status: int
    @builtins.property
    def seriesSecurity(self) -> Qot_Common.Security: ...
    startDate: str
    endDate: str
    category: str
    @builtins.property
    def tags(self) -> Repeated[str]: ...
    mutuallyExclusive: bool
    competition: str
    competitionScope: str
    def __init__(self, *, eventSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., eventName: typing.Optional[str] = ..., eventSubName: typing.Optional[str] = ..., status: typing.Optional[int] = ..., seriesSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., startDate: typing.Optional[str] = ..., endDate: typing.Optional[str] = ..., category: typing.Optional[str] = ..., tags: typing.Optional[typing.Iterable[str]] = ..., mutuallyExclusive: typing.Optional[bool] = ..., competition: typing.Optional[str] = ..., competitionScope: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def series(self) -> Qot_Common.Security: ...
    status: int
    nextPage: str
    count: int
    def __init__(self, *, series: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., status: typing.Optional[int] = ..., nextPage: typing.Optional[str] = ..., count: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def eventList(self) -> Repeated[EventItem]: ...
    nextPage: str
    def __init__(self, *, eventList: typing.Optional[typing.Iterable[typing.Union[EventItem, typing.Mapping[str, typing.Any]]]] = ..., nextPage: typing.Optional[str] = ...) -> None: ...

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
