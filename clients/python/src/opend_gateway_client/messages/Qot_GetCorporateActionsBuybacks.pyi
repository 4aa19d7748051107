# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class HKBuyBackItem(Message):
    publDate: int
    publDateStr: str
    endDate: int
    endDateStr: str
    buyBackMoney: float
    buyBackSum: int
    percentage: float
    highPrice: float
    lowPrice: float
    cumulativeSum: int
    cumulativePercentage: float
    shareType: str
    def __init__(self, *, publDate: typing.Optional[int] = ..., publDateStr: typing.Optional[str] = ..., endDate: typing.Optional[int] = ..., endDateStr: typing.Optional[str] = ..., buyBackMoney: typing.Optional[float] = ..., buyBackSum: typing.Optional[int] = ..., percentage: typing.Optional[float] = ..., highPrice: typing.Optional[float] = ..., lowPrice: typing.Optional[float] = ..., cumulativeSum: typing.Optional[int] = ..., cumulativePercentage: typing.Optional[float] = ..., shareType: typing.Optional[str] = ...) -> None: ...

class ABuyBackItem(Message):
    changeRegDate: int
    changeRegDateStr: str
    changeDate: int
    changeDateStr: str
    eventProceDesc: str
    advanceDate: int
    advanceDateStr: str
    meetPassDate: int
    meetPassDateStr: str
    startDate: int
    startDateStr: str
    endDate: int
    endDateStr: str
    payDate: int
    payDateStr: str
    seller: str
    buyBackMode: str
    shareType: str
    buyBackSum: int
    buyBackMoney: float
    percentage: float
    valueFloor: float
    valueCeiling: float
    priceFloor: float
    priceCeiling: float
    volumeFloor: float
    volumeCeiling: float
    def __init__(self, *, changeRegDate: typing.Optional[int] = ..., changeRegDateStr: typing.Optional[str] = ..., changeDate: typing.Optional[int] = ..., changeDateStr: typing.Optional[str] = ..., eventProceDesc: typing.Optional[str] = ..., advanceDate: typing.Optional[int] = ..., advanceDateStr: typing.Optional[str] = ..., meetPassDate: typing.Optional[int] = ..., meetPassDateStr: typing.Optional[str] = ..., startDate: typing.Optional[int] = ..., startDateStr: typing.Optional[str] = ..., endDate: typing.Optional[int] = ..., endDateStr: typing.Optional[str] = ..., payDate: typing.Optional[int] = ..., payDateStr: typing.Optional[str] = ..., seller: typing.Optional[str] = ..., buyBackMode: typing.Optional[str] = ..., shareType: typing.Optional[str] = ..., buyBackSum: typing.Optional[int] = ..., buyBackMoney: typing.Optional[float] = ..., percentage: typing.Optional[float] = ..., valueFloor: typing.Optional[float] = ..., valueCeiling: typing.Optional[float] = ..., priceFloor: typing.Optional[float] = ..., priceCeiling: typing.Optional[float] = ..., volumeFloor: typing.Optional[float] = ..., volumeCeiling: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    nextKey: str
    num: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., nextKey: typing.Optional[str] = ..., num: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def hkBuyBackList(self) -> Repeated[HKBuyBackItem]: ...
    @builtins.property
    def aBuyBackList(self) -> Repeated[ABuyBackItem]: ...
    nextKey: str
    def __init__(self, *, hkBuyBackList: typing.Optional[typing.Iterable[typing.Union[HKBuyBackItem, typing.Mapping[str, typing.Any]]]] = ..., aBuyBackList: typing.Optional[typing.Iterable[typing.Union[ABuyBackItem, typing.Mapping[str, typing.Any]]]] = ..., nextKey: typing.Optional[str] = ...) -> None: ...

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
