# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

MacroDataUnitType: Enum
MacroDataUnitType_Unknown: int
MacroDataUnitType_Percent: int
MacroDataUnitType_Value: int
MacroDataUnitType_Index: int

class MacroDataPoint(Message):
    dataTime: str
    releaseTime: str
    value: float
    predictValue: float
    previousValue: float
    unitType: int
    def __init__(self, *, dataTime: typing.Optional[str] = ..., releaseTime: typing.Optional[str] = ..., value: typing.Optional[float] = ..., predictValue: typing.Optional[float] = ..., previousValue: typing.Optional[float] = ..., unitType: typing.Optional[int] = ...) -> None: ...

class C2S(Message):
    indicatorId: int
    time: str
    maxCount: int
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, indicatorId: typing.Optional[int] = ..., time: typing.Optional[str] = ..., maxCount: typing.Optional[int] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    indicatorId: int
    @builtins.property
    def dataList(self) -> Repeated[MacroDataPoint]: ...
    def __init__(self, *, indicatorId: typing.Optional[int] = ..., dataList: typing.Optional[typing.Iterable[typing.Union[MacroDataPoint, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
