# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class MilestoneItem(Message):
    @builtins.property
    def milestoneSecurity(self) -> Qot_Common.Security: ...
    title: str
    category: str
    type: int
    startDate: str
    endDate: str
    @builtins.property
    def primaryEventSecurity(self) -> Qot_Common.Security: ...
    @builtins.property
    def relatedEventList(self) -> Repeated[Qot_Common.Security]: ...
    notificationMessage: str
    def __init__(self, *, milestoneSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., title: typing.Optional[str] = ..., category: typing.Optional[str] = ..., type: typing.Optional[int] = ..., startDate: typing.Optional[str] = ..., endDate: typing.Optional[str] = ..., primaryEventSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., relatedEventList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ..., notificationMessage: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    category: str
    competition: str
    @builtins.property
    def relatedEvent(self) -> Qot_Common.Security: ...
    nextPage: str
    count: int
    def __init__(self, *, category: typing.Optional[str] = ..., competition: typing.Optional[str] = ..., relatedEvent: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., nextPage: typing.Optional[str] = ..., count: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def milestoneList(self) -> Repeated[MilestoneItem]: ...
    nextPage: str
    def __init__(self, *, milestoneList: typing.Optional[typing.Iterable[typing.Union[MilestoneItem, typing.Mapping[str, typing.Any]]]] = ..., nextPage: typing.Optional[str] = ...) -> None: ...

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
