# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

EventIndicatorType: Enum
EventIndicatorType_Unknown: int
EventIndicatorType_OwnerList: int
EventIndicatorType_IndustryPlate: int
EventIndicatorType_ConceptPlate: int
EventIndicatorType_CorporateAction: int
EventIndicatorType_MarketCap: int
EventIndicatorType_OptionType: int
EventIndicatorType_MoneyType: int
EventIndicatorType_StrikePrice: int
EventIndicatorType_ExpiryDays: int
EventIndicatorType_OTM: int
EventIndicatorType_TickerType: int
EventIndicatorType_Volume: int
EventIndicatorType_Turnover: int
EventIndicatorType_Price: int
EventIndicatorType_Time: int
EventIndicatorType_MaxDayNum: int
EventIndicatorType_OrderType: int
EventIndicatorType_Strategy: int
EventIndicatorType_Sentiment: int
EventIndicatorType_TotalVolume: int
EventIndicatorType_TotalOI: int
EventIndicatorType_VoRatio: int
EventIndicatorType_IV: int
EventIndicatorType_Delta: int
EventIndicatorType_Gamma: int
EventIndicatorType_Vega: int
EventIndicatorType_Theta: int
EventIndicatorType_Rho: int

TickerType: Enum
TickerType_Unknown: int
TickerType_Buy: int
TickerType_Sell: int
TickerType_Neutral: int

OptionOrderType: Enum
OptionOrderType_Normal: int
OptionOrderType_Sweep: int
OptionOrderType_Cross: int
OptionOrderType_Floor: int

TickerStrategy: Enum
TickerStrategy_Unknown: int
TickerStrategy_SingleLeg: int
TickerStrategy_MultiLeg: int

MarketSentiment: Enum
MarketSentiment_Unknown: int
MarketSentiment_Bearish: int
MarketSentiment_Bullish: int
MarketSentiment_Neutral: int

CorporateActionType: Enum
CorporateActionType_None: int
CorporateActionType_Split: int
CorporateActionType_Join: int
CorporateActionType_BonusStock: int
CorporateActionType_IntoShares: int
CorporateActionType_Allot: int
CorporateActionType_Add: int
CorporateActionType_Dividend: int
CorporateActionType_SpecialDividend: int
CorporateActionType_SpinOff: int

InTheMoneyType: Enum
InTheMoneyType_Unknown: int
InTheMoneyType_In: int
InTheMoneyType_Out: int

class EventIndicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> Qot_OptionCommon.IndicatorValue: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[Qot_OptionCommon.IndicatorValue, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class EventSort(Message):
    indicatorType: int
    isAsc: bool
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., isAsc: typing.Optional[bool] = ...) -> None: ...

class CorporateAction(Message):
    actionType: int
    actionTime: str
    actionTimestamp: float
    def __init__(self, *, actionType: typing.Optional[int] = ..., actionTime: typing.Optional[str] = ..., actionTimestamp: typing.Optional[float] = ...) -> None: ...

class EventItem(Message):
    @builtins.property
    def option(self) -> Qot_Common.Security: ...
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    symbol: str
    fillTime: str
    fillTimestamp: float
    tickerType: int
    price: float
    volume: int
    turnover: float
    optionType: int
    strikePrice: float
    strikeTime: str
    strikeTimestamp: float
    dte: int
    underlyingPrice: float
    otm: float
    bidPrice: float
    askPrice: float
    iv: float
    totalVolume: int
    totalOpenInterest: int
    voRatio: float
    delta: float
    gamma: float
    vega: float
    theta: float
    rho: float
    sentiment: int
    @builtins.property
    def orderTypeList(self) -> Repeated[int]: ...
    strategyType: int
    earningsTime: str
    earningsPubType: int
    @builtins.property
    def corporateActionList(self) -> Repeated[CorporateAction]: ...
    @builtins.property
    def industryPlateList(self) -> Repeated[Qot_Common.Security]: ...
    @builtins.property
    def conceptPlateList(self) -> Repeated[Qot_Common.Security]: ...
    def __init__(self, *, option: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., symbol: typing.Optional[str] = ..., fillTime: typing.Optional[str] = ..., fillTimestamp: typing.Optional[float] = ..., tickerType: typing.Optional[int] = ..., price: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., turnover: typing.Optional[float] = ..., optionType: typing.Optional[int] = ..., strikePrice: typing.Optional[float] = ..., strikeTime: typing.Optional[str] = ..., strikeTimestamp: typing.Optional[float] = ..., dte: typing.Optional[int] = ..., underlyingPrice: typing.Optional[float] = ..., otm: typing.Optional[float] = ..., bidPrice: typing.Optional[float] = ..., askPrice: typing.Optional[float] = ..., iv: typing.Optional[float] = ..., totalVolume: typing.Optional[int] = ..., totalOpenInterest: typing.Optional[int] = ..., voRatio: typing.Optional[float] = ..., delta: typing.Optional[float] = ..., gamma: typing.Optional[float] = ..., vega: typing.Optional[float] = ..., theta: typing.Optional[float] = ..., rho: typing.Optional[float] = ..., sentiment: typing.Optional[int] = ..., orderTypeList: typing.Optional[typing.Iterable[int]] = ..., strategyType: typing.Optional[int] = ..., earningsTime: typing.Optional[str] = ..., earningsPubType: typing.Optional[int] = ..., corporateActionList: typing.Optional[typing.Iterable[typing.Union[CorporateAction, typing.Mapping[str, typing.Any]]]] = ..., industryPlateList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ..., conceptPlateList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class C2S(Message):
    optionMarket: int
    count: int
    page: str
    @builtins.property
    def filterList(self) -> Repeated[EventIndicator]: ...
    @builtins.property
    def sort(self) -> EventSort: ...
    def __init__(self, *, optionMarket: typing.Optional[int] = ..., count: typing.Optional[int] = ..., page: typing.Optional[str] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[EventIndicator, typing.Mapping[str, typing.Any]]]] = ..., sort: typing.Optional[typing.Union[EventSort, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def eventList(self) -> Repeated[EventItem]: ...
    nextPage: str
    allCount: int
    updateTimestamp: float
    def __init__(self, *, eventList: typing.Optional[typing.Iterable[typing.Union[EventItem, typing.Mapping[str, typing.Any]]]] = ..., nextPage: typing.Optional[str] = ..., allCount: typing.Optional[int] = ..., updateTimestamp: typing.Optional[float] = ...) -> None: ...

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
