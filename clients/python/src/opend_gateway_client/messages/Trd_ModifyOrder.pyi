# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Common
from . import Trd_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def packetID(self) -> Common.PacketID: ...
    @builtins.property
    def header(self) -> Trd_Common.TrdHeader: ...
    orderID: int
    modifyOrderOp: int
    forAll: bool
    trdMarket: int
    qty: float
    price: float
    adjustPrice: bool
    adjustSideAndLimit: float
    auxPrice: float
    trailType: int
    trailValue: float
    trailSpread: float
    orderIDEx: str
    def __init__(self, *, packetID: typing.Optional[typing.Union[Common.PacketID, typing.Mapping[str, typing.Any]]] = ..., header: typing.Optional[typing.Union[Trd_Common.TrdHeader, typing.Mapping[str, typing.Any]]] = ..., orderID: typing.Optional[int] = ..., modifyOrderOp: typing.Optional[int] = ..., forAll: typing.Optional[bool] = ..., trdMarket: typing.Optional[int] = ..., qty: typing.Optional[float] = ..., price: typing.Optional[float] = ..., adjustPrice: typing.Optional[bool] = ..., adjustSideAndLimit: typing.Optional[float] = ..., auxPrice: typing.Optional[float] = ..., trailType: typing.Optional[int] = ..., trailValue: typing.Optional[float] = ..., trailSpread: typing.Optional[float] = ..., orderIDEx: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def header(self) -> Trd_Common.TrdHeader: ...
    orderID: int
    orderIDEx: str
    def __init__(self, *, header: typing.Optional[typing.Union[Trd_Common.TrdHeader, typing.Mapping[str, typing.Any]]] = ..., orderID: typing.Optional[int] = ..., orderIDEx: typing.Optional[str] = ...) -> None: ...

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
