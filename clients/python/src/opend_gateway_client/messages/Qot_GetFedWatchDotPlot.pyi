# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class DotGroup(Message):
    rate: float
    voteCount: int
    isMedian: bool
    def __init__(self, *, rate: typing.Optional[float] = ..., voteCount: typing.Optional[int] = ..., isMedian: typing.Optional[bool] = ...) -> None: ...

class DotPlotYear(Message):
    year: int
    @builtins.property
    def dotList(self) -> Repeated[DotGroup]: ...
    medianRate: float
    def __init__(self, *, year: typing.Optional[int] = ..., dotList: typing.Optional[typing.Iterable[typing.Union[DotGroup, typing.Mapping[str, typing.Any]]]] = ..., medianRate: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def yearList(self) -> Repeated[DotPlotYear]: ...
    currentRate: float
    def __init__(self, *, yearList: typing.Optional[typing.Iterable[typing.Union[DotPlotYear, typing.Mapping[str, typing.Any]]]] = ..., currentRate: typing.Optional[float] = ...) -> None: ...

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
