# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Common
from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    userID: int
    def __init__(self, *, userID: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    marketHK: int
    marketUS: int
    marketSH: int
    marketSZ: int
    marketHKFuture: int
    marketUSFuture: int
    marketSGFuture: int
    marketJPFuture: int
    marketSG: int
    marketMY: int
    marketJP: int
    qotLogined: bool
    trdLogined: bool
    serverVer: int
    serverBuildNo: int
    time: int
    localTime: float
    @builtins.property
    def programStatus(self) -> Common.ProgramStatus: ...
    qotSvrIpAddr: str
    trdSvrIpAddr: str
    connID: int
    def __init__(self, *, marketHK: typing.Optional[int] = ..., marketUS: typing.Optional[int] = ..., marketSH: typing.Optional[int] = ..., marketSZ: typing.Optional[int] = ..., marketHKFuture: typing.Optional[int] = ..., marketUSFuture: typing.Optional[int] = ..., marketSGFuture: typing.Optional[int] = ..., marketJPFuture: typing.Optional[int] = ..., marketSG: typing.Optional[int] = ..., marketMY: typing.Optional[int] = ..., marketJP: typing.Optional[int] = ..., qotLogined: typing.Optional[bool] = ..., trdLogined: typing.Optional[bool] = ..., serverVer: typing.Optional[int] = ..., serverBuildNo: typing.Optional[int] = ..., time: typing.Optional[int] = ..., localTime: typing.Optional[float] = ..., programStatus: typing.Optional[typing.Union[Common.ProgramStatus, typing.Mapping[str, typing.Any]]] = ..., qotSvrIpAddr: typing.Optional[str] = ..., trdSvrIpAddr: typing.Optional[str] = ..., connID: typing.Optional[int] = ...) -> None: ...

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
