# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Trd_Common
from .._types import Enum, Map, Message, Repeated

TrdCashFlowDirection: Enum
TrdCashFlowDirection_Unknown: int
TrdCashFlowDirection_In: int
TrdCashFlowDirection_Out: int

class FlowSummaryInfo(Message):
    clearingDate: str
    settlementDate: str
    currency: int
    cashFlowType: str
    cashFlowDirection: int
    cashFlowAmount: float
    cashFlowRemark: str
    cashFlowID: int
    createTime: str
    def __init__(self, *, clearingDate: typing.Optional[str] = ..., settlementDate: typing.Optional[str] = ..., currency: typing.Optional[int] = ..., cashFlowType: typing.Optional[str] = ..., cashFlowDirection: typing.Optional[int] = ..., cashFlowAmount: typing.Optional[float] = ..., cashFlowRemark: typing.Optional[str] = ..., cashFlowID: typing.Optional[int] = ..., createTime: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def header(self) -> Trd_Common.TrdHeader: ...
    clearingDate: str
    cashFlowDirection: int
    startCreateDate: str
    endCreateDate: str
    def __init__(self, *, header: typing.Optional[typing.Union[Trd_Common.TrdHeader, typing.Mapping[str, typing.Any]]] = ..., clearingDate: typing.Optional[str] = ..., cashFlowDirection: typing.Optional[int] = ..., startCreateDate: typing.Optional[str] = ..., endCreateDate: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def header(self) -> Trd_Common.TrdHeader: ...
    @builtins.property
    def flowSummaryInfoList(self) -> Repeated[FlowSummaryInfo]: ...
    def __init__(self, *, header: typing.Optional[typing.Union[Trd_Common.TrdHeader, typing.Mapping[str, typing.Any]]] = ..., flowSummaryInfoList: typing.Optional[typing.Iterable[typing.Union[FlowSummaryInfo, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
