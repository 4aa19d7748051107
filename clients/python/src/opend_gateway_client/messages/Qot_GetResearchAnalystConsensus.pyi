# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    highest: float
    average: float
    lowest: float
    rating: int
    total: int
    updateTime: int
    updateTimeStr: str
    buy: float
    hold: float
    sell: float
    strongBuy: float
    underperform: float
    def __init__(self, *, highest: typing.Optional[float] = ..., average: typing.Optional[float] = ..., lowest: typing.Optional[float] = ..., rating: typing.Optional[int] = ..., total: typing.Optional[int] = ..., updateTime: typing.Optional[int] = ..., updateTimeStr: typing.Optional[str] = ..., buy: typing.Optional[float] = ..., hold: typing.Optional[float] = ..., sell: typing.Optional[float] = ..., strongBuy: typing.Optional[float] = ..., underperform: typing.Optional[float] = ...) -> None: ...

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
