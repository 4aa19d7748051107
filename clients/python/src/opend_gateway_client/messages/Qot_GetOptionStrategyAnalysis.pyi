# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def multi_legs(self) -> Repeated[Qot_Common.ComboLeg]: ...
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, multi_legs: typing.Optional[typing.Iterable[typing.Union[Qot_Common.ComboLeg, typing.Mapping[str, typing.Any]]]] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    code: str
    name: str
    option_strategy: int
    bid1: float
    ask1: float
    max_profit: float
    max_loss: float
    @builtins.property
    def breakeven_points(self) -> Repeated[float]: ...
    prob_of_profit: float
    delta: float
    theta: float
    def __init__(self, *, code: typing.Optional[str] = ..., name: typing.Optional[str] = ..., option_strategy: typing.Optional[int] = ..., bid1: typing.Optional[float] = ..., ask1: typing.Optional[float] = ..., max_profit: typing.Optional[float] = ..., max_loss: typing.Optional[float] = ..., breakeven_points: typing.Optional[typing.Iterable[float]] = ..., prob_of_profit: typing.Optional[float] = ..., delta: typing.Optional[float] = ..., theta: typing.Optional[float] = ...) -> None: ...

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
