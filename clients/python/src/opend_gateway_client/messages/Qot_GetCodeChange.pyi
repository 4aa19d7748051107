# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

CodeChangeType: Enum
CodeChangeType_Unkown: int
CodeChangeType_GemToMain: int
CodeChangeType_Unpaid: int
CodeChangeType_ChangeLot: int
CodeChangeType_Split: int
CodeChangeType_Joint: int
CodeChangeType_JointSplit: int
CodeChangeType_SplitJoint: int
CodeChangeType_Other: int

TimeFilterType: Enum
TimeFilterType_Unknow: int
TimeFilterType_Public: int
TimeFilterType_Effective: int
TimeFilterType_End: int

class CodeChangeInfo(Message):
    type: int
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    @builtins.property
    def relatedSecurity(self) -> Qot_Common.Security: ...
    publicTime: str
    publicTimestamp: float
    effectiveTime: str
    effectiveTimestamp: float
    endTime: str
    endTimestamp: float
    def __init__(self, *, type: typing.Optional[int] = ..., security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., relatedSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., publicTime: typing.Optional[str] = ..., publicTimestamp: typing.Optional[float] = ..., effectiveTime: typing.Optional[str] = ..., effectiveTimestamp: typing.Optional[float] = ..., endTime: typing.Optional[str] = ..., endTimestamp: typing.Optional[float] = ...) -> None: ...

class TimeFilter(Message):
    type: int
    beginTime: str
    endTime: str
    def __init__(self, *, type: typing.Optional[int] = ..., beginTime: typing.Optional[str] = ..., endTime: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    placeHolder: int
    @builtins.property
    def securityList(self) -> Repeated[Qot_Common.Security]: ...
    @builtins.property
    def timeFilterList(self) -> Repeated[TimeFilter]: ...
    @builtins.property
    def typeList(self) -> Repeated[int]: ...
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, placeHolder: typing.Optional[int] = ..., securityList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ..., timeFilterList: typing.Optional[typing.Iterable[typing.Union[TimeFilter, typing.Mapping[str, typing.Any]]]] = ..., typeList: typing.Optional[typing.Iterable[int]] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def codeChangeList(self) -> Repeated[CodeChangeInfo]: ...
    def __init__(self, *, codeChangeList: typing.Optional[typing.Iterable[typing.Union[CodeChangeInfo, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
