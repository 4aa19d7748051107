# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

RatingChangeType: Enum
RatingChangeType_Upgrade: int
RatingChangeType_Downgrade: int
RatingChangeType_NewRating: int

RatingLevel: Enum
RatingLevel_Unknown: int
RatingLevel_Sell: int
RatingLevel_Hold: int
RatingLevel_Buy: int

class C2S(Message):
    market: int
    changeType: int
    count: int
    page: str
    def __init__(self, *, market: typing.Optional[int] = ..., changeType: typing.Optional[int] = ..., count: typing.Optional[int] = ..., page: typing.Optional[str] = ...) -> None: ...

class RatingChangeItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    rating: int
    lastRating: int
    targetPrice: float
    lastTargetPrice: float
    changeType: int
    institutionName: str
    recommendationDate: str
    lastRecommendationDate: str
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., rating: typing.Optional[int] = ..., lastRating: typing.Optional[int] = ..., targetPrice: typing.Optional[float] = ..., lastTargetPrice: typing.Optional[float] = ..., changeType: typing.Optional[int] = ..., institutionName: typing.Optional[str] = ..., recommendationDate: typing.Optional[str] = ..., lastRecommendationDate: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dataList(self) -> Repeated[RatingChangeItem]: ...
    allCount: int
    nextPage: str
    def __init__(self, *, dataList: typing.Optional[typing.Iterable[typing.Union[RatingChangeItem, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ..., nextPage: typing.Optional[str] = ...) -> None: ...

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
