# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

TrdEnv: Enum
TrdEnv_Simulate: int
TrdEnv_Real: int

TrdCategory: Enum
TrdCategory_Unknown: int
TrdCategory_Security: int
TrdCategory_Future: int
TrdCategory_Crypto: int

TrdMarket: Enum
TrdMarket_Unknown: int
TrdMarket_HK: int
TrdMarket_US: int
TrdMarket_CN: int
TrdMarket_HKCC: int
TrdMarket_Futures: int
TrdMarket_SG: int
TrdMarket_Crypto: int
TrdMarket_AU: int
TrdMarket_Futures_Simulate_HK: int
TrdMarket_Futures_Simulate_US: int
TrdMarket_Futures_Simulate_SG: int
TrdMarket_Futures_Simulate_JP: int
TrdMarket_JP: int
TrdMarket_Prediction: int
TrdMarket_MY: int
TrdMarket_CA: int
TrdMarket_HK_Fund: int
TrdMarket_US_Fund: int
TrdMarket_SG_Fund: int
TrdMarket_MY_Fund: int
TrdMarket_JP_Fund: int

TrdSecMarket: Enum
TrdSecMarket_Unknown: int
TrdSecMarket_HK: int
TrdSecMarket_US: int
TrdSecMarket_CN_SH: int
TrdSecMarket_CN_SZ: int
TrdSecMarket_SG: int
TrdSecMarket_JP: int
TrdSecMarket_AU: int
TrdSecMarket_MY: int
TrdSecMarket_CA: int
TrdSecMarket_FX: int
TrdSecMarket_CC: int
TrdSecMarket_EC: int

TrdSide: Enum
TrdSide_Unknown: int
TrdSide_Buy: int
TrdSide_Sell: int
TrdSide_SellShort: int
TrdSide_BuyBack: int

OrderType: Enum
OrderType_Unknown: int
OrderType_Normal: int
OrderType_Market: int
OrderType_AbsoluteLimit: int
OrderType_Auction: int
OrderType_AuctionLimit: int
OrderType_SpecialLimit: int
OrderType_SpecialLimit_All: int
OrderType_Stop: int
OrderType_StopLimit: int
OrderType_MarketifTouched: int
OrderType_LimitifTouched: int
OrderType_TrailingStop: int
OrderType_TrailingStopLimit: int
OrderType_TWAP_MARKET: int
OrderType_TWAP_LIMIT: int
OrderType_VWAP_MARKET: int
OrderType_VWAP_LIMIT: int

TrailType: Enum
TrailType_Unknown: int
TrailType_Ratio: int
TrailType_Amount: int

OrderStatus: Enum
OrderStatus_Unsubmitted: int
OrderStatus_Unknown: int
OrderStatus_WaitingSubmit: int
OrderStatus_Submitting: int
OrderStatus_SubmitFailed: int
OrderStatus_TimeOut: int
OrderStatus_Submitted: int
OrderStatus_Filled_Part: int
OrderStatus_Filled_All: int
OrderStatus_Cancelling_Part: int
OrderStatus_Cancelling_All: int
OrderStatus_Cancelled_Part: int
OrderStatus_Cancelled_All: int
OrderStatus_Failed: int
OrderStatus_Disabled: int
OrderStatus_Deleted: int
OrderStatus_FillCancelled: int

OrderFillStatus: Enum
OrderFillStatus_OK: int
OrderFillStatus_Cancelled: int
OrderFillStatus_Changed: int
OrderFillStatus_Payout: int

PositionSide: Enum
PositionSide_Long: int
PositionSide_Unknown: int
PositionSide_Short: int

ModifyOrderOp: Enum
ModifyOrderOp_Unknown: int
ModifyOrderOp_Normal: int
ModifyOrderOp_Cancel: int
ModifyOrderOp_Disable: int
ModifyOrderOp_Enable: int
ModifyOrderOp_Delete: int

TrdAccType: Enum
TrdAccType_Unknown: int
TrdAccType_Cash: int
TrdAccType_Margin: int
TrdAccType_TFSA: int
TrdAccType_RRSP: int
TrdAccType_SRRSP: int
TrdAccType_Derivatives: int

TrdAccStatus: Enum
TrdAccStatus_Active: int
TrdAccStatus_Disabled: int

TrdAccRole: Enum
TrdAccRole_Unknown: int
TrdAccRole_Normal: int
TrdAccRole_Master: int
TrdAccRole_IPO: int

Currency: Enum
Currency_Unknown: int
Currency_HKD: int
Currency_USD: int
Currency_CNH: int
Currency_JPY: int
Currency_SGD: int
Currency_AUD: int
Currency_CAD: int
Currency_MYR: int
Currency_NZD: int

CltRiskLevel: Enum
CltRiskLevel_Unknown: int
CltRiskLevel_Safe: int
CltRiskLevel_Warning: int
CltRiskLevel_Danger: int
CltRiskLevel_AbsoluteSafe: int
CltRiskLevel_OptDanger: int

TimeInForce: Enum
TimeInForce_DAY: int
TimeInForce_GTC: int
TimeInForce_IOC: int
TimeInForce_GTD: int

SimAccType: Enum
SimAccType_Unknown: int
SimAccType_Stock: int
SimAccType_Option: int
SimAccType_Futures: int
SimAccType_StockAndOption: int
SimAccType_Competition: int

CltRiskStatus: Enum
CltRiskStatus_Unknown: int
CltRiskStatus_Level1: int
CltRiskStatus_Level2: int
CltRiskStatus_Level3: int
CltRiskStatus_Level4: int
CltRiskStatus_Level5: int
CltRiskStatus_Level6: int
CltRiskStatus_Level7: int
CltRiskStatus_Level8: int
CltRiskStatus_Level9: int

DTStatus: Enum
DTStatus_Unknown: int
DTStatus_Unlimited: int
DTStatus_EMCall: int
DTStatus_DTCall: int

TrdSubAccType: Enum
TrdSubAccType_None: int
TrdSubAccType_JP_GENERAL: int
TrdSubAccType_JP_TOKUTEI: int
TrdSubAccType_JP_NISA_GENERAL: int
TrdSubAccType_JP_NISA_TSUMITATE: int
TrdSubAccType_JP_GENERAL_SHORT: int
TrdSubAccType_JP_TOKUTEI_SHORT: int
TrdSubAccType_JP_HONPO_GENERAL: int
TrdSubAccType_JP_GAIKOKU_GENERAL: int
TrdSubAccType_JP_HONPO_TOKUTEI: int
TrdSubAccType_JP_GAIKOKU_TOKUTEI: int
TrdSubAccType_JP_DERIVATIVE_LONG: int
TrdSubAccType_JP_DERIVATIVE_SHORT: int
TrdSubAccType_JP_HONPO_DERIVATIVE_GENERAL: int
TrdSubAccType_JP_GAIKOKU_DERIVATIVE_GENERAL: int
TrdSubAccType_JP_HONPO_DERIVATIVE_TOKUTEI: int
TrdSubAccType_JP_GAIKOKU_DERIVATIVE_TOKUTEI: int

TrdAssetCategory: Enum
TrdAssetCategory_Unknown: int
TrdAssetCategory_JP: int
TrdAssetCategory_US: int

ExposureLevel: Enum
ExposureLevel_Unknown: int
ExposureLevel_Normal: int
ExposureLevel_NearLimit: int
ExposureLevel_Restricted: int
ExposureLevel_Safe: int
ExposureLevel_Moderate: int
ExposureLevel_Warning: int
ExposureLevel_MarginCall: int

PositionType: Enum
PositionType_Unknown: int
PositionType_Combined: int
PositionType_Leg: int

SecurityFirm: Enum
SecurityFirm_Unknown: int
SecurityFirm_FutuSecurities: int
SecurityFirm_FutuInc: int
SecurityFirm_FutuSG: int
SecurityFirm_FutuAU: int
SecurityFirm_FutuCA: int
SecurityFirm_FutuMY: int
SecurityFirm_FutuJP: int

class AccCashInfo(Message):
    currency: int
    cash: float
    availableBalance: float
    netCashPower: float
    def __init__(self, *, currency: typing.Optional[int] = ..., cash: typing.Optional[float] = ..., availableBalance: typing.Optional[float] = ..., netCashPower: typing.Optional[float] = ...) -> None: ...

class AccMarketInfo(Message):
    trdMarket: int
    assets: float
    def __init__(self, *, trdMarket: typing.Optional[int] = ..., assets: typing.Optional[float] = ...) -> None: ...

class TrdHeader(Message):
    trdEnv: int
    accID: int
    trdMarket: int
    jpAccType: int
    def __init__(self, *, trdEnv: typing.Optional[int] = ..., accID: typing.Optional[int] = ..., trdMarket: typing.Optional[int] = ..., jpAccType: typing.Optional[int] = ...) -> None: ...

class TrdAcc(Message):
    trdEnv: int
    accID: int
    @builtins.property
    def trdMarketAuthList(self) -> Repeated[int]: ...
    accType: int
    cardNum: str
    securityFirm: int
    simAccType: int
    uniCardNum: str
    accStatus: int
    accRole: int
    @builtins.property
    def jpAccType(self) -> Repeated[int]: ...
    competitionAccName: str
    def __init__(self, *, trdEnv: typing.Optional[int] = ..., accID: typing.Optional[int] = ..., trdMarketAuthList: typing.Optional[typing.Iterable[int]] = ..., accType: typing.Optional[int] = ..., cardNum: typing.Optional[str] = ..., securityFirm: typing.Optional[int] = ..., simAccType: typing.Optional[int] = ..., uniCardNum: typing.Optional[str] = ..., accStatus: typing.Optional[int] = ..., accRole: typing.Optional[int] = ..., jpAccType: typing.Optional[typing.Iterable[int]] = ..., competitionAccName: typing.Optional[str] = ...) -> None: ...

class Funds(Message):
    power: float
    totalAssets: float
    cash: float
    marketVal: float
    frozenCash: float
    debtCash: float
    avlWithdrawalCash: float
    currency: int
    availableFunds: float
    unrealizedPL: float
    realizedPL: float
    riskLevel: int
    initialMargin: float
    maintenanceMargin: float
    @builtins.property
    def cashInfoList(self) -> Repeated[AccCashInfo]: ...
    maxPowerShort: float
    netCashPower: float
    longMv: float
    shortMv: float
    pendingAsset: float
    maxWithdrawal: float
    riskStatus: int
    marginCallMargin: float
    isPdt: bool
    pdtSeq: str
    beginningDTBP: float
    remainingDTBP: float
    dtCallAmount: float
    dtStatus: int
    securitiesAssets: float
    fundAssets: float
    bondAssets: float
    @builtins.property
    def marketInfoList(self) -> Repeated[AccMarketInfo]: ...
    cryptoMv: float
    exposureLevel: int
    exposureLimit: float
    usedLimit: float
    remainingLimit: float
    def __init__(self, *, power: typing.Optional[float] = ..., totalAssets: typing.Optional[float] = ..., cash: typing.Optional[float] = ..., marketVal: typing.Optional[float] = ..., frozenCash: typing.Optional[float] = ..., debtCash: typing.Optional[float] = ..., avlWithdrawalCash: typing.Optional[float] = ..., currency: typing.Optional[int] = ..., availableFunds: typing.Optional[float] = ..., unrealizedPL: typing.Optional[float] = ..., realizedPL: typing.Optional[float] = ..., riskLevel: typing.Optional[int] = ..., initialMargin: typing.Optional[float] = ..., maintenanceMargin: typing.Optional[float] = ..., cashInfoList: typing.Optional[typing.Iterable[typing.Union[AccCashInfo, typing.Mapping[str, typing.Any]]]] = ..., maxPowerShort: typing.Optional[float] = ..., netCashPower: typing.Optional[float] = ..., longMv: typing.Optional[float] = ..., shortMv: typing.Optional[float] = ..., pendingAsset: typing.Optional[float] = ..., maxWithdrawal: typing.Optional[float] = ..., riskStatus: typing.Optional[int] = ..., marginCallMargin: typing.Optional[float] = ..., isPdt: typing.Optional[bool] = ..., pdtSeq: typing.Optional[str] = ..., beginningDTBP: typing.Optional[float] = ..., remainingDTBP: typing.Optional[float] = ..., dtCallAmount: typing.Optional[float] = ..., dtStatus: typing.Optional[int] = ..., securitiesAssets: typing.Optional[float] = ..., fundAssets: typing.Optional[float] = ..., bondAssets: typing.Optional[float] = ..., marketInfoList: typing.Optional[typing.Iterable[typing.Union[AccMarketInfo, typing.Mapping[str, typing.Any]]]] = ..., cryptoMv: typing.Optional[float] = ..., exposureLevel: typing.Optional[int] = ..., exposureLimit: typing.Optional[float] = ..., usedLimit: typing.Optional[float] = ..., remainingLimit: typing.Optional[float] = ...) -> None: ...

class Position(Message):
    positionID: int
    positionSide: int
    code: str
    name: str
    qty: float
    canSellQty: float
    price: float
    costPrice: float
    val: float
    plVal: float
    plRatio: float
    secMarket: int
    td_plVal: float
    td_trdVal: float
    td_buyVal: float
    td_buyQty: float
    td_sellVal: float
    td_sellQty: float
    unrealizedPL: float
    realizedPL: float
    currency: int
    trdMarket: int
    dilutedCostPrice: float
    averageCostPrice: float
    averagePlRatio: float
    comboID: int
    strategyType: int
    positionType: int
    accID: int
    jpAccType: int
    payoutIfWin: float
    def __init__(self, *, positionID: typing.Optional[int] = ..., positionSide: typing.Optional[int] = ..., code: typing.Optional[str] = ..., name: typing.Optional[str] = ..., qty: typing.Optional[float] = ..., canSellQty: typing.Optional[float] = ..., price: typing.Optional[float] = ..., costPrice: typing.Optional[float] = ..., val: typing.Optional[float] = ..., plVal: typing.Optional[float] = ..., plRatio: typing.Optional[float] = ..., secMarket: typing.Optional[int] = ..., td_plVal: typing.Optional[float] = ..., td_trdVal: typing.Optional[float] = ..., td_buyVal: typing.Optional[float] = ..., td_buyQty: typing.Optional[float] = ..., td_sellVal: typing.Optional[float] = ..., td_sellQty: typing.Optional[float] = ..., unrealizedPL: typing.Optional[float] = ..., realizedPL: typing.Optional[float] = ..., currency: typing.Optional[int] = ..., trdMarket: typing.Optional[int] = ..., dilutedCostPrice: typing.Optional[float] = ..., averageCostPrice: typing.Optional[float] = ..., averagePlRatio: typing.Optional[float] = ..., comboID: typing.Optional[int] = ..., strategyType: typing.Optional[int] = ..., positionType: typing.Optional[int] = ..., accID: typing.Optional[int] = ..., jpAccType: typing.Optional[int] = ..., payoutIfWin: typing.Optional[float] = ...) -> None: ...

class Order(Message):
    trdSide: int
    orderType: int
    orderStatus: int
    orderID: int
    orderIDEx: str
    code: str
    name: str
    qty: float
    price: float
    createTime: str
    updateTime: str
    fillQty: float
    fillAvgPrice: float
    lastErrMsg: str
    secMarket: int
    createTimestamp: float
    updateTimestamp: float
    remark: str
    timeInForce: int
    fillOutsideRTH: bool
    auxPrice: float
    trailType: int
    trailValue: float
    trailSpread: float
    currency: int
    trdMarket: int
    session: int
    jpAccType: int
    expireTime: str
    orderAmount: float
    strategyType: int
    @builtins.property
    def comboLegs(self) -> Repeated[Qot_Common.ComboLeg]: ...
    def __init__(self, *, trdSide: typing.Optional[int] = ..., orderType: typing.Optional[int] = ..., orderStatus: typing.Optional[int] = ..., orderID: typing.Optional[int] = ..., orderIDEx: typing.Optional[str] = ..., code: typing.Optional[str] = ..., name: typing.Optional[str] = ..., qty: typing.Optional[float] = ..., price: typing.Optional[float] = ..., createTime: typing.Optional[str] = ..., updateTime: typing.Optional[str] = ..., fillQty: typing.Optional[float] = ..., fillAvgPrice: typing.Optional[float] = ..., lastErrMsg: typing.Optional[str] = ..., secMarket: typing.Optional[int] = ..., createTimestamp: typing.Optional[float] = ..., updateTimestamp: typing.Optional[float] = ..., remark: typing.Optional[str] = ..., timeInForce: typing.Optional[int] = ..., fillOutsideRTH: typing.Optional[bool] = ..., auxPrice: typing.Optional[float] = ..., trailType: typing.Optional[int] = ..., trailValue: typing.Optional[float] = ..., trailSpread: typing.Optional[float] = ..., currency: typing.Optional[int] = ..., trdMarket: typing.Optional[int] = ..., session: typing.Optional[int] = ..., jpAccType: typing.Optional[int] = ..., expireTime: typing.Optional[str] = ..., orderAmount: typing.Optional[float] = ..., strategyType: typing.Optional[int] = ..., comboLegs: typing.Optional[typing.Iterable[typing.Union[Qot_Common.ComboLeg, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class OrderFeeItem(Message):
    title: str
    value: float
    def __init__(self, *, title: typing.Optional[str] = ..., value: typing.Optional[float] = ...) -> None: ...

class OrderFee(Message):
    orderIDEx: str
    feeAmount: float
    @builtins.property
    def feeList(self) -> Repeated[OrderFeeItem]: ...
    def __init__(self, *, orderIDEx: typing.Optional[str] = ..., feeAmount: typing.Optional[float] = ..., feeList: typing.Optional[typing.Iterable[typing.Union[OrderFeeItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class OrderFill(Message):
    trdSide: int
    fillID: int
    fillIDEx: str
    orderID: int
    orderIDEx: str
    code: str
    name: str
    qty: float
    price: float
    createTime: str
    counterBrokerID: int
    counterBrokerName: str
    secMarket: int
    createTimestamp: float
    updateTimestamp: float
    status: int
    trdMarket: int
    jpAccType: int
    def __init__(self, *, trdSide: typing.Optional[int] = ..., fillID: typing.Optional[int] = ..., fillIDEx: typing.Optional[str] = ..., orderID: typing.Optional[int] = ..., orderIDEx: typing.Optional[str] = ..., code: typing.Optional[str] = ..., name: typing.Optional[str] = ..., qty: typing.Optional[float] = ..., price: typing.Optional[float] = ..., createTime: typing.Optional[str] = ..., counterBrokerID: typing.Optional[int] = ..., counterBrokerName: typing.Optional[str] = ..., secMarket: typing.Optional[int] = ..., createTimestamp: typing.Optional[float] = ..., updateTimestamp: typing.Optional[float] = ..., status: typing.Optional[int] = ..., trdMarket: typing.Optional[int] = ..., jpAccType: typing.Optional[int] = ...) -> None: ...

class MaxTrdQtys(Message):
    maxCashBuy: float
    maxCashAndMarginBuy: float
    maxPositionSell: float
    maxSellShort: float
    maxBuyBack: float
    longRequiredIM: float
    shortRequiredIM: float
    session: int
    def __init__(self, *, maxCashBuy: typing.Optional[float] = ..., maxCashAndMarginBuy: typing.Optional[float] = ..., maxPositionSell: typing.Optional[float] = ..., maxSellShort: typing.Optional[float] = ..., maxBuyBack: typing.Optional[float] = ..., longRequiredIM: typing.Optional[float] = ..., shortRequiredIM: typing.Optional[float] = ..., session: typing.Optional[int] = ...) -> None: ...

class ComboMaxTrdQtys(Message):
    nlvChange: float
    initialMarginChange: float
    maintenanceMarginChange: float
    optionBuyPower: float
    maxWithDrawChange: float
    buyPowerDecrease: float
    def __init__(self, *, nlvChange: typing.Optional[float] = ..., initialMarginChange: typing.Optional[float] = ..., maintenanceMarginChange: typing.Optional[float] = ..., optionBuyPower: typing.Optional[float] = ..., maxWithDrawChange: typing.Optional[float] = ..., buyPowerDecrease: typing.Optional[float] = ...) -> None: ...

class TrdFilterConditions(Message):
    @builtins.property
    def codeList(self) -> Repeated[str]: ...
    @builtins.property
    def idList(self) -> Repeated[int]: ...
    beginTime: str
    endTime: str
    @builtins.property
    def orderIDExList(self) -> Repeated[str]: ...
    filterMarket: int
    def __init__(self, *, codeList: typing.Optional[typing.Iterable[str]] = ..., idList: typing.Optional[typing.Iterable[int]] = ..., beginTime: typing.Optional[str] = ..., endTime: typing.Optional[str] = ..., orderIDExList: typing.Optional[typing.Iterable[str]] = ..., filterMarket: typing.Optional[int] = ...) -> None: ...
