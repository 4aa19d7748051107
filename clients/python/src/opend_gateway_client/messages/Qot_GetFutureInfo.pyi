# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class TradeTime(Message):
    begin: float
    end: float
    def __init__(self, *, begin: typing.Optional[float] = ..., end: typing.Optional[float] = ...) -> None: ...

class FutureInfo(Message):
    name: str
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    lastTradeTime: str
    lastTradeTimestamp: float
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    ownerOther: str
    exchange: str
    contractType: str
    contractSize: float
    contractSizeUnit: str
    quoteCurrency: str
    minVar: float
    minVarUnit: str
    quoteUnit: str
    @builtins.property
    def tradeTime(self) -> Repeated[TradeTime]: ...
    timeZone: str
    exchangeFormatUrl: str
    @builtins.property
    def origin(self) -> Qot_Common.Security: ...
    def __init__(self, *, name: typing.Optional[str] = ..., security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., lastTradeTime: typing.Optional[str] = ..., lastTradeTimestamp: typing.Optional[float] = ..., owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., ownerOther: typing.Optional[str] = ..., exchange: typing.Optional[str] = ..., contractType: typing.Optional[str] = ..., contractSize: typing.Optional[float] = ..., contractSizeUnit: typing.Optional[str] = ..., quoteCurrency: typing.Optional[str] = ..., minVar: typing.Optional[float] = ..., minVarUnit: typing.Optional[str] = ..., quoteUnit: typing.Optional[str] = ..., tradeTime: typing.Optional[typing.Iterable[typing.Union[TradeTime, typing.Mapping[str, typing.Any]]]] = ..., timeZone: typing.Optional[str] = ..., exchangeFormatUrl: typing.Optional[str] = ..., origin: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def securityList(self) -> Repeated[Qot_Common.Security]: ...
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, securityList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def futureInfoList(self) -> Repeated[FutureInfo]: ...
    def __init__(self, *, futureInfoList: typing.Optional[typing.Iterable[typing.Union[FutureInfo, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
