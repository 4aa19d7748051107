# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

SortField: Enum
SortField_Code: int
SortField_ChangeRate: int
SortField_Turnover: int
SortField_Volume: int
SortField_MarketVal: int

class StockInfo(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    name: str
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., name: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    chainId: int
    plateId: int
    @builtins.property
    def marketList(self) -> Repeated[int]: ...
    sortField: int
    ascend: bool
    count: int
    page: str
    def __init__(self, *, chainId: typing.Optional[int] = ..., plateId: typing.Optional[int] = ..., marketList: typing.Optional[typing.Iterable[int]] = ..., sortField: typing.Optional[int] = ..., ascend: typing.Optional[bool] = ..., count: typing.Optional[int] = ..., page: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def stockList(self) -> Repeated[StockInfo]: ...
    page: str
    allCount: int
    def __init__(self, *, stockList: typing.Optional[typing.Iterable[typing.Union[StockInfo, typing.Mapping[str, typing.Any]]]] = ..., page: typing.Optional[str] = ..., allCount: typing.Optional[int] = ...) -> None: ...

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
