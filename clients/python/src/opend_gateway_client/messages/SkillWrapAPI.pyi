# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

class TechnicalUnusualReq(Message):
    stock_symbol: str
    time_range: int
    @builtins.property
    def indicator_filters(self) -> Repeated[str]: ...
    language_id: int
    def __init__(self, *, stock_symbol: typing.Optional[str] = ..., time_range: typing.Optional[int] = ..., indicator_filters: typing.Optional[typing.Iterable[str]] = ..., language_id: typing.Optional[int] = ...) -> None: ...

class TechnicalUnusualRsp(Message):
    retType: int
    retMsg: str
    errCode: int
    time_range: str
    content: str
    def __init__(self, *, retType: typing.Optional[int] = ..., retMsg: typing.Optional[str] = ..., errCode: typing.Optional[int] = ..., time_range: typing.Optional[str] = ..., content: typing.Optional[str] = ...) -> None: ...

class FinancialUnusualReq(Message):
    stock_symbol: str
    time_range: int
    @builtins.property
    def analysis_dimensions(self) -> Repeated[str]: ...
    language_id: int
    def __init__(self, *, stock_symbol: typing.Optional[str] = ..., time_range: typing.Optional[int] = ..., analysis_dimensions: typing.Optional[typing.Iterable[str]] = ..., language_id: typing.Optional[int] = ...) -> None: ...

class FinancialUnusualRsp(Message):
    retType: int
    retMsg: str
    errCode: int
    time_range: str
    content: str
    def __init__(self, *, retType: typing.Optional[int] = ..., retMsg: typing.Optional[str] = ..., errCode: typing.Optional[int] = ..., time_range: typing.Optional[str] = ..., content: typing.Optional[str] = ...) -> None: ...

class DerivativeUnusualReq(Message):
    stock_symbol: str
    time_range: int
    @builtins.property
    def analysis_dimensions(self) -> Repeated[str]: ...
    language_id: int
    def __init__(self, *, stock_symbol: typing.Optional[str] = ..., time_range: typing.Optional[int] = ..., analysis_dimensions: typing.Optional[typing.Iterable[str]] = ..., language_id: typing.Optional[int] = ...) -> None: ...

class DerivativeUnusualRsp(Message):
    retType: int
    retMsg: str
    errCode: int
    time_range: str
    content: str
    def __init__(self, *, retType: typing.Optional[int] = ..., retMsg: typing.Optional[str] = ..., errCode: typing.Optional[int] = ..., time_range: typing.Optional[str] = ..., content: typing.Optional[str] = ...) -> None: ...
