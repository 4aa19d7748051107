# Written by scripts/generate.ts from the table of commands. Do not edit.
import builtins
import typing

from . import Notify
from . import Qot_PushIndicatorCalc
from . import Qot_UpdateBasicQot
from . import Qot_UpdateBroker
from . import Qot_UpdateEventContractKline
from . import Qot_UpdateEventContractOrderBook
from . import Qot_UpdateEventContractTicker
from . import Qot_UpdateKL
from . import Qot_UpdateOptionEvent
from . import Qot_UpdateOrderBook
from . import Qot_UpdatePriceReminder
from . import Qot_UpdateRT
from . import Qot_UpdateTicker
from . import Trd_UpdateOrder
from . import Trd_UpdateOrderFill
from . import futu_service
from .._types import Enum, Map, Message, Repeated

class GetLimitsRequest(Message):
    def __init__(self) -> None: ...

class GetLimitsResponse(Message):
    open_mode: bool
    @builtins.property
    def scopes(self) -> Repeated[str]: ...
    @builtins.property
    def accounts(self) -> AccountRule: ...
    @builtins.property
    def orders(self) -> OrderRule: ...
    profile: str
    @builtins.property
    def caller_rates(self) -> Repeated[Rate]: ...
    @builtins.property
    def streams(self) -> Budget: ...
    @builtins.property
    def symbols(self) -> Budget: ...
    @builtins.property
    def opend_rates(self) -> Repeated[Rate]: ...
    def __init__(self, *, open_mode: typing.Optional[bool] = ..., scopes: typing.Optional[typing.Iterable[str]] = ..., accounts: typing.Optional[typing.Union[AccountRule, typing.Mapping[str, typing.Any]]] = ..., orders: typing.Optional[typing.Union[OrderRule, typing.Mapping[str, typing.Any]]] = ..., profile: typing.Optional[str] = ..., caller_rates: typing.Optional[typing.Iterable[typing.Union[Rate, typing.Mapping[str, typing.Any]]]] = ..., streams: typing.Optional[typing.Union[Budget, typing.Mapping[str, typing.Any]]] = ..., symbols: typing.Optional[typing.Union[Budget, typing.Mapping[str, typing.Any]]] = ..., opend_rates: typing.Optional[typing.Iterable[typing.Union[Rate, typing.Mapping[str, typing.Any]]]] = ...) -> None: ...

class AccountRule(Message):
    all: bool
    @builtins.property
    def acc_ids(self) -> Repeated[int]: ...
    @builtins.property
    def card_nums(self) -> Repeated[str]: ...
    def __init__(self, *, all: typing.Optional[bool] = ..., acc_ids: typing.Optional[typing.Iterable[int]] = ..., card_nums: typing.Optional[typing.Iterable[str]] = ...) -> None: ...

class OrderRule(Message):
    trading_mode: str
    @builtins.property
    def markets(self) -> Repeated[str]: ...
    @builtins.property
    def symbols(self) -> Repeated[str]: ...
    @builtins.property
    def sides(self) -> Repeated[str]: ...
    hours: str
    max_order_value: float
    max_daily_value: float
    max_orders_per_minute: int
    daily_value_used: float
    orders_last_minute: int
    def __init__(self, *, trading_mode: typing.Optional[str] = ..., markets: typing.Optional[typing.Iterable[str]] = ..., symbols: typing.Optional[typing.Iterable[str]] = ..., sides: typing.Optional[typing.Iterable[str]] = ..., hours: typing.Optional[str] = ..., max_order_value: typing.Optional[float] = ..., max_daily_value: typing.Optional[float] = ..., max_orders_per_minute: typing.Optional[int] = ..., daily_value_used: typing.Optional[float] = ..., orders_last_minute: typing.Optional[int] = ...) -> None: ...

class Rate(Message):
    subject: str
    description: str
    limit: int
    remaining: int
    reset_ms: int
    acc_id: int
    def __init__(self, *, subject: typing.Optional[str] = ..., description: typing.Optional[str] = ..., limit: typing.Optional[int] = ..., remaining: typing.Optional[int] = ..., reset_ms: typing.Optional[int] = ..., acc_id: typing.Optional[int] = ...) -> None: ...

class Budget(Message):
    limit: int
    used: int
    def __init__(self, *, limit: typing.Optional[int] = ..., used: typing.Optional[int] = ...) -> None: ...

class WatchRequest(Message):
    @builtins.property
    def filters(self) -> Repeated[futu_service.PushFilter]: ...
    subscribe: bool
    snapshot: bool
    heartbeat_interval_ms: int
    @builtins.property
    def resume_after(self) -> futu_service.PushPosition: ...
    @builtins.property
    def conflate(self) -> futu_service.PushConflation: ...
    end_on_upstream_loss: bool
    def __init__(self, *, filters: typing.Optional[typing.Iterable[typing.Union[futu_service.PushFilter, typing.Mapping[str, typing.Any]]]] = ..., subscribe: typing.Optional[bool] = ..., snapshot: typing.Optional[bool] = ..., heartbeat_interval_ms: typing.Optional[int] = ..., resume_after: typing.Optional[typing.Union[futu_service.PushPosition, typing.Mapping[str, typing.Any]]] = ..., conflate: typing.Optional[typing.Union[futu_service.PushConflation, typing.Mapping[str, typing.Any]]] = ..., end_on_upstream_loss: typing.Optional[bool] = ...) -> None: ...

class WatchEvent(Message):
    proto_id: int
    sec_key: str
    sub_type: int
    unknown_update: bytes
    event_type: str
    acc_id: int
    sequence: int
    @builtins.property
    def filters(self) -> Repeated[str]: ...
    rehab_type: int
    kl_type: int
    trd_market: int
    received_at: int
    conflated: int
    dropped: int
    after_gap: bool
    snapshot: bool
    replayed: bool
    position: int
    @builtins.property
    def control(self) -> futu_service.PushControl: ...
    @builtins.property
    def notify(self) -> Notify.S2C: ...
    @builtins.property
    def order(self) -> Trd_UpdateOrder.S2C: ...
    @builtins.property
    def order_fill(self) -> Trd_UpdateOrderFill.S2C: ...
    @builtins.property
    def basic_qot(self) -> Qot_UpdateBasicQot.S2C: ...
    @builtins.property
    def kl(self) -> Qot_UpdateKL.S2C: ...
    @builtins.property
    def rt(self) -> Qot_UpdateRT.S2C: ...
    @builtins.property
    def ticker(self) -> Qot_UpdateTicker.S2C: ...
    @builtins.property
    def order_book(self) -> Qot_UpdateOrderBook.S2C: ...
    @builtins.property
    def broker(self) -> Qot_UpdateBroker.S2C: ...
    @builtins.property
    def price_reminder(self) -> Qot_UpdatePriceReminder.S2C: ...
    @builtins.property
    def indicator_calc(self) -> Qot_PushIndicatorCalc.S2C: ...
    @builtins.property
    def option_event(self) -> Qot_UpdateOptionEvent.S2C: ...
    @builtins.property
    def event_contract_order_book(self) -> Qot_UpdateEventContractOrderBook.S2C: ...
    @builtins.property
    def event_contract_kline(self) -> Qot_UpdateEventContractKline.S2C: ...
    @builtins.property
    def event_contract_ticker(self) -> Qot_UpdateEventContractTicker.S2C: ...
    def __init__(self, *, proto_id: typing.Optional[int] = ..., sec_key: typing.Optional[str] = ..., sub_type: typing.Optional[int] = ..., unknown_update: typing.Optional[bytes] = ..., event_type: typing.Optional[str] = ..., acc_id: typing.Optional[int] = ..., sequence: typing.Optional[int] = ..., filters: typing.Optional[typing.Iterable[str]] = ..., rehab_type: typing.Optional[int] = ..., kl_type: typing.Optional[int] = ..., trd_market: typing.Optional[int] = ..., received_at: typing.Optional[int] = ..., conflated: typing.Optional[int] = ..., dropped: typing.Optional[int] = ..., after_gap: typing.Optional[bool] = ..., snapshot: typing.Optional[bool] = ..., replayed: typing.Optional[bool] = ..., position: typing.Optional[int] = ..., control: typing.Optional[typing.Union[futu_service.PushControl, typing.Mapping[str, typing.Any]]] = ..., notify: typing.Optional[typing.Union[Notify.S2C, typing.Mapping[str, typing.Any]]] = ..., order: typing.Optional[typing.Union[Trd_UpdateOrder.S2C, typing.Mapping[str, typing.Any]]] = ..., order_fill: typing.Optional[typing.Union[Trd_UpdateOrderFill.S2C, typing.Mapping[str, typing.Any]]] = ..., basic_qot: typing.Optional[typing.Union[Qot_UpdateBasicQot.S2C, typing.Mapping[str, typing.Any]]] = ..., kl: typing.Optional[typing.Union[Qot_UpdateKL.S2C, typing.Mapping[str, typing.Any]]] = ..., rt: typing.Optional[typing.Union[Qot_UpdateRT.S2C, typing.Mapping[str, typing.Any]]] = ..., ticker: typing.Optional[typing.Union[Qot_UpdateTicker.S2C, typing.Mapping[str, typing.Any]]] = ..., order_book: typing.Optional[typing.Union[Qot_UpdateOrderBook.S2C, typing.Mapping[str, typing.Any]]] = ..., broker: typing.Optional[typing.Union[Qot_UpdateBroker.S2C, typing.Mapping[str, typing.Any]]] = ..., price_reminder: typing.Optional[typing.Union[Qot_UpdatePriceReminder.S2C, typing.Mapping[str, typing.Any]]] = ..., indicator_calc: typing.Optional[typing.Union[Qot_PushIndicatorCalc.S2C, typing.Mapping[str, typing.Any]]] = ..., option_event: typing.Optional[typing.Union[Qot_UpdateOptionEvent.S2C, typing.Mapping[str, typing.Any]]] = ..., event_contract_order_book: typing.Optional[typing.Union[Qot_UpdateEventContractOrderBook.S2C, typing.Mapping[str, typing.Any]]] = ..., event_contract_kline: typing.Optional[typing.Union[Qot_UpdateEventContractKline.S2C, typing.Mapping[str, typing.Any]]] = ..., event_contract_ticker: typing.Optional[typing.Union[Qot_UpdateEventContractTicker.S2C, typing.Mapping[str, typing.Any]]] = ...) -> None: ...
