# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

BeatType: Enum
BeatType_Unknown: int
BeatType_EPS: int
BeatType_REVENUE: int
BeatType_EBIT: int

BeatTerm: Enum
BeatTerm_Latest: int
BeatTerm_LatestQuarter: int
BeatTerm_LatestHalf: int
BeatTerm_LatestAnnual: int
BeatTerm_All: int

IndicatorType: Enum
IndicatorType_Unknown: int
IndicatorType_BeatRatio: int
IndicatorType_ReleasedDate: int
IndicatorType_MarketCap: int
IndicatorType_Price: int
IndicatorType_PeTTM: int

SortField: Enum
SortField_Unknown: int
SortField_BeatRatio: int
SortField_EarningDayChg: int
SortField_ReleasedDate: int
SortField_Actual: int
SortField_Estimate: int
SortField_Yoy: int
SortField_YoyGrowth: int
SortField_PeTTM: int
SortField_DividendsTTM: int
SortField_Price: int
SortField_ChangeRate: int

PostPeriodType: Enum
PostPeriodType_Regular: int
PostPeriodType_Before: int
PostPeriodType_After: int
PostPeriodType_IntradayTrading: int

class Indicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> Qot_OptionCommon.Interval: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[Qot_OptionCommon.Interval, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class C2S(Message):
    market: int
    beatType: int
    count: int
    term: int
    @builtins.property
    def filterList(self) -> Repeated[Indicator]: ...
    sortField: int
    def __init__(self, *, market: typing.Optional[int] = ..., beatType: typing.Optional[int] = ..., count: typing.Optional[int] = ..., term: typing.Optional[int] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[Indicator, typing.Mapping[str, typing.Any]]]] = ..., sortField: typing.Optional[int] = ...) -> None: ...

class EarningsBeatItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    industry: str
    curPrice: float
    lastClosePrice: float
    changeRate: float
    marketCap: float
    peTTM: float
    dividendsTTM: float
    releasedDate: str
    beatRatio: float
    actual: float
    estimate: float
    yoy: float
    yoyGrowth: float
    earningDayChg: float
    term: str
    detailPostPeriod: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., industry: typing.Optional[str] = ..., curPrice: typing.Optional[float] = ..., lastClosePrice: typing.Optional[float] = ..., changeRate: typing.Optional[float] = ..., marketCap: typing.Optional[float] = ..., peTTM: typing.Optional[float] = ..., dividendsTTM: typing.Optional[float] = ..., releasedDate: typing.Optional[str] = ..., beatRatio: typing.Optional[float] = ..., actual: typing.Optional[float] = ..., estimate: typing.Optional[float] = ..., yoy: typing.Optional[float] = ..., yoyGrowth: typing.Optional[float] = ..., earningDayChg: typing.Optional[float] = ..., term: typing.Optional[str] = ..., detailPostPeriod: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dataList(self) -> Repeated[EarningsBeatItem]: ...
    allCount: int
    def __init__(self, *, dataList: typing.Optional[typing.Iterable[typing.Union[EarningsBeatItem, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ...) -> None: ...

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
