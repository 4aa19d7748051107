# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

class EarningsItem(Message):
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    name: str
    price: float
    changeRate: float
    marketCap: float
    iv: float
    ivRank: float
    ivPercentile: float
    hv: float
    volume: int
    openInterest: int
    earningsTimestamp: float
    earningsTime: str
    earningsPubType: int
    earningsQuarter: str
    lastReportIvCrush: float
    historyReportIvCrush: float
    lastReportChgRate: float
    historyReportChgRate: float
    estimateEpsYoy: float
    estimateRevenueYoy: float
    expectedMoveRatio: float
    def __init__(self, *, owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., price: typing.Optional[float] = ..., changeRate: typing.Optional[float] = ..., marketCap: typing.Optional[float] = ..., iv: typing.Optional[float] = ..., ivRank: typing.Optional[float] = ..., ivPercentile: typing.Optional[float] = ..., hv: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., openInterest: typing.Optional[int] = ..., earningsTimestamp: typing.Optional[float] = ..., earningsTime: typing.Optional[str] = ..., earningsPubType: typing.Optional[int] = ..., earningsQuarter: typing.Optional[str] = ..., lastReportIvCrush: typing.Optional[float] = ..., historyReportIvCrush: typing.Optional[float] = ..., lastReportChgRate: typing.Optional[float] = ..., historyReportChgRate: typing.Optional[float] = ..., estimateEpsYoy: typing.Optional[float] = ..., estimateRevenueYoy: typing.Optional[float] = ..., expectedMoveRatio: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    optionMarket: int
    sortType: int
    isAsc: bool
    count: int
    page: str
    @builtins.property
    def filterList(self) -> Repeated[Qot_OptionCommon.EarningsIndicator]: ...
    def __init__(self, *, optionMarket: typing.Optional[int] = ..., sortType: typing.Optional[int] = ..., isAsc: typing.Optional[bool] = ..., count: typing.Optional[int] = ..., page: typing.Optional[str] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[Qot_OptionCommon.EarningsIndicator, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def itemList(self) -> Repeated[EarningsItem]: ...
    nextPage: str
    updateTimestamp: float
    allCount: int
    def __init__(self, *, itemList: typing.Optional[typing.Iterable[typing.Union[EarningsItem, typing.Mapping[str, typing.Any]]]] = ..., nextPage: typing.Optional[str] = ..., updateTimestamp: typing.Optional[float] = ..., allCount: typing.Optional[int] = ...) -> None: ...

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
