"""The same as quote.py with asyncio.

make run PROGRAM=quote_async.py ARGS="HK.00700 US.AAPL"
"""

import sys

import Qot_GetBasicQot_pb2
from futu.service import futu_pb2, futu_pb2_grpc
from opend.v1 import quote_pb2_grpc

from gateway import DEADLINE_S, METADATA, aio_channel, run_async
from quote import GET_BASIC_QOT, question, show_quotes, unpack


async def main() -> None:
    c2s = question(sys.argv[1:] or ["HK.00700"])
    async with aio_channel() as calls:
        typed = quote_pb2_grpc.QuoteStub(calls)
        show_quotes("typed", await typed.GetBasicQot(c2s, timeout=DEADLINE_S, metadata=METADATA))

        compatible = futu_pb2_grpc.FutuOpenDStub(calls)
        body = Qot_GetBasicQot_pb2.Request(c2s=c2s).SerializeToString()
        request = futu_pb2.FutuRequest(proto_id=GET_BASIC_QOT, body=body)
        show_quotes("request", unpack(await compatible.Request(request, timeout=DEADLINE_S, metadata=METADATA)))


if __name__ == "__main__":
    run_async(main)
