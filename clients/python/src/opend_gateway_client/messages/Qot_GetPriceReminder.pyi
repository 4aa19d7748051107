# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class PriceReminderItem(Message):
    key: int
    type: int
    value: float
    note: str
    freq: int
    isEnable: bool
    @builtins.property
    def reminderSessionList(self) -> Repeated[int]: ...
    def __init__(self, *, key: typing.Optional[int] = ..., type: typing.Optional[int] = ..., value: typing.Optional[float] = ..., note: typing.Optional[str] = ..., freq: typing.Optional[int] = ..., isEnable: typing.Optional[bool] = ..., reminderSessionList: typing.Optional[typing.Iterable[int]] = ...) -> None: ...

class PriceReminder(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    @builtins.property
    def itemList(self) -> Repeated[PriceReminderItem]: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., itemList: typing.Optional[typing.Iterable[typing.Union[PriceReminderItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    market: int
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., market: typing.Optional[int] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def priceReminderList(self) -> Repeated[PriceReminder]: ...
    def __init__(self, *, priceReminderList: typing.Optional[typing.Iterable[typing.Union[PriceReminder, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
