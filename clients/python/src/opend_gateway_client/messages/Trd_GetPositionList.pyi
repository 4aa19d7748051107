# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Trd_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def header(self) -> Trd_Common.TrdHeader: ...
    @builtins.property
    def filterConditions(self) -> Trd_Common.TrdFilterConditions: ...
    filterPLRatioMin: float
    filterPLRatioMax: float
    refreshCache: bool
    assetCategory: int
    currency: int
    optionStrategyView: bool
    def __init__(self, *, header: typing.Optional[typing.Union[Trd_Common.TrdHeader, typing.Mapping[str, typing.Any]]] = ..., filterConditions: typing.Optional[typing.Union[Trd_Common.TrdFilterConditions, typing.Mapping[str, typing.Any]]] = ..., filterPLRatioMin: typing.Optional[float] = ..., filterPLRatioMax: typing.Optional[float] = ..., refreshCache: typing.Optional[bool] = ..., assetCategory: typing.Optional[int] = ..., currency: typing.Optional[int] = ..., optionStrategyView: typing.Optional[bool] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def header(self) -> Trd_Common.TrdHeader: ...
    @builtins.property
    def positionList(self) -> Repeated[Trd_Common.Position]: ...
    def __init__(self, *, header: typing.Optional[typing.Union[Trd_Common.TrdHeader, typing.Mapping[str, typing.Any]]] = ..., positionList: typing.Optional[typing.Iterable[typing.Union[Trd_Common.Position, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
