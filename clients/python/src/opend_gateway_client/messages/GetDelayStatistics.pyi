# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

DelayStatisticsType: Enum
DelayStatisticsType_Unkonw: int
DelayStatisticsType_QotPush: int
DelayStatisticsType_ReqReply: int
DelayStatisticsType_PlaceOrder: int

QotPushStage: Enum
QotPushStage_Unkonw: int
QotPushStage_SR2SS: int
QotPushStage_SS2CR: int
QotPushStage_CR2CS: int
QotPushStage_SS2CS: int
QotPushStage_SR2CS: int

QotPushType: Enum
QotPushType_Unkonw: int
QotPushType_Price: int
QotPushType_Ticker: int
QotPushType_OrderBook: int
QotPushType_Broker: int

class C2S(Message):
    @builtins.property
    def typeList(self) -> Repeated[int]: ...
    qotPushStage: int
    @builtins.property
    def segmentList(self) -> Repeated[int]: ...
    def __init__(self, *, typeList: typing.Optional[typing.Iterable[int]] = ..., qotPushStage: typing.Optional[int] = ..., segmentList: typing.Optional[typing.Iterable[int]] = ...) -> None: ...

class DelayStatisticsItem(Message):
    begin: int
    end: int
    count: int
    proportion: float
    cumulativeRatio: float
    def __init__(self, *, begin: typing.Optional[int] = ..., end: typing.Optional[int] = ..., count: typing.Optional[int] = ..., proportion: typing.Optional[float] = ..., cumulativeRatio: typing.Optional[float] = ...) -> None: ...

class DelayStatistics(Message):
    qotPushType: int
    @builtins.property
    def itemList(self) -> Repeated[DelayStatisticsItem]: ...
    delayAvg: float
    count: int
    def __init__(self, *, qotPushType: typing.Optional[int] = ..., itemList: typing.Optional[typing.Iterable[typing.Union[DelayStatisticsItem, typing.Mapping[str, typing.Any]]]] = ..., delayAvg: typing.Optional[float] = ..., count: typing.Optional[int] = ...) -> None: ...

class ReqReplyStatisticsItem(Message):
    protoID: int
    count: int
    totalCostAvg: float
    openDCostAvg: float
    netDelayAvg: float
    isLocalReply: bool
    def __init__(self, *, protoID: typing.Optional[int] = ..., count: typing.Optional[int] = ..., totalCostAvg: typing.Optional[float] = ..., openDCostAvg: typing.Optional[float] = ..., netDelayAvg: typing.Optional[float] = ..., isLocalReply: typing.Optional[bool] = ...) -> None: ...

class PlaceOrderStatisticsItem(Message):
    orderID: str
    totalCost: float
    openDCost: float
    netDelay: float
    updateCost: float
    def __init__(self, *, orderID: typing.Optional[str] = ..., totalCost: typing.Optional[float] = ..., openDCost: typing.Optional[float] = ..., netDelay: typing.Optional[float] = ..., updateCost: typing.Optional[float] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def qotPushStatisticsList(self) -> Repeated[DelayStatistics]: ...
    @builtins.property
    def reqReplyStatisticsList(self) -> Repeated[ReqReplyStatisticsItem]: ...
    @builtins.property
    def placeOrderStatisticsList(self) -> Repeated[PlaceOrderStatisticsItem]: ...
    def __init__(self, *, qotPushStatisticsList: typing.Optional[typing.Iterable[typing.Union[DelayStatistics, typing.Mapping[str, typing.Any]]]] = ..., reqReplyStatisticsList: typing.Optional[typing.Iterable[typing.Union[ReqReplyStatisticsItem, typing.Mapping[str, typing.Any]]]] = ..., placeOrderStatisticsList: typing.Optional[typing.Iterable[typing.Union[PlaceOrderStatisticsItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
