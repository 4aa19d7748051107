# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    market: int
    institutionId: int
    def __init__(self, *, market: typing.Optional[int] = ..., institutionId: typing.Optional[int] = ...) -> None: ...

class IndustryDistributionItem(Message):
    industryId: int
    industryName: str
    positionValue: float
    portfolioPct: float
    def __init__(self, *, industryId: typing.Optional[int] = ..., industryName: typing.Optional[str] = ..., positionValue: typing.Optional[float] = ..., portfolioPct: typing.Optional[float] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dataList(self) -> Repeated[IndustryDistributionItem]: ...
    def __init__(self, *, dataList: typing.Optional[typing.Iterable[typing.Union[IndustryDistributionItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
