# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class OwnershipDetailItem(Message):
    periodText: str
    holderId: int
    name: str
    holderQuantity: int
    holderQuantityChange: int
    holderPct: float
    holderPctChange: float
    holdingDate: int
    holdingDateStr: str
    closePrice: float
    priceChangePct: float
    sourceGroupName: str
    def __init__(self, *, periodText: typing.Optional[str] = ..., holderId: typing.Optional[int] = ..., name: typing.Optional[str] = ..., holderQuantity: typing.Optional[int] = ..., holderQuantityChange: typing.Optional[int] = ..., holderPct: typing.Optional[float] = ..., holderPctChange: typing.Optional[float] = ..., holdingDate: typing.Optional[int] = ..., holdingDateStr: typing.Optional[str] = ..., closePrice: typing.Optional[float] = ..., priceChangePct: typing.Optional[float] = ..., sourceGroupName: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    requestType: int
    nextKey: str
    num: int
    sortColumn: int
    sortType: int
    periodId: int
    holderId: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., requestType: typing.Optional[int] = ..., nextKey: typing.Optional[str] = ..., num: typing.Optional[int] = ..., sortColumn: typing.Optional[int] = ..., sortType: typing.Optional[int] = ..., periodId: typing.Optional[int] = ..., holderId: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    updateTime: int
    updateTimeStr: str
    nextKey: str
    @builtins.property
    def itemList(self) -> Repeated[OwnershipDetailItem]: ...
    def __init__(self, *, updateTime: typing.Optional[int] = ..., updateTimeStr: typing.Optional[str] = ..., nextKey: typing.Optional[str] = ..., itemList: typing.Optional[typing.Iterable[typing.Union[OwnershipDetailItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
