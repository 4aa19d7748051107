# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class ContractItem(Message):
    @builtins.property
    def contractSecurity(self) -> Qot_Common.Security: ...
    @builtins.property
    def eventSecurity(self) -> Qot_Common.Security: ...
    @builtins.property
    def seriesSecurity(self) -> Qot_Common.Security: ...
    contractType: int
    title: str
    yesSubTitle: str
    openTime: str
    closeTime: str
    determinationTime: str
    settledTime: str
    latestExpirationTime: str
    status: int
    result: str
    settlementValue: str
    expirationValue: str
    volume: str
    canCloseEarly: bool
    tickSize: str
    category: str
    tag: str
    def __init__(self, *, contractSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., eventSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., seriesSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., contractType: typing.Optional[int] = ..., title: typing.Optional[str] = ..., yesSubTitle: typing.Optional[str] = ..., openTime: typing.Optional[str] = ..., closeTime: typing.Optional[str] = ..., determinationTime: typing.Optional[str] = ..., settledTime: typing.Optional[str] = ..., latestExpirationTime: typing.Optional[str] = ..., status: typing.Optional[int] = ..., result: typing.Optional[str] = ..., settlementValue: typing.Optional[str] = ..., expirationValue: typing.Optional[str] = ..., volume: typing.Optional[str] = ..., canCloseEarly: typing.Optional[bool] = ..., tickSize: typing.Optional[str] = ..., category: typing.Optional[str] = ..., tag: typing.Optional[str] = ...) -> None: ...

class RecommendContract(Message):
    @builtins.property
    def contractSecurity(self) -> Qot_Common.Security: ...
    def __init__(self, *, contractSecurity: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def event(self) -> Qot_Common.Security: ...
    nextPage: str
    count: int
    def __init__(self, *, event: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., nextPage: typing.Optional[str] = ..., count: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def contractList(self) -> Repeated[ContractItem]: ...
    @builtins.property
    def recommendContracts(self) -> Repeated[RecommendContract]: ...
    nextPage: str
    def __init__(self, *, contractList: typing.Optional[typing.Iterable[typing.Union[ContractItem, typing.Mapping[str, typing.Any]]]] = ..., recommendContracts: typing.Optional[typing.Iterable[typing.Union[RecommendContract, typing.Mapping[str, typing.Any]]]] = ..., nextPage: typing.Optional[str] = ...) -> None: ...

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
