# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    periodCount: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., periodCount: typing.Optional[int] = ...) -> None: ...

class PricePerformanceRow(Message):
    tradingDay: int
    tradingDayStr: str
    closePrice: float
    openPrice: float
    highestPrice: float
    lowestPrice: float
    lastClosePrice: float
    optionIV: float
    optionHV: float
    def __init__(self, *, tradingDay: typing.Optional[int] = ..., tradingDayStr: typing.Optional[str] = ..., closePrice: typing.Optional[float] = ..., openPrice: typing.Optional[float] = ..., highestPrice: typing.Optional[float] = ..., lowestPrice: typing.Optional[float] = ..., lastClosePrice: typing.Optional[float] = ..., optionIV: typing.Optional[float] = ..., optionHV: typing.Optional[float] = ...) -> None: ...

class ReportCycleQuote(Message):
    fiscalYear: int
    financialType: int
    periodText: str
    pubTradingDay: int
    pubTradingDayStr: str
    pubType: int
    priceInfoIndex: int
    @builtins.property
    def itemList(self) -> Repeated[PricePerformanceRow]: ...
    def __init__(self, *, fiscalYear: typing.Optional[int] = ..., financialType: typing.Optional[int] = ..., periodText: typing.Optional[str] = ..., pubTradingDay: typing.Optional[int] = ..., pubTradingDayStr: typing.Optional[str] = ..., pubType: typing.Optional[int] = ..., priceInfoIndex: typing.Optional[int] = ..., itemList: typing.Optional[typing.Iterable[typing.Union[PricePerformanceRow, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def detailList(self) -> Repeated[ReportCycleQuote]: ...
    def __init__(self, *, detailList: typing.Optional[typing.Iterable[typing.Union[ReportCycleQuote, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
