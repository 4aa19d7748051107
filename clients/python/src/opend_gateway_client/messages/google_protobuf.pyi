# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

class Duration(Message):
    seconds: int
    nanos: int
    def __init__(self, *, seconds: typing.Optional[int] = ..., nanos: typing.Optional[int] = ...) -> None: ...

class Any(Message):
    type_url: str
    value: bytes
    def __init__(self, *, type_url: typing.Optional[str] = ..., value: typing.Optional[bytes] = ...) -> None: ...
