# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

SortField: Enum
SortField_Unknown: int
SortField_PositionValue: int
SortField_PositionValueChange: int
SortField_PositionCount: int
SortField_PositionCountChange: int

SortDir: Enum
SortDir_Descending: int
SortDir_Ascending: int

class C2S(Message):
    market: int
    sortField: int
    sortDir: int
    count: int
    page: str
    namePart: str
    def __init__(self, *, market: typing.Optional[int] = ..., sortField: typing.Optional[int] = ..., sortDir: typing.Optional[int] = ..., count: typing.Optional[int] = ..., page: typing.Optional[str] = ..., namePart: typing.Optional[str] = ...) -> None: ...

class InstitutionListItem(Message):
    institutionId: int
    institutionName: str
    positionValue: float
    positionValueChange: float
    positionCount: int
    positionCountChange: int
    disclosureDate: str
    def __init__(self, *, institutionId: typing.Optional[int] = ..., institutionName: typing.Optional[str] = ..., positionValue: typing.Optional[float] = ..., positionValueChange: typing.Optional[float] = ..., positionCount: typing.Optional[int] = ..., positionCountChange: typing.Optional[int] = ..., disclosureDate: typing.Optional[str] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def dataList(self) -> Repeated[InstitutionListItem]: ...
    allCount: int
    nextPage: str
    currency: str
    def __init__(self, *, dataList: typing.Optional[typing.Iterable[typing.Union[InstitutionListItem, typing.Mapping[str, typing.Any]]]] = ..., allCount: typing.Optional[int] = ..., nextPage: typing.Optional[str] = ..., currency: typing.Optional[str] = ...) -> None: ...

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
