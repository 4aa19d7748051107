# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

SortDir: Enum
SortDir_Descending: int
SortDir_Ascending: int

IndicatorType: Enum
IndicatorType_Unknown: int
IndicatorType_Price: int
IndicatorType_MarketCap: int
IndicatorType_PE: int

PriceFilter: Enum
PriceFilter_All: int
PriceFilter_LessThan1: int
PriceFilter_Between1And10: int
PriceFilter_Between10And100: int
PriceFilter_GreaterThan100: int
PriceFilter_Near52WeekHigh: int
PriceFilter_Near52WeekLow: int

class Indicator(Message):
    indicatorType: int
    @builtins.property
    def indicatorValue(self) -> Qot_OptionCommon.Interval: ...
    priceFilter: int
    def __init__(self, *, indicatorType: typing.Optional[int] = ..., indicatorValue: typing.Optional[typing.Union[Qot_OptionCommon.Interval, typing.Mapping[str, typing.Any]]] = ..., priceFilter: typing.Optional[int] = ...) -> None: ...

class C2S(Message):
    sortDir: int
    offset: int
    count: int
    @builtins.property
    def filterList(self) -> Repeated[Indicator]: ...
    def __init__(self, *, sortDir: typing.Optional[int] = ..., offset: typing.Optional[int] = ..., count: typing.Optional[int] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[Indicator, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class AfterHoursRankItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    afterHoursPrice: float
    afterHoursChangeRatio: float
    afterHoursChangeAmount: float
    afterHoursTurnover: float
    afterHoursVolume: int
    closePrice: float
    changeRatio: float
    changeAmount: float
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., afterHoursPrice: typing.Optional[float] = ..., afterHoursChangeRatio: typing.Optional[float] = ..., afterHoursChangeAmount: typing.Optional[float] = ..., afterHoursTurnover: typing.Optional[float] = ..., afterHoursVolume: typing.Optional[int] = ..., closePrice: typing.Optional[float] = ..., changeRatio: typing.Optional[float] = ..., changeAmount: typing.Optional[float] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dataList(self) -> Repeated[AfterHoursRankItem]: ...
    allCount: int
    def __init__(self, *, dataList: typing.Optional[typing.Iterable[typing.Union[AfterHoursRankItem, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ...) -> None: ...

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
