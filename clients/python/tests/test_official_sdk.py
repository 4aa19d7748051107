"""One process with the official SDK, which registers the same proto files in protobuf's default pool."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from google.protobuf import __version__ as protobuf_version

SDK = "import futu; from futu.common.pb import Qot_GetBasicQot_pb2"
OURS = "import opend_gateway_client; from opend_gateway_client.messages import Qot_GetBasicQot, Qot_Common"
# Both are used at the same time; the SDK's messages are taken by the client too.
USE = """
import json, sys
from google.protobuf.internal import api_implementation
futu.SysConfig.set_all_thread_daemon(True)
host, port = sys.argv[1].rsplit(":", 1)
context = futu.OpenQuoteContext(host=host, port=int(port))
client = opend_gateway_client.Client(sys.argv[2])
assert context.subscribe(["HK.00700"], [futu.SubType.QUOTE], subscribe_push=False)[0] == futu.RET_OK
ret, theirs = context.get_stock_quote(["HK.00700"])
assert ret == futu.RET_OK, theirs
ours = client.quote.get_basic_qot(["HK.00700"]).basicQotList[0]
# Not Qot_Common_pb2.Security: the SDK has that module twice, and protobuf 3.20 tells them apart.
theirs_c2s = Qot_GetBasicQot_pb2.C2S()
theirs_c2s.securityList.add(market=1, code="00700")
taken = client.quote.get_basic_qot(theirs_c2s).basicQotList[0]
body = Qot_GetBasicQot_pb2.Request()
body.c2s.CopyFrom(theirs_c2s)
answer = Qot_GetBasicQot_pb2.Response.FromString(client.request(3004, body).body)
assert Qot_GetBasicQot.C2S.DESCRIPTOR is not Qot_GetBasicQot_pb2.C2S.DESCRIPTOR
context.close()
client.close()
# The SDK prints too, from threads of its own.
sys.stdout.write("\\nRESULT " + json.dumps({
    "implementation": api_implementation.Type(),
    "names": [theirs["code"][0], taken.security.code, answer.s2c.basicQotList[0].security.code, ours.security.code],
    "price": [float(theirs["last_price"][0]), ours.curPrice],
}) + "\\n")
"""


@pytest.mark.parametrize(
    ("imports", "implementation"),
    [((SDK, OURS), "default"), ((OURS, SDK), "default"), ((OURS, SDK), "python")],
    ids=["sdk first", "ours first", "protobuf in Python"],
)
def test_both_work_in_one_process(
    imports: tuple[str, str], implementation: str, simulator: str, gateway: str, tmp_path: Path
) -> None:
    environment = {**os.environ, "HOME": str(tmp_path)}
    if implementation == "python":
        environment["PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION"] = "python"
    done = subprocess.run(
        [sys.executable, "-c", "\n".join((*imports, USE)), simulator, gateway],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment,
        timeout=40,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.search(r"RESULT (\{.*?\})", done.stdout)
    assert found, done.stdout
    told = json.loads(found.group(1))
    assert told["names"] == ["HK.00700", "00700", "00700", "00700"]
    assert all(price > 0 for price in told["price"])
    if implementation == "python" or protobuf_version.startswith("3."):
        assert told["implementation"] == "python"
