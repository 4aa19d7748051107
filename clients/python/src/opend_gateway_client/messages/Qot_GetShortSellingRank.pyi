# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

SortDir: Enum
SortDir_Descending: int
SortDir_Ascending: int

ShortSellingSortField: Enum
ShortSellingSortField_Unknown: int
ShortSellingSortField_ShortNumberChange: int
ShortSellingSortField_ShortRatioChange: int
ShortSellingSortField_ShortNumber: int
ShortSellingSortField_ShortRatio: int
ShortSellingSortField_Volume: int
ShortSellingSortField_PositionVolume: int
ShortSellingSortField_PositionRatio: int
ShortSellingSortField_DaysToCover: int
ShortSellingSortField_WeekAvgVolume: int
ShortSellingSortField_WeekAvgShortNumber: int
ShortSellingSortField_WeekAvgShortRatio: int
ShortSellingSortField_MonthAvgVolume: int
ShortSellingSortField_MonthAvgShortNumber: int
ShortSellingSortField_MonthAvgShortRatio: int

class C2S(Message):
    market: int
    sortField: int
    sortDir: int
    offset: int
    count: int
    @builtins.property
    def plateList(self) -> Repeated[Qot_Common.Security]: ...
    def __init__(self, *, market: typing.Optional[int] = ..., sortField: typing.Optional[int] = ..., sortDir: typing.Optional[int] = ..., offset: typing.Optional[int] = ..., count: typing.Optional[int] = ..., plateList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class ShortSellingRankItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    closePrice: float
    changeRatio: float
    changeRatio5D: float
    changeRatio10D: float
    volume: int
    shortNumber: int
    shortNumberChange: int
    shortRatio: float
    shortRatioChange: float
    shortPositionVolume: int
    shortPositionRatio: float
    daysToCover: float
    weekAvgShortNumber: int
    weekAvgShortRatio: float
    monthAvgShortNumber: int
    monthAvgShortRatio: float
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., closePrice: typing.Optional[float] = ..., changeRatio: typing.Optional[float] = ..., changeRatio5D: typing.Optional[float] = ..., changeRatio10D: typing.Optional[float] = ..., volume: typing.Optional[int] = ..., shortNumber: typing.Optional[int] = ..., shortNumberChange: typing.Optional[int] = ..., shortRatio: typing.Optional[float] = ..., shortRatioChange: typing.Optional[float] = ..., shortPositionVolume: typing.Optional[int] = ..., shortPositionRatio: typing.Optional[float] = ..., daysToCover: typing.Optional[float] = ..., weekAvgShortNumber: typing.Optional[int] = ..., weekAvgShortRatio: typing.Optional[float] = ..., monthAvgShortNumber: typing.Optional[int] = ..., monthAvgShortRatio: typing.Optional[float] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dataList(self) -> Repeated[ShortSellingRankItem]: ...
    allCount: int
    def __init__(self, *, dataList: typing.Optional[typing.Iterable[typing.Union[ShortSellingRankItem, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ...) -> None: ...

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
