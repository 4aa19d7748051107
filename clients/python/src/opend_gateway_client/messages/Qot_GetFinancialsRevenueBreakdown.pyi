# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class MainIncomeItem(Message):
    name: str
    mainOperIncome: float
    ratio: float
    def __init__(self, *, name: typing.Optional[str] = ..., mainOperIncome: typing.Optional[float] = ..., ratio: typing.Optional[float] = ...) -> None: ...

class RevenueBreakdownGroup(Message):
    type: int
    @builtins.property
    def itemList(self) -> Repeated[MainIncomeItem]: ...
    def __init__(self, *, type: typing.Optional[int] = ..., itemList: typing.Optional[typing.Iterable[typing.Union[MainIncomeItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class ScreenDate(Message):
    date: int
    periodText: str
    financialType: int
    def __init__(self, *, date: typing.Optional[int] = ..., periodText: typing.Optional[str] = ..., financialType: typing.Optional[int] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    date: int
    financialType: int
    currencyCode: str
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., date: typing.Optional[int] = ..., financialType: typing.Optional[int] = ..., currencyCode: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    period: str
    @builtins.property
    def breakdownList(self) -> Repeated[RevenueBreakdownGroup]: ...
    currencyCode: str
    @builtins.property
    def screenDateList(self) -> Repeated[ScreenDate]: ...
    def __init__(self, *, period: typing.Optional[str] = ..., breakdownList: typing.Optional[typing.Iterable[typing.Union[RevenueBreakdownGroup, typing.Mapping[str, typing.Any]]]] = ..., currencyCode: typing.Optional[str] = ..., screenDateList: typing.Optional[typing.Iterable[typing.Union[ScreenDate, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
