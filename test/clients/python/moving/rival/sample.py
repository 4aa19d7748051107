"""A program as FutuOpenD-rs has them written: one channel, whole Request messages, a loop over pushes.

Usage: sample.py ADDRESS [--token TOKEN] [--account ID]

Subscribes to a quote, reads it, and prints pushes as JSON lines until it has
seen a quote, and with an account a filled order of its own. It knows nothing
of this gateway.
"""

import argparse
import json
import queue
import sys
import threading

import futu_service_pb2 as futu_service
import futu_service_pb2_grpc
import grpc
from futu.common.pb import (
    Qot_GetBasicQot_pb2,
    Qot_Sub_pb2,
    Qot_UpdateBasicQot_pb2,
    Trd_PlaceOrder_pb2,
    Trd_SubAccPush_pb2,
    Trd_UpdateOrder_pb2,
)

TIMEOUT_S = 30
FILLED_ALL = 11


def show(**line) -> None:
    print(json.dumps(line), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--token")
    parser.add_argument("--account", type=int)
    options = parser.parse_args()
    metadata = [("authorization", f"Bearer {options.token}")] if options.token else []

    channel = grpc.insecure_channel(options.address)
    stub = futu_service_pb2_grpc.FutuOpenDStub(channel)

    def call(proto_id, message, response):
        body = b"" if message is None else message.SerializeToString()
        request = futu_service.FutuRequest(proto_id=proto_id, body=body)
        answer = stub.Request(request, metadata=metadata, timeout=TIMEOUT_S)
        show(proto_id=answer.proto_id, ret_type=answer.ret_type, ret_msg=answer.ret_msg)
        if answer.ret_type != 0:
            raise SystemExit(2)
        if response is not None:
            response.ParseFromString(answer.body)
            return response.s2c
        return None

    events = queue.Queue()

    def listen():
        try:
            for event in stub.SubscribePush(futu_service.SubscribePushRequest(), metadata=metadata):
                events.put(event)
        except grpc.RpcError as error:
            events.put(error)

    try:
        call(1002, None, None)

        c2s = Qot_Sub_pb2.C2S(subTypeList=[1], isSubOrUnSub=True, isRegOrUnRegPush=True)
        c2s.securityList.add(market=1, code="00700")
        call(3001, Qot_Sub_pb2.Request(c2s=c2s), Qot_Sub_pb2.Response())

        c2s = Qot_GetBasicQot_pb2.C2S()
        c2s.securityList.add(market=1, code="00700")
        quotes = call(3004, Qot_GetBasicQot_pb2.Request(c2s=c2s), Qot_GetBasicQot_pb2.Response())
        show(code=quotes.basicQotList[0].security.code, price=quotes.basicQotList[0].curPrice)

        threading.Thread(target=listen, daemon=True).start()
        if options.account:
            c2s = Trd_SubAccPush_pb2.C2S(accIDList=[options.account])
            call(2008, Trd_SubAccPush_pb2.Request(c2s=c2s), None)
            c2s = Trd_PlaceOrder_pb2.C2S(trdSide=1, orderType=2, code="00700", secMarket=1, qty=100)
            c2s.packetID.connID, c2s.packetID.serialNo = 0, 0
            c2s.header.trdEnv, c2s.header.accID, c2s.header.trdMarket = 0, options.account, 1
            placed = call(2202, Trd_PlaceOrder_pb2.Request(c2s=c2s), Trd_PlaceOrder_pb2.Response())
            show(placed=placed.orderID)

        waiting = {"quote", *(["order"] if options.account else [])}
        while waiting:
            event = events.get(timeout=TIMEOUT_S)
            if isinstance(event, grpc.RpcError):
                raise event
            line = {"event_type": event.event_type, "push": event.proto_id, "sec_key": event.sec_key}
            if event.proto_id == 3005:
                update = Qot_UpdateBasicQot_pb2.Response.FromString(event.body)
                show(**line, sub_type=event.sub_type, price=update.s2c.basicQotList[0].curPrice)
                waiting.discard("quote")
            elif event.proto_id == 2208:
                order = Trd_UpdateOrder_pb2.Response.FromString(event.body).s2c.order
                show(**line, acc_id=event.acc_id, order=order.orderID, status=order.orderStatus)
                if order.orderStatus == FILLED_ALL and options.account and order.orderID == placed.orderID:
                    waiting.discard("order")
            else:
                show(**line)
    except grpc.RpcError as error:
        show(status=error.code().name)
        return 1
    finally:
        channel.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
