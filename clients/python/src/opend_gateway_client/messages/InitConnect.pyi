# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    clientVer: int
    clientID: str
    recvNotify: bool
    packetEncAlgo: int
    pushProtoFmt: int
    programmingLanguage: str
    aiType: int
    def __init__(self, *, clientVer: typing.Optional[int] = ..., clientID: typing.Optional[str] = ..., recvNotify: typing.Optional[bool] = ..., packetEncAlgo: typing.Optional[int] = ..., pushProtoFmt: typing.Optional[int] = ..., programmingLanguage: typing.Optional[str] = ..., aiType: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    serverVer: int
    loginUserID: int
    connID: int
    connAESKey: str
    keepAliveInterval: int
    aesCBCiv: str
    userAttribution: int
    def __init__(self, *, serverVer: typing.Optional[int] = ..., loginUserID: typing.Optional[int] = ..., connID: typing.Optional[int] = ..., connAESKey: typing.Optional[str] = ..., keepAliveInterval: typing.Optional[int] = ..., aesCBCiv: typing.Optional[str] = ..., userAttribution: typing.Optional[int] = ...) -> None: ...

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
