# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_GetOptionZeroDteScreener
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

class ZeroDteContractItem(Message):
    @builtins.property
    def option(self) -> Qot_Common.Security: ...
    name: str
    optionType: int
    optionPrice: float
    changeRate: float
    volume: int
    openInterest: int
    iv: float
    delta: float
    gamma: float
    vega: float
    theta: float
    rho: float
    buyBreakEvenPoint: float
    buyToBep: float
    buyProfitProbability: float
    sellProfitProbability: float
    def __init__(self, *, option: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., optionType: typing.Optional[int] = ..., optionPrice: typing.Optional[float] = ..., changeRate: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., openInterest: typing.Optional[int] = ..., iv: typing.Optional[float] = ..., delta: typing.Optional[float] = ..., gamma: typing.Optional[float] = ..., vega: typing.Optional[float] = ..., theta: typing.Optional[float] = ..., rho: typing.Optional[float] = ..., buyBreakEvenPoint: typing.Optional[float] = ..., buyToBep: typing.Optional[float] = ..., buyProfitProbability: typing.Optional[float] = ..., sellProfitProbability: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    strikeDateTimestamp: int
    @builtins.property
    def chainInfo(self) -> Qot_GetOptionZeroDteScreener.OptionChainInfo: ...
    sortType: int
    isAsc: bool
    @builtins.property
    def filterList(self) -> Repeated[Qot_OptionCommon.ZeroDteContractIndicator]: ...
    def __init__(self, *, owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., strikeDateTimestamp: typing.Optional[int] = ..., chainInfo: typing.Optional[typing.Union[Qot_GetOptionZeroDteScreener.OptionChainInfo, typing.Mapping[str, typing.Any]]] = ..., sortType: typing.Optional[int] = ..., isAsc: typing.Optional[bool] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[Qot_OptionCommon.ZeroDteContractIndicator, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def itemList(self) -> Repeated[ZeroDteContractItem]: ...
    def __init__(self, *, itemList: typing.Optional[typing.Iterable[typing.Union[ZeroDteContractItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
