# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class OwnerInsiderHolderItem(Message):
    holderId: int
    holderQuantity: int
    holderPct: float
    name: str
    title: str
    def __init__(self, *, holderId: typing.Optional[int] = ..., holderQuantity: typing.Optional[int] = ..., holderPct: typing.Optional[float] = ..., name: typing.Optional[str] = ..., title: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    nextKey: str
    num: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., nextKey: typing.Optional[str] = ..., num: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def itemList(self) -> Repeated[OwnerInsiderHolderItem]: ...
    allCount: int
    nextKey: str
    insiderTotalCount: int
    insiderBoughtCount: int
    insiderSoldCount: int
    def __init__(self, *, itemList: typing.Optional[typing.Iterable[typing.Union[OwnerInsiderHolderItem, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ..., nextKey: typing.Optional[str] = ..., insiderTotalCount: typing.Optional[int] = ..., insiderBoughtCount: typing.Optional[int] = ..., insiderSoldCount: typing.Optional[int] = ...) -> None: ...

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
