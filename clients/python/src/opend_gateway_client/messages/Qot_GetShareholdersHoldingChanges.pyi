# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class OwnerListItem(Message):
    periodText: str
    name: str
    holderId: int
    shareChangeNum: int
    sharesChangePrice: int
    holderPct: float
    holderType: str
    holderTypeId: int
    holdingDate: int
    holdingDateStr: str
    holderPctChange: float
    holderQuantity: int
    def __init__(self, *, periodText: typing.Optional[str] = ..., name: typing.Optional[str] = ..., holderId: typing.Optional[int] = ..., shareChangeNum: typing.Optional[int] = ..., sharesChangePrice: typing.Optional[int] = ..., holderPct: typing.Optional[float] = ..., holderType: typing.Optional[str] = ..., holderTypeId: typing.Optional[int] = ..., holdingDate: typing.Optional[int] = ..., holdingDateStr: typing.Optional[str] = ..., holderPctChange: typing.Optional[float] = ..., holderQuantity: typing.Optional[int] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    nextKey: str
    num: int
    sortType: int
    sortColumn: int
    filterType: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., nextKey: typing.Optional[str] = ..., num: typing.Optional[int] = ..., sortType: typing.Optional[int] = ..., sortColumn: typing.Optional[int] = ..., filterType: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def itemList(self) -> Repeated[OwnerListItem]: ...
    nextKey: str
    def __init__(self, *, itemList: typing.Optional[typing.Iterable[typing.Union[OwnerListItem, typing.Mapping[str, typing.Any]]]] = ..., nextKey: typing.Optional[str] = ...) -> None: ...

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
