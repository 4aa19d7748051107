# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

SortDir: Enum
SortDir_Descending: int
SortDir_Ascending: int

SortField: Enum
SortField_Unknown: int
SortField_DividendYieldTTM: int
SortField_PB: int
SortField_PeTTM: int
SortField_Price: int
SortField_ChangeRatio: int
SortField_MarketCap: int

IndicatorType: Enum
IndicatorType_Unknown: int
IndicatorType_Price: int
IndicatorType_MarketCap: int
IndicatorType_PE: int
IndicatorType_DividendYieldTTM: int
IndicatorType_ChangeRatio: int

class Indicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> Qot_OptionCommon.Interval: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[Qot_OptionCommon.Interval, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class C2S(Message):
    sortField: int
    sortDir: int
    offset: int
    count: int
    @builtins.property
    def filterList(self) -> Repeated[Indicator]: ...
    def __init__(self, *, sortField: typing.Optional[int] = ..., sortDir: typing.Optional[int] = ..., offset: typing.Optional[int] = ..., count: typing.Optional[int] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[Indicator, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class HighDividendSOERankItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    industry: str
    curPrice: float
    changeRatio: float
    turnover: float
    volume: int
    marketCap: float
    peTTM: float
    pb: float
    dividendYieldTTM: float
    turnoverRatio: float
    changeRate5D: float
    changeRate10D: float
    changeRate20D: float
    changeRate60D: float
    changeRate120D: float
    changeRate250D: float
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., industry: typing.Optional[str] = ..., curPrice: typing.Optional[float] = ..., changeRatio: typing.Optional[float] = ..., turnover: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., marketCap: typing.Optional[float] = ..., peTTM: typing.Optional[float] = ..., pb: typing.Optional[float] = ..., dividendYieldTTM: typing.Optional[float] = ..., turnoverRatio: typing.Optional[float] = ..., changeRate5D: typing.Optional[float] = ..., changeRate10D: typing.Optional[float] = ..., changeRate20D: typing.Optional[float] = ..., changeRate60D: typing.Optional[float] = ..., changeRate120D: typing.Optional[float] = ..., changeRate250D: typing.Optional[float] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dataList(self) -> Repeated[HighDividendSOERankItem]: ...
    allCount: int
    def __init__(self, *, dataList: typing.Optional[typing.Iterable[typing.Union[HighDividendSOERankItem, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ...) -> None: ...

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
