# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

GroupType: Enum
GroupType_Unknown: int
GroupType_Custom: int
GroupType_System: int
GroupType_All: int

class C2S(Message):
    groupType: int
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, groupType: typing.Optional[int] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class GroupData(Message):
    groupName: str
    groupType: int
    def __init__(self, *, groupName: typing.Optional[str] = ..., groupType: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def groupList(self) -> Repeated[GroupData]: ...
    def __init__(self, *, groupList: typing.Optional[typing.Iterable[typing.Union[GroupData, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
