# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    nextKey: str
    num: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., nextKey: typing.Optional[str] = ..., num: typing.Optional[int] = ...) -> None: ...

class UsShortInterestItem(Message):
    timestamp: int
    timestampStr: str
    sharesShort: int
    shortPercent: float
    avgDailyShareVolume: int
    daysToCover: float
    closePrice: float
    lastClosePrice: float
    def __init__(self, *, timestamp: typing.Optional[int] = ..., timestampStr: typing.Optional[str] = ..., sharesShort: typing.Optional[int] = ..., shortPercent: typing.Optional[float] = ..., avgDailyShareVolume: typing.Optional[int] = ..., daysToCover: typing.Optional[float] = ..., closePrice: typing.Optional[float] = ..., lastClosePrice: typing.Optional[float] = ...) -> None: ...

class HkShortInterestItem(Message):
    timestamp: int
    timestampStr: str
    closePrice: float
    lastClosePrice: float
    aggregatedShort: int
    aggregatedShortRatio: float
    def __init__(self, *, timestamp: typing.Optional[int] = ..., timestampStr: typing.Optional[str] = ..., closePrice: typing.Optional[float] = ..., lastClosePrice: typing.Optional[float] = ..., aggregatedShort: typing.Optional[int] = ..., aggregatedShortRatio: typing.Optional[float] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def usItemList(self) -> Repeated[UsShortInterestItem]: ...
    @builtins.property
    def hkItemList(self) -> Repeated[HkShortInterestItem]: ...
    nextKey: str
    def __init__(self, *, usItemList: typing.Optional[typing.Iterable[typing.Union[UsShortInterestItem, typing.Mapping[str, typing.Any]]]] = ..., hkItemList: typing.Optional[typing.Iterable[typing.Union[HkShortInterestItem, typing.Mapping[str, typing.Any]]]] = ..., nextKey: typing.Optional[str] = ...) -> None: ...

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
