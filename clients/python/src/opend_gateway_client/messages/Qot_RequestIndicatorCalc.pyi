# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class IndicatorInputItem(Message):
    index: int
    value: str
    def __init__(self, *, index: typing.Optional[int] = ..., value: typing.Optional[str] = ...) -> None: ...

class IndicatorCalcData(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    klType: int
    @builtins.property
    def kLine(self) -> Repeated[Qot_Common.KLine]: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., klType: typing.Optional[int] = ..., kLine: typing.Optional[typing.Iterable[typing.Union[Qot_Common.KLine, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class C2S(Message):
    shortName: str
    langType: int
    @builtins.property
    def data(self) -> IndicatorCalcData: ...
    num: int
    @builtins.property
    def inputs(self) -> Repeated[IndicatorInputItem]: ...
    def __init__(self, *, shortName: typing.Optional[str] = ..., langType: typing.Optional[int] = ..., data: typing.Optional[typing.Union[IndicatorCalcData, typing.Mapping[str, typing.Any]]] = ..., num: typing.Optional[int] = ..., inputs: typing.Optional[typing.Iterable[typing.Union[IndicatorInputItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class S2C(Message):
    calcId: str
    def __init__(self, *, calcId: typing.Optional[str] = ...) -> None: ...

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
