# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Qot_Common
from .._types import Enum, Map, Message, Repeated

class OptionQuote(Message):
    price: float
    chg: float
    chg_rate: float
    vol: int
    turnover: float
    high: float
    low: float
    mid: float
    open: float
    pre_close: float
    open_interest: int
    premium: float
    IV: float
    delta: float
    gamma: float
    vega: float
    theta: float
    rho: float
    option_type: int
    expire_time: str
    strike: float
    contract_size: float
    contract_multiplier: float
    exercise_type: int
    days_to_expiry: int
    net_open_interest: int
    contract_value: float
    equal_underlying: float
    index_option_type: int
    intrinsic_value: float
    time_value: float
    @builtins.property
    def breakeven_point(self) -> Repeated[float]: ...
    @builtins.property
    def dist_to_breakeven(self) -> Repeated[float]: ...
    prob_of_profit: float
    seller_roi: float
    mark_price: float
    leverage_ratio: float
    effective_gearing: float
    def __init__(self, *, price: typing.Optional[float] = ..., chg: typing.Optional[float] = ..., chg_rate: typing.Optional[float] = ..., vol: typing.Optional[int] = ..., turnover: typing.Optional[float] = ..., high: typing.Optional[float] = ..., low: typing.Optional[float] = ..., mid: typing.Optional[float] = ..., open: typing.Optional[float] = ..., pre_close: typing.Optional[float] = ..., open_interest: typing.Optional[int] = ..., premium: typing.Optional[float] = ..., IV: typing.Optional[float] = ..., delta: typing.Optional[float] = ..., gamma: typing.Optional[float] = ..., vega: typing.Optional[float] = ..., theta: typing.Optional[float] = ..., rho: typing.Optional[float] = ..., option_type: typing.Optional[int] = ..., expire_time: typing.Optional[str] = ..., strike: typing.Optional[float] = ..., contract_size: typing.Optional[float] = ..., contract_multiplier: typing.Optional[float] = ..., exercise_type: typing.Optional[int] = ..., days_to_expiry: typing.Optional[int] = ..., net_open_interest: typing.Optional[int] = ..., contract_value: typing.Optional[float] = ..., equal_underlying: typing.Optional[float] = ..., index_option_type: typing.Optional[int] = ..., intrinsic_value: typing.Optional[float] = ..., time_value: typing.Optional[float] = ..., breakeven_point: typing.Optional[typing.Iterable[float]] = ..., dist_to_breakeven: typing.Optional[typing.Iterable[float]] = ..., prob_of_profit: typing.Optional[float] = ..., seller_roi: typing.Optional[float] = ..., mark_price: typing.Optional[float] = ..., leverage_ratio: typing.Optional[float] = ..., effective_gearing: typing.Optional[float] = ...) -> None: ...

class C2S(Message):
    @builtins.property
    def multi_legs(self) -> Repeated[Qot_Common.ComboLeg]: ...
    @builtins.property
    def header(self) -> Qot_Common.QotHeader: ...
    def __init__(self, *, multi_legs: typing.Optional[typing.Iterable[typing.Union[Qot_Common.ComboLeg, typing.Mapping[str, typing.Any]]]] = ..., header: typing.Optional[typing.Union[Qot_Common.QotHeader, typing.Mapping[str, typing.Any]]] = ...) -> None: ...

class S2C(Message):
    @builtins.property
    def optionQuoteList(self) -> Repeated[OptionQuote]: ...
    def __init__(self, *, optionQuoteList: typing.Optional[typing.Iterable[typing.Union[OptionQuote, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

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
