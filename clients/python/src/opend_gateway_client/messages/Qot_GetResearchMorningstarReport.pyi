# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class StringWithUpdateTime(Message):
    context: str
    updateTime: int
    updateTimeStr: str
    def __init__(self, *, context: typing.Optional[str] = ..., updateTime: typing.Optional[int] = ..., updateTimeStr: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    ratingType: int
    starRating: int
    starUpdateTime: int
    starUpdateTimeStr: str
    fairValue: float
    @builtins.property
    def fairValueContent(self) -> StringWithUpdateTime: ...
    economicMoatLabel: str
    @builtins.property
    def economicMoatContent(self) -> StringWithUpdateTime: ...
    uncertaintyLabel: str
    @builtins.property
    def uncertaintyContent(self) -> StringWithUpdateTime: ...
    financialHealthLabel: str
    @builtins.property
    def financialHealthContent(self) -> StringWithUpdateTime: ...
    @builtins.property
    def analystReportByLine(self) -> Repeated[str]: ...
    analystReportUpdateTime: int
    analystReportUpdateTimeStr: str
    @builtins.property
    def bullSay(self) -> Repeated[StringWithUpdateTime]: ...
    @builtins.property
    def bearSay(self) -> Repeated[StringWithUpdateTime]: ...
    capitalAllocationLabel: str
    @builtins.property
    def capitalAllocationContent(self) -> StringWithUpdateTime: ...
    @builtins.property
    def analystNoteTitle(self) -> StringWithUpdateTime: ...
    @builtins.property
    def analystNoteContent(self) -> StringWithUpdateTime: ...
    @builtins.property
    def investmentThesisContent(self) -> StringWithUpdateTime: ...
    @builtins.property
    def fundamentalsContent(self) -> StringWithUpdateTime: ...
    @builtins.property
    def valuationContent(self) -> StringWithUpdateTime: ...
    pdfUrl: str
    def __init__(self, *, ratingType: typing.Optional[int] = ..., starRating: typing.Optional[int] = ..., starUpdateTime: typing.Optional[int] = ..., starUpdateTimeStr: typing.Optional[str] = ..., fairValue: typing.Optional[float] = ..., fairValueContent: typing.Optional[typing.Union[StringWithUpdateTime, typing.Mapping[str, typing.Any]]] = ..., economicMoatLabel: typing.Optional[str] = ..., economicMoatContent: typing.Optional[typing.Union[StringWithUpdateTime, typing.Mapping[str, typing.Any]]] = ..., uncertaintyLabel: typing.Optional[str] = ..., uncertaintyContent: typing.Optional[typing.Union[StringWithUpdateTime, typing.Mapping[str, typing.Any]]] = ..., financialHealthLabel: typing.Optional[str] = ..., financialHealthContent: typing.Optional[typing.Union[StringWithUpdateTime, typing.Mapping[str, typing.Any]]] = ..., analystReportByLine: typing.Optional[typing.Iterable[str]] = ..., analystReportUpdateTime: typing.Optional[int] = ..., analystReportUpdateTimeStr: typing.Optional[str] = ..., bullSay: typing.Optional[typing.Iterable[typing.Union[StringWithUpdateTime, typing.Mapping[str, typing.Any]]]] = ..., bearSay: typing.Optional[typing.Iterable[typing.Union[StringWithUpdateTime, typing.Mapping[str, typing.Any]]]] = ..., capitalAllocationLabel: typing.Optional[str] = ..., capitalAllocationContent: typing.Optional[typing.Union[StringWithUpdateTime, typing.Mapping[str, typing.Any]]] = ..., analystNoteTitle: typing.Optional[typing.Union[StringWithUpdateTime, typing.Mapping[str, typing.Any]]] = ..., analystNoteContent: typing.Optional[typing.Union[StringWithUpdateTime, typing.Mapping[str, typing.Any]]] = ..., investmentThesisContent: typing.Optional[typing.Union[StringWithUpdateTime, typing.Mapping[str, typing.Any]]] = ..., fundamentalsContent: typing.Optional[typing.Union[StringWithUpdateTime, typing.Mapping[str, typing.Any]]] = ..., valuationContent: typing.Optional[typing.Union[StringWithUpdateTime, typing.Mapping[str, typing.Any]]] = ..., pdfUrl: typing.Optional[str] = ...) -> None: ...

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
