# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class DailyStatistic(Message):
    time: str
    timestamp: float
    optionVolume: int
    callVolume: int
    putVolume: int
    putCallVolumeRatio: float
    optionOpenInterest: int
    callOpenInterest: int
    putOpenInterest: int
    putCallOpenInterestRatio: float
    underlyingPrice: float
    def __init__(self, *, time: typing.Optional[str] = ..., timestamp: typing.Optional[float] = ..., optionVolume: typing.Optional[int] = ..., callVolume: typing.Optional[int] = ..., putVolume: typing.Optional[int] = ..., putCallVolumeRatio: typing.Optional[float] = ..., optionOpenInterest: typing.Optional[int] = ..., callOpenInterest: typing.Optional[int] = ..., putOpenInterest: typing.Optional[int] = ..., putCallOpenInterestRatio: typing.Optional[float] = ..., underlyingPrice: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    indexOptionType: int
    beginTime: str
    endTime: str
    nextPageKey: bytes
    def __init__(self, *, owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., indexOptionType: typing.Optional[int] = ..., beginTime: typing.Optional[str] = ..., endTime: typing.Optional[str] = ..., nextPageKey: typing.Optional[bytes] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    code: str
    name: str
    @builtins.property
    def statisticList(self) -> Repeated[DailyStatistic]: ...
    nextPageKey: bytes
    def __init__(self, *, owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., code: typing.Optional[str] = ..., name: typing.Optional[str] = ..., statisticList: typing.Optional[typing.Iterable[typing.Union[DailyStatistic, typing.Mapping[str, typing.Any]]]] = ..., nextPageKey: typing.Optional[bytes] = ...) -> None: ...

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
