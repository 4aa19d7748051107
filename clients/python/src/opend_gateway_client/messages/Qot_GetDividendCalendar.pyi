# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    market: int
    date: str
    dataFrom: int
    count: int
    def __init__(self, *, market: typing.Optional[int] = ..., date: typing.Optional[str] = ..., dataFrom: typing.Optional[int] = ..., count: typing.Optional[int] = ...) -> None: ...

class DividendCalendarItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    statement: str
    recordDate: str
    exDate: str
    dividendPayableDate: str
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., statement: typing.Optional[str] = ..., recordDate: typing.Optional[str] = ..., exDate: typing.Optional[str] = ..., dividendPayableDate: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def itemList(self) -> Repeated[DividendCalendarItem]: ...
    allCount: int
    def __init__(self, *, itemList: typing.Optional[typing.Iterable[typing.Union[DividendCalendarItem, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ...) -> None: ...

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
