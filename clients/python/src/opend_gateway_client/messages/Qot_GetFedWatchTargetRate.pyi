# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class TargetRateItem(Message):
    targetRange: str
    probability: float
    def __init__(self, *, targetRange: typing.Optional[str] = ..., probability: typing.Optional[float] = ...) -> None: ...

class FedMeetingTab(Message):
    meetingDate: str
    @builtins.property
    def targetRateList(self) -> Repeated[TargetRateItem]: ...
    def __init__(self, *, meetingDate: typing.Optional[str] = ..., targetRateList: typing.Optional[typing.Iterable[typing.Union[TargetRateItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def meetingList(self) -> Repeated[FedMeetingTab]: ...
    def __init__(self, *, meetingList: typing.Optional[typing.Iterable[typing.Union[FedMeetingTab, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
