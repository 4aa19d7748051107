# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class OwnerInsiderTradeItem(Message):
    tradeShares: int
    minTradeDate: int
    minTradeDateStr: str
    maxTradeDate: int
    maxTradeDateStr: str
    minPrice: float
    maxPrice: float
    securityHolderQuantity: int
    isProposedSaleOfSecurities: bool
    holderId: int
    name: str
    title: str
    securityDescription: str
    transactionType: str
    sourceGroupName: str
    def __init__(self, *, tradeShares: typing.Optional[int] = ..., minTradeDate: typing.Optional[int] = ..., minTradeDateStr: typing.Optional[str] = ..., maxTradeDate: typing.Optional[int] = ..., maxTradeDateStr: typing.Optional[str] = ..., minPrice: typing.Optional[float] = ..., maxPrice: typing.Optional[float] = ..., securityHolderQuantity: typing.Optional[int] = ..., isProposedSaleOfSecurities: typing.Optional[bool] = ..., holderId: typing.Optional[int] = ..., name: typing.Optional[str] = ..., title: typing.Optional[str] = ..., securityDescription: typing.Optional[str] = ..., transactionType: typing.Optional[str] = ..., sourceGroupName: typing.Optional[str] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    holderId: int
    nextKey: str
    num: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., holderId: typing.Optional[int] = ..., nextKey: typing.Optional[str] = ..., num: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def itemList(self) -> Repeated[OwnerInsiderTradeItem]: ...
    allCount: int
    nextKey: str
    def __init__(self, *, itemList: typing.Optional[typing.Iterable[typing.Union[OwnerInsiderTradeItem, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ..., nextKey: typing.Optional[str] = ...) -> None: ...

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
