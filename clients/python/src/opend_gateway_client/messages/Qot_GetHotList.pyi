# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

SortDir: Enum
SortDir_Descending: int
SortDir_Ascending: int

HotListSortField: Enum
HotListSortField_Unknown: int
HotListSortField_TradeHeat: int
HotListSortField_SearchHeat: int
HotListSortField_NewsHeat: int
HotListSortField_AverageHeat: int

IndicatorType: Enum
IndicatorType_Unknown: int
IndicatorType_MarketCap: int

class Indicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> Qot_OptionCommon.Interval: ...
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[Qot_OptionCommon.Interval, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class C2S(Message):
    market: int
    sortField: int
    sortDir: int
    offset: int
    count: int
    @builtins.property
    def filterList(self) -> Repeated[Indicator]: ...
    def __init__(self, *, market: typing.Optional[int] = ..., sortField: typing.Optional[int] = ..., sortDir: typing.Optional[int] = ..., offset: typing.Optional[int] = ..., count: typing.Optional[int] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[Indicator, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class HotNewsInfo(Message):
    newsType: int
    title: str
    newsUrl: str
    def __init__(self, *, newsType: typing.Optional[int] = ..., title: typing.Optional[str] = ..., newsUrl: typing.Optional[str] = ...) -> None: ...

class HotListItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    tradeHeat: float
    tradeHeatChange: float
    searchHeat: float
    searchHeatChange: float
    newsHeat: float
    newsHeatChange: float
    averageHeat: float
    averageHeatChange: float
    @builtins.property
    def newsInfo(self) -> HotNewsInfo: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., tradeHeat: typing.Optional[float] = ..., tradeHeatChange: typing.Optional[float] = ..., searchHeat: typing.Optional[float] = ..., searchHeatChange: typing.Optional[float] = ..., newsHeat: typing.Optional[float] = ..., newsHeatChange: typing.Optional[float] = ..., averageHeat: typing.Optional[float] = ..., averageHeatChange: typing.Optional[float] = ..., newsInfo: typing.Optional[typing.Union[HotNewsInfo, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dataList(self) -> Repeated[HotListItem]: ...
    allCount: int
    def __init__(self, *, dataList: typing.Optional[typing.Iterable[typing.Union[HotListItem, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ...) -> None: ...

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
