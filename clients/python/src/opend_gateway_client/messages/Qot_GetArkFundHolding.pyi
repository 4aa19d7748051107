# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

ArkHoldingType: Enum
ArkHoldingType_Position: int
ArkHoldingType_Increase: int
ArkHoldingType_Decrease: int
ArkHoldingType_New: int
ArkHoldingType_SoldOut: int

CycleType: Enum
CycleType_1Day: int
CycleType_5Day: int
CycleType_10Day: int
CycleType_30Day: int
CycleType_60Day: int

SortField: Enum
SortField_Shares: int
SortField_WeightChange: int
SortField_SharesChange: int
SortField_MarketValue: int
SortField_Weight: int

SortDir: Enum
SortDir_Descending: int
SortDir_Ascending: int

class C2S(Message):
    holdingType: int
    cycleType: int
    sortField: int
    sortDir: int
    count: int
    page: str
    def __init__(self, *, holdingType: typing.Optional[int] = ..., cycleType: typing.Optional[int] = ..., sortField: typing.Optional[int] = ..., sortDir: typing.Optional[int] = ..., count: typing.Optional[int] = ..., page: typing.Optional[str] = ...) -> None: ...

class ArkFundHoldingItem(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    shares: int
    sharesChange: int
    marketValue: float
    weight: float
    weightChange: float
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ..., shares: typing.Optional[int] = ..., sharesChange: typing.Optional[int] = ..., marketValue: typing.Optional[float] = ..., weight: typing.Optional[float] = ..., weightChange: typing.Optional[float] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dataList(self) -> Repeated[ArkFundHoldingItem]: ...
    allCount: int
    nextPage: str
    def __init__(self, *, dataList: typing.Optional[typing.Iterable[typing.Union[ArkFundHoldingItem, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ..., nextPage: typing.Optional[str] = ...) -> None: ...

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
