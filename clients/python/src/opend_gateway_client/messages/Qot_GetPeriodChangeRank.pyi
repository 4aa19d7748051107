# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

SortDir: Enum
SortDir_Descending: int
SortDir_Ascending: int

PeriodType: Enum
PeriodType_Unknown: int
PeriodType_5Min: int
PeriodType_1Day: int
PeriodType_5Day: int
PeriodType_20Day: int
PeriodType_60Day: int
PeriodType_120Day: int
PeriodType_250Day: int
PeriodType_YTD: int

IndicatorType: Enum
IndicatorType_Unknown: int
IndicatorType_Price: int
IndicatorType_MarketCap: int
IndicatorType_ChangeRatio: int
IndicatorType_Volume: int
IndicatorType_Turnover: int
IndicatorType_PE: int
IndicatorType_PB: int
IndicatorType_TurnoverRatio: int
IndicatorType_VolumeRatio: int
IndicatorType_Amplitude: int

class Indicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> Qot_OptionCommon.Interval: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[Qot_OptionCommon.Interval, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class C2S(Message):
    market: int
    periodType: int
    sortDir: int
    offset: int
    count: int
    @builtins.property
    def filterList(self) -> Repeated[Indicator]: ...
    def __init__(self, *, market: typing.Optional[int] = ..., periodType: typing.Optional[int] = ..., sortDir: typing.Optional[int] = ..., offset: typing.Optional[int] = ..., count: typing.Optional[int] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[Indicator, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class PeriodChangeRankItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    curPrice: float
    changeRatio: float
    turnover: float
    volume: int
    marketCap: float
    changeRate5Min: float
    changeRate5D: float
    changeRate10D: float
    changeRate20D: float
    changeRate60D: float
    changeRate120D: float
    changeRate250D: float
    changeRateYTD: float
    peTTM: float
    pb: float
    turnoverRatio: float
    volumeRatio: float
    amplitude: float
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., curPrice: typing.Optional[float] = ..., changeRatio: typing.Optional[float] = ..., turnover: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., marketCap: typing.Optional[float] = ..., changeRate5Min: typing.Optional[float] = ..., changeRate5D: typing.Optional[float] = ..., changeRate10D: typing.Optional[float] = ..., changeRate20D: typing.Optional[float] = ..., changeRate60D: typing.Optional[float] = ..., changeRate120D: typing.Optional[float] = ..., changeRate250D: typing.Optional[float] = ..., changeRateYTD: typing.Optional[float] = ..., peTTM: typing.Optional[float] = ..., pb: typing.Optional[float] = ..., turnoverRatio: typing.Optional[float] = ..., volumeRatio: typing.Optional[float] = ..., amplitude: typing.Optional[float] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dataList(self) -> Repeated[PeriodChangeRankItem]: ...
    allCount: int
    def __init__(self, *, dataList: typing.Optional[typing.Iterable[typing.Union[PeriodChangeRankItem, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ...) -> None: ...

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
