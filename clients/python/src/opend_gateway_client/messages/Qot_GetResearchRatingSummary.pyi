# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    ratingDimensionType: int
    uid: str
    nextKey: str
    num: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., ratingDimensionType: typing.Optional[int] = ..., uid: typing.Optional[str] = ..., nextKey: typing.Optional[str] = ..., num: typing.Optional[int] = ...) -> None: ...

class InstInfo(Message):
    institutionUid: str
    institutionPictureUrl: str
    institutionName: str
    updateTime: int
    updateTimeStr: str
    institutionSourceName: str
    institutionEnName: str
    def __init__(self, *, institutionUid: typing.Optional[str] = ..., institutionPictureUrl: typing.Optional[str] = ..., institutionName: typing.Optional[str] = ..., updateTime: typing.Optional[int] = ..., updateTimeStr: typing.Optional[str] = ..., institutionSourceName: typing.Optional[str] = ..., institutionEnName: typing.Optional[str] = ...) -> None: ...

class AnalystInfo(Message):
    analystUid: str
    analystName: str
    analystPictureUrl: str
    numOfStars: float
    successRate: float
    excessReturn: float
    stockSuccessRate: float
    stockAvgReturn: float
    @builtins.property
    def institutionInfo(self) -> InstInfo: ...
    updateTime: int
    updateTimeStr: str
    def __init__(self, *, analystUid: typing.Optional[str] = ..., analystName: typing.Optional[str] = ..., analystPictureUrl: typing.Optional[str] = ..., numOfStars: typing.Optional[float] = ..., successRate: typing.Optional[float] = ..., excessReturn: typing.Optional[float] = ..., stockSuccessRate: typing.Optional[float] = ..., stockAvgReturn: typing.Optional[float] = ..., institutionInfo: typing.Optional[typing.Union[InstInfo, typing.Mapping[str, typing.Any]]] = ..., updateTime: typing.Optional[int] = ..., updateTimeStr: typing.Optional[str] = ...) -> None: ...

class RatingItem(Message):
    analystUid: str
    institutionUid: str
    rating: int
    targetPrice: float
    recommendationDate: int
    recommendationDateStr: str
    ratingUrl: str
    updateTime: int
    updateTimeStr: str
    def __init__(self, *, analystUid: typing.Optional[str] = ..., institutionUid: typing.Optional[str] = ..., rating: typing.Optional[int] = ..., targetPrice: typing.Optional[float] = ..., recommendationDate: typing.Optional[int] = ..., recommendationDateStr: typing.Optional[str] = ..., ratingUrl: typing.Optional[str] = ..., updateTime: typing.Optional[int] = ..., updateTimeStr: typing.Optional[str] = ...) -> None: ...

class InstRatingSummaryItem(Message):
    @builtins.property
    def institutionInfo(self) -> InstInfo: ...
    @builtins.property
    def ratingItemList(self) -> Repeated[RatingItem]: ...
    def __init__(self, *, institutionInfo: typing.Optional[typing.Union[InstInfo, typing.Mapping[str, typing.Any]]] = ..., ratingItemList: typing.Optional[typing.Iterable[typing.Union[RatingItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class AnalystRatingSummaryItem(Message):
    @builtins.property
    def analystInfo(self) -> AnalystInfo: ...
    @builtins.property
    def ratingItemList(self) -> Repeated[RatingItem]: ...
    def __init__(self, *, analystInfo: typing.Optional[typing.Union[AnalystInfo, typing.Mapping[str, typing.Any]]] = ..., ratingItemList: typing.Optional[typing.Iterable[typing.Union[RatingItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class InstRatingDetail(Message):
    @builtins.property
    def institutionInfo(self) -> InstInfo: ...
    @builtins.property
    def analystInfoList(self) -> Repeated[AnalystInfo]: ...
    @builtins.property
    def ratingItemList(self) -> Repeated[RatingItem]: ...
    def __init__(self, *, institutionInfo: typing.Optional[typing.Union[InstInfo, typing.Mapping[str, typing.Any]]] = ..., analystInfoList: typing.Optional[typing.Iterable[typing.Union[AnalystInfo, typing.Mapping[str, typing.Any]]]] = ..., ratingItemList: typing.Optional[typing.Iterable[typing.Union[RatingItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class AnalystRatingDetail(Message):
    @builtins.property
    def analystInfo(self) -> AnalystInfo: ...
    @builtins.property
    def ratingItemList(self) -> Repeated[RatingItem]: ...
    def __init__(self, *, analystInfo: typing.Optional[typing.Union[AnalystInfo, typing.Mapping[str, typing.Any]]] = ..., ratingItemList: typing.Optional[typing.Iterable[typing.Union[RatingItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def instRatingSummaryList(self) -> Repeated[InstRatingSummaryItem]: ...
    @builtins.property
    def analystRatingSummaryList(self) -> Repeated[AnalystRatingSummaryItem]: ...
    @builtins.property
    def instRatingDetail(self) -> InstRatingDetail: ...
    @builtins.property
    def analystRatingDetail(self) -> AnalystRatingDetail: ...
    nextKey: str
    def __init__(self, *, instRatingSummaryList: typing.Optional[typing.Iterable[typing.Union[InstRatingSummaryItem, typing.Mapping[str, typing.Any]]]] = ..., analystRatingSummaryList: typing.Optional[typing.Iterable[typing.Union[AnalystRatingSummaryItem, typing.Mapping[str, typing.Any]]]] = ..., instRatingDetail: typing.Optional[typing.Union[InstRatingDetail, typing.Mapping[str, typing.Any]]] = ..., analystRatingDetail: typing.Optional[typing.Union[AnalystRatingDetail, typing.Mapping[str, typing.Any]]] = ..., nextKey: typing.Optional[str] = ...) -> None: ...

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
