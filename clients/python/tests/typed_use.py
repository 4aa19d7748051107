"""What type checkers and IDEs know of the package: checked by mypy, never run."""

from typing import TYPE_CHECKING

from opend_gateway_client import AsyncClient, Client
from opend_gateway_client.messages import Qot_Common, Qot_GetBasicQot, Trd_PlaceOrder, futu_service

if TYPE_CHECKING:
    from typing_extensions import assert_type


def use(client: Client) -> None:
    answer = client.quote.get_basic_qot(["HK.00700"], timeout=2)
    assert_type(answer, Qot_GetBasicQot.S2C)
    assert_type(answer.basicQotList[0].curPrice, float)
    assert_type(answer.basicQotList[0].security, Qot_Common.Security)
    whole = Qot_GetBasicQot.C2S(securityList=[Qot_Common.Security(market=1, code="00700")])
    assert_type(client.quote.get_basic_qot(whole), Qot_GetBasicQot.S2C)
    assert_type(client.request(1002), futu_service.FutuResponse)
    account = client.account.get_acc_list().accList[0]
    placed = client.trade.place_order(
        header=account, code="HK.00700", trdSide=1, orderType=1, qty=100, price=1.0, idempotency_key="k"
    )
    assert_type(placed, Trd_PlaceOrder.S2C)
    assert_type(placed.orderID, int)
    client.quote.get_kl("HK.00700")  # type: ignore[call-overload]
    client.quote.get_klines("HK.00700")  # type: ignore[attr-defined]
    client.trade.place_order(header="sim", code="HK.00700")  # type: ignore[call-overload]


async def use_async(client: AsyncClient) -> None:
    assert_type(await client.quote.get_basic_qot("HK.00700"), Qot_GetBasicQot.S2C)
    async for event in client.watch(securities=["HK.00700"], types=["basic"]):
        assert_type(event.security, "str | None")
