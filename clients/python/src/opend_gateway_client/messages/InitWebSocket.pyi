# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    IP: str
    Port: int
    RSAPrivateKey: str
    websocketKey: str
    clientID: str
    programmingLanguage: str
    def __init__(self, *, IP: typing.Optional[str] = ..., Port: typing.Optional[int] = ..., RSAPrivateKey: typing.Optional[str] = ..., websocketKey: typing.Optional[str] = ..., clientID: typing.Optional[str] = ..., programmingLanguage: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    serverTime: int
    connID: int
    def __init__(self, *, serverTime: typing.Optional[int] = ..., connID: typing.Optional[int] = ...) -> None: ...

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
