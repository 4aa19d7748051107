# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

class EventAlertItem(Message):
    key: int
    enable: bool
    optionMarket: int
    watchlistGroupName: str
    @builtins.property
    def underlying(self) -> Qot_Common.Security: ...
    optionType: int
    @builtins.property
    def sideTypeList(self) -> Repeated[int]: ...
    @builtins.property
    def orderTypeList(self) -> Repeated[int]: ...
    @builtins.property
    def marketCapRange(self) -> Qot_OptionCommon.Interval: ...
    @builtins.property
    def expiryDaysRange(self) -> Qot_OptionCommon.Interval: ...
    @builtins.property
    def priceRange(self) -> Qot_OptionCommon.Interval: ...
    @builtins.property
    def sizeRange(self) -> Qot_OptionCommon.Interval: ...
    @builtins.property
    def premiumRange(self) -> Qot_OptionCommon.Interval: ...
    @builtins.property
    def ivRange(self) -> Qot_OptionCommon.Interval: ...
    earningsDateBegin: str
    earningsDateEnd: str
    note: str
    def __init__(self, *, key: typing.Optional[int] = ..., enable: typing.Optional[bool] = ..., optionMarket: typing.Optional[int] = ..., watchlistGroupName: typing.Optional[str] = ..., underlying: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., optionType: typing.Optional[int] = ..., sideTypeList: typing.Optional[typing.Iterable[int]] = ..., orderTypeList: typing.Optional[typing.Iterable[int]] = ..., marketCapRange: typing.Optional[typing.Union[Qot_OptionCommon.Interval, typing.Mapping[str, typing.Any]]] = ..., expiryDaysRange: typing.Optional[typing.Union[Qot_OptionCommon.Interval, typing.Mapping[str, typing.Any]]] = ..., priceRange: typing.Optional[typing.Union[Qot_OptionCommon.Interval, typing.Mapping[str, typing.Any]]] = ..., sizeRange: typing.Optional[typing.Union[Qot_OptionCommon.Interval, typing.Mapping[str, typing.Any]]] = ..., premiumRange: typing.Optional[typing.Union[Qot_OptionCommon.Interval, typing.Mapping[str, typing.Any]]] = ..., ivRange: typing.Optional[typing.Union[Qot_OptionCommon.Interval, typing.Mapping[str, typing.Any]]] = ..., earningsDateBegin: typing.Optional[str] = ..., earningsDateEnd: typing.Optional[str] = ..., note: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    count: int
    page: str
    def __init__(self, *, count: typing.Optional[int] = ..., page: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def alertList(self) -> Repeated[EventAlertItem]: ...
    nextPage: str
    allCount: int
    def __init__(self, *, alertList: typing.Optional[typing.Iterable[typing.Union[EventAlertItem, typing.Mapping[str, typing.Any]]]] = ..., nextPage: typing.Optional[str] = ..., allCount: typing.Optional[int] = ...) -> None: ...

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
