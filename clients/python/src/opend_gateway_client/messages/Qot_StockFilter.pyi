# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

StockField: Enum
StockField_Unknown: int
StockField_StockCode: int
StockField_StockName: int
StockField_CurPrice: int
StockField_CurPriceToHighest52WeeksRatio: int
StockField_CurPriceToLowest52WeeksRatio: int
StockField_HighPriceToHighest52WeeksRatio: int
StockField_LowPriceToLowest52WeeksRatio: int
StockField_VolumeRatio: int
StockField_BidAskRatio: int
StockField_LotPrice: int
StockField_MarketVal: int
StockField_PeAnnual: int
StockField_PeTTM: int
StockField_PbRate: int
StockField_ChangeRate5min: int
StockField_ChangeRateBeginYear: int
StockField_PSTTM: int
StockField_PCFTTM: int
StockField_TotalShare: int
StockField_FloatShare: int
StockField_FloatMarketVal: int

AccumulateField: Enum
AccumulateField_Unknown: int
AccumulateField_ChangeRate: int
AccumulateField_Amplitude: int
AccumulateField_Volume: int
AccumulateField_Turnover: int
AccumulateField_TurnoverRate: int

FinancialField: Enum
FinancialField_Unknown: int
FinancialField_NetProfit: int
FinancialField_NetProfitGrowth: int
FinancialField_SumOfBusiness: int
FinancialField_SumOfBusinessGrowth: int
FinancialField_NetProfitRate: int
FinancialField_GrossProfitRate: int
FinancialField_DebtAssetsRate: int
FinancialField_ReturnOnEquityRate: int
FinancialField_ROIC: int
FinancialField_ROATTM: int
FinancialField_EBITTTM: int
FinancialField_EBITDA: int
FinancialField_OperatingMarginTTM: int
FinancialField_EBITMargin: int
FinancialField_EBITDAMargin: int
FinancialField_FinancialCostRate: int
FinancialField_OperatingProfitTTM: int
FinancialField_ShareholderNetProfitTTM: int
FinancialField_NetProfitCashCoverTTM: int
FinancialField_CurrentRatio: int
FinancialField_QuickRatio: int
FinancialField_CurrentAssetRatio: int
FinancialField_CurrentDebtRatio: int
FinancialField_EquityMultiplier: int
FinancialField_PropertyRatio: int
FinancialField_CashAndCashEquivalents: int
FinancialField_TotalAssetTurnover: int
FinancialField_FixedAssetTurnover: int
FinancialField_InventoryTurnover: int
FinancialField_OperatingCashFlowTTM: int
FinancialField_AccountsReceivable: int
FinancialField_EBITGrowthRate: int
FinancialField_OperatingProfitGrowthRate: int
FinancialField_TotalAssetsGrowthRate: int
FinancialField_ProfitToShareholdersGrowthRate: int
FinancialField_ProfitBeforeTaxGrowthRate: int
FinancialField_EPSGrowthRate: int
FinancialField_ROEGrowthRate: int
FinancialField_ROICGrowthRate: int
FinancialField_NOCFGrowthRate: int
FinancialField_NOCFPerShareGrowthRate: int
FinancialField_OperatingRevenueCashCover: int
FinancialField_OperatingProfitToTotalProfit: int
FinancialField_BasicEPS: int
FinancialField_DilutedEPS: int
FinancialField_NOCFPerShare: int

CustomIndicatorField: Enum
CustomIndicatorField_Unknown: int
CustomIndicatorField_Price: int
CustomIndicatorField_MA5: int
CustomIndicatorField_MA10: int
CustomIndicatorField_MA20: int
CustomIndicatorField_MA30: int
CustomIndicatorField_MA60: int
CustomIndicatorField_MA120: int
CustomIndicatorField_MA250: int
CustomIndicatorField_RSI: int
CustomIndicatorField_EMA5: int
CustomIndicatorField_EMA10: int
CustomIndicatorField_EMA20: int
CustomIndicatorField_EMA30: int
CustomIndicatorField_EMA60: int
CustomIndicatorField_EMA120: int
CustomIndicatorField_EMA250: int
CustomIndicatorField_Value: int
CustomIndicatorField_MA: int
CustomIndicatorField_EMA: int
CustomIndicatorField_KDJ_K: int
CustomIndicatorField_KDJ_D: int
CustomIndicatorField_KDJ_J: int
CustomIndicatorField_MACD_DIFF: int
CustomIndicatorField_MACD_DEA: int
CustomIndicatorField_MACD: int
CustomIndicatorField_BOLL_UPPER: int
CustomIndicatorField_BOLL_MIDDLER: int
CustomIndicatorField_BOLL_LOWER: int

PatternField: Enum
PatternField_Unknown: int
PatternField_MAAlignmentLong: int
PatternField_MAAlignmentShort: int
PatternField_EMAAlignmentLong: int
PatternField_EMAAlignmentShort: int
PatternField_RSIGoldCrossLow: int
PatternField_RSIDeathCrossHigh: int
PatternField_RSITopDivergence: int
PatternField_RSIBottomDivergence: int
PatternField_KDJGoldCrossLow: int
PatternField_KDJDeathCrossHigh: int
PatternField_KDJTopDivergence: int
PatternField_KDJBottomDivergence: int
PatternField_MACDGoldCrossLow: int
PatternField_MACDDeathCrossHigh: int
PatternField_MACDTopDivergence: int
PatternField_MACDBottomDivergence: int
PatternField_BOLLBreakUpper: int
PatternField_BOLLLower: int
PatternField_BOLLCrossMiddleUp: int
PatternField_BOLLCrossMiddleDown: int

FinancialQuarter: Enum
FinancialQuarter_Unknown: int
FinancialQuarter_Annual: int
FinancialQuarter_FirstQuarter: int
FinancialQuarter_Interim: int
FinancialQuarter_ThirdQuarter: int
FinancialQuarter_MostRecentQuarter: int

RelativePosition: Enum
RelativePosition_Unknown: int
RelativePosition_More: int
RelativePosition_Less: int
RelativePosition_CrossUp: int
RelativePosition_CrossDown: int

SortDir: Enum
SortDir_No: int
SortDir_Ascend: int
SortDir_Descend: int

class BaseFilter(Message):
    fieldName: int
    filterMin: float
    filterMax: float
    isNoFilter: bool
    sortDir: int
    def __init__(self, *, fieldName: typing.Optional[int] = ..., filterMin: typing.Optional[float] = ..., filterMax: typing.Optional[float] = ..., isNoFilter: typing.Optional[bool] = ..., sortDir: typing.Optional[int] = ...) -> None: ...

class AccumulateFilter(Message):
    fieldName: int
    filterMin: float
    filterMax: float
    isNoFilter: bool
    sortDir: int
    days: int
    def __init__(self, *, fieldName: typing.Optional[int] = ..., filterMin: typing.Optional[float] = ..., filterMax: typing.Optional[float] = ..., isNoFilter: typing.Optional[bool] = ..., sortDir: typing.Optional[int] = ..., days: typing.Optional[int] = ...) -> None: ...

class FinancialFilter(Message):
    fieldName: int
    filterMin: float
    filterMax: float
    isNoFilter: bool
    sortDir: int
    quarter: int
    def __init__(self, *, fieldName: typing.Optional[int] = ..., filterMin: typing.Optional[float] = ..., filterMax: typing.Optional[float] = ..., isNoFilter: typing.Optional[bool] = ..., sortDir: typing.Optional[int] = ..., quarter: typing.Optional[int] = ...) -> None: ...

class PatternFilter(Message):
    fieldName: int
    klType: int
    isNoFilter: bool
    consecutivePeriod: int
    def __init__(self, *, fieldName: typing.Optional[int] = ..., klType: typing.Optional[int] = ..., isNoFilter: typing.Optional[bool] = ..., consecutivePeriod: typing.Optional[int] = ...) -> None: ...

class CustomIndicatorFilter(Message):
    firstFieldName: int
    secondFieldName: int
    relativePosition: int
    fieldValue: float
    klType: int
    isNoFilter: bool
    @builtins.property
    def firstFieldParaList(self) -> Repeated[int]: ...
    @builtins.property
    def secondFieldParaList(self) -> Repeated[int]: ...
    consecutivePeriod: int
    def __init__(self, *, firstFieldName: typing.Optional[int] = ..., secondFieldName: typing.Optional[int] = ..., relativePosition: typing.Optional[int] = ..., fieldValue: typing.Optional[float] = ..., klType: typing.Optional[int] = ..., isNoFilter: typing.Optional[bool] = ..., firstFieldParaList: typing.Optional[typing.Iterable[int]] = ..., secondFieldParaList: typing.Optional[typing.Iterable[int]] = ..., consecutivePeriod: typing.Optional[int] = ...) -> None: ...

class BaseData(Message):
    fieldName: int
    value: float
    def __init__(self, *, fieldName: typing.Optional[int] = ..., value: typing.Optional[float] = ...) -> None: ...

class AccumulateData(Message):
    fieldName: int
    value: float
    days: int
    def __init__(self, *, fieldName: typing.Optional[int] = ..., value: typing.Optional[float] = ..., days: typing.Optional[int] = ...) -> None: ...

class FinancialData(Message):
    fieldName: int
    value: float
    quarter: int
    def __init__(self, *, fieldName: typing.Optional[int] = ..., value: typing.Optional[float] = ..., quarter: typing.Optional[int] = ...) -> None: ...

class CustomIndicatorData(Message):
    fieldName: int
    value: float
    klType: int
    @builtins.property
    def fieldParaList(self) -> Repeated[int]: ...
    def __init__(self, *, fieldName: typing.Optional[int] = ..., value: typing.Optional[float] = ..., klType: typing.Optional[int] = ..., fieldParaList: typing.Optional[typing.Iterable[int]] = ...) -> None: ...

class StockData(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    @builtins.property
    def baseDataList(self) -> Repeated[BaseData]: ...
    @builtins.property
    def accumulateDataList(self) -> Repeated[AccumulateData]: ...
    @builtins.property
    def financialDataList(self) -> Repeated[FinancialData]: ...
    @builtins.property
    def customIndicatorDataList(self) -> Repeated[CustomIndicatorData]: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., baseDataList: typing.Optional[typing.Iterable[typing.Union[BaseData, typing.Mapping[str, typing.Any]]]] = ..., accumulateDataList: typing.Optional[typing.Iterable[typing.Union[AccumulateData, typing.Mapping[str, typing.Any]]]] = ..., financialDataList: typing.Optional[typing.Iterable[typing.Union[FinancialData, typing.Mapping[str, typing.Any]]]] = ..., customIndicatorDataList: typing.Optional[typing.Iterable[typing.Union[CustomIndicatorData, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class C2S(Message):
    begin: int
    num: int
    market: int
    @builtins.property
    def plate(self) -> Qot_Common.Security: ...
    @builtins.property
    def baseFilterList(self) -> Repeated[BaseFilter]: ...
    @builtins.property
    def accumulateFilterList(self) -> Repeated[AccumulateFilter]: ...
    @builtins.property
    def financialFilterList(self) -> Repeated[FinancialFilter]: ...
    @builtins.property
    def patternFilterList(self) -> Repeated[PatternFilter]: ...
    @builtins.property
    def customIndicatorFilterList(self) -> Repeated[CustomIndicatorFilter]: ...
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, begin: typing.Optional[int] = ..., num: typing.Optional[int] = ..., market: typing.Optional[int] = ..., plate: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., baseFilterList: typing.Optional[typing.Iterable[typing.Union[BaseFilter, typing.Mapping[str, typing.Any]]]] = ..., accumulateFilterList: typing.Optional[typing.Iterable[typing.Union[AccumulateFilter, typing.Mapping[str, typing.Any]]]] = ..., financialFilterList: typing.Optional[typing.Iterable[typing.Union[FinancialFilter, typing.Mapping[str, typing.Any]]]] = ..., patternFilterList: typing.Optional[typing.Iterable[typing.Union[PatternFilter, typing.Mapping[str, typing.Any]]]] = ..., customIndicatorFilterList: typing.Optional[typing.Iterable[typing.Union[CustomIndicatorFilter, typing.Mapping[str, typing.Any]]]] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    lastPage: bool
    allCount: int
    @builtins.property
    def dataList(self) -> Repeated[StockData]: ...
    def __init__(self, *, lastPage: typing.Optional[bool] = ..., allCount: typing.Optional[int] = ..., dataList: typing.Optional[typing.Iterable[typing.Union[StockData, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
