# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def comboLegList(self) -> Repeated[Qot_Common.ComboLeg]: ...
    mvc: str
    def __init__(self, *, comboLegList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.ComboLeg, typing.Mapping[str, typing.Any]]]] = ..., mvc: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def comboLegList(self) -> Repeated[Qot_Common.ComboLeg]: ...
    bidPrice: float
    askPrice: float
    quoteId: str
    shouldRetry: bool
    def __init__(self, *, comboLegList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.ComboLeg, typing.Mapping[str, typing.Any]]]] = ..., bidPrice: typing.Optional[float] = ..., askPrice: typing.Optional[float] = ..., quoteId: typing.Optional[str] = ..., shouldRetry: typing.Optional[bool] = ...) -> None: ...

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
