# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Trd_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def header(self) -> Trd_Common.TrdHeader: ...
    refreshCache: bool
    currency: int
    assetCategory: int
    def __init__(self, *, header: typing.Optional[typing.Union[Trd_Common.TrdHeader, typing.Mapping[str, typing.Any]]] = ..., refreshCache: typing.Optional[bool] = ..., currency: typing.Optional[int] = ..., assetCategory: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def header(self) -> Trd_Common.TrdHeader: ...
    @builtins.property
    def funds(self) -> Trd_Common.Funds: ...
    def __init__(self, *, header: typing.Optional[typing.Union[Trd_Common.TrdHeader, typing.Mapping[str, typing.Any]]] = ..., funds: typing.Optional[typing.Union[Trd_Common.Funds, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

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
