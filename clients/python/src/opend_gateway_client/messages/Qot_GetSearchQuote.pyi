# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class SearchQuote(Message):
    market: int
    code: str
    name: str
    sec_type: int
    is_watched: bool
    def __init__(self, *, market: typing.Optional[int] = ..., code: typing.Optional[str] = ..., name: typing.Optional[str] = ..., sec_type: typing.Optional[int] = ..., is_watched: typing.Optional[bool] = ...) -> None: ...

class C2S(Message):
    keyword: str
    max_count: int
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, keyword: typing.Optional[str] = ..., max_count: typing.Optional[int] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def search_quote_list(self) -> Repeated[SearchQuote]: ...
    def __init__(self, *, search_quote_list: typing.Optional[typing.Iterable[typing.Union[SearchQuote, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
