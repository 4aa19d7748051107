# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def securityList(self) -> Repeated[Qot_Common.Security]: ...
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, securityList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class EquitySnapshotExData(Message):
    issuedShares: int
    issuedMarketVal: float
    netAsset: float
    netProfit: float
    earningsPershare: float
    outstandingShares: int
    outstandingMarketVal: float
    netAssetPershare: float
    eyRate: float
    peRate: float
    pbRate: float
    peTTMRate: float
    dividendTTM: float
    dividendRatioTTM: float
    dividendLFY: float
    dividendLFYRatio: float
    def __init__(self, *, issuedShares: typing.Optional[int] = ..., issuedMarketVal: typing.Optional[float] = ..., netAsset: typing.Optional[float] = ..., netProfit: typing.Optional[float] = ..., earningsPershare: typing.Optional[float] = ..., outstandingShares: typing.Optional[int] = ..., outstandingMarketVal: typing.Optional[float] = ..., netAssetPershare: typing.Optional[float] = ..., eyRate: typing.Optional[float] = ..., peRate: typing.Optional[float] = ..., pbRate: typing.Optional[float] = ..., peTTMRate: typing.Optional[float] = ..., dividendTTM: typing.Optional[float] = ..., dividendRatioTTM: typing.Optional[float] = ..., dividendLFY: typing.Optional[float] = ..., dividendLFYRatio: typing.Optional[float] = ...) -> None: ...

class WarrantSnapshotExData(Message):
    conversionRate: float
    warrantType: int
    strikePrice: float
    maturityTime: str
    endTradeTime: str
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    recoveryPrice: float
    streetVolumn: int
    issueVolumn: int
    streetRate: float
    delta: float
    impliedVolatility: float
    premium: float
    maturityTimestamp: float
    endTradeTimestamp: float
    leverage: float
    ipop: float
    breakEvenPoint: float
    conversionPrice: float
    priceRecoveryRatio: float
    score: float
    upperStrikePrice: float
    lowerStrikePrice: float
    inLinePriceStatus: int
    issuerCode: str
    def __init__(self, *, conversionRate: typing.Optional[float] = ..., warrantType: typing.Optional[int] = ..., strikePrice: typing.Optional[float] = ..., maturityTime: typing.Optional[str] = ..., endTradeTime: typing.Optional[str] = ..., owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., recoveryPrice: typing.Optional[float] = ..., streetVolumn: typing.Optional[int] = ..., issueVolumn: typing.Optional[int] = ..., streetRate: typing.Optional[float] = ..., delta: typing.Optional[float] = ..., impliedVolatility: typing.Optional[float] = ..., premium: typing.Optional[float] = ..., maturityTimestamp: typing.Optional[float] = ..., endTradeTimestamp: typing.Optional[float] = ..., leverage: typing.Optional[float] = ..., ipop: typing.Optional[float] = ..., breakEvenPoint: typing.Optional[float] = ..., conversionPrice: typing.Optional[float] = ..., priceRecoveryRatio: typing.Optional[float] = ..., score: typing.Optional[float] = ..., upperStrikePrice: typing.Optional[float] = ..., lowerStrikePrice: typing.Optional[float] = ..., inLinePriceStatus: typing.Optional[int] = ..., issuerCode: typing.Optional[str] = ...) -> None: ...

class OptionSnapshotExData(Message):
    type: int
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    strikeTime: str
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
    strikeTimestamp: float
    indexOptionType: int
    netOpenInterest: int
    expiryDateDistance: int
    contractNominalValue: float
    ownerLotMultiplier: float
    optionAreaType: int
    contractMultiplier: float
    def __init__(self, *, type: typing.Optional[int] = ..., owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., strikeTime: typing.Optional[str] = ..., strikePrice: typing.Optional[float] = ..., contractSize: typing.Optional[int] = ..., contractSizeFloat: typing.Optional[float] = ..., openInterest: typing.Optional[int] = ..., impliedVolatility: typing.Optional[float] = ..., premium: typing.Optional[float] = ..., delta: typing.Optional[float] = ..., gamma: typing.Optional[float] = ..., vega: typing.Optional[float] = ..., theta: typing.Optional[float] = ..., rho: typing.Optional[float] = ..., strikeTimestamp: typing.Optional[float] = ..., indexOptionType: typing.Optional[int] = ..., netOpenInterest: typing.Optional[int] = ..., expiryDateDistance: typing.Optional[int] = ..., contractNominalValue: typing.Optional[float] = ..., ownerLotMultiplier: typing.Optional[float] = ..., optionAreaType: typing.Optional[int] = ..., contractMultiplier: typing.Optional[float] = ...) -> None: ...

class IndexSnapshotExData(Message):
    raiseCount: int
    fallCount: int
    equalCount: int
    def __init__(self, *, raiseCount: typing.Optional[int] = ..., fallCount: typing.Optional[int] = ..., equalCount: typing.Optional[int] = ...) -> None: ...

class PlateSnapshotExData(Message):
    raiseCount: int
    fallCount: int
    equalCount: int
    def __init__(self, *, raiseCount: typing.Optional[int] = ..., fallCount: typing.Optional[int] = ..., equalCount: typing.Optional[int] = ...) -> None: ...

class FutureSnapshotExData(Message):
    lastSettlePrice: float
    position: int
    positionChange: int
    lastTradeTime: str
    lastTradeTimestamp: float
    isMainContract: bool
    def __init__(self, *, lastSettlePrice: typing.Optional[float] = ..., position: typing.Optional[int] = ..., positionChange: typing.Optional[int] = ..., lastTradeTime: typing.Optional[str] = ..., lastTradeTimestamp: typing.Optional[float] = ..., isMainContract: typing.Optional[bool] = ...) -> None: ...

class TrustSnapshotExData(Message):
    dividendYield: float
    aum: float
    outstandingUnits: int
    netAssetValue: float
    premium: float
    assetClass: int
    def __init__(self, *, dividendYield: typing.Optional[float] = ..., aum: typing.Optional[float] = ..., outstandingUnits: typing.Optional[int] = ..., netAssetValue: typing.Optional[float] = ..., premium: typing.Optional[float] = ..., assetClass: typing.Optional[int] = ...) -> None: ...

class SnapshotBasicData(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    type: int
    isSuspend: bool
    listTime: str
    lotSize: int
    priceSpread: float
    updateTime: str
    highPrice: float
    openPrice: float
    lowPrice: float
    lastClosePrice: float
    curPrice: float
    volume: int
    turnover: float
    turnoverRate: float
    listTimestamp: float
    updateTimestamp: float
    askPrice: float
    bidPrice: float
    askVol: int
    bidVol: int
    enableMargin: bool
    mortgageRatio: float
    longMarginInitialRatio: float
    enableShortSell: bool
    shortSellRate: float
    shortAvailableVolume: int
    shortMarginInitialRatio: float
    amplitude: float
    avgPrice: float
    bidAskRatio: float
    volumeRatio: float
    highest52WeeksPrice: float
    lowest52WeeksPrice: float
    highestHistoryPrice: float
    lowestHistoryPrice: float
    @builtins.property
    def preMarket(self) -> Qot_Common.PreAfterMarketData: ...
    @builtins.property
    def afterMarket(self) -> Qot_Common.PreAfterMarketData: ...
    secStatus: int
    closePrice5Minute: float
    @builtins.property
    def overnight(self) -> Qot_Common.PreAfterMarketData: ...
    hpVolume: float
    hpAskVol: float
    hpBidVol: float
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., type: typing.Optional[int] = ..., isSuspend: typing.Optional[bool] = ..., listTime: typing.Optional[str] = ..., lotSize: typing.Optional[int] = ..., priceSpread: typing.Optional[float] = ..., updateTime: typing.Optional[str] = ..., highPrice: typing.Optional[float] = ..., openPrice: typing.Optional[float] = ..., lowPrice: typing.Optional[float] = ..., lastClosePrice: typing.Optional[float] = ..., curPrice: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., turnover: typing.Optional[float] = ..., turnoverRate: typing.Optional[float] = ..., listTimestamp: typing.Optional[float] = ..., updateTimestamp: typing.Optional[float] = ..., askPrice: typing.Optional[float] = ..., bidPrice: typing.Optional[float] = ..., askVol: typing.Optional[int] = ..., bidVol: typing.Optional[int] = ..., enableMargin: typing.Optional[bool] = ..., mortgageRatio: typing.Optional[float] = ..., longMarginInitialRatio: typing.Optional[float] = ..., enableShortSell: typing.Optional[bool] = ..., shortSellRate: typing.Optional[float] = ..., shortAvailableVolume: typing.Optional[int] = ..., shortMarginInitialRatio: typing.Optional[float] = ..., amplitude: typing.Optional[float] = ..., avgPrice: typing.Optional[float] = ..., bidAskRatio: typing.Optional[float] = ..., volumeRatio: typing.Optional[float] = ..., highest52WeeksPrice: typing.Optional[float] = ..., lowest52WeeksPrice: typing.Optional[float] = ..., highestHistoryPrice: typing.Optional[float] = ..., lowestHistoryPrice: typing.Optional[float] = ..., preMarket: typing.Optional[typing.Union[Qot_Common.PreAfterMarketData, typing.Mapping[str, typing.Any]]] = ..., afterMarket: typing.Optional[typing.Union[Qot_Common.PreAfterMarketData, typing.Mapping[str, typing.Any]]] = ..., secStatus: typing.Optional[int] = ..., closePrice5Minute: typing.Optional[float] = ..., overnight: typing.Optional[typing.Union[Qot_Common.PreAfterMarketData, typing.Mapping[str, typing.Any]]] = ..., hpVolume: typing.Optional[float] = ..., hpAskVol: typing.Optional[float] = ..., hpBidVol: typing.Optional[float] = ...) -> None: ...

class Snapshot(Message):
    @builtins.property
    def basic(self) -> SnapshotBasicData: ...
    @builtins.property
    def equityExData(self) -> EquitySnapshotExData: ...
    @builtins.property
    def warrantExData(self) -> WarrantSnapshotExData: ...
    @builtins.property
    def optionExData(self) -> OptionSnapshotExData: ...
    @builtins.property
    def indexExData(self) -> IndexSnapshotExData: ...
    @builtins.property
    def plateExData(self) -> PlateSnapshotExData: ...
    @builtins.property
    def futureExData(self) -> FutureSnapshotExData: ...
    @builtins.property
    def trustExData(self) -> TrustSnapshotExData: ...
    def __init__(self, *, basic: typing.Optional[typing.Union[SnapshotBasicData, typing.Mapping[str, typing.Any]]] = ..., equityExData: typing.Optional[typing.Union[EquitySnapshotExData, typing.Mapping[str, typing.Any]]] = ..., warrantExData: typing.Optional[typing.Union[WarrantSnapshotExData, typing.Mapping[str, typing.Any]]] = ..., optionExData: typing.Optional[typing.Union[OptionSnapshotExData, typing.Mapping[str, typing.Any]]] = ..., indexExData: typing.Optional[typing.Union[IndexSnapshotExData, typing.Mapping[str, typing.Any]]] = ..., plateExData: typing.Optional[typing.Union[PlateSnapshotExData, typing.Mapping[str, typing.Any]]] = ..., futureExData: typing.Optional[typing.Union[FutureSnapshotExData, typing.Mapping[str, typing.Any]]] = ..., trustExData: typing.Optional[typing.Union[TrustSnapshotExData, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def snapshotList(self) -> Repeated[Snapshot]: ...
    def __init__(self, *, snapshotList: typing.Optional[typing.Iterable[typing.Union[Snapshot, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
