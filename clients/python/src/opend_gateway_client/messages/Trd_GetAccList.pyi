# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Trd_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    userID: int
    trdCategory: int
    needGeneralSecAccount: bool
    def __init__(self, *, userID: typing.Optional[int] = ..., trdCategory: typing.Optional[int] = ..., needGeneralSecAccount: typing.Optional[bool] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def accList(self) -> Repeated[Trd_Common.TrdAcc]: ...
    def __init__(self, *, accList: typing.Optional[typing.Iterable[typing.Union[Trd_Common.TrdAcc, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
