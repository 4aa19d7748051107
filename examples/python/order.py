"""Buys with a limit order on a simulated account, at most once, and watches the order to its end.

make run PROGRAM=order.py ARGS="HK.00700 100 450"
"""

import sys
import time
import uuid

import grpc
import Trd_Common_pb2
import Trd_PlaceOrder_pb2
from futu.service.futu_pb2 import PushFilter
from opend.v1 import trade_pb2_grpc

from gateway import DEADLINE_S, METADATA, Failure, backoff_s, channel, run, show
from pushes import show_event
from watch import follow, read_orders

# Of a security's name: TrdMarket and TrdSecMarket, which agree in these two.
MARKETS = {"HK": 1, "US": 2}
SIMULATED, BUY, LIMIT = 0, 1, 1
# OrderStatus from which an order does not move on: failed, filled, cancelled, disabled, deleted.
FINAL = {3, 11, 14, 15, 21, 22, 23, 24}
PLACE_CALLS = 5
# Nobody knows what became of the call, or it may be repeated later.
UNSETTLED = {
    grpc.StatusCode.CANCELLED,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.RESOURCE_EXHAUSTED,
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.UNKNOWN,
}


class Order:
    """What is to be bought, with the key by which the gateway knows a repetition; then what became of it."""

    def __init__(self, arguments: list[str]) -> None:
        try:
            self.security, qty, price, *key = arguments
            market, self._code = self.security.split(".", 1)
            self.market = MARKETS[market]
            self._qty, self._price = float(qty), float(price)
            # To be kept with the order: only the same key makes a repetition safe, also after a crash.
            [self._key] = key or [str(uuid.uuid4())]
        except (KeyError, ValueError):
            sys.stderr.write("usage: order SECURITY QTY PRICE [KEY], such as order HK.00700 100 450\n")
            sys.exit(2)
        self.metadata = [*METADATA, ("idempotency-key", self._key)]
        self._account: Trd_Common_pb2.TrdAcc | None = None
        self._id: int | None = None
        self._statuses: dict[int, int] = {}

    def choose(self, accounts: list[Trd_Common_pb2.TrdAcc]) -> list[PushFilter]:
        """The account to trade on, and what to watch of it."""
        simulated = (each for each in accounts if each.trdEnv == SIMULATED and self.market in each.trdMarketAuthList)
        account = next(simulated, None)
        if account is None:
            sys.exit(f"error no simulated account for {self.security}")
        if self._account is None:
            show(f"account={account.accID}", f"market={self.market}")
        self._account = account
        return [PushFilter(name="orders", event_types=["trade"], accounts=[account.accID])]

    @property
    def account(self) -> Trd_Common_pb2.TrdAcc:
        """For its orders in this market alone."""
        own = Trd_Common_pb2.TrdAcc(trdEnv=SIMULATED, accID=self._account.accID)
        own.trdMarketAuthList.append(self.market)
        return own

    @property
    def request(self) -> Trd_PlaceOrder_pb2.C2S:
        c2s = Trd_PlaceOrder_pb2.C2S(trdSide=BUY, orderType=LIMIT, qty=self._qty, price=self._price)
        c2s.header.trdEnv, c2s.header.accID, c2s.header.trdMarket = SIMULATED, self._account.accID, self.market
        c2s.code, c2s.secMarket = self._code, self.market
        # Required, and written by the gateway.
        c2s.packetID.connID = c2s.packetID.serialNo = 0
        return c2s

    def wait_s(self, calls: int, error: grpc.RpcError) -> float:
        """Seconds to wait before the call is repeated; raises the error if that is no use."""
        failure = Failure.of(error)
        # OpenD's refusal is an answer, which the same key gets again.
        if failure.code not in UNSETTLED or failure.by_opend or calls == PLACE_CALLS:
            raise error
        wait_s = backoff_s(calls, failure)
        show("repeat", f"in {wait_s:.2f} s:", failure)
        return wait_s

    @property
    def placed(self) -> bool:
        return self._id is not None

    def answered(self, order_id: int, headers: grpc.aio.Metadata | tuple[tuple[str, str], ...]) -> bool:
        """Notes OpenD's answer. True: it is that of an earlier call with this key."""
        self._id = order_id
        replayed = ("x-idempotent-replay", "true") in tuple(headers)
        show("placed", f"order={order_id} key={self._key}", "replayed" if replayed else "")
        return replayed

    def learn(self, orders: list[Trd_Common_pb2.Order]) -> bool:
        """Notes how orders stand, from pushes and lists. True: this one is at its end."""
        self._statuses |= {order.orderID: order.orderStatus for order in orders}
        status = self._statuses.get(self._id)
        if status not in FINAL:
            return False
        show("done", f"order={self._id} status={status}")
        return True


def place(calls: grpc.Channel, order: Order) -> bool:
    """Places the order. True: it was placed before, and its pushes may be over."""
    for attempt in range(1, PLACE_CALLS + 1):
        try:
            call = trade_pb2_grpc.TradeStub(calls).PlaceOrder
            answer, ended = call.with_call(
                order.request, timeout=DEADLINE_S, metadata=order.metadata, wait_for_ready=True
            )
            return order.answered(answer.orderID, ended.initial_metadata())
        except grpc.RpcError as error:
            wait_s = order.wait_s(attempt, error)
        time.sleep(wait_s)


def main() -> None:
    order = Order(sys.argv[1:])
    with channel() as calls:
        for event, _, in_doubt in follow(order.choose):
            show_event(event)
            news = [event.order.order] if event.WhichOneof("update") == "order" else []
            if in_doubt and not order.placed:
                # The stream stands, so that no push of the order is missed.
                in_doubt = place(calls, order)
            if in_doubt:
                news += read_orders(calls, [order.account])
            if order.learn(news):
                return


if __name__ == "__main__":
    run(main)
