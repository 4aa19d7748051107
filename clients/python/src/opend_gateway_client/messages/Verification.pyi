# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

VerificationType: Enum
VerificationType_Unknow: int
VerificationType_Picture: int
VerificationType_Phone: int

VerificationOp: Enum
VerificationOp_Unknow: int
VerificationOp_Request: int
VerificationOp_InputAndLogin: int

class C2S(Message):
    type: int
    op: int
    code: str
    def __init__(self, *, type: typing.Optional[int] = ..., op: typing.Optional[int] = ..., code: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    def __init__(self) -> None: ...

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
