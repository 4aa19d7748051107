# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    begin: int
    num: int
    sortField: int
    ascend: bool
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    @builtins.property
    def typeList(self) -> Repeated[int]: ...
    @builtins.property
    def issuerList(self) -> Repeated[int]: ...
    maturityTimeMin: str
    maturityTimeMax: str
    ipoPeriod: int
    priceType: int
    status: int
    curPriceMin: float
    curPriceMax: float
    strikePriceMin: float
    strikePriceMax: float
    streetMin: float
    streetMax: float
    conversionMin: float
    conversionMax: float
    volMin: int
    volMax: int
    premiumMin: float
    premiumMax: float
    leverageRatioMin: float
    leverageRatioMax: float
    deltaMin: float
    deltaMax: float
    impliedMin: float
    impliedMax: float
    recoveryPriceMin: float
    recoveryPriceMax: float
    priceRecoveryRatioMin: float
    priceRecoveryRatioMax: float
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, begin: typing.Optional[int] = ..., num: typing.Optional[int] = ..., sortField: typing.Optional[int] = ..., ascend: typing.Optional[bool] = ..., owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., typeList: typing.Optional[typing.Iterable[int]] = ..., issuerList: typing.Optional[typing.Iterable[int]] = ..., maturityTimeMin: typing.Optional[str] = ..., maturityTimeMax: typing.Optional[str] = ..., ipoPeriod: typing.Optional[int] = ..., priceType: typing.Optional[int] = ..., status: typing.Optional[int] = ..., curPriceMin: typing.Optional[float] = ..., curPriceMax: typing.Optional[float] = ..., strikePriceMin: typing.Optional[float] = ..., strikePriceMax: typing.Optional[float] = ..., streetMin: typing.Optional[float] = ..., streetMax: typing.Optional[float] = ..., conversionMin: typing.Optional[float] = ..., conversionMax: typing.Optional[float] = ..., volMin: typing.Optional[int] = ..., volMax: typing.Optional[int] = ..., premiumMin: typing.Optional[float] = ..., premiumMax: typing.Optional[float] = ..., leverageRatioMin: typing.Optional[float] = ..., leverageRatioMax: typing.Optional[float] = ..., deltaMin: typing.Optional[float] = ..., deltaMax: typing.Optional[float] = ..., impliedMin: typing.Optional[float] = ..., impliedMax: typing.Optional[float] = ..., recoveryPriceMin: typing.Optional[float] = ..., recoveryPriceMax: typing.Optional[float] = ..., priceRecoveryRatioMin: typing.Optional[float] = ..., priceRecoveryRatioMax: typing.Optional[float] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class WarrantData(Message):
    @builtins.property
    def stock(self) -> Qot_Common.Security: ...
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    type: int
    issuer: int
    maturityTime: str
    maturityTimestamp: float
    listTime: str
    listTimestamp: float
    lastTradeTime: str
    lastTradeTimestamp: float
    recoveryPrice: float
    conversionRatio: float
    lotSize: int
    strikePrice: float
    lastClosePrice: float
    name: str
    curPrice: float
    priceChangeVal: float
    changeRate: float
    status: int
    bidPrice: float
    askPrice: float
    bidVol: int
    askVol: int
    volume: int
    turnover: float
    score: float
    premium: float
    breakEvenPoint: float
    leverage: float
    ipop: float
    priceRecoveryRatio: float
    conversionPrice: float
    streetRate: float
    streetVol: int
    amplitude: float
    issueSize: int
    highPrice: float
    lowPrice: float
    impliedVolatility: float
    delta: float
    effectiveLeverage: float
    upperStrikePrice: float
    lowerStrikePrice: float
    inLinePriceStatus: int
    def __init__(self, *, stock: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., type: typing.Optional[int] = ..., issuer: typing.Optional[int] = ..., maturityTime: typing.Optional[str] = ..., maturityTimestamp: typing.Optional[float] = ..., listTime: typing.Optional[str] = ..., listTimestamp: typing.Optional[float] = ..., lastTradeTime: typing.Optional[str] = ..., lastTradeTimestamp: typing.Optional[float] = ..., recoveryPrice: typing.Optional[float] = ..., conversionRatio: typing.Optional[float] = ..., lotSize: typing.Optional[int] = ..., strikePrice: typing.Optional[float] = ..., lastClosePrice: typing.Optional[float] = ..., name: typing.Optional[str] = ..., curPrice: typing.Optional[float] = ..., priceChangeVal: typing.Optional[float] = ..., changeRate: typing.Optional[float] = ..., status: typing.Optional[int] = ..., bidPrice: typing.Optional[float] = ..., askPrice: typing.Optional[float] = ..., bidVol: typing.Optional[int] = ..., askVol: typing.Optional[int] = ..., volume: typing.Optional[int] = ..., turnover: typing.Optional[float] = ..., score: typing.Optional[float] = ..., premium: typing.Optional[float] = ..., breakEvenPoint: typing.Optional[float] = ..., leverage: typing.Optional[float] = ..., ipop: typing.Optional[float] = ..., priceRecoveryRatio: typing.Optional[float] = ..., conversionPrice: typing.Optional[float] = ..., streetRate: typing.Optional[float] = ..., streetVol: typing.Optional[int] = ..., amplitude: typing.Optional[float] = ..., issueSize: typing.Optional[int] = ..., highPrice: typing.Optional[float] = ..., lowPrice: typing.Optional[float] = ..., impliedVolatility: typing.Optional[float] = ..., delta: typing.Optional[float] = ..., effectiveLeverage: typing.Optional[float] = ..., upperStrikePrice: typing.Optional[float] = ..., lowerStrikePrice: typing.Optional[float] = ..., inLinePriceStatus: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    lastPage: bool
    allCount: int
    @builtins.property
    def warrantDataList(self) -> Repeated[WarrantData]: ...
    def __init__(self, *, lastPage: typing.Optional[bool] = ..., allCount: typing.Optional[int] = ..., warrantDataList: typing.Optional[typing.Iterable[typing.Union[WarrantData, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
