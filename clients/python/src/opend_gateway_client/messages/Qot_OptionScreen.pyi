# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

MarketCategory: Enum
MarketCategory_US_Stock: int
MarketCategory_US_Index: int
MarketCategory_US_Future: int
MarketCategory_HK_Stock: int
MarketCategory_HK_Index: int
MarketCategory_JP_Stock: int
MarketCategory_JP_Index: int

UnderlyingIndicatorType: Enum
UnderlyingIndicatorType_Unknown: int
UnderlyingIndicatorType_StockList: int
UnderlyingIndicatorType_Plate: int
UnderlyingIndicatorType_IndexList: int
UnderlyingIndicatorType_Volume: int
UnderlyingIndicatorType_OpenInterest: int
UnderlyingIndicatorType_IV: int
UnderlyingIndicatorType_HV: int
UnderlyingIndicatorType_IVRank: int
UnderlyingIndicatorType_IVPercentile: int
UnderlyingIndicatorType_IVChange: int
UnderlyingIndicatorType_IVChangeRatio: int
UnderlyingIndicatorType_IVHVRatio: int
UnderlyingIndicatorType_IVHVSpread: int
UnderlyingIndicatorType_MarketCap: int
UnderlyingIndicatorType_StockPrice: int
UnderlyingIndicatorType_ChangeRate: int

OptionIndicatorType: Enum
OptionIndicatorType_Unknown: int
OptionIndicatorType_StrikePrice: int
OptionIndicatorType_LeftDay: int
OptionIndicatorType_OptionType: int
OptionIndicatorType_ExerciseType: int
OptionIndicatorType_ExpirationType: int
OptionIndicatorType_StrikeDateTimestamp: int
OptionIndicatorType_InTheMoney: int
OptionIndicatorType_Price: int
OptionIndicatorType_MidPrice: int
OptionIndicatorType_BidPrice: int
OptionIndicatorType_AskPrice: int
OptionIndicatorType_BidAskSpread: int
OptionIndicatorType_BidVolume: int
OptionIndicatorType_AskVolume: int
OptionIndicatorType_BidAskVolumeRatio: int
OptionIndicatorType_ChangeRate: int
OptionIndicatorType_Volume: int
OptionIndicatorType_Turnover: int
OptionIndicatorType_OpenInterest: int
OptionIndicatorType_OpenInterestMarketCap: int
OptionIndicatorType_VolOIRatio: int
OptionIndicatorType_Premium: int
OptionIndicatorType_ImpliedVolatility: int
OptionIndicatorType_HistoryVolatility: int
OptionIndicatorType_IVHVRatio: int
OptionIndicatorType_Delta: int
OptionIndicatorType_Gamma: int
OptionIndicatorType_Vega: int
OptionIndicatorType_Theta: int
OptionIndicatorType_Rho: int
OptionIndicatorType_LeverageRatio: int
OptionIndicatorType_EffectiveGearing: int
OptionIndicatorType_BuyToBep: int
OptionIndicatorType_SellToBep: int
OptionIndicatorType_BuyProfitProbability: int
OptionIndicatorType_SellProfitProbability: int
OptionIndicatorType_IntrinsicValuePer: int
OptionIndicatorType_TimeValuePer: int
OptionIndicatorType_ITMDegree: int
OptionIndicatorType_OTMDegree: int
OptionIndicatorType_ITMProbability: int
OptionIndicatorType_OTMProbability: int
OptionIndicatorType_SellAnnualizedReturn: int
OptionIndicatorType_IntervalReturn: int
OptionIndicatorType_BuyBreakEvenPoint: int

class Boundary(Message):
    value: float
    includes: bool
    def __init__(self, *, value: typing.Optional[float] = ..., includes: typing.Optional[bool] = ...) -> None: ...

class Interval(Message):
    @builtins.property
    def filterMin(self) -> Boundary: ...
    @builtins.property
    def filterMax(self) -> Boundary: ...
    def __init__(self, *, filterMin: typing.Optional[typing.Union[Boundary, typing.Mapping[str, typing.Any]]] = ..., filterMax: typing.Optional[typing.Union[Boundary, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class IndicatorValue(Message):
    @builtins.property
    def valueList(self) -> Repeated[int]: ...
    @builtins.property
    def valueInterval(self) -> Interval: ...
    @builtins.property
    def strValueList(self) -> Repeated[str]: ...
    def __init__(self, *, valueList: typing.Optional[typing.Iterable[int]] = ..., valueInterval: typing.Optional[typing.Union[Interval, typing.Mapping[str, typing.Any]]] = ..., strValueList: typing.Optional[typing.Iterable[str]] = ...) -> None: ...

class UnderlyingIndicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> IndicatorValue: ...
    @builtins.property
    def plateList(self) -> Repeated[OptionPlate]: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[IndicatorValue, typing.Mapping[str, typing.Any]]] = ..., plateList: typing.Optional[typing.Iterable[typing.Union[OptionPlate, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class OptionIndicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> IndicatorValue: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[IndicatorValue, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class FilterGroup(Message):
    @builtins.property
    def underlyingList(self) -> Repeated[UnderlyingIndicator]: ...
    @builtins.property
    def optionList(self) -> Repeated[OptionIndicator]: ...
    def __init__(self, *, underlyingList: typing.Optional[typing.Iterable[typing.Union[UnderlyingIndicator, typing.Mapping[str, typing.Any]]]] = ..., optionList: typing.Optional[typing.Iterable[typing.Union[OptionIndicator, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class OptionPlate(Message):
    parentPlateId: str
    @builtins.property
    def plateIdList(self) -> Repeated[str]: ...
    def __init__(self, *, parentPlateId: typing.Optional[str] = ..., plateIdList: typing.Optional[typing.Iterable[str]] = ...) -> None: ...

class Sort(Message):
    indicatorType: int
    direction: int
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., direction: typing.Optional[int] = ...) -> None: ...

class UnderlyingInfo(Message):
    stockID: int
    iv: float
    hv: float
    ivRank: float
    ivPercentile: float
    marketCap: float
    price: float
    changeRate: float
    def __init__(self, *, stockID: typing.Optional[int] = ..., iv: typing.Optional[float] = ..., hv: typing.Optional[float] = ..., ivRank: typing.Optional[float] = ..., ivPercentile: typing.Optional[float] = ..., marketCap: typing.Optional[float] = ..., price: typing.Optional[float] = ..., changeRate: typing.Optional[float] = ...) -> None: ...

class OptionScreenItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    optionName: str
    strikePrice: float
    strikeDate: int
    optionType: int
    exerciseType: int
    expirationType: int
    inTheMoney: int
    leftDay: int
    price: float
    midPrice: float
    bidPrice: float
    askPrice: float
    bidAskSpread: float
    bidVolume: int
    askVolume: int
    changeRate: float
    volume: int
    turnover: float
    openInterest: int
    bidAskVolumeRatio: float
    openInterestMarketCap: float
    volOIRatio: float
    premium: float
    impliedVolatility: float
    delta: float
    gamma: float
    vega: float
    theta: float
    rho: float
    leverageRatio: float
    effectiveGearing: float
    itmProbability: float
    buyBreakEvenPoint: float
    @builtins.property
    def underlyingInfo(self) -> UnderlyingInfo: ...
    historyVolatility: float
    ivHvRatio: float
    buyToBep: float
    sellToBep: float
    buyProfitProbability: float
    sellProfitProbability: float
    intrinsicValuePer: float
    timeValuePer: float
    itmDegree: float
    otmDegree: float
    otmProbability: float
    sellAnnualizedReturn: float
    intervalReturn: float
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., optionName: typing.Optional[str] = ..., strikePrice: typing.Optional[float] = ..., strikeDate: typing.Optional[int] = ..., optionType: typing.Optional[int] = ..., exerciseType: typing.Optional[int] = ..., expirationType: typing.Optional[int] = ..., inTheMoney: typing.Optional[int] = ..., leftDay: typing.Optional[int] = ..., price: typing.Optional[float] = ..., midPrice: typing.Optional[float] = ..., bidPrice: typing.Optional[float] = ..., askPrice: typing.Optional[float] = ..., bidAskSpread: typing.Optional[float] = ..., bidVolume: typing.Optional[int] = ..., askVolume: typing.Optional[int] = ..., changeRate: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., turnover: typing.Optional[float] = ..., openInterest: typing.Optional[int] = ..., bidAskVolumeRatio: typing.Optional[float] = ..., openInterestMarketCap: typing.Optional[float] = ..., volOIRatio: typing.Optional[float] = ..., premium: typing.Optional[float] = ..., impliedVolatility: typing.Optional[float] = ..., delta: typing.Optional[float] = ..., gamma: typing.Optional[float] = ..., vega: typing.Optional[float] = ..., theta: typing.Optional[float] = ..., rho: typing.Optional[float] = ..., leverageRatio: typing.Optional[float] = ..., effectiveGearing: typing.Optional[float] = ..., itmProbability: typing.Optional[float] = ..., buyBreakEvenPoint: typing.Optional[float] = ..., underlyingInfo: typing.Optional[typing.Union[UnderlyingInfo, typing.Mapping[str, typing.Any]]] = ..., historyVolatility: typing.Optional[float] = ..., ivHvRatio: typing.Optional[float] = ..., buyToBep: typing.Optional[float] = ..., sellToBep: typing.Optional[float] = ..., buyProfitProbability: typing.Optional[float] = ..., sellProfitProbability: typing.Optional[float] = ..., intrinsicValuePer: typing.Optional[float] = ..., timeValuePer: typing.Optional[float] = ..., itmDegree: typing.Optional[float] = ..., otmDegree: typing.Optional[float] = ..., otmProbability: typing.Optional[float] = ..., sellAnnualizedReturn: typing.Optional[float] = ..., intervalReturn: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def marketCategoryList(self) -> Repeated[int]: ...
    @builtins.property
    def filterList(self) -> Repeated[FilterGroup]: ...
    @builtins.property
    def sortList(self) -> Repeated[Sort]: ...
    pageFrom: int
    pageCount: int
    @builtins.property
    def optionRetrieveList(self) -> Repeated[int]: ...
    @builtins.property
    def underlyingRetrieveList(self) -> Repeated[int]: ...
    def __init__(self, *, marketCategoryList: typing.Optional[typing.Iterable[int]] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[FilterGroup, typing.Mapping[str, typing.Any]]]] = ..., sortList: typing.Optional[typing.Iterable[typing.Union[Sort, typing.Mapping[str, typing.Any]]]] = ..., pageFrom: typing.Optional[int] = ..., pageCount: typing.Optional[int] = ..., optionRetrieveList: typing.Optional[typing.Iterable[int]] = ..., underlyingRetrieveList: typing.Optional[typing.Iterable[int]] = ...) -> None: ...

class S2C(Message):
    lastPage: bool
    allCount: int
    @builtins.property
    def dataList(self) -> Repeated[OptionScreenItem]: ...
    def __init__(self, *, lastPage: typing.Optional[bool] = ..., allCount: typing.Optional[int] = ..., dataList: typing.Optional[typing.Iterable[typing.Union[OptionScreenItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
