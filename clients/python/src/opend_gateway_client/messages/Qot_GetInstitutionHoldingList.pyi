# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

HoldingChangeType: Enum
HoldingChangeType_Unknown: int
HoldingChangeType_New: int
HoldingChangeType_SoldOut: int
HoldingChangeType_Increase: int
HoldingChangeType_Decrease: int

SortField: Enum
SortField_Unknown: int
SortField_HoldingValue: int
SortField_HoldingPct: int
SortField_LastHoldingPct: int
SortField_ChangeShares: int
SortField_ChangePct: int
SortField_PortfolioPct: int
SortField_Industry: int
SortField_HoldingDate: int

SortDir: Enum
SortDir_Descending: int
SortDir_Ascending: int

class C2S(Message):
    market: int
    institutionId: int
    changeType: int
    sortField: int
    sortDir: int
    count: int
    page: str
    keyword: str
    def __init__(self, *, market: typing.Optional[int] = ..., institutionId: typing.Optional[int] = ..., changeType: typing.Optional[int] = ..., sortField: typing.Optional[int] = ..., sortDir: typing.Optional[int] = ..., count: typing.Optional[int] = ..., page: typing.Optional[str] = ..., keyword: typing.Optional[str] = ...) -> None: ...

class HoldingListItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    industryName: str
    holdingValue: float
    holdingPct: float
    lastHoldingPct: float
    changeShares: int
    portfolioPct: float
    changePct: float
    holdingDate: str
    source: str
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., industryName: typing.Optional[str] = ..., holdingValue: typing.Optional[float] = ..., holdingPct: typing.Optional[float] = ..., lastHoldingPct: typing.Optional[float] = ..., changeShares: typing.Optional[int] = ..., portfolioPct: typing.Optional[float] = ..., changePct: typing.Optional[float] = ..., holdingDate: typing.Optional[str] = ..., source: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dataList(self) -> Repeated[HoldingListItem]: ...
    allCount: int
    nextPage: str
    currency: str
    def __init__(self, *, dataList: typing.Optional[typing.Iterable[typing.Union[HoldingListItem, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ..., nextPage: typing.Optional[str] = ..., currency: typing.Optional[str] = ...) -> None: ...

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
