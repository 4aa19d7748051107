# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class OwnershipStaticItem(Message):
    name: str
    holderPct: float
    holderId: int
    def __init__(self, *, name: typing.Optional[str] = ..., holderPct: typing.Optional[float] = ..., holderId: typing.Optional[int] = ...) -> None: ...

class OwnershipStaticInfo(Message):
    staticDate: int
    staticDateStr: str
    @builtins.property
    def itemList(self) -> Repeated[OwnershipStaticItem]: ...
    def __init__(self, *, staticDate: typing.Optional[int] = ..., staticDateStr: typing.Optional[str] = ..., itemList: typing.Optional[typing.Iterable[typing.Union[OwnershipStaticItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class HoldingPeriodItem(Message):
    periodText: str
    periodId: int
    def __init__(self, *, periodText: typing.Optional[str] = ..., periodId: typing.Optional[int] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    periodId: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., periodId: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def mainHolderInfoList(self) -> Repeated[OwnershipStaticInfo]: ...
    @builtins.property
    def holderTypeInfoList(self) -> Repeated[OwnershipStaticInfo]: ...
    @builtins.property
    def holdingPeriodList(self) -> Repeated[HoldingPeriodItem]: ...
    def __init__(self, *, mainHolderInfoList: typing.Optional[typing.Iterable[typing.Union[OwnershipStaticInfo, typing.Mapping[str, typing.Any]]]] = ..., holderTypeInfoList: typing.Optional[typing.Iterable[typing.Union[OwnershipStaticInfo, typing.Mapping[str, typing.Any]]]] = ..., holdingPeriodList: typing.Optional[typing.Iterable[typing.Union[HoldingPeriodItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
