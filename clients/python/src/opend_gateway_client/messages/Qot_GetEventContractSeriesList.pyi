# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class SeriesItem(Message):
    @builtins.property
    def seriesSecurity(self) -> Qot_Common.Security: ...
    seriesName: str
    category: str
    @builtins.property
    def tags(self) -> Repeated[str]: ...
    frequency: int
    def __init__(self, *, seriesSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., seriesName: typing.Optional[str] = ..., category: typing.Optional[str] = ..., tags: typing.Optional[typing.Iterable[str]] = ..., frequency: typing.Optional[int] = ...) -> None: ...

class C2S(Message):
    category: str
    tag: str
    def __init__(self, *, category: typing.Optional[str] = ..., tag: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def seriesList(self) -> Repeated[SeriesItem]: ...
    def __init__(self, *, seriesList: typing.Optional[typing.Iterable[typing.Union[SeriesItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
