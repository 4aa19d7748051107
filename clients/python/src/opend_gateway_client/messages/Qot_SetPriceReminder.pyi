# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

SetPriceReminderOp: Enum
SetPriceReminderOp_Unknown: int
SetPriceReminderOp_Add: int
SetPriceReminderOp_Del: int
SetPriceReminderOp_Enable: int
SetPriceReminderOp_Disable: int
SetPriceReminderOp_Modify: int
SetPriceReminderOp_DelAll: int

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    op: int
    key: int
    type: int
    freq: int
    value: float
    note: str
    @builtins.property
    def reminderSessionList(self) -> Repeated[int]: ...
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., op: typing.Optional[int] = ..., key: typing.Optional[int] = ..., type: typing.Optional[int] = ..., freq: typing.Optional[int] = ..., value: typing.Optional[float] = ..., note: typing.Optional[str] = ..., reminderSessionList: typing.Optional[typing.Iterable[int]] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    key: int
    def __init__(self, *, key: typing.Optional[int] = ...) -> None: ...

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
