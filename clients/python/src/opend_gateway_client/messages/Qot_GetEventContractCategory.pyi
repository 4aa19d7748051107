# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

class CategoryItem(Message):
    category: str
    categoryName: str
    @builtins.property
    def tags(self) -> Repeated[str]: ...
    def __init__(self, *, category: typing.Optional[str] = ..., categoryName: typing.Optional[str] = ..., tags: typing.Optional[typing.Iterable[str]] = ...) -> None: ...

class C2S(Message):
    category: str
    def __init__(self, *, category: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def categoryList(self) -> Repeated[CategoryItem]: ...
    def __init__(self, *, categoryList: typing.Optional[typing.Iterable[typing.Union[CategoryItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
