# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from . import Qot_GetEventContractKline
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    klineSource: int
    preSide: int
    klType: int
    beginTime: str
    endTime: str
    maxAckKLNum: int
    nextReqKey: bytes
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., klineSource: typing.Optional[int] = ..., preSide: typing.Optional[int] = ..., klType: typing.Optional[int] = ..., beginTime: typing.Optional[str] = ..., endTime: typing.Optional[str] = ..., maxAckKLNum: typing.Optional[int] = ..., nextReqKey: typing.Optional[bytes] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def klineList(self) -> Repeated[Qot_GetEventContractKline.KlineItem]: ...
    nextReqKey: bytes
    def __init__(self, *, klineList: typing.Optional[typing.Iterable[typing.Union[Qot_GetEventContractKline.KlineItem, typing.Mapping[str, typing.Any]]]] = ..., nextReqKey: typing.Optional[bytes] = ...) -> None: ...

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
