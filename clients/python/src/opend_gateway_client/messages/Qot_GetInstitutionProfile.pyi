# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from .._types import Enum, Map, Message, Repeated

class C2S(Message):
    market: int
    institutionId: int
    def __init__(self, *, market: typing.Optional[int] = ..., institutionId: typing.Optional[int] = ...) -> None: ...

class S2C(Message):
    institutionName: str
    description: str
    positionValue: float
    lastPositionValue: float
    positionValueChangePct: float
    totalHoldingCount: int
    holdingChangeCount: int
    newCount: int
    soldOutCount: int
    increaseCount: int
    decreaseCount: int
    top10Pct: float
    top10PctChange: float
    disclosureDate: str
    currency: str
    def __init__(self, *, institutionName: typing.Optional[str] = ..., description: typing.Optional[str] = ..., positionValue: typing.Optional[float] = ..., lastPositionValue: typing.Optional[float] = ..., positionValueChangePct: typing.Optional[float] = ..., totalHoldingCount: typing.Optional[int] = ..., holdingChangeCount: typing.Optional[int] = ..., newCount: typing.Optional[int] = ..., soldOutCount: typing.Optional[int] = ..., increaseCount: typing.Optional[int] = ..., decreaseCount: typing.Optional[int] = ..., top10Pct: typing.Optional[float] = ..., top10PctChange: typing.Optional[float] = ..., disclosureDate: typing.Optional[str] = ..., currency: typing.Optional[str] = ...) -> None: ...

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
