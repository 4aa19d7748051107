# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

DynamicType: Enum
DynamicType_Unknown: int
DynamicType_ConsecutiveSameDirection: int
DynamicType_RecentTransaction: int
DynamicType_LastTransaction: int
DynamicType_NoDynamic: int

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    dynamicType: int
    transactionCount: int
    netShares: int
    lastTransactionTime: str
    def __init__(self, *, dynamicType: typing.Optional[int] = ..., transactionCount: typing.Optional[int] = ..., netShares: typing.Optional[int] = ..., lastTransactionTime: typing.Optional[str] = ...) -> None: ...

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
