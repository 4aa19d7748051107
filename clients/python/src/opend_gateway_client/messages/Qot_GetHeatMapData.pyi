# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

HeatMapPlateType: Enum
HeatMapPlateType_Industry: int
HeatMapPlateType_Concept: int
HeatMapPlateType_Theme: int

SortField: Enum
SortField_Unknown: int
SortField_ChangeRate: int
SortField_MarketVal: int
SortField_Turnover: int
SortField_Hot: int

class C2S(Message):
    market: int
    sortField: int
    ascend: bool
    count: int
    page: str
    plateType: int
    def __init__(self, *, market: typing.Optional[int] = ..., sortField: typing.Optional[int] = ..., ascend: typing.Optional[bool] = ..., count: typing.Optional[int] = ..., page: typing.Optional[str] = ..., plateType: typing.Optional[int] = ...) -> None: ...

class HeatMapPlateData(Message):
    @builtins.property
    def plate(self) -> Qot_Common.Security: ...
    plateName: str
    curPrice: float
    changeRate: float
    turnover: float
    volume: int
    marketVal: float
    peAvg: float
    riseCount: int
    fallCount: int
    equalCount: int
    @builtins.property
    def leaderStock(self) -> Qot_Common.Security: ...
    description: str
    def __init__(self, *, plate: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., plateName: typing.Optional[str] = ..., curPrice: typing.Optional[float] = ..., changeRate: typing.Optional[float] = ..., turnover: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., marketVal: typing.Optional[float] = ..., peAvg: typing.Optional[float] = ..., riseCount: typing.Optional[int] = ..., fallCount: typing.Optional[int] = ..., equalCount: typing.Optional[int] = ..., leaderStock: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., description: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def plateDataList(self) -> Repeated[HeatMapPlateData]: ...
    allCount: int
    nextPage: str
    def __init__(self, *, plateDataList: typing.Optional[typing.Iterable[typing.Union[HeatMapPlateData, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ..., nextPage: typing.Optional[str] = ...) -> None: ...

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
