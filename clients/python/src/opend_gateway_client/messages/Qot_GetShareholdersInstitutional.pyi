# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class InstitutionHolderItem(Message):
    periodText: str
    institutionQuantity: int
    institutionQuantityChange: int
    holderQuantity: int
    holderQuantityChange: int
    holderPct: float
    holderPctChange: float
    def __init__(self, *, periodText: typing.Optional[str] = ..., institutionQuantity: typing.Optional[int] = ..., institutionQuantityChange: typing.Optional[int] = ..., holderQuantity: typing.Optional[int] = ..., holderQuantityChange: typing.Optional[int] = ..., holderPct: typing.Optional[float] = ..., holderPctChange: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    nextKey: str
    num: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., nextKey: typing.Optional[str] = ..., num: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    updateTime: int
    updateTimeStr: str
    nextKey: str
    @builtins.property
    def itemList(self) -> Repeated[InstitutionHolderItem]: ...
    def __init__(self, *, updateTime: typing.Optional[int] = ..., updateTimeStr: typing.Optional[str] = ..., nextKey: typing.Optional[str] = ..., itemList: typing.Optional[typing.Iterable[typing.Union[InstitutionHolderItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
