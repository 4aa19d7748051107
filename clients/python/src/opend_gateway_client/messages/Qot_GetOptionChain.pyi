# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

OptionCondType: Enum
OptionCondType_Unknow: int
OptionCondType_WithIn: int
OptionCondType_Outside: int

class DataFilter(Message):
    impliedVolatilityMin: float
    impliedVolatilityMax: float
    deltaMin: float
    deltaMax: float
    gammaMin: float
    gammaMax: float
    vegaMin: float
    vegaMax: float
    thetaMin: float
    thetaMax: float
    rhoMin: float
    rhoMax: float
    netOpenInterestMin: float
    netOpenInterestMax: float
    openInterestMin: float
    openInterestMax: float
    volMin: float
    volMax: float
    def __init__(self, *, impliedVolatilityMin: typing.Optional[float] = ..., impliedVolatilityMax: typing.Optional[float] = ..., deltaMin: typing.Optional[float] = ..., deltaMax: typing.Optional[float] = ..., gammaMin: typing.Optional[float] = ..., gammaMax: typing.Optional[float] = ..., vegaMin: typing.Optional[float] = ..., vegaMax: typing.Optional[float] = ..., thetaMin: typing.Optional[float] = ..., thetaMax: typing.Optional[float] = ..., rhoMin: typing.Optional[float] = ..., rhoMax: typing.Optional[float] = ..., netOpenInterestMin: typing.Optional[float] = ..., netOpenInterestMax: typing.Optional[float] = ..., openInterestMin: typing.Optional[float] = ..., openInterestMax: typing.Optional[float] = ..., volMin: typing.Optional[float] = ..., volMax: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    indexOptionType: int
    type: int
    condition: int
    beginTime: str
    endTime: str
    @builtins.property
    def dataFilter(self) -> DataFilter: ...
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., indexOptionType: typing.Optional[int] = ..., type: typing.Optional[int] = ..., condition: typing.Optional[int] = ..., beginTime: typing.Optional[str] = ..., endTime: typing.Optional[str] = ..., dataFilter: typing.Optional[typing.Union[DataFilter, typing.Mapping[str, typing.Any]]] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class OptionItem(Message):
    @builtins.property
    def call(self) -> Qot_Common.SecurityStaticInfo: ...
    @builtins.property
    def put(self) -> Qot_Common.SecurityStaticInfo: ...
    def __init__(self, *, call: typing.Optional[typing.Union[Qot_Common.SecurityStaticInfo, typing.Mapping[str, typing.Any]]] = ..., put: typing.Optional[typing.Union[Qot_Common.SecurityStaticInfo, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class OptionChain(Message):
    strikeTime: str
    @builtins.property
    def option(self) -> Repeated[OptionItem]: ...
    strikeTimestamp: float
    def __init__(self, *, strikeTime: typing.Optional[str] = ..., option: typing.Optional[typing.Iterable[typing.Union[OptionItem, typing.Mapping[str, typing.Any]]]] = ..., strikeTimestamp: typing.Optional[float] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def optionChain(self) -> Repeated[OptionChain]: ...
    def __init__(self, *, optionChain: typing.Optional[typing.Iterable[typing.Union[OptionChain, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
