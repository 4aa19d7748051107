# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class StockSplitItem(Message):
    dirDeciPubDate: int
    dirDeciPubDateStr: str
    reformType: str
    rate: str
    exDate: int
    exDateStr: str
    smDeciDate: int
    smDeciDateStr: str
    tempTradeBeginDate: int
    tempTradeBeginDateStr: str
    simulTradeBeginDate: int
    simulTradeBeginDateStr: str
    simulTradeEndDate: int
    simulTradeEndDateStr: str
    eventStatus: str
    newParValue: float
    tempShareCode: str
    tempShareAbbrName: str
    newTradeUnit: int
    sharesAfterEffect: float
    def __init__(self, *, dirDeciPubDate: typing.Optional[int] = ..., dirDeciPubDateStr: typing.Optional[str] = ..., reformType: typing.Optional[str] = ..., rate: typing.Optional[str] = ..., exDate: typing.Optional[int] = ..., exDateStr: typing.Optional[str] = ..., smDeciDate: typing.Optional[int] = ..., smDeciDateStr: typing.Optional[str] = ..., tempTradeBeginDate: typing.Optional[int] = ..., tempTradeBeginDateStr: typing.Optional[str] = ..., simulTradeBeginDate: typing.Optional[int] = ..., simulTradeBeginDateStr: typing.Optional[str] = ..., simulTradeEndDate: typing.Optional[int] = ..., simulTradeEndDateStr: typing.Optional[str] = ..., eventStatus: typing.Optional[str] = ..., newParValue: typing.Optional[float] = ..., tempShareCode: typing.Optional[str] = ..., tempShareAbbrName: typing.Optional[str] = ..., newTradeUnit: typing.Optional[int] = ..., sharesAfterEffect: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    nextKey: str
    num: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., nextKey: typing.Optional[str] = ..., num: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def splitItemList(self) -> Repeated[StockSplitItem]: ...
    nextKey: str
    def __init__(self, *, splitItemList: typing.Optional[typing.Iterable[typing.Union[StockSplitItem, typing.Mapping[str, typing.Any]]]] = ..., nextKey: typing.Optional[str] = ...) -> None: ...

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
