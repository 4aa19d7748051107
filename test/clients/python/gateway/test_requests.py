"""What acceptance asks of a gRPC client: state, quotes, history, static data, accounts, an order's life."""

import time

import pytest

from support.gateway import GatewayClient, fill, messages
from support.waiting import wait_until

HK, US = 1, 11  # Qot_Common.QotMarket
TENCENT = {"market": HK, "code": "00700"}
APPLE = {"market": US, "code": "AAPL"}
SUB_BASIC = 1  # Qot_Common.SubType
KL_DAY = 2  # Qot_Common.KLType
SIMULATE = 0  # Trd_Common.TrdEnv
TRD_HK = 1  # Trd_Common.TrdMarket
BUY, NORMAL_ORDER, SEC_HK = 1, 1, 1
SUBMITTED, CANCELLED_ALL = 5, 15  # Trd_Common.OrderStatus
OP_NORMAL, OP_CANCEL = 1, 2  # Trd_Common.ModifyOrderOp


def last_price(gateway: GatewayClient) -> float:
    snapshot = gateway.call(3203, "Qot_GetSecuritySnapshot", securityList=[TENCENT])
    return snapshot.snapshotList[0].basic.curPrice


def simulated_account(gateway: GatewayClient) -> int:
    accounts = gateway.call(2001, "Trd_GetAccList", userID=0, trdCategory=1, needGeneralSecAccount=True)
    return next(a.accID for a in accounts.accList if a.trdEnv == SIMULATE and TRD_HK in a.trdMarketAuthList)


def test_global_state_with_an_empty_body(gateway: GatewayClient) -> None:
    answer = gateway.raw(1002)
    assert (answer.ret_type, answer.proto_id) == (0, 1002)
    state = messages("GetGlobalState").Response.FromString(answer.body).s2c
    assert state.qotLogined and state.trdLogined
    assert state.serverVer > 0 and state.time > 1_500_000_000


def test_raw_bytes_and_official_classes_ask_the_same(gateway: GatewayClient) -> None:
    by_hand = gateway.raw(1002, bytes.fromhex("0a020800"))
    request = messages("GetGlobalState").Request()
    request.c2s.userID = 0
    assert request.SerializeToString() == bytes.fromhex("0a020800")
    by_class = gateway.raw(1002, request.SerializeToString())
    parse = messages("GetGlobalState").Response.FromString
    assert parse(by_hand.body).s2c.serverVer == parse(by_class.body).s2c.serverVer


def test_quote_after_subscribing(gateway: GatewayClient) -> None:
    gateway.call(3001, "Qot_Sub", securityList=[TENCENT, APPLE], subTypeList=[SUB_BASIC], isSubOrUnSub=True)
    # More often than the gateway has connections: whichever serves a read, the subscription holds.
    for _ in range(6):
        quotes = gateway.call(3004, "Qot_GetBasicQot", securityList=[TENCENT, APPLE]).basicQotList
        assert [(q.security.market, q.security.code) for q in quotes] == [(HK, "00700"), (US, "AAPL")]
        for quote in quotes:
            assert 0 < quote.lowPrice <= quote.curPrice <= quote.highPrice


def test_refusal_by_opend_is_an_answer(gateway: GatewayClient) -> None:
    kind = messages("Qot_GetBasicQot")
    request = kind.Request()
    fill(request.c2s, {"securityList": [{"market": HK, "code": "00388"}]})
    answer = gateway.raw(3004, request.SerializeToString(), metadata=[("x-opend-auto-subscribe", "false")])
    assert answer.ret_type == -1
    assert "订阅" in answer.ret_msg
    response = kind.Response.FromString(answer.body)
    assert (response.retType, response.retMsg) == (-1, answer.ret_msg)


def test_a_read_subscribes_by_itself(gateway: GatewayClient) -> None:
    (quote,) = gateway.call(3004, "Qot_GetBasicQot", securityList=[{"market": HK, "code": "00005"}]).basicQotList
    assert quote.security.code == "00005" and quote.curPrice > 0


def test_history_pages_join_to_the_whole(gateway: GatewayClient) -> None:
    span = {
        "rehabType": 1,
        "klType": KL_DAY,
        "security": TENCENT,
        "beginTime": "2024-01-02",
        "endTime": "2024-06-28",
    }
    whole = gateway.call(3103, "Qot_RequestHistoryKL", **span)
    assert len(whole.klList) > 100 and not whole.nextReqKey
    bars: list = []
    key = b""
    while True:
        more = {"nextReqKey": key} if key else {}
        page = gateway.call(3103, "Qot_RequestHistoryKL", maxAckKLNum=40, **span, **more)
        assert 0 < len(page.klList) <= 40
        bars += page.klList
        key = page.nextReqKey
        if not key:
            break
    assert [bar.SerializeToString() for bar in bars] == [bar.SerializeToString() for bar in whole.klList]


def test_static_info(gateway: GatewayClient) -> None:
    info = gateway.call(3202, "Qot_GetStaticInfo", securityList=[TENCENT, APPLE]).staticInfoList
    assert [(i.basic.security.code, i.basic.lotSize) for i in info] == [("00700", 100), ("AAPL", 1)]


def test_account_list_with_an_empty_body(gateway: GatewayClient) -> None:
    answer = gateway.raw(2001)
    accounts = messages("Trd_GetAccList").Response.FromString(answer.body).s2c.accList
    assert answer.ret_type == 0
    assert {account.trdEnv for account in accounts} == {0, 1}
    assert simulated_account(gateway) > 0


def test_life_of_a_simulated_order(gateway: GatewayClient) -> None:
    header = {"trdEnv": SIMULATE, "accID": simulated_account(gateway), "trdMarket": TRD_HK}
    # The gateway puts its own connection's PacketID in the place of this one.
    no_packet = {"connID": 0, "serialNo": 0}
    price = float(int(last_price(gateway) * 0.8))

    def order():
        listed = gateway.call(2201, "Trd_GetOrderList", header=header).orderList
        return next(o for o in listed if o.orderIDEx == placed.orderIDEx)

    placed = gateway.call(
        2202,
        "Trd_PlaceOrder",
        packetID=no_packet,
        header=header,
        trdSide=BUY,
        orderType=NORMAL_ORDER,
        code="00700",
        secMarket=SEC_HK,
        qty=100,
        price=price,
    )
    assert placed.orderID > 0 and placed.orderIDEx
    wait_until(lambda: order().orderStatus == SUBMITTED, "the order is submitted")

    def change(**fields) -> None:
        gateway.call_paced(2205, "Trd_ModifyOrder", packetID=no_packet, header=header, **fields)

    # The SDK names the order by its text id, older clients by its number.
    change(orderID=0, orderIDEx=placed.orderIDEx, modifyOrderOp=OP_NORMAL, qty=300, price=price - 1)
    wait_until(lambda: (order().qty, order().price) == (300, price - 1), "the order is changed")
    change(orderID=placed.orderID, modifyOrderOp=OP_CANCEL)
    wait_until(lambda: order().orderStatus == CANCELLED_ALL, "the order is cancelled")


def test_body_without_its_envelope(gateway: GatewayClient) -> None:
    kind = messages("Qot_GetStaticInfo")
    c2s = kind.C2S()
    fill(c2s, {"securityList": [TENCENT]})
    answer = gateway.raw(3202, c2s.SerializeToString(), metadata=[("x-opend-body", "s2c")])
    assert answer.ret_type == 0
    assert kind.S2C.FromString(answer.body).staticInfoList[0].basic.security.code == "00700"


def test_heartbeat_is_answered_by_the_gateway(gateway: GatewayClient) -> None:
    now = int(time.time())
    answer = gateway.call(1004, "KeepAlive", time=now)
    assert abs(answer.time - now) < 60


@pytest.mark.parametrize("calls", [60])
def test_each_of_many_calls_at_once_gets_its_own_answer(gateway: GatewayClient, calls: int) -> None:
    import futu_pb2

    kind = messages("Qot_GetStaticInfo")
    whole_market = gateway.call(3202, "Qot_GetStaticInfo", market=HK, secType=3)
    codes = [info.basic.security.code for info in whole_market.staticInfoList]
    assert len(codes) >= 5
    asked = [codes[i % len(codes)] for i in range(calls)]
    pending = []
    for code in asked:
        request = kind.Request()
        fill(request.c2s, {"securityList": [{"market": HK, "code": code}]})
        pending.append(
            gateway.stub.Request.future(
                futu_pb2.FutuRequest(proto_id=3202, body=request.SerializeToString()), timeout=15
            )
        )
    got = [kind.Response.FromString(call.result().body).s2c.staticInfoList[0].basic.security.code for call in pending]
    assert got == asked


def test_request_id_comes_back(gateway: GatewayClient) -> None:
    import futu_pb2

    _, call = gateway.stub.Request.with_call(
        futu_pb2.FutuRequest(proto_id=1002), timeout=15, metadata=[("x-request-id", "from-a-test-1")]
    )
    metadata = [*call.initial_metadata(), *call.trailing_metadata()]
    assert ("x-request-id", "from-a-test-1") in [(key, value) for key, value in metadata]
