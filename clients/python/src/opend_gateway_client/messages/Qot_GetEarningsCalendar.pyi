# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

EarningsCalendarSortType: Enum
EarningsCalendarSortType_Unknown: int
EarningsCalendarSortType_Hot: int
EarningsCalendarSortType_MarketCap: int
EarningsCalendarSortType_OptionVolume: int
EarningsCalendarSortType_IV: int
EarningsCalendarSortType_IVRank: int
EarningsCalendarSortType_IVPercentile: int
EarningsCalendarSortType_RtMarketCap: int

EarningsCalendarPubType: Enum
EarningsCalendarPubType_Unknown: int
EarningsCalendarPubType_Regular: int
EarningsCalendarPubType_Before: int
EarningsCalendarPubType_After: int

EarningsCalendarEstimateType: Enum
EarningsCalendarEstimateType_Unknown: int
EarningsCalendarEstimateType_EPS: int
EarningsCalendarEstimateType_Revenue: int
EarningsCalendarEstimateType_EBIT: int

EarningsCalendarPeriodType: Enum
EarningsCalendarPeriodType_Unknown: int
EarningsCalendarPeriodType_Quarterly: int
EarningsCalendarPeriodType_SemiAnnual: int
EarningsCalendarPeriodType_Annual: int

EarningsCalendarStockListType: Enum
EarningsCalendarStockListType_Unknown: int
EarningsCalendarStockListType_Watchlist: int
EarningsCalendarStockListType_Position: int
EarningsCalendarStockListType_Special: int

EarningsCalendarIndicatorType: Enum
EarningsCalendarIndicatorType_Unknown: int
EarningsCalendarIndicatorType_PubType: int
EarningsCalendarIndicatorType_EstimateType: int
EarningsCalendarIndicatorType_MarketCap: int
EarningsCalendarIndicatorType_StockListType: int
EarningsCalendarIndicatorType_OptionVolume: int
EarningsCalendarIndicatorType_IV: int
EarningsCalendarIndicatorType_IVRank: int
EarningsCalendarIndicatorType_IVPercentile: int
EarningsCalendarIndicatorType_RtMarketCap: int

class EarningsCalendarIndicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> Qot_OptionCommon.IndicatorValue: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[Qot_OptionCommon.IndicatorValue, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class EstimateData(Message):
    estimateType: int
    actualValue: float
    predictValue: float
    currency: str
    periodType: int
    def __init__(self, *, estimateType: typing.Optional[int] = ..., actualValue: typing.Optional[float] = ..., predictValue: typing.Optional[float] = ..., currency: typing.Optional[str] = ..., periodType: typing.Optional[int] = ...) -> None: ...

class EarningsCalendarItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    earningsDate: str
    earningsTimestamp: float
    pubType: int
    periodText: str
    @builtins.property
    def estimateList(self) -> Repeated[EstimateData]: ...
    optionVolume: int
    iv: float
    ivRank: float
    ivPercentile: float
    marketCap: float
    price: float
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., earningsDate: typing.Optional[str] = ..., earningsTimestamp: typing.Optional[float] = ..., pubType: typing.Optional[int] = ..., periodText: typing.Optional[str] = ..., estimateList: typing.Optional[typing.Iterable[typing.Union[EstimateData, typing.Mapping[str, typing.Any]]]] = ..., optionVolume: typing.Optional[int] = ..., iv: typing.Optional[float] = ..., ivRank: typing.Optional[float] = ..., ivPercentile: typing.Optional[float] = ..., marketCap: typing.Optional[float] = ..., price: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    market: int
    sortType: int
    beginDate: str
    endDate: str
    @builtins.property
    def filterList(self) -> Repeated[EarningsCalendarIndicator]: ...
    def __init__(self, *, market: typing.Optional[int] = ..., sortType: typing.Optional[int] = ..., beginDate: typing.Optional[str] = ..., endDate: typing.Optional[str] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[EarningsCalendarIndicator, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def itemList(self) -> Repeated[EarningsCalendarItem]: ...
    def __init__(self, *, itemList: typing.Optional[typing.Iterable[typing.Union[EarningsCalendarItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
