# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class OperationalEfficiencyItem(Message):
    fiscalYear: int
    financialType: int
    periodText: str
    endDate: int
    endDateStr: str
    employeeNum: int
    employeeNumYoy: float
    incomePerCapita: float
    incomePerCapitaYoy: float
    profitPerCapita: float
    profitPerCapitaYoy: float
    netProfitPerCapita: float
    netProfitPerCapitaYoy: float
    def __init__(self, *, fiscalYear: typing.Optional[int] = ..., financialType: typing.Optional[int] = ..., periodText: typing.Optional[str] = ..., endDate: typing.Optional[int] = ..., endDateStr: typing.Optional[str] = ..., employeeNum: typing.Optional[int] = ..., employeeNumYoy: typing.Optional[float] = ..., incomePerCapita: typing.Optional[float] = ..., incomePerCapitaYoy: typing.Optional[float] = ..., profitPerCapita: typing.Optional[float] = ..., profitPerCapitaYoy: typing.Optional[float] = ..., netProfitPerCapita: typing.Optional[float] = ..., netProfitPerCapitaYoy: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def security(self) -> Qot_Common.Security: ...
    nextKey: str
    num: int
    currencyCode: str
    financialType: int
    def __init__(self, *, security: typing.Optional[typing.Union[Qot_Common.Security, typing.Mapping[str, typing.Any]]] = ..., nextKey: typing.Optional[str] = ..., num: typing.Optional[int] = ..., currencyCode: typing.Optional[str] = ..., financialType: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def itemList(self) -> Repeated[OperationalEfficiencyItem]: ...
    nextKey: str
    currencyCode: str
    def __init__(self, *, itemList: typing.Optional[typing.Iterable[typing.Union[OperationalEfficiencyItem, typing.Mapping[str, typing.Any]]]] = ..., nextKey: typing.Optional[str] = ..., currencyCode: typing.Optional[str] = ...) -> None: ...

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
