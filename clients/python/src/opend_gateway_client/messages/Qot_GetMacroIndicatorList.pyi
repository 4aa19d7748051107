# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

MacroRegion: Enum
MacroRegion_Unknown: int
MacroRegion_HK: int
MacroRegion_US: int
MacroRegion_JP: int
MacroRegion_SG: int
MacroRegion_AU: int
MacroRegion_CA: int
MacroRegion_MY: int
MacroRegion_CN: int

class MacroIndicatorInfo(Message):
    indicatorId: int
    name: str
    def __init__(self, *, indicatorId: typing.Optional[int] = ..., name: typing.Optional[str] = ...) -> None: ...

class MacroIndicatorCategory(Message):
    categoryName: str
    @builtins.property
    def indicatorList(self) -> Repeated[MacroIndicatorInfo]: ...
    def __init__(self, *, categoryName: typing.Optional[str] = ..., indicatorList: typing.Optional[typing.Iterable[typing.Union[MacroIndicatorInfo, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class C2S(Message):
    region: int
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, region: typing.Optional[int] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def indicatorList(self) -> Repeated[MacroIndicatorCategory]: ...
    def __init__(self, *, indicatorList: typing.Optional[typing.Iterable[typing.Union[MacroIndicatorCategory, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
