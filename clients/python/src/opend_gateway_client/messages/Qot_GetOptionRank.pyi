# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

class OptionRankItem(Message):
    @builtins.property
    def option(self) -> Qot_Common.Security: ...
    name: str
    optionType: int
    oiIncrement: int
    oiDecrement: int
    oiMarketCapIncrement: float
    oiMarketCapDecrement: float
    volume: int
    turnover: float
    openInterest: int
    openInterestMarketCap: float
    iv: float
    optionPrice: float
    changeRate: float
    midPrice: float
    bidPrice: float
    bidVolume: int
    askPrice: float
    askVolume: int
    delta: float
    gamma: float
    theta: float
    vega: float
    rho: float
    def __init__(self, *, option: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., optionType: typing.Optional[int] = ..., oiIncrement: typing.Optional[int] = ..., oiDecrement: typing.Optional[int] = ..., oiMarketCapIncrement: typing.Optional[float] = ..., oiMarketCapDecrement: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., turnover: typing.Optional[float] = ..., openInterest: typing.Optional[int] = ..., openInterestMarketCap: typing.Optional[float] = ..., iv: typing.Optional[float] = ..., optionPrice: typing.Optional[float] = ..., changeRate: typing.Optional[float] = ..., midPrice: typing.Optional[float] = ..., bidPrice: typing.Optional[float] = ..., bidVolume: typing.Optional[int] = ..., askPrice: typing.Optional[float] = ..., askVolume: typing.Optional[int] = ..., delta: typing.Optional[float] = ..., gamma: typing.Optional[float] = ..., theta: typing.Optional[float] = ..., vega: typing.Optional[float] = ..., rho: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    optionMarket: int
    sortType: int
    count: int
    tradingDate: str
    isAsc: bool
    page: str
    @builtins.property
    def filterList(self) -> Repeated[Qot_OptionCommon.OptionRankIndicator]: ...
    def __init__(self, *, optionMarket: typing.Optional[int] = ..., sortType: typing.Optional[int] = ..., count: typing.Optional[int] = ..., tradingDate: typing.Optional[str] = ..., isAsc: typing.Optional[bool] = ..., page: typing.Optional[str] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[Qot_OptionCommon.OptionRankIndicator, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class S2C(Message):
    optionMarket: int
    sortType: int
    tradingDate: str
    tradingTimestamp: float
    @builtins.property
    def rankList(self) -> Repeated[OptionRankItem]: ...
    nextPage: str
    allCount: int
    def __init__(self, *, optionMarket: typing.Optional[int] = ..., sortType: typing.Optional[int] = ..., tradingDate: typing.Optional[str] = ..., tradingTimestamp: typing.Optional[float] = ..., rankList: typing.Optional[typing.Iterable[typing.Union[OptionRankItem, typing.Mapping[str, typing.Any]]]] = ..., nextPage: typing.Optional[str] = ..., allCount: typing.Optional[int] = ...) -> None: ...

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
