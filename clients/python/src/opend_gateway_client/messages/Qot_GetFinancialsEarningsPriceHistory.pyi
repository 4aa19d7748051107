# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class PriceInfo(Message):
    tradingDay: int
    tradingDayStr: str
    closePrice: float
    openPrice: float
    highestPrice: float
    lowestPrice: float
    lastClosePrice: float
    volume: float
    def __init__(self, *, tradingDay: typing.Optional[int] = ..., tradingDayStr: typing.Optional[str] = ..., closePrice: typing.Optional[float] = ..., openPrice: typing.Optional[float] = ..., highestPrice: typing.Optional[float] = ..., lowestPrice: typing.Optional[float] = ..., lastClosePrice: typing.Optional[float] = ..., volume: typing.Optional[float] = ...) -> None: ...

class FinScheduleInfo(Message):
    delta: int
    closePrice: float
    def __init__(self, *, delta: typing.Optional[int] = ..., closePrice: typing.Optional[float] = ...) -> None: ...

class PriceHistoryOnEarningsDays(Message):
    fiscalYear: int
    financialType: int
    periodText: str
    isCurrent: bool
    pubTradingDay: int
    pubTradingDayStr: str
    pubTime: int
    pubTimeStr: str
    pubType: int
    predictVolaRatioNewest: float
    predictVolaRatioHighest: float
    predictVolaValNewest: float
    predictVolaValHighest: float
    optionIVCrush: float
    optionStrikeDateIVCrush: float
    @builtins.property
    def priceInfo(self) -> PriceInfo: ...
    @builtins.property
    def scheduleInfoList(self) -> Repeated[FinScheduleInfo]: ...
    def __init__(self, *, fiscalYear: typing.Optional[int] = ..., financialType: typing.Optional[int] = ..., periodText: typing.Optional[str] = ..., isCurrent: typing.Optional[bool] = ..., pubTradingDay: typing.Optional[int] = ..., pubTradingDayStr: typing.Optional[str] = ..., pubTime: typing.Optional[int] = ..., pubTimeStr: typing.Optional[str] = ..., pubType: typing.Optional[int] = ..., predictVolaRatioNewest: typing.Optional[float] = ..., predictVolaRatioHighest: typing.Optional[float] = ..., predictVolaValNewest: typing.Optional[float] = ..., predictVolaValHighest: typing.Optional[float] = ..., optionIVCrush: typing.Optional[float] = ..., optionStrikeDateIVCrush: typing.Optional[float] = ..., priceInfo: typing.Optional[typing.Union[PriceInfo, typing.Mapping[str, typing.Any]]] = ..., scheduleInfoList: typing.Optional[typing.Iterable[typing.Union[FinScheduleInfo, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def detailList(self) -> Repeated[PriceHistoryOnEarningsDays]: ...
    def __init__(self, *, detailList: typing.Optional[typing.Iterable[typing.Union[PriceHistoryOnEarningsDays, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
