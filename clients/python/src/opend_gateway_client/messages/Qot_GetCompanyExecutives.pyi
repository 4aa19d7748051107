# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class DirectorInfo(Message):
    displayLeaderName: str
    leaderName: str
    positionName: str
    beginDate: int
    beginDateStr: str
    leaderGender: str
    leaderAge: str
    highestEducation: str
    annualSalary: int
    issueDate: int
    issueDateStr: str
    def __init__(self, *, displayLeaderName: typing.Optional[str] = ..., leaderName: typing.Optional[str] = ..., positionName: typing.Optional[str] = ..., beginDate: typing.Optional[int] = ..., beginDateStr: typing.Optional[str] = ..., leaderGender: typing.Optional[str] = ..., leaderAge: typing.Optional[str] = ..., highestEducation: typing.Optional[str] = ..., annualSalary: typing.Optional[int] = ..., issueDate: typing.Optional[int] = ..., issueDateStr: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def directorList(self) -> Repeated[DirectorInfo]: ...
    def __init__(self, *, directorList: typing.Optional[typing.Iterable[typing.Union[DirectorInfo, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
