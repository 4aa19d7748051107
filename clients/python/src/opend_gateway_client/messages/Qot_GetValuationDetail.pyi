# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class ValuationTrend(Message):
    class ValuationHistoricalItem(Message):
        value: float
        time: int
        timeStr: str
        plateValue: float
        def __init__(self, *, value: typing.Optional[float] = ..., time: typing.Optional[int] = ..., timeStr: typing.Optional[str] = ..., plateValue: typing.Optional[float] = ...) -> None: ...
    currentValue: float
    averageValue: float
    avgMinus1Stddev: float
    avgPlus1Stddev: float
    valuationPercentile: float
    forwardValue: float
    @builtins.property
    def historicalItems(self) -> Repeated[ValuationTrend.ValuationHistoricalItem]: ...
    def __init__(self, *, currentValue: typing.Optional[float] = ..., averageValue: typing.Optional[float] = ..., avgMinus1Stddev: typing.Optional[float] = ..., avgPlus1Stddev: typing.Optional[float] = ..., valuationPercentile: typing.Optional[float] = ..., forwardValue: typing.Optional[float] = ..., historicalItems: typing.Optional[typing.Iterable[typing.Union[ValuationTrend.ValuationHistoricalItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class MarketDistribution(Message):
    class DistributionSection(Message):
        start: float
        end: float
        number: int
        def __init__(self, *, start: typing.Optional[float] = ..., end: typing.Optional[float] = ..., number: typing.Optional[int] = ...) -> None: ...
    @builtins.property
    def sections(self) -> Repeated[MarketDistribution.DistributionSection]: ...
    total: int
    ranking: int
    averageValue: float
    medianValue: float
    def __init__(self, *, sections: typing.Optional[typing.Iterable[typing.Union[MarketDistribution.DistributionSection, typing.Mapping[str, typing.Any]]]] = ..., total: typing.Optional[int] = ..., ranking: typing.Optional[int] = ..., averageValue: typing.Optional[float] = ..., medianValue: typing.Optional[float] = ...) -> None: ...

class PlateDistribution(Message):
    class PlateStockItem(Message):
        @builtins.property
        def security(self) -> Qot_Common.Security: ...
        name: str
        value: float
        marketCap: float
        def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., value: typing.Optional[float] = ..., marketCap: typing.Optional[float] = ...) -> None: ...
    @builtins.property
    def plate(self) -> Qot_Common.Security: ...
    plateName: str
    plateAverageValue: float
    plateRanking: int
    plateStockItemCount: int
    @builtins.property
    def stockItems(self) -> Repeated[PlateDistribution.PlateStockItem]: ...
    def __init__(self, *, plate: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., plateName: typing.Optional[str] = ..., plateAverageValue: typing.Optional[float] = ..., plateRanking: typing.Optional[int] = ..., plateStockItemCount: typing.Optional[int] = ..., stockItems: typing.Optional[typing.Iterable[typing.Union[PlateDistribution.PlateStockItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class ProfitGrowthRate(Message):
    class ProfitGrowthItem(Message):
        financialYear: int
        financialQuarter: int
        periodStr: str
        reportDate: int
        reportDateStr: str
        marketCapMultiple: float
        financeDataMultiple: float
        def __init__(self, *, financialYear: typing.Optional[int] = ..., financialQuarter: typing.Optional[int] = ..., periodStr: typing.Optional[str] = ..., reportDate: typing.Optional[int] = ..., reportDateStr: typing.Optional[str] = ..., marketCapMultiple: typing.Optional[float] = ..., financeDataMultiple: typing.Optional[float] = ...) -> None: ...
    financialTtmMultiple: float
    marketCapMultiple: float
    yearCount: int
    @builtins.property
    def profitData(self) -> Repeated[ProfitGrowthRate.ProfitGrowthItem]: ...
    conclusionDetailed: str
    def __init__(self, *, financialTtmMultiple: typing.Optional[float] = ..., marketCapMultiple: typing.Optional[float] = ..., yearCount: typing.Optional[int] = ..., profitData: typing.Optional[typing.Iterable[typing.Union[ProfitGrowthRate.ProfitGrowthItem, typing.Mapping[str, typing.Any]]]] = ..., conclusionDetailed: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    valuationType: int
    intervalType: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., valuationType: typing.Optional[int] = ..., intervalType: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    valuationType: int
    lastUpdateTime: int
    lastUpdateTimeStr: str
    @builtins.property
    def trend(self) -> ValuationTrend: ...
    @builtins.property
    def marketDistribution(self) -> MarketDistribution: ...
    @builtins.property
    def plateDistribution(self) -> PlateDistribution: ...
    @builtins.property
    def profitGrowthRate(self) -> ProfitGrowthRate: ...
    def __init__(self, *, valuationType: typing.Optional[int] = ..., lastUpdateTime: typing.Optional[int] = ..., lastUpdateTimeStr: typing.Optional[str] = ..., trend: typing.Optional[typing.Union[ValuationTrend, typing.Mapping[str, typing.Any]]] = ..., marketDistribution: typing.Optional[typing.Union[MarketDistribution, typing.Mapping[str, typing.Any]]] = ..., plateDistribution: typing.Optional[typing.Union[PlateDistribution, typing.Mapping[str, typing.Any]]] = ..., profitGrowthRate: typing.Optional[typing.Union[ProfitGrowthRate, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

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
