# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class S2C(Message):
    @builtins.property
    def basicQotList(self) -> Repeated[Qot_Common.BasicQot]: ...
    def __init__(self, *, basicQotList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.BasicQot, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class Response(Message):
    retType: int
    retMsg: str
    errCode: int
    @builtins.property
    def s2c(self) -> S2C: ...
    def __init__(self, *, retType: typing.Optional[int] = ..., retMsg: typing.Optional[str] = ..., errCode: typing.Optional[int] = ..., s2c: typing.Optional[typing.Union[S2C, typing.Mapping[str, typing.Any]]] = ...) -> None: ...
