# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class S2C(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    price: float
    changeRate: float
    marketStatus: int
    content: str
    note: str
    key: int
    type: int
    setValue: float
    curValue: float
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., price: typing.Optional[float] = ..., changeRate: typing.Optional[float] = ..., marketStatus: typing.Optional[int] = ..., content: typing.Optional[str] = ..., note: typing.Optional[str] = ..., key: typing.Optional[int] = ..., type: typing.Optional[int] = ..., setValue: typing.Optional[float] = ..., curValue: typing.Optional[float] = ...) -> None: ...

class Response(Message):
    retType: int
    retMsg: str
    errCode: int
    @builtins.property
    def s2c(self) -> S2C: ...
    def __init__(self, *, retType: typing.Optional[int] = ..., retMsg: typing.Optional[str] = ..., errCode: typing.Optional[int] = ..., s2c: typing.Optional[typing.Union[S2C, typing.Mapping[str, typing.Any]]] = ...) -> None: ...
