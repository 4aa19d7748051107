# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class HVItem(Message):
    timeRange: int
    hv: float
    hvPercentile: float
    def __init__(self, *, timeRange: typing.Optional[int] = ..., hv: typing.Optional[float] = ..., hvPercentile: typing.Optional[float] = ...) -> None: ...

class UnderlyingData(Message):
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    code: str
    name: str
    callVolume: int
    putVolume: int
    callOpenInterest: int
    putOpenInterest: int
    iv: float
    ivRank: float
    ivPercentile: float
    @builtins.property
    def hvList(self) -> Repeated[HVItem]: ...
    preIV: float
    def __init__(self, *, owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., code: typing.Optional[str] = ..., name: typing.Optional[str] = ..., callVolume: typing.Optional[int] = ..., putVolume: typing.Optional[int] = ..., callOpenInterest: typing.Optional[int] = ..., putOpenInterest: typing.Optional[int] = ..., iv: typing.Optional[float] = ..., ivRank: typing.Optional[float] = ..., ivPercentile: typing.Optional[float] = ..., hvList: typing.Optional[typing.Iterable[typing.Union[HVItem, typing.Mapping[str, typing.Any]]]] = ..., preIV: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def ownerList(self) -> Repeated[Qot_Common.Security]: ...
    indexOptionType: int
    def __init__(self, *, ownerList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ..., indexOptionType: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def underlyingDataList(self) -> Repeated[UnderlyingData]: ...
    def __init__(self, *, underlyingDataList: typing.Optional[typing.Iterable[typing.Union[UnderlyingData, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
