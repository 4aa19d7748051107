# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    daysBefore: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., daysBefore: typing.Optional[int] = ...) -> None: ...

class BrokerItem(Message):
    netVol: int
    brokerName: str
    buySellType: int
    avgPrice: float
    totalVol: float
    totalTurnover: float
    def __init__(self, *, netVol: typing.Optional[int] = ..., brokerName: typing.Optional[str] = ..., buySellType: typing.Optional[int] = ..., avgPrice: typing.Optional[float] = ..., totalVol: typing.Optional[float] = ..., totalTurnover: typing.Optional[float] = ...) -> None: ...

class S2C(Message):
    isRealTime: bool
    dataTime: int
    dataTimeStr: str
    @builtins.property
    def brokerList(self) -> Repeated[BrokerItem]: ...
    def __init__(self, *, isRealTime: typing.Optional[bool] = ..., dataTime: typing.Optional[int] = ..., dataTimeStr: typing.Optional[str] = ..., brokerList: typing.Optional[typing.Iterable[typing.Union[BrokerItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
