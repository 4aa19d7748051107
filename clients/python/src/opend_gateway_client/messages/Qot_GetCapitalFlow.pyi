# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    periodType: int
    beginTime: str
    endTime: str
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., periodType: typing.Optional[int] = ..., beginTime: typing.Optional[str] = ..., endTime: typing.Optional[str] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class CapitalFlowItem(Message):
    inFlow: float
    time: str
    timestamp: float
    mainInFlow: float
    superInFlow: float
    bigInFlow: float
    midInFlow: float
    smlInFlow: float
    def __init__(self, *, inFlow: typing.Optional[float] = ..., time: typing.Optional[str] = ..., timestamp: typing.Optional[float] = ..., mainInFlow: typing.Optional[float] = ..., superInFlow: typing.Optional[float] = ..., bigInFlow: typing.Optional[float] = ..., midInFlow: typing.Optional[float] = ..., smlInFlow: typing.Optional[float] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def flowItemList(self) -> Repeated[CapitalFlowItem]: ...
    lastValidTime: str
    lastValidTimestamp: float
    def __init__(self, *, flowItemList: typing.Optional[typing.Iterable[typing.Union[CapitalFlowItem, typing.Mapping[str, typing.Any]]]] = ..., lastValidTime: typing.Optional[str] = ..., lastValidTimestamp: typing.Optional[float] = ...) -> None: ...

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
