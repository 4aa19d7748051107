# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    queryTimePeriod: int
    hvTimePeriod: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., queryTimePeriod: typing.Optional[int] = ..., hvTimePeriod: typing.Optional[int] = ...) -> None: ...

class VolatilityItem(Message):
    timestamp: int
    timestampStr: str
    impliedVolatility: float
    historyVolatility: float
    volatilityPremium: float
    def __init__(self, *, timestamp: typing.Optional[int] = ..., timestampStr: typing.Optional[str] = ..., impliedVolatility: typing.Optional[float] = ..., historyVolatility: typing.Optional[float] = ..., volatilityPremium: typing.Optional[float] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def itemList(self) -> Repeated[VolatilityItem]: ...
    averageImpvol: float
    impvolStatus: int
    analysis: str
    def __init__(self, *, itemList: typing.Optional[typing.Iterable[typing.Union[VolatilityItem, typing.Mapping[str, typing.Any]]]] = ..., averageImpvol: typing.Optional[float] = ..., impvolStatus: typing.Optional[int] = ..., analysis: typing.Optional[str] = ...) -> None: ...

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
