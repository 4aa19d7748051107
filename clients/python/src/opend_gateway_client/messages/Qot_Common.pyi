# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

QotMarket: Enum
QotMarket_Unknown: int
QotMarket_HK_Security: int
QotMarket_HK_Future: int
QotMarket_US_Security: int
QotMarket_CNSH_Security: int
QotMarket_CNSZ_Security: int
QotMarket_SG_Security: int
QotMarket_JP_Security: int
QotMarket_AU_Security: int
QotMarket_MY_Security: int
QotMarket_CA_Security: int
QotMarket_FX_Security: int
QotMarket_CC_Security: int
QotMarket_EventContract: int

SecurityType: Enum
SecurityType_Unknown: int
SecurityType_Bond: int
SecurityType_Bwrt: int
SecurityType_Eqty: int
SecurityType_Trust: int
SecurityType_Warrant: int
SecurityType_Index: int
SecurityType_Plate: int
SecurityType_Drvt: int
SecurityType_PlateSet: int
SecurityType_Future: int
SecurityType_Forex: int
SecurityType_Crypto: int

PlateSetType: Enum
PlateSetType_All: int
PlateSetType_Industry: int
PlateSetType_Region: int
PlateSetType_Concept: int
PlateSetType_Other: int

WarrantType: Enum
WarrantType_Unknown: int
WarrantType_Buy: int
WarrantType_Sell: int
WarrantType_Bull: int
WarrantType_Bear: int
WarrantType_InLine: int

OptionType: Enum
OptionType_Unknown: int
OptionType_Call: int
OptionType_Put: int

IndexOptionType: Enum
IndexOptionType_Unknown: int
IndexOptionType_Normal: int
IndexOptionType_Small: int

OptionAreaType: Enum
OptionAreaType_Unknown: int
OptionAreaType_American: int
OptionAreaType_European: int
OptionAreaType_Bermuda: int

QotMarketState: Enum
QotMarketState_None: int
QotMarketState_Auction: int
QotMarketState_WaitingOpen: int
QotMarketState_Morning: int
QotMarketState_Rest: int
QotMarketState_Afternoon: int
QotMarketState_Closed: int
QotMarketState_PreMarketBegin: int
QotMarketState_PreMarketEnd: int
QotMarketState_AfterHoursBegin: int
QotMarketState_AfterHoursEnd: int
QotMarketState_FUTU_SWITCH_DATE: int
QotMarketState_NightOpen: int
QotMarketState_NightEnd: int
QotMarketState_FutureDayOpen: int
QotMarketState_FutureDayBreak: int
QotMarketState_FutureDayClose: int
QotMarketState_FutureDayWaitForOpen: int
QotMarketState_HkCas: int
QotMarketState_FutureNightWait: int
QotMarketState_FutureAfternoon: int
QotMarketState_FutureSwitchDate: int
QotMarketState_FutureOpen: int
QotMarketState_FutureBreak: int
QotMarketState_FutureBreakOver: int
QotMarketState_FutureClose: int
QotMarketState_StibAfterHoursWait: int
QotMarketState_AShareAfterHoursWait: int
QotMarketState_StibAfterHoursBegin: int
QotMarketState_AShareAfterHoursBegin: int
QotMarketState_StibAfterHoursEnd: int
QotMarketState_AShareAfterHoursEnd: int
QotMarketState_CLOSE_AUCTION: int
QotMarketState_AFTERNOON_END: int
QotMarketState_NIGHT: int
QotMarketState_OVERNIGHT_BEGIN: int
QotMarketState_OVERNIGHT_END: int
QotMarketState_TRADE_AT_LAST: int
QotMarketState_TRADE_AUCTION: int
QotMarketState_OVERNIGHT: int

TradeDateMarket: Enum
TradeDateMarket_Unknown: int
TradeDateMarket_HK: int
TradeDateMarket_US: int
TradeDateMarket_CN: int
TradeDateMarket_NT: int
TradeDateMarket_ST: int
TradeDateMarket_JP_Future: int
TradeDateMarket_SG_Future: int
TradeDateMarket_SG: int
TradeDateMarket_MY: int
TradeDateMarket_JP: int

TradeDateType: Enum
TradeDateType_Whole: int
TradeDateType_Morning: int
TradeDateType_Afternoon: int

RehabType: Enum
RehabType_None: int
RehabType_Forward: int
RehabType_Backward: int

KLType: Enum
KLType_Unknown: int
KLType_1Min: int
KLType_Day: int
KLType_Week: int
KLType_Month: int
KLType_Year: int
KLType_5Min: int
KLType_15Min: int
KLType_30Min: int
KLType_60Min: int
KLType_3Min: int
KLType_Quarter: int
KLType_10Min: int
KLType_120Min: int
KLType_180Min: int
KLType_240Min: int

KLFields: Enum
KLFields_None: int
KLFields_High: int
KLFields_Open: int
KLFields_Low: int
KLFields_Close: int
KLFields_LastClose: int
KLFields_Volume: int
KLFields_Turnover: int
KLFields_TurnoverRate: int
KLFields_PE: int
KLFields_ChangeRate: int

SubType: Enum
SubType_None: int
SubType_Basic: int
SubType_OrderBook: int
SubType_Ticker: int
SubType_RT: int
SubType_KL_Day: int
SubType_KL_5Min: int
SubType_KL_15Min: int
SubType_KL_30Min: int
SubType_KL_60Min: int
SubType_KL_1Min: int
SubType_KL_Week: int
SubType_KL_Month: int
SubType_Broker: int
SubType_KL_Qurater: int
SubType_KL_Year: int
SubType_KL_3Min: int
SubType_KL_10Min: int
SubType_KL_120Min: int
SubType_KL_180Min: int
SubType_KL_240Min: int
SubType_OrderBook_Odd: int

OrderBookType: Enum
OrderBookType_Normal: int
OrderBookType_Odd: int

TickerDirection: Enum
TickerDirection_Unknown: int
TickerDirection_Bid: int
TickerDirection_Ask: int
TickerDirection_Neutral: int

TickerType: Enum
TickerType_Unknown: int
TickerType_Automatch: int
TickerType_Late: int
TickerType_NoneAutomatch: int
TickerType_InterAutomatch: int
TickerType_InterNoneAutomatch: int
TickerType_OddLot: int
TickerType_Auction: int
TickerType_Bulk: int
TickerType_Crash: int
TickerType_CrossMarket: int
TickerType_BulkSold: int
TickerType_FreeOnBoard: int
TickerType_Rule127Or155: int
TickerType_Delay: int
TickerType_MarketCenterClosePrice: int
TickerType_NextDay: int
TickerType_MarketCenterOpening: int
TickerType_PriorReferencePrice: int
TickerType_MarketCenterOpenPrice: int
TickerType_Seller: int
TickerType_T: int
TickerType_ExtendedTradingHours: int
TickerType_Contingent: int
TickerType_AvgPrice: int
TickerType_OTCSold: int
TickerType_OddLotCrossMarket: int
TickerType_DerivativelyPriced: int
TickerType_ReOpeningPriced: int
TickerType_ClosingPriced: int
TickerType_ComprehensiveDelayPrice: int
TickerType_Overseas: int

DarkStatus: Enum
DarkStatus_None: int
DarkStatus_Trading: int
DarkStatus_End: int

SecurityStatus: Enum
SecurityStatus_Unknown: int
SecurityStatus_Normal: int
SecurityStatus_Listing: int
SecurityStatus_Purchasing: int
SecurityStatus_Subscribing: int
SecurityStatus_BeforeDrakTradeOpening: int
SecurityStatus_DrakTrading: int
SecurityStatus_DrakTradeEnd: int
SecurityStatus_ToBeOpen: int
SecurityStatus_Suspended: int
SecurityStatus_Called: int
SecurityStatus_ExpiredLastTradingDate: int
SecurityStatus_Expired: int
SecurityStatus_Delisted: int
SecurityStatus_ChangeToTemporaryCode: int
SecurityStatus_TemporaryCodeTradeEnd: int
SecurityStatus_ChangedPlateTradeEnd: int
SecurityStatus_ChangedCodeTradeEnd: int
SecurityStatus_RecoverableCircuitBreaker: int
SecurityStatus_UnRecoverableCircuitBreaker: int
SecurityStatus_AfterCombination: int
SecurityStatus_AfterTransation: int

HolderCategory: Enum
HolderCategory_Unknow: int
HolderCategory_Agency: int
HolderCategory_Fund: int
HolderCategory_SeniorManager: int

PushDataType: Enum
PushDataType_Unknow: int
PushDataType_Realtime: int
PushDataType_ByDisConn: int
PushDataType_Cache: int

SortField: Enum
SortField_Unknow: int
SortField_Code: int
SortField_CurPrice: int
SortField_PriceChangeVal: int
SortField_ChangeRate: int
SortField_Status: int
SortField_BidPrice: int
SortField_AskPrice: int
SortField_BidVol: int
SortField_AskVol: int
SortField_Volume: int
SortField_Turnover: int
SortField_Amplitude: int
SortField_Score: int
SortField_Premium: int
SortField_EffectiveLeverage: int
SortField_Delta: int
SortField_ImpliedVolatility: int
SortField_Type: int
SortField_StrikePrice: int
SortField_BreakEvenPoint: int
SortField_MaturityTime: int
SortField_ListTime: int
SortField_LastTradeTime: int
SortField_Leverage: int
SortField_InOutMoney: int
SortField_RecoveryPrice: int
SortField_ChangePrice: int
SortField_Change: int
SortField_StreetRate: int
SortField_StreetVol: int
SortField_WarrantName: int
SortField_Issuer: int
SortField_LotSize: int
SortField_IssueSize: int
SortField_UpperStrikePrice: int
SortField_LowerStrikePrice: int
SortField_InLinePriceStatus: int
SortField_PreCurPrice: int
SortField_AfterCurPrice: int
SortField_PrePriceChangeVal: int
SortField_AfterPriceChangeVal: int
SortField_PreChangeRate: int
SortField_AfterChangeRate: int
SortField_PreAmplitude: int
SortField_AfterAmplitude: int
SortField_PreTurnover: int
SortField_AfterTurnover: int
SortField_LastSettlePrice: int
SortField_Position: int
SortField_PositionChange: int
SortField_MarketCap: int
SortField_Valuation: int
SortField_ForwardValuation: int
SortField_HistoricalPercentile: int
SortField_HolderQuantity: int
SortField_ShareChangeNum: int
SortField_HoldingDate: int
SortField_HolderPctChange: int
SortField_HolderChangeAmount: int
SortField_HolderPct: int

SortType: Enum
SortType_Unknown: int
SortType_Desc: int
SortType_Asc: int

Issuer: Enum
Issuer_Unknow: int
Issuer_SG: int
Issuer_BP: int
Issuer_CS: int
Issuer_CT: int
Issuer_EA: int
Issuer_GS: int
Issuer_HS: int
Issuer_JP: int
Issuer_MB: int
Issuer_SC: int
Issuer_UB: int
Issuer_BI: int
Issuer_DB: int
Issuer_DC: int
Issuer_ML: int
Issuer_NM: int
Issuer_RB: int
Issuer_RS: int
Issuer_BC: int
Issuer_HT: int
Issuer_VT: int
Issuer_KC: int
Issuer_MS: int
Issuer_GJ: int
Issuer_XZ: int
Issuer_HU: int
Issuer_KS: int
Issuer_CI: int

IpoPeriod: Enum
IpoPeriod_Unknow: int
IpoPeriod_Today: int
IpoPeriod_Tomorrow: int
IpoPeriod_Nextweek: int
IpoPeriod_Lastweek: int
IpoPeriod_Lastmonth: int

PriceType: Enum
PriceType_Unknow: int
PriceType_Outside: int
PriceType_WithIn: int

WarrantStatus: Enum
WarrantStatus_Unknow: int
WarrantStatus_Normal: int
WarrantStatus_Suspend: int
WarrantStatus_StopTrade: int
WarrantStatus_PendingListing: int

CompanyAct: Enum
CompanyAct_None: int
CompanyAct_Split: int
CompanyAct_Join: int
CompanyAct_Bonus: int
CompanyAct_Transfer: int
CompanyAct_Allot: int
CompanyAct_Add: int
CompanyAct_Dividend: int
CompanyAct_SPDividend: int
CompanyAct_SpinOff: int

QotRight: Enum
QotRight_Unknow: int
QotRight_Bmp: int
QotRight_Level1: int
QotRight_Level2: int
QotRight_SF: int
QotRight_No: int
QotRight_Level3: int

PriceReminderType: Enum
PriceReminderType_Unknown: int
PriceReminderType_PriceUp: int
PriceReminderType_PriceDown: int
PriceReminderType_ChangeRateUp: int
PriceReminderType_ChangeRateDown: int
PriceReminderType_5MinChangeRateUp: int
PriceReminderType_5MinChangeRateDown: int
PriceReminderType_VolumeUp: int
PriceReminderType_TurnoverUp: int
PriceReminderType_TurnoverRateUp: int
PriceReminderType_BidPriceUp: int
PriceReminderType_AskPriceDown: int
PriceReminderType_BidVolUp: int
PriceReminderType_AskVolUp: int
PriceReminderType_3MinChangeRateUp: int
PriceReminderType_3MinChangeRateDown: int

PriceReminderFreq: Enum
PriceReminderFreq_Unknown: int
PriceReminderFreq_Always: int
PriceReminderFreq_OnceADay: int
PriceReminderFreq_OnlyOnce: int

AssetClass: Enum
AssetClass_Unknow: int
AssetClass_Stock: int
AssetClass_Bond: int
AssetClass_Commodity: int
AssetClass_CurrencyMarket: int
AssetClass_Future: int
AssetClass_Swap: int

ExpirationCycle: Enum
ExpirationCycle_Unknown: int
ExpirationCycle_Week: int
ExpirationCycle_Month: int
ExpirationCycle_MonthEnd: int
ExpirationCycle_Quarter: int
ExpirationCycle_WeekMon: int
ExpirationCycle_WeekTue: int
ExpirationCycle_WeekWed: int
ExpirationCycle_WeekThu: int
ExpirationCycle_WeekFri: int

OptionStandardType: Enum
OptionStandardType_Unknown: int
OptionStandardType_Standard: int
OptionStandardType_NonStandard: int

OptionSettlementMode: Enum
OptionSettlementMode_Unknown: int
OptionSettlementMode_AM: int
OptionSettlementMode_PM: int

ExchType: Enum
ExchType_Unknown: int
ExchType_HK_MainBoard: int
ExchType_HK_GEMBoard: int
ExchType_HK_HKEX: int
ExchType_US_NYSE: int
ExchType_US_Nasdaq: int
ExchType_US_Pink: int
ExchType_US_AMEX: int
ExchType_US_Option: int
ExchType_US_NYMEX: int
ExchType_US_COMEX: int
ExchType_US_CBOT: int
ExchType_US_CME: int
ExchType_US_CBOE: int
ExchType_CN_SH: int
ExchType_CN_SZ: int
ExchType_CN_STIB: int
ExchType_SG_SGX: int
ExchType_JP_OSE: int
ExchType_CC_CRYPTO: int
ExchType_MY_MYX: int
ExchType_JP_TSE: int
ExchType_JP_Nikkei: int

PeriodType: Enum
PeriodType_Unknown: int
PeriodType_INTRADAY: int
PeriodType_DAY: int
PeriodType_WEEK: int
PeriodType_MONTH: int

PriceReminderMarketStatus: Enum
PriceReminderMarketStatus_Unknow: int
PriceReminderMarketStatus_Open: int
PriceReminderMarketStatus_USPre: int
PriceReminderMarketStatus_USAfter: int
PriceReminderMarketStatus_USOverNight: int

OptionStrategyType: Enum
OptionStrategyType_Unknown: int
OptionStrategyType_SingleOption: int
OptionStrategyType_Covered: int
OptionStrategyType_Spread: int
OptionStrategyType_Straddle: int
OptionStrategyType_Strangle: int
OptionStrategyType_Collar: int
OptionStrategyType_Butterfly: int
OptionStrategyType_Condor: int
OptionStrategyType_IronButterfly: int
OptionStrategyType_IronCondor: int
OptionStrategyType_CalendarSpread: int
OptionStrategyType_DiagonalSpread: int
OptionStrategyType_Customize: int

F10Type: Enum
F10Type_Unknown: int
F10Type_Q1: int
F10Type_Q2: int
F10Type_Q3: int
F10Type_Q4: int
F10Type_Q6: int
F10Type_Q9: int
F10Type_Annual: int
F10Type_Quarterly: int
F10Type_QuarterlyAnnual: int
F10Type_MulQuarterly: int

EarningsPubTimeType: Enum
EarningsPubTimeType_Unknown: int
EarningsPubTimeType_PreMarket: int
EarningsPubTimeType_AfterMarket: int
EarningsPubTimeType_DuringMarket: int

ValuationType: Enum
ValuationType_Unknown: int
ValuationType_PE: int
ValuationType_PB: int
ValuationType_PS: int

FinancialStatementsType: Enum
FinancialStatementsType_Unknown: int
FinancialStatementsType_Income: int
FinancialStatementsType_BalanceSheet: int
FinancialStatementsType_CashFlow: int
FinancialStatementsType_MainIndex: int

RevenueBreakdownType: Enum
RevenueBreakdownType_Unknown: int
RevenueBreakdownType_Product: int
RevenueBreakdownType_Industry: int
RevenueBreakdownType_Region: int
RevenueBreakdownType_Business: int

ResearchRatingType: Enum
ResearchRatingType_Unknown: int
ResearchRatingType_Sell: int
ResearchRatingType_Underperform: int
ResearchRatingType_Hold: int
ResearchRatingType_Buy: int
ResearchRatingType_StrongBuy: int

ResearchRatingDimensionType: Enum
ResearchRatingDimensionType_Unknown: int
ResearchRatingDimensionType_Institution: int
ResearchRatingDimensionType_Analyst: int

MorningstarRatingType: Enum
MorningstarRatingType_Unknown: int
MorningstarRatingType_Quantitative: int
MorningstarRatingType_Qualitative: int

ValuationIntervalType: Enum
ValuationIntervalType_Unknown: int
ValuationIntervalType_Month3: int
ValuationIntervalType_Month6: int
ValuationIntervalType_Year1: int
ValuationIntervalType_Year3: int
ValuationIntervalType_Since2019: int
ValuationIntervalType_Year5: int
ValuationIntervalType_Year10: int
ValuationIntervalType_Year2: int
ValuationIntervalType_Year20: int
ValuationIntervalType_Year30: int

HoldingChangesFilterType: Enum
HoldingChangesFilterType_Unknown: int
HoldingChangesFilterType_Increase: int
HoldingChangesFilterType_Decrease: int
HoldingChangesFilterType_NewIn: int
HoldingChangesFilterType_CloseOut: int

HolderDetailType: Enum
HolderDetailType_Default: int
HolderDetailType_All: int
HolderDetailType_Unclassified: int
HolderDetailType_TraditionalInvestmentManager: int
HolderDetailType_HedgeFundManager: int
HolderDetailType_VCOrPE: int
HolderDetailType_CorporatePensionPlanSponsor: int
HolderDetailType_FoundationFundSponsor: int
HolderDetailType_InsuranceCompany: int
HolderDetailType_BankOrInvestmentBank: int
HolderDetailType_FamilyOfficesOrTrust: int
HolderDetailType_SovereignWealthFund: int
HolderDetailType_REIT: int
HolderDetailType_StructuredFinancePoolManager: int
HolderDetailType_UnionPensionPlanSponsor: int
HolderDetailType_GovernmentPensionPlanSponsor: int
HolderDetailType_EndowmentFundSponsor: int
HolderDetailType_IndividualInsiders: int
HolderDetailType_IssueSponsoredADR: int
HolderDetailType_CorporationsPublic: int
HolderDetailType_CorporationsPrivate: int
HolderDetailType_StateOwnedShares: int

CompanyProfileFieldType: Enum
CompanyProfileFieldType_SourceText: int
CompanyProfileFieldType_LinkType: int
CompanyProfileFieldType_IndependentTitle: int

BuySellType: Enum
BuySellType_Unknown: int
BuySellType_NetBuy: int
BuySellType_NetSell: int

OptionVolatilityTimePeriodType: Enum
OptionVolatilityTimePeriodType_Unknown: int
OptionVolatilityTimePeriodType_Week: int
OptionVolatilityTimePeriodType_Month: int
OptionVolatilityTimePeriodType_Quarter: int
OptionVolatilityTimePeriodType_HalfYear: int
OptionVolatilityTimePeriodType_Year: int

OptionImpvolStatusType: Enum
ImpvolFluctuating: int
ImpvolOvervalued: int
ImpvolUndervalued: int

IndicatorLangType: Enum
IndicatorLangType_Unknown: int
IndicatorLangType_MyLang: int
IndicatorLangType_Python: int

IndicatorSearchMode: Enum
IndicatorSearchMode_Partial: int
IndicatorSearchMode_Exact: int

IndicatorParamValueType: Enum
IndicatorParamValueType_UNKNOWN: int
IndicatorParamValueType_INT: int
IndicatorParamValueType_FLOAT: int
IndicatorParamValueType_STRING: int
IndicatorParamValueType_COLOR: int
IndicatorParamValueType_SHAPE: int
IndicatorParamValueType_LINE: int
IndicatorParamValueType_BOOL: int

IndicatorShape: Enum
IndicatorShape_UNKNOWN: int
IndicatorShape_XCROSS: int
IndicatorShape_CROSS: int
IndicatorShape_CIRCLE: int
IndicatorShape_TRIANGLE_UP: int
IndicatorShape_TRIANGLE_DOWN: int
IndicatorShape_FLAG: int
IndicatorShape_ARROW_UP: int
IndicatorShape_ARROW_DOWN: int
IndicatorShape_SQUARE: int
IndicatorShape_DIAMOND: int
IndicatorShape_LABEL_UP: int
IndicatorShape_LABEL_DOWN: int

IndicatorLineType: Enum
IndicatorLineType_UNKNOWN: int
IndicatorLineType_SOLID: int
IndicatorLineType_DASHED: int
IndicatorLineType_DOT: int
IndicatorLineType_CROSS: int
IndicatorLineType_CIRCLE: int
IndicatorLineType_HISTOGRAM: int
IndicatorLineType_HISTOGRAM_LINE: int
IndicatorLineType_STEP: int
IndicatorLineType_STEP_DIAMONDS: int

EC_Status: Enum
EC_Status_Initialized: int
EC_Status_Inactive: int
EC_Status_Active: int
EC_Status_Closed: int
EC_Status_Halted: int
EC_Status_Settled: int
EC_Status_Canceled: int
EC_Status_DeterminationPending: int
EC_Status_Determined: int
EC_Status_Finalized: int
EC_Status_EventAbnormal: int
EC_Status_EventInitialized: int
EC_Status_EventActive: int
EC_Status_EventClosed: int
EC_Status_EventSettled: int
EC_Status_EventCanceled: int
EC_Status_EventFinalized: int

EC_ContractType: Enum
EC_ContractType_None: int
EC_ContractType_Binary: int
EC_ContractType_Scalar: int

EC_Frequency: Enum
EC_Frequency_Unknown: int
EC_Frequency_Annual: int
EC_Frequency_Monthly: int
EC_Frequency_Weekly: int
EC_Frequency_Daily: int
EC_Frequency_Hourly: int
EC_Frequency_Custom: int
EC_Frequency_OneOff: int

EC_MilestoneType: Enum
EC_MilestoneType_Unknown: int
EC_MilestoneType_FootballGame: int
EC_MilestoneType_BasketballGame: int
EC_MilestoneType_SoccerTournamentMultiLeg: int
EC_MilestoneType_BaseballTournament: int
EC_MilestoneType_BaseballGame: int

EC_KlineSource: Enum
EC_KlineSource_None: int
EC_KlineSource_OrderBookYes: int

class QotHeader(Message):
    securityFirm: int
    def __init__(self, *, securityFirm: typing.Optional[int] = ...) -> None: ...

class Security(Message):
    market: int
    code: str
    def __init__(self, *, market: typing.Optional[int] = ..., code: typing.Optional[str] = ...) -> None: ...

class KLine(Message):
    time: str
    isBlank: bool
    highPrice: float
    openPrice: float
    lowPrice: float
    closePrice: float
    lastClosePrice: float
    volume: int
    turnover: float
    turnoverRate: float
    pe: float
    changeRate: float
    timestamp: float
    hpVolume: float
    def __init__(self, *, time: typing.Optional[str] = ..., isBlank: typing.Optional[bool] = ..., highPrice: typing.Optional[float] = ..., openPrice: typing.Optional[float] = ..., lowPrice: typing.Optional[float] = ..., closePrice: typing.Optional[float] = ..., lastClosePrice: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., turnover: typing.Optional[float] = ..., turnoverRate: typing.Optional[float] = ..., pe: typing.Optional[float] = ..., changeRate: typing.Optional[float] = ..., timestamp: typing.Optional[float] = ..., hpVolume: typing.Optional[float] = ...) -> None: ...

class OptionBasicQotExData(Message):
    strikePrice: float
    contractSize: int
    contractSizeFloat: float
    openInterest: int
    impliedVolatility: float
    premium: float
    delta: float
    gamma: float
    vega: float
    theta: float
    rho: float
    netOpenInterest: int
    expiryDateDistance: int
    contractNominalValue: float
    ownerLotMultiplier: float
    optionAreaType: int
    contractMultiplier: float
    indexOptionType: int
    def __init__(self, *, strikePrice: typing.Optional[float] = ..., contractSize: typing.Optional[int] = ..., contractSizeFloat: typing.Optional[float] = ..., openInterest: typing.Optional[int] = ..., impliedVolatility: typing.Optional[float] = ..., premium: typing.Optional[float] = ..., delta: typing.Optional[float] = ..., gamma: typing.Optional[float] = ..., vega: typing.Optional[float] = ..., theta: typing.Optional[float] = ..., rho: typing.Optional[float] = ..., netOpenInterest: typing.Optional[int] = ..., expiryDateDistance: typing.Optional[int] = ..., contractNominalValue: typing.Optional[float] = ..., ownerLotMultiplier: typing.Optional[float] = ..., optionAreaType: typing.Optional[int] = ..., contractMultiplier: typing.Optional[float] = ..., indexOptionType: typing.Optional[int] = ...) -> None: ...

class PreAfterMarketData(Message):
    price: float
    highPrice: float
    lowPrice: float
    volume: int
    turnover: float
    changeVal: float
    changeRate: float
    amplitude: float
    def __init__(self, *, price: typing.Optional[float] = ..., highPrice: typing.Optional[float] = ..., lowPrice: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., turnover: typing.Optional[float] = ..., changeVal: typing.Optional[float] = ..., changeRate: typing.Optional[float] = ..., amplitude: typing.Optional[float] = ...) -> None: ...

class FutureBasicQotExData(Message):
    lastSettlePrice: float
    position: int
    positionChange: int
    expiryDateDistance: int
    def __init__(self, *, lastSettlePrice: typing.Optional[float] = ..., position: typing.Optional[int] = ..., positionChange: typing.Optional[int] = ..., expiryDateDistance: typing.Optional[int] = ...) -> None: ...

class WarrantBasicQotExData(Message):
    delta: float
    impliedVolatility: float
    premium: float
    def __init__(self, *, delta: typing.Optional[float] = ..., impliedVolatility: typing.Optional[float] = ..., premium: typing.Optional[float] = ...) -> None: ...

class BasicQot(Message):
    @builtins.property
    def security(self) -> Security: ...
    name: str
    isSuspended: bool
    listTime: str
    priceSpread: float
    updateTime: str
    highPrice: float
    openPrice: float
    lowPrice: float
    curPrice: float
    lastClosePrice: float
    volume: int
    turnover: float
    turnoverRate: float
    amplitude: float
    darkStatus: int
    @builtins.property
    def optionExData(self) -> OptionBasicQotExData: ...
    listTimestamp: float
    updateTimestamp: float
    @builtins.property
    def preMarket(self) -> PreAfterMarketData: ...
    @builtins.property
    def afterMarket(self) -> PreAfterMarketData: ...
    secStatus: int
    @builtins.property
    def futureExData(self) -> FutureBasicQotExData: ...
    @builtins.property
    def warrantExData(self) -> WarrantBasicQotExData: ...
    @builtins.property
    def overnight(self) -> PreAfterMarketData: ...
    hpVolume: float
    def __init__(self, *, security: typing.Optional[typing.Union[Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., isSuspended: typing.Optional[bool] = ..., listTime: typing.Optional[str] = ..., priceSpread: typing.Optional[float] = ..., updateTime: typing.Optional[str] = ..., highPrice: typing.Optional[float] = ..., openPrice: typing.Optional[float] = ..., lowPrice: typing.Optional[float] = ..., curPrice: typing.Optional[float] = ..., lastClosePrice: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., turnover: typing.Optional[float] = ..., turnoverRate: typing.Optional[float] = ..., amplitude: typing.Optional[float] = ..., darkStatus: typing.Optional[int] = ..., optionExData: typing.Optional[typing.Union[OptionBasicQotExData, typing.Mapping[str, typing.Any]]] = ..., listTimestamp: typing.Optional[float] = ..., updateTimestamp: typing.Optional[float] = ..., preMarket: typing.Optional[typing.Union[PreAfterMarketData, typing.Mapping[str, typing.Any]]] = ..., afterMarket: typing.Optional[typing.Union[PreAfterMarketData, typing.Mapping[str, typing.Any]]] = ..., secStatus: typing.Optional[int] = ..., futureExData: typing.Optional[typing.Union[FutureBasicQotExData, typing.Mapping[str, typing.Any]]] = ..., warrantExData: typing.Optional[typing.Union[WarrantBasicQotExData, typing.Mapping[str, typing.Any]]] = ..., overnight: typing.Optional[typing.Union[PreAfterMarketData, typing.Mapping[str, typing.Any]]] = ..., hpVolume: typing.Optional[float] = ...) -> None: ...

class TimeShare(Message):
    time: str
    minute: int
    isBlank: bool
    price: float
    lastClosePrice: float
    avgPrice: float
    volume: int
    turnover: float
    timestamp: float
    hpVolume: float
    def __init__(self, *, time: typing.Optional[str] = ..., minute: typing.Optional[int] = ..., isBlank: typing.Optional[bool] = ..., price: typing.Optional[float] = ..., lastClosePrice: typing.Optional[float] = ..., avgPrice: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., turnover: typing.Optional[float] = ..., timestamp: typing.Optional[float] = ..., hpVolume: typing.Optional[float] = ...) -> None: ...

class SecurityStaticBasic(Message):
    @builtins.property
    def security(self) -> Security: ...
    id: int
    lotSize: int
    secType: int
    name: str
    listTime: str
    delisting: bool
    listTimestamp: float
    exchType: int
    def __init__(self, *, security: typing.Optional[typing.Union[Security, typing.Mapping[str, typing.Any]]] = ..., id: typing.Optional[int] = ..., lotSize: typing.Optional[int] = ..., secType: typing.Optional[int] = ..., name: typing.Optional[str] = ..., listTime: typing.Optional[str] = ..., delisting: typing.Optional[bool] = ..., listTimestamp: typing.Optional[float] = ..., exchType: typing.Optional[int] = ...) -> None: ...

class WarrantStaticExData(Message):
    type: int
    @builtins.property
    def owner(self) -> Security: ...
    def __init__(self, *, type: typing.Optional[int] = ..., owner: typing.Optional[typing.Union[Security, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class OptionStaticExData(Message):
    type: int
    @builtins.property
    def owner(self) -> Security: ...
    strikeTime: str
    strikePrice: float
    suspend: bool
    market: str
    strikeTimestamp: float
    indexOptionType: int
    expirationCycle: int
    optionStandardType: int
    optionSettlementMode: int
    def __init__(self, *, type: typing.Optional[int] = ..., owner: typing.Optional[typing.Union[Security, typing.Mapping[str, typing.Any]]] = ..., strikeTime: typing.Optional[str] = ..., strikePrice: typing.Optional[float] = ..., suspend: typing.Optional[bool] = ..., market: typing.Optional[str] = ..., strikeTimestamp: typing.Optional[float] = ..., indexOptionType: typing.Optional[int] = ..., expirationCycle: typing.Optional[int] = ..., optionStandardType: typing.Optional[int] = ..., optionSettlementMode: typing.Optional[int] = ...) -> None: ...

class FutureStaticExData(Message):
    lastTradeTime: str
    lastTradeTimestamp: float
    isMainContract: bool
    def __init__(self, *, lastTradeTime: typing.Optional[str] = ..., lastTradeTimestamp: typing.Optional[float] = ..., isMainContract: typing.Optional[bool] = ...) -> None: ...

class SecurityStaticInfo(Message):
    @builtins.property
    def basic(self) -> SecurityStaticBasic: ...
    @builtins.property
    def warrantExData(self) -> WarrantStaticExData: ...
    @builtins.property
    def optionExData(self) -> OptionStaticExData: ...
    @builtins.property
    def futureExData(self) -> FutureStaticExData: ...
    def __init__(self, *, basic: typing.Optional[typing.Union[SecurityStaticBasic, typing.Mapping[str, typing.Any]]] = ..., warrantExData: typing.Optional[typing.Union[WarrantStaticExData, typing.Mapping[str, typing.Any]]] = ..., optionExData: typing.Optional[typing.Union[OptionStaticExData, typing.Mapping[str, typing.Any]]] = ..., futureExData: typing.Optional[typing.Union[FutureStaticExData, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class Broker(Message):
    id: int
    name: str
    pos: int
    orderID: int
    volume: int
    def __init__(self, *, id: typing.Optional[int] = ..., name: typing.Optional[str] = ..., pos: typing.Optional[int] = ..., orderID: typing.Optional[int] = ..., volume: typing.Optional[int] = ...) -> None: ...

class Ticker(Message):
    time: str
    sequence: int
    dir: int
    price: float
    volume: int
    turnover: float
    recvTime: float
    type: int
    typeSign: int
    pushDataType: int
    timestamp: float
    hpVolume: float
    def __init__(self, *, time: typing.Optional[str] = ..., sequence: typing.Optional[int] = ..., dir: typing.Optional[int] = ..., price: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., turnover: typing.Optional[float] = ..., recvTime: typing.Optional[float] = ..., type: typing.Optional[int] = ..., typeSign: typing.Optional[int] = ..., pushDataType: typing.Optional[int] = ..., timestamp: typing.Optional[float] = ..., hpVolume: typing.Optional[float] = ...) -> None: ...

class OrderBookDetail(Message):
    orderID: int
    volume: int
    def __init__(self, *, orderID: typing.Optional[int] = ..., volume: typing.Optional[int] = ...) -> None: ...

class OrderBook(Message):
    price: float
    volume: int
    orederCount: int
    @builtins.property
    def detailList(self) -> Repeated[OrderBookDetail]: ...
    hpVolume: float
    def __init__(self, *, price: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., orederCount: typing.Optional[int] = ..., detailList: typing.Optional[typing.Iterable[typing.Union[OrderBookDetail, typing.Mapping[str, typing.Any]]]] = ..., hpVolume: typing.Optional[float] = ...) -> None: ...

class ShareHoldingChange(Message):
    holderName: str
    holdingQty: float
    holdingRatio: float
    changeQty: float
    changeRatio: float
    time: str
    timestamp: float
    def __init__(self, *, holderName: typing.Optional[str] = ..., holdingQty: typing.Optional[float] = ..., holdingRatio: typing.Optional[float] = ..., changeQty: typing.Optional[float] = ..., changeRatio: typing.Optional[float] = ..., time: typing.Optional[str] = ..., timestamp: typing.Optional[float] = ...) -> None: ...

class SubInfo(Message):
    subType: int
    @builtins.property
    def securityList(self) -> Repeated[Security]: ...
    def __init__(self, *, subType: typing.Optional[int] = ..., securityList: typing.Optional[typing.Iterable[typing.Union[Security, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class ConnSubInfo(Message):
    @builtins.property
    def subInfoList(self) -> Repeated[SubInfo]: ...
    usedQuota: int
    isOwnConnData: bool
    securityFirm: int
    optionUsedQuota: int
    def __init__(self, *, subInfoList: typing.Optional[typing.Iterable[typing.Union[SubInfo, typing.Mapping[str, typing.Any]]]] = ..., usedQuota: typing.Optional[int] = ..., isOwnConnData: typing.Optional[bool] = ..., securityFirm: typing.Optional[int] = ..., optionUsedQuota: typing.Optional[int] = ...) -> None: ...

class PlateInfo(Message):
    @builtins.property
    def plate(self) -> Security: ...
    name: str
    plateType: int
    def __init__(self, *, plate: typing.Optional[typing.Union[Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., plateType: typing.Optional[int] = ...) -> None: ...

class Rehab(Message):
    time: str
    companyActFlag: int
    fwdFactorA: float
    fwdFactorB: float
    bwdFactorA: float
    bwdFactorB: float
    splitBase: int
    splitErt: int
    joinBase: int
    joinErt: int
    bonusBase: int
    bonusErt: int
    transferBase: int
    transferErt: int
    allotBase: int
    allotErt: int
    allotPrice: float
    addBase: int
    addErt: int
    addPrice: float
    dividend: float
    spDividend: float
    spinOffBase: float
    spinOffErt: float
    timestamp: float
    def __init__(self, *, time: typing.Optional[str] = ..., companyActFlag: typing.Optional[int] = ..., fwdFactorA: typing.Optional[float] = ..., fwdFactorB: typing.Optional[float] = ..., bwdFactorA: typing.Optional[float] = ..., bwdFactorB: typing.Optional[float] = ..., splitBase: typing.Optional[int] = ..., splitErt: typing.Optional[int] = ..., joinBase: typing.Optional[int] = ..., joinErt: typing.Optional[int] = ..., bonusBase: typing.Optional[int] = ..., bonusErt: typing.Optional[int] = ..., transferBase: typing.Optional[int] = ..., transferErt: typing.Optional[int] = ..., allotBase: typing.Optional[int] = ..., allotErt: typing.Optional[int] = ..., allotPrice: typing.Optional[float] = ..., addBase: typing.Optional[int] = ..., addErt: typing.Optional[int] = ..., addPrice: typing.Optional[float] = ..., dividend: typing.Optional[float] = ..., spDividend: typing.Optional[float] = ..., spinOffBase: typing.Optional[float] = ..., spinOffErt: typing.Optional[float] = ..., timestamp: typing.Optional[float] = ...) -> None: ...

class ComboLeg(Message):
    @builtins.property
    def security(self) -> Security: ...
    side: int
    qtyRatio: float
    positionID: int
    predSide: int
    def __init__(self, *, security: typing.Optional[typing.Union[Security, typing.Mapping[str, typing.Any]]] = ..., side: typing.Optional[int] = ..., qtyRatio: typing.Optional[float] = ..., positionID: typing.Optional[int] = ..., predSide: typing.Optional[int] = ...) -> None: ...

class IndicatorParamValue(Message):
    type: int
    intValue: int
    floatValue: float
    stringValue: str
    boolValue: bool
    colorValue: str
    shapeValue: int
    lineValue: int
    def __init__(self, *, type: typing.Optional[int] = ..., intValue: typing.Optional[int] = ..., floatValue: typing.Optional[float] = ..., stringValue: typing.Optional[str] = ..., boolValue: typing.Optional[bool] = ..., colorValue: typing.Optional[str] = ..., shapeValue: typing.Optional[int] = ..., lineValue: typing.Optional[int] = ...) -> None: ...

class IndicatorInputParam(Message):
    index: int
    name: str
    @builtins.property
    def value(self) -> IndicatorParamValue: ...
    varName: str
    def __init__(self, *, index: typing.Optional[int] = ..., name: typing.Optional[str] = ..., value: typing.Optional[typing.Union[IndicatorParamValue, typing.Mapping[str, typing.Any]]] = ..., varName: typing.Optional[str] = ...) -> None: ...

class IndicatorOutputParam(Message):
    index: int
    name: str
    def __init__(self, *, index: typing.Optional[int] = ..., name: typing.Optional[str] = ...) -> None: ...
