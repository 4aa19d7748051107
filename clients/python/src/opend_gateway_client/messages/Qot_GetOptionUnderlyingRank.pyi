# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

class UnderlyingRankItem(Message):
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    name: str
    totalVolume: int
    totalOpenInterest: int
    volumeRatio: float
    openInterestRatio: float
    iv: float
    ivRank: float
    ivPercentile: float
    price: float
    changeRate: float
    ivChange: float
    hv: float
    hvChange: float
    marketCap: float
    def __init__(self, *, owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., totalVolume: typing.Optional[int] = ..., totalOpenInterest: typing.Optional[int] = ..., volumeRatio: typing.Optional[float] = ..., openInterestRatio: typing.Optional[float] = ..., iv: typing.Optional[float] = ..., ivRank: typing.Optional[float] = ..., ivPercentile: typing.Optional[float] = ..., price: typing.Optional[float] = ..., changeRate: typing.Optional[float] = ..., ivChange: typing.Optional[float] = ..., hv: typing.Optional[float] = ..., hvChange: typing.Optional[float] = ..., marketCap: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    optionMarket: int
    sortType: int
    isAsc: bool
    count: int
    tradingDate: str
    @builtins.property
    def filterList(self) -> Repeated[Qot_OptionCommon.UnderlyingRankIndicator]: ...
    page: str
    def __init__(self, *, optionMarket: typing.Optional[int] = ..., sortType: typing.Optional[int] = ..., isAsc: typing.Optional[bool] = ..., count: typing.Optional[int] = ..., tradingDate: typing.Optional[str] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[Qot_OptionCommon.UnderlyingRankIndicator, typing.Mapping[str, typing.Any]]]] = ..., page: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    optionMarket: int
    sortType: int
    tradingDate: str
    tradingTimestamp: float
    @builtins.property
    def rankList(self) -> Repeated[UnderlyingRankItem]: ...
    nextPage: str
    allCount: int
    def __init__(self, *, optionMarket: typing.Optional[int] = ..., sortType: typing.Optional[int] = ..., tradingDate: typing.Optional[str] = ..., tradingTimestamp: typing.Optional[float] = ..., rankList: typing.Optional[typing.Iterable[typing.Union[UnderlyingRankItem, typing.Mapping[str, typing.Any]]]] = ..., nextPage: typing.Optional[str] = ..., allCount: typing.Optional[int] = ...) -> None: ...

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
