# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class IndicatorOutputRow(Message):
    time: str
    @builtins.property
    def values(self) -> Repeated[float]: ...
    def __init__(self, *, time: typing.Optional[str] = ..., values: typing.Optional[typing.Iterable[float]] = ...) -> None: ...

class S2C(Message):
    calcId: str
    @builtins.property
    def outputs(self) -> Repeated[Qot_Common.IndicatorOutputParam]: ...
    @builtins.property
    def outputRows(self) -> Repeated[IndicatorOutputRow]: ...
    def __init__(self, *, calcId: typing.Optional[str] = ..., outputs: typing.Optional[typing.Iterable[typing.Union[Qot_Common.IndicatorOutputParam, typing.Mapping[str, typing.Any]]]] = ..., outputRows: typing.Optional[typing.Iterable[typing.Union[IndicatorOutputRow, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class Response(Message):
    retType: int
    retMsg: str
    errCode: int
    @builtins.property
    def s2c(self) -> S2C: ...
    def __init__(self, *, retType: typing.Optional[int] = ..., retMsg: typing.Optional[str] = ..., errCode: typing.Optional[int] = ..., s2c: typing.Optional[typing.Union[S2C, typing.Mapping[str, typing.Any]]] = ...) -> None: ...
