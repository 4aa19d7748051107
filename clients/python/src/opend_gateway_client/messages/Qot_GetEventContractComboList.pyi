# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class ComboEvent(Message):
    @builtins.property
    def eventSecurity(self) -> Qot_Common.Security: ...
    eventName: str
    @builtins.property
    def comboContracts(self) -> Repeated[Qot_Common.Security]: ...
    @builtins.property
    def seriesSecurity(self) -> Qot_Common.Security: ...
    category: str
    competition: str
    competitionScope: str
    def __init__(self, *, eventSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., eventName: typing.Optional[str] = ..., comboContracts: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ..., seriesSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., category: typing.Optional[str] = ..., competition: typing.Optional[str] = ..., competitionScope: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    category: str
    competition: str
    @builtins.property
    def series(self) -> Qot_Common.Security: ...
    nextPage: str
    count: int
    def __init__(self, *, category: typing.Optional[str] = ..., competition: typing.Optional[str] = ..., series: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., nextPage: typing.Optional[str] = ..., count: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def comboEventList(self) -> Repeated[ComboEvent]: ...
    mvc: str
    nextPage: str
    def __init__(self, *, comboEventList: typing.Optional[typing.Iterable[typing.Union[ComboEvent, typing.Mapping[str, typing.Any]]]] = ..., mvc: typing.Optional[str] = ..., nextPage: typing.Optional[str] = ...) -> None: ...

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
