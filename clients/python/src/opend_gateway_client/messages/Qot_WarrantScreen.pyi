# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class Boundary(Message):
    value: float
    includes: bool
    def __init__(self, *, value: typing.Optional[float] = ..., includes: typing.Optional[bool] = ...) -> None: ...

class Interval(Message):
    @builtins.property
    def filterMin(self) -> Boundary: ...
    @builtins.property
    def filterMax(self) -> Boundary: ...
    unit: int
    def __init__(self, *, filterMin: typing.Optional[typing.Union[Boundary, typing.Mapping[str, typing.Any]]] = ..., filterMax: typing.Optional[typing.Union[Boundary, typing.Mapping[str, typing.Any]]] = ..., unit: typing.Optional[int] = ...) -> None: ...

class Choice(Message):
    contentType: int
    text: str
    value: int
    def __init__(self, *, contentType: typing.Optional[int] = ..., text: typing.Optional[str] = ..., value: typing.Optional[int] = ...) -> None: ...

class ScreenGroup(Message):
    fieldId: int
    @builtins.property
    def interval(self) -> Interval: ...
    @builtins.property
    def choices(self) -> Repeated[Choice]: ...
    def __init__(self, *, fieldId: typing.Optional[int] = ..., interval: typing.Optional[typing.Union[Interval, typing.Mapping[str, typing.Any]]] = ..., choices: typing.Optional[typing.Iterable[typing.Union[Choice, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class Sort(Message):
    sortFieldId: int
    direction: int
    def __init__(self, *, sortFieldId: typing.Optional[int] = ..., direction: typing.Optional[int] = ...) -> None: ...

class WarrantItem(Message):
    stockId: int
    stockOwner: int
    issuerId: int
    warrantType: int
    strikePrice: float
    maturityDate: int
    lastTradeDate: int
    conversionRatio: float
    lastclosePrice: float
    recoveryPrice: float
    stockOwnerPrice: float
    currentPrice: float
    volume: int
    turnover: float
    sellVol: int
    buyVol: int
    sellPrice: float
    buyPrice: float
    streetRate: float
    highPrice: float
    lowPrice: float
    impliedVolatility: float
    delta: float
    status: int
    streetRateNew: float
    score: float
    premium: float
    leverage: float
    effectiveLeverage: float
    breakEvenPoint: float
    ipop: float
    amplitude: float
    fxScore: float
    ipoTime: int
    streetVol: int
    lotSize: int
    issueSize: int
    ipoPrice: float
    upperStrikePrice: float
    lowerStrikePrice: float
    iwPriceStatus: int
    sensitivity: float
    priceRecoveryRatio: float
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    @builtins.property
    def ownerSecurity(self) -> Qot_Common.Security: ...
    name: str
    ownerName: str
    def __init__(self, *, stockId: typing.Optional[int] = ..., stockOwner: typing.Optional[int] = ..., issuerId: typing.Optional[int] = ..., warrantType: typing.Optional[int] = ..., strikePrice: typing.Optional[float] = ..., maturityDate: typing.Optional[int] = ..., lastTradeDate: typing.Optional[int] = ..., conversionRatio: typing.Optional[float] = ..., lastclosePrice: typing.Optional[float] = ..., recoveryPrice: typing.Optional[float] = ..., stockOwnerPrice: typing.Optional[float] = ..., currentPrice: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., turnover: typing.Optional[float] = ..., sellVol: typing.Optional[int] = ..., buyVol: typing.Optional[int] = ..., sellPrice: typing.Optional[float] = ..., buyPrice: typing.Optional[float] = ..., streetRate: typing.Optional[float] = ..., highPrice: typing.Optional[float] = ..., lowPrice: typing.Optional[float] = ..., impliedVolatility: typing.Optional[float] = ..., delta: typing.Optional[float] = ..., status: typing.Optional[int] = ..., streetRateNew: typing.Optional[float] = ..., score: typing.Optional[float] = ..., premium: typing.Optional[float] = ..., leverage: typing.Optional[float] = ..., effectiveLeverage: typing.Optional[float] = ..., breakEvenPoint: typing.Optional[float] = ..., ipop: typing.Optional[float] = ..., amplitude: typing.Optional[float] = ..., fxScore: typing.Optional[float] = ..., ipoTime: typing.Optional[int] = ..., streetVol: typing.Optional[int] = ..., lotSize: typing.Optional[int] = ..., issueSize: typing.Optional[int] = ..., ipoPrice: typing.Optional[float] = ..., upperStrikePrice: typing.Optional[float] = ..., lowerStrikePrice: typing.Optional[float] = ..., iwPriceStatus: typing.Optional[int] = ..., sensitivity: typing.Optional[float] = ..., priceRecoveryRatio: typing.Optional[float] = ..., security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., ownerSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., ownerName: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    marketType: int
    isDelay: bool
    @builtins.property
    def filterList(self) -> Repeated[ScreenGroup]: ...
    @builtins.property
    def sortList(self) -> Repeated[Sort]: ...
    onlyCount: bool
    pageFrom: int
    pageCount: int
    def __init__(self, *, marketType: typing.Optional[int] = ..., isDelay: typing.Optional[bool] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[ScreenGroup, typing.Mapping[str, typing.Any]]]] = ..., sortList: typing.Optional[typing.Iterable[typing.Union[Sort, typing.Mapping[str, typing.Any]]]] = ..., onlyCount: typing.Optional[bool] = ..., pageFrom: typing.Optional[int] = ..., pageCount: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def warrants(self) -> Repeated[WarrantItem]: ...
    lastPage: bool
    allCount: int
    def __init__(self, *, warrants: typing.Optional[typing.Iterable[typing.Union[WarrantItem, typing.Mapping[str, typing.Any]]]] = ..., lastPage: typing.Optional[bool] = ..., allCount: typing.Optional[int] = ...) -> None: ...

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
