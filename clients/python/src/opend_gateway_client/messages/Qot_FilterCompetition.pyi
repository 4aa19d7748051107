# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

class TagFilterItem(Message):
    category: str
    tag: str
    @builtins.property
    def competitionList(self) -> Repeated[str]: ...
    @builtins.property
    def scopeList(self) -> Repeated[str]: ...
    def __init__(self, *, category: typing.Optional[str] = ..., tag: typing.Optional[str] = ..., competitionList: typing.Optional[typing.Iterable[str]] = ..., scopeList: typing.Optional[typing.Iterable[str]] = ...) -> None: ...

class C2S(Message):
    category: str
    tag: str
    def __init__(self, *, category: typing.Optional[str] = ..., tag: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def tagFilterList(self) -> Repeated[TagFilterItem]: ...
    def __init__(self, *, tagFilterList: typing.Optional[typing.Iterable[typing.Union[TagFilterItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
