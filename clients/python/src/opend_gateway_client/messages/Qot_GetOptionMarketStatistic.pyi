# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

class StatisticItem(Message):
    time: str
    timestamp: float
    callValue: int
    putValue: int
    totalValue: int
    ratio: float
    def __init__(self, *, time: typing.Optional[str] = ..., timestamp: typing.Optional[float] = ..., callValue: typing.Optional[int] = ..., putValue: typing.Optional[int] = ..., totalValue: typing.Optional[int] = ..., ratio: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    optionMarket: int
    dataType: int
    beginTime: str
    endTime: str
    nextPageKey: bytes
    def __init__(self, *, optionMarket: typing.Optional[int] = ..., dataType: typing.Optional[int] = ..., beginTime: typing.Optional[str] = ..., endTime: typing.Optional[str] = ..., nextPageKey: typing.Optional[bytes] = ...) -> None: ...

class S2C(Message):
    optionMarket: int
    dataType: int
    @builtins.property
    def statisticList(self) -> Repeated[StatisticItem]: ...
    nextPageKey: bytes
    def __init__(self, *, optionMarket: typing.Optional[int] = ..., dataType: typing.Optional[int] = ..., statisticList: typing.Optional[typing.Iterable[typing.Union[StatisticItem, typing.Mapping[str, typing.Any]]]] = ..., nextPageKey: typing.Optional[bytes] = ...) -> None: ...

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
