# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class S2C(Message):
    rehabType: int
    klType: int
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    @builtins.property
    def klList(self) -> Repeated[Qot_Common.KLine]: ...
    def __init__(self, *, rehabType: typing.Optional[int] = ..., klType: typing.Optional[int] = ..., security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., klList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.KLine, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class Response(Message):
    retType: int
    retMsg: str
    errCode: int
    @builtins.property
    def s2c(self) -> S2C: ...
    def __init__(self, *, retType: typing.Optional[int] = ..., retMsg: typing.Optional[str] = ..., errCode: typing.Optional[int] = ..., s2c: typing.Optional[typing.Union[S2C, typing.Mapping[str, typing.Any]]] = ...) -> None: ...
