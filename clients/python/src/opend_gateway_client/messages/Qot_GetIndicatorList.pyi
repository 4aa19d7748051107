# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class IndicatorInfo(Message):
    shortName: str
    fullName: str
    @builtins.property
    def inputs(self) -> Repeated[Qot_Common.IndicatorInputParam]: ...
    @builtins.property
    def outputs(self) -> Repeated[Qot_Common.IndicatorOutputParam]: ...
    script: str
    def __init__(self, *, shortName: typing.Optional[str] = ..., fullName: typing.Optional[str] = ..., inputs: typing.Optional[typing.Iterable[typing.Union[Qot_Common.IndicatorInputParam, typing.Mapping[str, typing.Any]]]] = ..., outputs: typing.Optional[typing.Iterable[typing.Union[Qot_Common.IndicatorOutputParam, typing.Mapping[str, typing.Any]]]] = ..., script: typing.Optional[str] = ...) -> None: ...

class IndicatorEntry(Message):
    @builtins.property
    def myLang(self) -> IndicatorInfo: ...
    @builtins.property
    def python(self) -> IndicatorInfo: ...
    def __init__(self, *, myLang: typing.Optional[typing.Union[IndicatorInfo, typing.Mapping[str, typing.Any]]] = ..., python: typing.Optional[typing.Union[IndicatorInfo, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class C2S(Message):
    searchKey: str
    langType: int
    searchMode: int
    def __init__(self, *, searchKey: typing.Optional[str] = ..., langType: typing.Optional[int] = ..., searchMode: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def indicatorList(self) -> Repeated[IndicatorEntry]: ...
    def __init__(self, *, indicatorList: typing.Optional[typing.Iterable[typing.Union[IndicatorEntry, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
