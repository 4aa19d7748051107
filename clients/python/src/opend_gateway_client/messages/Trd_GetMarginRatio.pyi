# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Trd_Common
from .._types import Enum, Map, Message, Repeated

class MarginRatioInfo(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    isLongPermit: bool
    isShortPermit: bool
    shortPoolRemain: float
    shortFeeRate: float
    alertLongRatio: float
    alertShortRatio: float
    imLongRatio: float
    imShortRatio: float
    mcmLongRatio: float
    mcmShortRatio: float
    mmLongRatio: float
    mmShortRatio: float
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., isLongPermit: typing.Optional[bool] = ..., isShortPermit: typing.Optional[bool] = ..., shortPoolRemain: typing.Optional[float] = ..., shortFeeRate: typing.Optional[float] = ..., alertLongRatio: typing.Optional[float] = ..., alertShortRatio: typing.Optional[float] = ..., imLongRatio: typing.Optional[float] = ..., imShortRatio: typing.Optional[float] = ..., mcmLongRatio: typing.Optional[float] = ..., mcmShortRatio: typing.Optional[float] = ..., mmLongRatio: typing.Optional[float] = ..., mmShortRatio: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def header(self) -> Trd_Common.TrdHeader: ...
    @builtins.property
    def securityList(self) -> Repeated[Qot_Common.Security]: ...
    def __init__(self, *, header: typing.Optional[typing.Union[Trd_Common.TrdHeader, typing.Mapping[str, typing.Any]]] = ..., securityList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def header(self) -> Trd_Common.TrdHeader: ...
    @builtins.property
    def marginRatioInfoList(self) -> Repeated[MarginRatioInfo]: ...
    def __init__(self, *, header: typing.Optional[typing.Union[Trd_Common.TrdHeader, typing.Mapping[str, typing.Any]]] = ..., marginRatioInfoList: typing.Optional[typing.Iterable[typing.Union[MarginRatioInfo, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
