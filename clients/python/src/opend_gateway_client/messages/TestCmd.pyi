# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    cmd: str
    paramStr: str
    paramBytes: bytes
    def __init__(self, *, cmd: typing.Optional[str] = ..., paramStr: typing.Optional[str] = ..., paramBytes: typing.Optional[bytes] = ...) -> None: ...

class S2C(Message):
    cmd: str
    resultStr: str
    resultBytes: bytes
    def __init__(self, *, cmd: typing.Optional[str] = ..., resultStr: typing.Optional[str] = ..., resultBytes: typing.Optional[bytes] = ...) -> None: ...

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
