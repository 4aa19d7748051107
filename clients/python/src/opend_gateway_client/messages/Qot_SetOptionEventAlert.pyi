# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_GetOptionEventAlert
from .._types import Enum, Map, Message, Repeated

AlertOpType: Enum
AlertOpType_Unknown: int
AlertOpType_Add: int
AlertOpType_Delete: int
AlertOpType_Modify: int
AlertOpType_Enable: int
AlertOpType_Disable: int
AlertOpType_DeleteAll: int

class C2S(Message):
    operType: int
    @builtins.property
    def alertList(self) -> Repeated[Qot_GetOptionEventAlert.EventAlertItem]: ...
    def __init__(self, *, operType: typing.Optional[int] = ..., alertList: typing.Optional[typing.Iterable[typing.Union[Qot_GetOptionEventAlert.EventAlertItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
