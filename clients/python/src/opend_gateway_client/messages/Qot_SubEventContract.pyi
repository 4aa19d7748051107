# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def securityList(self) -> Repeated[Qot_Common.Security]: ...
    @builtins.property
    def subTypeList(self) -> Repeated[int]: ...
    isSubOrUnSub: bool
    isRegOrUnRegPush: bool
    isFirstPush: bool
    isUnsubAll: bool
    @builtins.property
    def klineSource(self) -> Repeated[int]: ...
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, securityList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ..., subTypeList: typing.Optional[typing.Iterable[int]] = ..., isSubOrUnSub: typing.Optional[bool] = ..., isRegOrUnRegPush: typing.Optional[bool] = ..., isFirstPush: typing.Optional[bool] = ..., isUnsubAll: typing.Optional[bool] = ..., klineSource: typing.Optional[typing.Iterable[int]] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    def __init__(self) -> None: ...

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
