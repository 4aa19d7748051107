# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

IndustrialChainType: Enum
IndustrialChainType_Chain: int
IndustrialChainType_Parallel: int
IndustrialChainType_UpMidDown: int

class C2S(Message):
    market: int
    keyword: str
    count: int
    page: str
    def __init__(self, *, market: typing.Optional[int] = ..., keyword: typing.Optional[str] = ..., count: typing.Optional[int] = ..., page: typing.Optional[str] = ...) -> None: ...

class IndustrialChainInfo(Message):
    chainId: int
    chainType: int
    name: str
    detail: str
    marketCap: float
    stocksNum: int
    @builtins.property
    def relationSecurityList(self) -> Repeated[Qot_Common.Security]: ...
    def __init__(self, *, chainId: typing.Optional[int] = ..., chainType: typing.Optional[int] = ..., name: typing.Optional[str] = ..., detail: typing.Optional[str] = ..., marketCap: typing.Optional[float] = ..., stocksNum: typing.Optional[int] = ..., relationSecurityList: typing.Optional[typing.Iterable[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dataList(self) -> Repeated[IndustrialChainInfo]: ...
    allCount: int
    nextPage: str
    def __init__(self, *, dataList: typing.Optional[typing.Iterable[typing.Union[IndustrialChainInfo, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ..., nextPage: typing.Optional[str] = ...) -> None: ...

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
