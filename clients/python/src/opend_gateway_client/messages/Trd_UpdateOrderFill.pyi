# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Trd_Common
from .._types import Enum, Map, Message, Repeated

class S2C(Message):
    @builtins.property
    def header(self) -> Trd_Common.TrdHeader: ...
    @builtins.property
    def orderFill(self) -> Trd_Common.OrderFill: ...
    def __init__(self, *, header: typing.Optional[typing.Union[Trd_Common.TrdHeader, typing.Mapping[str, typing.Any]]] = ..., orderFill: typing.Optional[typing.Union[Trd_Common.OrderFill, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class Response(Message):
    retType: int
    retMsg: str
    errCode: int
    @builtins.property
    def s2c(self) -> S2C: ...
    def __init__(self, *, retType: typing.Optional[int] = ..., retMsg: typing.Optional[str] = ..., errCode: typing.Optional[int] = ..., s2c: typing.Optional[typing.Union[S2C, typing.Mapping[str, typing.Any]]] = ...) -> None: ...
