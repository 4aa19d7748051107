# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class DividendItem(Message):
    pubDate: str
    statement: str
    process: str
    recordDate: str
    exDate: str
    dividendPayableDate: str
    fiscalYear: str
    def __init__(self, *, pubDate: typing.Optional[str] = ..., statement: typing.Optional[str] = ..., process: typing.Optional[str] = ..., recordDate: typing.Optional[str] = ..., exDate: typing.Optional[str] = ..., dividendPayableDate: typing.Optional[str] = ..., fiscalYear: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dividendList(self) -> Repeated[DividendItem]: ...
    def __init__(self, *, dividendList: typing.Optional[typing.Iterable[typing.Union[DividendItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
