# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class OptionStrategyItem(Message):
    code: str
    name: str
    option_strategy: int
    @builtins.property
    def stock_owner(self) -> Qot_Common.Security: ...
    @builtins.property
    def multi_legs(self) -> Repeated[Qot_Common.ComboLeg]: ...
    def __init__(self, *, code: typing.Optional[str] = ..., name: typing.Optional[str] = ..., option_strategy: typing.Optional[int] = ..., stock_owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., multi_legs: typing.Optional[typing.Iterable[typing.Union[Qot_Common.ComboLeg, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def owner(self) -> Qot_Common.Security: ...
    option_strategy: int
    expire_time: str
    far_expire_time: str
    spread: float
    option_type: int
    strike_price: float
    index_option_type: int
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, owner: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., option_strategy: typing.Optional[int] = ..., expire_time: typing.Optional[str] = ..., far_expire_time: typing.Optional[str] = ..., spread: typing.Optional[float] = ..., option_type: typing.Optional[int] = ..., strike_price: typing.Optional[float] = ..., index_option_type: typing.Optional[int] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def strategyList(self) -> Repeated[OptionStrategyItem]: ...
    def __init__(self, *, strategyList: typing.Optional[typing.Iterable[typing.Union[OptionStrategyItem, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
