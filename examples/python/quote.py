"""Shows quotes by a typed call, and by Request, which clients of FutuOpenD-rs know.

make run PROGRAM=quote.py ARGS="HK.00700 US.AAPL"
"""

import sys

import Qot_Common_pb2
import Qot_GetBasicQot_pb2
from futu.service import futu_pb2, futu_pb2_grpc
from opend.v1 import quote_pb2_grpc

from gateway import DEADLINE_S, METADATA, QOT_MARKETS, channel, run, show

GET_BASIC_QOT = 3004


def question(names: list[str]) -> Qot_GetBasicQot_pb2.C2S:
    try:
        parts = [name.split(".", 1) for name in names]
        securities = [Qot_Common_pb2.Security(market=QOT_MARKETS[market], code=code) for market, code in parts]
    except (KeyError, ValueError):
        sys.stderr.write("usage: quote SECURITY..., such as HK.00700 or US.AAPL\n")
        sys.exit(2)
    return Qot_GetBasicQot_pb2.C2S(securityList=securities)


def show_quotes(how: str, answer: Qot_GetBasicQot_pb2.S2C) -> None:
    names = {number: name for name, number in QOT_MARKETS.items()}
    for quote in answer.basicQotList:
        security = f"{names[quote.security.market]}.{quote.security.code}"
        show(how, security, f"last={quote.curPrice} volume={quote.volume}")


def unpack(answer: futu_pb2.FutuResponse) -> Qot_GetBasicQot_pb2.S2C:
    # Here OpenD's refusal is no status: who does not look takes it for an answer.
    if answer.ret_type != 0:
        sys.exit(f"error ret_type={answer.ret_type}: {answer.ret_msg}")
    return Qot_GetBasicQot_pb2.Response.FromString(answer.body).s2c


def main() -> None:
    c2s = question(sys.argv[1:] or ["HK.00700"])
    with channel() as calls:
        typed = quote_pb2_grpc.QuoteStub(calls)
        show_quotes("typed", typed.GetBasicQot(c2s, timeout=DEADLINE_S, metadata=METADATA))

        compatible = futu_pb2_grpc.FutuOpenDStub(calls)
        body = Qot_GetBasicQot_pb2.Request(c2s=c2s).SerializeToString()
        request = futu_pb2.FutuRequest(proto_id=GET_BASIC_QOT, body=body)
        show_quotes("request", unpack(compatible.Request(request, timeout=DEADLINE_S, metadata=METADATA)))


if __name__ == "__main__":
    run(main)
