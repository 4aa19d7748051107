# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class ECKLine(Message):
    time_key: str
    open: float
    high: float
    low: float
    close: float
    volume: float
    def __init__(self, *, time_key: typing.Optional[str] = ..., open: typing.Optional[float] = ..., high: typing.Optional[float] = ..., low: typing.Optional[float] = ..., close: typing.Optional[float] = ..., volume: typing.Optional[float] = ...) -> None: ...

class KlineItem(Message):
    @builtins.property
    def code(self) -> Qot_Common.Security: ...
    pre_side: int
    name: str
    @builtins.property
    def klineList(self) -> Repeated[ECKLine]: ...
    def __init__(self, *, code: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., pre_side: typing.Optional[int] = ..., name: typing.Optional[str] = ..., klineList: typing.Optional[typing.Iterable[typing.Union[ECKLine, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    klineSource: int
    preSide: int
    ktype: int
    maxCount: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., klineSource: typing.Optional[int] = ..., preSide: typing.Optional[int] = ..., ktype: typing.Optional[int] = ..., maxCount: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def klineList(self) -> Repeated[KlineItem]: ...
    def __init__(self, *, klineList: typing.Optional[typing.Iterable[typing.Union[KlineItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
