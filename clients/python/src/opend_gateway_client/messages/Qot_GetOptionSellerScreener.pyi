# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_OptionCommon
from .._types import Enum, Map, Message, Repeated

class SellerItem(Message):
    @builtins.property
    def option(self) -> Qot_Common.Security: ...
    name: str
    optionType: int
    strikePrice: float
    strikeTime: str
    strikeTimestamp: float
    leftDays: int
    optionPrice: float
    stockPrice: float
    premium: float
    otmDegree: float
    iv: float
    intervalReturn: float
    annualizedReturn: float
    itmProbability: float
    strikedIntervalReturn: float
    strikedAnnualizedReturn: float
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    def __init__(self, *, option: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., optionType: typing.Optional[int] = ..., strikePrice: typing.Optional[float] = ..., strikeTime: typing.Optional[str] = ..., strikeTimestamp: typing.Optional[float] = ..., leftDays: typing.Optional[int] = ..., optionPrice: typing.Optional[float] = ..., stockPrice: typing.Optional[float] = ..., premium: typing.Optional[float] = ..., otmDegree: typing.Optional[float] = ..., iv: typing.Optional[float] = ..., intervalReturn: typing.Optional[float] = ..., annualizedReturn: typing.Optional[float] = ..., itmProbability: typing.Optional[float] = ..., strikedIntervalReturn: typing.Optional[float] = ..., strikedAnnualizedReturn: typing.Optional[float] = ..., owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class C2S(Message):
    optionMarket: int
    sellerType: int
    sortType: int
    isAsc: bool
    @builtins.property
    def filterList(self) -> Repeated[Qot_OptionCommon.SellerIndicator]: ...
    def __init__(self, *, optionMarket: typing.Optional[int] = ..., sellerType: typing.Optional[int] = ..., sortType: typing.Optional[int] = ..., isAsc: typing.Optional[bool] = ..., filterList: typing.Optional[typing.Iterable[typing.Union[Qot_OptionCommon.SellerIndicator, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def itemList(self) -> Repeated[SellerItem]: ...
    def __init__(self, *, itemList: typing.Optional[typing.Iterable[typing.Union[SellerItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
