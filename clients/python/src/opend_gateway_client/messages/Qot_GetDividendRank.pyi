# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

DividendRankType: Enum
DividendRankType_Unknown: int
DividendRankType_HighYield: int
DividendRankType_DividendGrowth: int

IndicatorType: Enum
IndicatorType_Unknown: int
IndicatorType_DividendYieldTTM: int
IndicatorType_AvgDividendYield5Y: int
IndicatorType_DistributionFrequency: int
IndicatorType_DividendGrowYear: int
IndicatorType_DividendsTTM: int
IndicatorType_PayoutRatioLFY: int
IndicatorType_NextPayableDate: int
IndicatorType_Price: int
IndicatorType_MarketCap: int

SortField: Enum
SortField_Unknown: int
SortField_DividendYieldTTM: int
SortField_AvgDividendYield5Y: int
SortField_DistributionFrequency: int
SortField_DividendGrowYear: int
SortField_DividendsTTM: int
SortField_PayoutRatioLFY: int
SortField_Price: int
SortField_MarketCap: int
SortField_ChangeRate: int
SortField_ChangeAmount: int

class Indicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> Qot_OptionCommon.IndicatorValue: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[Qot_OptionCommon.IndicatorValue, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class C2S(Message):
    market: int
    rankType: int
    count: int
    @builtins.property
    def filterList(self) -> Repeated[Indicator]: ...
    sortField: int
    def __init__(self, *, market: typing.Optional[int] = ..., rankType: typing.Optional[int] = ..., count: typing.Optional[int] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[Indicator, typing.Mapping[str, typing.Any]]]] = ..., sortField: typing.Optional[int] = ...) -> None: ...

class DividendRankItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    industry: str
    curPrice: float
    changeRate: float
    changeAmount: float
    marketCap: float
    dividendYieldTTM: float
    avgDividendYield5Y: float
    distributionFrequency: int
    dividendGrowYear: int
    dividendsTTM: float
    payoutRatioLFY: float
    nextPayableDate: str
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., industry: typing.Optional[str] = ..., curPrice: typing.Optional[float] = ..., changeRate: typing.Optional[float] = ..., changeAmount: typing.Optional[float] = ..., marketCap: typing.Optional[float] = ..., dividendYieldTTM: typing.Optional[float] = ..., avgDividendYield5Y: typing.Optional[float] = ..., distributionFrequency: typing.Optional[int] = ..., dividendGrowYear: typing.Optional[int] = ..., dividendsTTM: typing.Optional[float] = ..., payoutRatioLFY: typing.Optional[float] = ..., nextPayableDate: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dataList(self) -> Repeated[DividendRankItem]: ...
    def __init__(self, *, dataList: typing.Optional[typing.Iterable[typing.Union[DividendRankItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
