# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import google_protobuf
from .._types import Enum, Map, Message, Repeated

class ErrorInfo(Message):
    reason: str
    domain: str
    @builtins.property
    def metadata(self) -> Map[str, str]: ...
    def __init__(self, *, reason: typing.Optional[str] = ..., domain: typing.Optional[str] = ..., metadata: typing.Optional[typing.Mapping[str, str]] = ...) -> None: ...

class RetryInfo(Message):
    @builtins.property
    def retry_delay(self) -> google_protobuf.Duration: ...
    def __init__(self, *, retry_delay: typing.Optional[typing.Union[google_protobuf.Duration, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class QuotaFailure(Message):
    class Violation(Message):
        subject: str
        description: str
        def __init__(self, *, subject: typing.Optional[str] = ..., description: typing.Optional[str] = ...) -> None: ...
    @builtins.property
    def violations(self) -> Repeated[QuotaFailure.Violation]: ...
    def __init__(self, *, violations: typing.Optional[typing.Iterable[typing.Union[QuotaFailure.Violation, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class Status(Message):
    code: int
    message: str
    @builtins.property
    def details(self) -> Repeated[google_protobuf.Any]: ...
    def __init__(self, *, code: typing.Optional[int] = ..., message: typing.Optional[str] = ..., details: typing.Optional[typing.Iterable[typing.Union[google_protobuf.Any, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...
