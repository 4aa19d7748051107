# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    nextKey: str
    num: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., nextKey: typing.Optional[str] = ..., num: typing.Optional[int] = ...) -> None: ...

class UsDailyShortVolumeItem(Message):
    timestamp: int
    timestampStr: str
    totalSharesShort: int
    nasdaqSharesShort: int
    nyseSharesShort: int
    shortPercent: float
    volume: int
    closePrice: float
    lastClosePrice: float
    dailyTradeAvgRatio: float
    def __init__(self, *, timestamp: typing.Optional[int] = ..., timestampStr: typing.Optional[str] = ..., totalSharesShort: typing.Optional[int] = ..., nasdaqSharesShort: typing.Optional[int] = ..., nyseSharesShort: typing.Optional[int] = ..., shortPercent: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., closePrice: typing.Optional[float] = ..., lastClosePrice: typing.Optional[float] = ..., dailyTradeAvgRatio: typing.Optional[float] = ...) -> None: ...

class HkDailyShortVolumeItem(Message):
    timestamp: int
    timestampStr: str
    sharesTraded: int
    turnover: float
    shortSellSharesTraded: int
    shortSellTurnover: float
    openPrice: float
    closePrice: float
    lastClosePrice: float
    dailyTradeAvgRatio: float
    def __init__(self, *, timestamp: typing.Optional[int] = ..., timestampStr: typing.Optional[str] = ..., sharesTraded: typing.Optional[int] = ..., turnover: typing.Optional[float] = ..., shortSellSharesTraded: typing.Optional[int] = ..., shortSellTurnover: typing.Optional[float] = ..., openPrice: typing.Optional[float] = ..., closePrice: typing.Optional[float] = ..., lastClosePrice: typing.Optional[float] = ..., dailyTradeAvgRatio: typing.Optional[float] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def usItemList(self) -> Repeated[UsDailyShortVolumeItem]: ...
    @builtins.property
    def hkItemList(self) -> Repeated[HkDailyShortVolumeItem]: ...
    nextKey: str
    aggregatedShort: int
    aggregatedShortRatio: float
    newTimeStr: str
    def __init__(self, *, usItemList: typing.Optional[typing.Iterable[typing.Union[UsDailyShortVolumeItem, typing.Mapping[str, typing.Any]]]] = ..., hkItemList: typing.Optional[typing.Iterable[typing.Union[HkDailyShortVolumeItem, typing.Mapping[str, typing.Any]]]] = ..., nextKey: typing.Optional[str] = ..., aggregatedShort: typing.Optional[int] = ..., aggregatedShortRatio: typing.Optional[float] = ..., newTimeStr: typing.Optional[str] = ...) -> None: ...

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
