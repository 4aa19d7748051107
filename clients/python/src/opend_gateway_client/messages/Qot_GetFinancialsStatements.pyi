# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class FinancialFieldInfo(Message):
    fieldId: int
    displayName: str
    def __init__(self, *, fieldId: typing.Optional[int] = ..., displayName: typing.Optional[str] = ...) -> None: ...

class FinancialItem(Message):
    fieldId: int
    data: float
    yoy: float
    qoq: float
    def __init__(self, *, fieldId: typing.Optional[int] = ..., data: typing.Optional[float] = ..., yoy: typing.Optional[float] = ..., qoq: typing.Optional[float] = ...) -> None: ...

class FinancialReport(Message):
    dateTime: int
    dateTimeStr: str
    fiscalYear: int
    financialType: int
    periodText: str
    @builtins.property
    def itemList(self) -> Repeated[FinancialItem]: ...
    currencyInfo: str
    accountingStandards: str
    auditorReport: str
    currencyCode: str
    def __init__(self, *, dateTime: typing.Optional[int] = ..., dateTimeStr: typing.Optional[str] = ..., fiscalYear: typing.Optional[int] = ..., financialType: typing.Optional[int] = ..., periodText: typing.Optional[str] = ..., itemList: typing.Optional[typing.Iterable[typing.Union[FinancialItem, typing.Mapping[str, typing.Any]]]] = ..., currencyInfo: typing.Optional[str] = ..., accountingStandards: typing.Optional[str] = ..., auditorReport: typing.Optional[str] = ..., currencyCode: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    statementType: int
    financialType: int
    currencyCode: str
    nextKey: str
    num: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., statementType: typing.Optional[int] = ..., financialType: typing.Optional[int] = ..., currencyCode: typing.Optional[str] = ..., nextKey: typing.Optional[str] = ..., num: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def structureList(self) -> Repeated[FinancialFieldInfo]: ...
    @builtins.property
    def reportList(self) -> Repeated[FinancialReport]: ...
    nextKey: str
    def __init__(self, *, structureList: typing.Optional[typing.Iterable[typing.Union[FinancialFieldInfo, typing.Mapping[str, typing.Any]]]] = ..., reportList: typing.Optional[typing.Iterable[typing.Union[FinancialReport, typing.Mapping[str, typing.Any]]]] = ..., nextKey: typing.Optional[str] = ...) -> None: ...

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
