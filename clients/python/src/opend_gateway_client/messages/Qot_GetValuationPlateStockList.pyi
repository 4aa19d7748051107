# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class PlateItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ...) -> None: ...

class StockItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    valuationVal: float
    forwardValue: float
    valuationPercentile: float
    marketCap: float
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., valuationVal: typing.Optional[float] = ..., forwardValue: typing.Optional[float] = ..., valuationPercentile: typing.Optional[float] = ..., marketCap: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    valuationType: int
    nextKey: str
    num: int
    sortType: int
    sortId: int
    @builtins.property
    def filterSecurity(self) -> Qot_Common.Security: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., valuationType: typing.Optional[int] = ..., nextKey: typing.Optional[str] = ..., num: typing.Optional[int] = ..., sortType: typing.Optional[int] = ..., sortId: typing.Optional[int] = ..., filterSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    count: int
    @builtins.property
    def stockList(self) -> Repeated[StockItem]: ...
    nextKey: str
    @builtins.property
    def plateList(self) -> Repeated[PlateItem]: ...
    def __init__(self, *, count: typing.Optional[int] = ..., stockList: typing.Optional[typing.Iterable[typing.Union[StockItem, typing.Mapping[str, typing.Any]]]] = ..., nextKey: typing.Optional[str] = ..., plateList: typing.Optional[typing.Iterable[typing.Union[PlateItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
