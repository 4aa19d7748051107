# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

DistributionType: Enum
DistributionType_Unknown: int
DistributionType_RiseLimit: int
DistributionType_PositiveInfinity: int
DistributionType_NormalRange: int
DistributionType_NegativeInfinity: int
DistributionType_FallLimit: int

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    market: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., market: typing.Optional[int] = ...) -> None: ...

class RiseFallRange(Message):
    type: int
    leftBorder: int
    rightBorder: int
    stockCount: int
    def __init__(self, *, type: typing.Optional[int] = ..., leftBorder: typing.Optional[int] = ..., rightBorder: typing.Optional[int] = ..., stockCount: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def plate(self) -> Qot_Common.Security: ...
    @builtins.property
    def rangeList(self) -> Repeated[RiseFallRange]: ...
    def __init__(self, *, plate: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., rangeList: typing.Optional[typing.Iterable[typing.Union[RiseFallRange, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
