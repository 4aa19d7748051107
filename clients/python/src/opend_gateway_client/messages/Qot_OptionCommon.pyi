# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

OptionMarket: Enum
OptionMarket_Unknown: int
OptionMarket_US_Security: int
OptionMarket_US_Index: int
OptionMarket_HK_Security: int
OptionMarket_HK_Index: int

OptionStatisticDataType: Enum
OptionStatisticDataType_Unknown: int
OptionStatisticDataType_Volume: int
OptionStatisticDataType_OpenInterest: int

OptionHVTimeRange: Enum
OptionHVTimeRange_Unknown: int
OptionHVTimeRange_30Day: int
OptionHVTimeRange_60Day: int
OptionHVTimeRange_90Day: int
OptionHVTimeRange_120Day: int
OptionHVTimeRange_365Day: int

OptionRankType: Enum
OptionRankType_Unknown: int
OptionRankType_Volume: int
OptionRankType_Turnover: int
OptionRankType_OI: int
OptionRankType_OIIncrement: int
OptionRankType_OIDecrement: int
OptionRankType_OIMarketCap: int
OptionRankType_OIMarketCapIncrement: int
OptionRankType_OIMarketCapDecrement: int
OptionRankType_ChangeRate: int
OptionRankType_IV: int

ZeroDteSortType: Enum
ZeroDteSortType_Unknown: int
ZeroDteSortType_Volume: int
ZeroDteSortType_IV: int
ZeroDteSortType_ChangeRate: int
ZeroDteSortType_OpenInterest: int
ZeroDteSortType_MarketCap: int

ZeroDteIndicatorType: Enum
ZeroDteIndicatorType_Unknown: int
ZeroDteIndicatorType_OwnerList: int
ZeroDteIndicatorType_HasEarningsThisWeek: int
ZeroDteIndicatorType_Volume: int
ZeroDteIndicatorType_OpenInterest: int
ZeroDteIndicatorType_IV: int
ZeroDteIndicatorType_HV: int
ZeroDteIndicatorType_IVRank: int
ZeroDteIndicatorType_IVPercentile: int
ZeroDteIndicatorType_Price: int
ZeroDteIndicatorType_ChangeRate: int

ZeroDteContractSortType: Enum
ZeroDteContractSortType_Unknown: int
ZeroDteContractSortType_Volume: int
ZeroDteContractSortType_OpenInterest: int
ZeroDteContractSortType_IV: int
ZeroDteContractSortType_Delta: int

ZeroDteContractIndicatorType: Enum
ZeroDteContractIndicatorType_Unknown: int
ZeroDteContractIndicatorType_OptionType: int
ZeroDteContractIndicatorType_Volume: int
ZeroDteContractIndicatorType_OpenInterest: int
ZeroDteContractIndicatorType_IV: int
ZeroDteContractIndicatorType_Delta: int
ZeroDteContractIndicatorType_Gamma: int
ZeroDteContractIndicatorType_Theta: int
ZeroDteContractIndicatorType_Vega: int
ZeroDteContractIndicatorType_Rho: int
ZeroDteContractIndicatorType_Price: int
ZeroDteContractIndicatorType_ChangeRate: int
ZeroDteContractIndicatorType_BreakEvenPoint: int
ZeroDteContractIndicatorType_ToBep: int
ZeroDteContractIndicatorType_BuyProfitProbability: int
ZeroDteContractIndicatorType_SellProfitProbability: int

EarningsSortType: Enum
EarningsSortType_Unknown: int
EarningsSortType_EarningsDate: int
EarningsSortType_Volume: int
EarningsSortType_IV: int
EarningsSortType_MarketCap: int
EarningsSortType_ChangeRate: int
EarningsSortType_Price: int
EarningsSortType_IVRank: int
EarningsSortType_IVPercentile: int
EarningsSortType_HV: int
EarningsSortType_OpenInterest: int
EarningsSortType_LastReportIvCrush: int
EarningsSortType_HistoryReportIvCrush: int
EarningsSortType_LastReportChgRate: int
EarningsSortType_HistoryReportChgRate: int
EarningsSortType_EstimateEpsYoy: int
EarningsSortType_EstimateRevenueYoy: int
EarningsSortType_ExpectedMoveRatio: int

StockCategory: Enum
StockCategory_All: int
StockCategory_Equity: int
StockCategory_ETF: int

EarningsPubType: Enum
EarningsPubType_Unknown: int
EarningsPubType_Before: int
EarningsPubType_After: int

EarningsIndicatorType: Enum
EarningsIndicatorType_Unknown: int
EarningsIndicatorType_OwnerList: int
EarningsIndicatorType_IndexComponent: int
EarningsIndicatorType_Plate: int
EarningsIndicatorType_MarketCap: int
EarningsIndicatorType_ExpirationType: int
EarningsIndicatorType_IV: int
EarningsIndicatorType_LastReportIvCrush: int
EarningsIndicatorType_HistoryReportIvCrush: int
EarningsIndicatorType_IVRank: int
EarningsIndicatorType_IVPercentile: int
EarningsIndicatorType_Volume: int
EarningsIndicatorType_OpenInterest: int
EarningsIndicatorType_Price: int
EarningsIndicatorType_ChangeRate: int
EarningsIndicatorType_ExpectedMoveRatio: int
EarningsIndicatorType_LastReportChgRate: int
EarningsIndicatorType_HistoryReportChgRate: int
EarningsIndicatorType_EstimateRevenueYoy: int
EarningsIndicatorType_EstimateEpsYoy: int
EarningsIndicatorType_EarningsDayRange: int

SellerType: Enum
SellerType_Unknown: int
SellerType_CoveredCall: int
SellerType_CashSecuredPut: int

SellerSortType: Enum
SellerSortType_Unknown: int
SellerSortType_AnnualizedReturn: int
SellerSortType_IntervalReturn: int
SellerSortType_ItmProbability: int
SellerSortType_Premium: int

SellerIndicatorType: Enum
SellerIndicatorType_Unknown: int
SellerIndicatorType_OwnerList: int
SellerIndicatorType_StockCategory: int
SellerIndicatorType_Volume: int
SellerIndicatorType_OpenInterest: int
SellerIndicatorType_IV: int
SellerIndicatorType_HV: int
SellerIndicatorType_IVRank: int
SellerIndicatorType_IVPercentile: int
SellerIndicatorType_MarketCap: int
SellerIndicatorType_Price: int
SellerIndicatorType_ChangeRate: int
SellerIndicatorType_Plate: int
SellerIndicatorType_ExpirationType: int
SellerIndicatorType_LeftDays: int
SellerIndicatorType_OptionExpirationType: int
SellerIndicatorType_StrikeDateTimestamp: int
SellerIndicatorType_Premium: int
SellerIndicatorType_AnnualizedReturn: int
SellerIndicatorType_IntervalReturn: int
SellerIndicatorType_OtmDegree: int
SellerIndicatorType_OtmProbability: int
SellerIndicatorType_OptionIV: int
SellerIndicatorType_BidPrice: int
SellerIndicatorType_AskPrice: int
SellerIndicatorType_OptionVolume: int
SellerIndicatorType_OptionOpenInterest: int

UnderlyingRankSortType: Enum
UnderlyingRankSortType_Unknown: int
UnderlyingRankSortType_Volume: int
UnderlyingRankSortType_VolumeRatio: int
UnderlyingRankSortType_OpenInterest: int
UnderlyingRankSortType_OpenInterestRatio: int
UnderlyingRankSortType_Price: int
UnderlyingRankSortType_PriceChange: int
UnderlyingRankSortType_IV: int
UnderlyingRankSortType_IVChange: int
UnderlyingRankSortType_HV: int
UnderlyingRankSortType_HVChange: int
UnderlyingRankSortType_IVRank: int
UnderlyingRankSortType_IVPercentile: int
UnderlyingRankSortType_MarketCap: int

UnderlyingRankIndicatorType: Enum
UnderlyingRankIndicatorType_Unknown: int
UnderlyingRankIndicatorType_OwnerList: int
UnderlyingRankIndicatorType_StockCategory: int
UnderlyingRankIndicatorType_Volume: int
UnderlyingRankIndicatorType_OpenInterest: int
UnderlyingRankIndicatorType_IV: int
UnderlyingRankIndicatorType_HV: int
UnderlyingRankIndicatorType_IVRank: int
UnderlyingRankIndicatorType_IVPercentile: int
UnderlyingRankIndicatorType_IVChange: int
UnderlyingRankIndicatorType_HVChange: int
UnderlyingRankIndicatorType_VolumeRatio: int
UnderlyingRankIndicatorType_OIRatio: int
UnderlyingRankIndicatorType_MarketCap: int

OptionRankIndicatorType: Enum
OptionRankIndicatorType_Unknown: int
OptionRankIndicatorType_StockCategory: int
OptionRankIndicatorType_MarketCap: int
OptionRankIndicatorType_OwnerList: int
OptionRankIndicatorType_UnderlyingIV: int
OptionRankIndicatorType_UnderlyingHV: int
OptionRankIndicatorType_IVRank: int
OptionRankIndicatorType_IVPercentile: int
OptionRankIndicatorType_IV: int
OptionRankIndicatorType_OptionType: int
OptionRankIndicatorType_LeftDays: int
OptionRankIndicatorType_InTheMoney: int
OptionRankIndicatorType_Volume: int
OptionRankIndicatorType_OpenInterest: int
OptionRankIndicatorType_Delta: int
OptionRankIndicatorType_Gamma: int
OptionRankIndicatorType_Theta: int
OptionRankIndicatorType_Vega: int
OptionRankIndicatorType_Rho: int

ExpirationType: Enum
ExpirationType_Unknown: int
ExpirationType_Monthly: int
ExpirationType_Weekly: int
ExpirationType_EndOfMonth: int
ExpirationType_Quarterly: int

IndexComponentType: Enum
IndexComponentType_Unknown: int
IndexComponentType_DJI: int
IndexComponentType_IXIC: int
IndexComponentType_NDX: int
IndexComponentType_SPX: int

class ZeroDteIndicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> IndicatorValue: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[IndicatorValue, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class ZeroDteContractIndicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> IndicatorValue: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[IndicatorValue, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class EarningsIndicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> IndicatorValue: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[IndicatorValue, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class SellerIndicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> IndicatorValue: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[IndicatorValue, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

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
    def stringValueList(self) -> Repeated[str]: ...
    @builtins.property
    def securityList(self) -> Repeated[Qot_Common.Security]: ...
    def __init__(self, *, valueList: typing.Optional[typing.Iterable[int]] = ..., valueInterval: typing.Optional[typing.Union[Interval, typing.Mapping[str, typing.Any]]] = ..., stringValueList: typing.Optional[typing.Iterable[str]] = ..., securityList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class UnderlyingRankIndicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> IndicatorValue: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[IndicatorValue, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class OptionRankIndicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> IndicatorValue: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[IndicatorValue, typing.Mapping[str, typing.Any]]] = ...) -> None: ...
