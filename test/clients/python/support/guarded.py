"""A gateway with keys as its own process, and clients that hold one of them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import grpc
from opend.v1 import keys_pb2, keys_pb2_grpc, limits_pb2, limits_pb2_grpc

from support.gateway import CALL_TIMEOUT_S, GatewayClient, fill, messages
from support.keys import KeysFile
from support.program import NODE, Program
from support.waiting import wait_until

SIMULATE, REAL = 0, 1  # Trd_Common.TrdEnv
HK, US = 1, 2  # Trd_Common.TrdMarket and TrdSecMarket
BUY, LIMIT_ORDER, MARKET_ORDER = 1, 1, 2
OP_NORMAL, OP_CANCEL = 1, 2  # Trd_Common.ModifyOrderOp
# Accounts of the simulator.
HK_ACCOUNT, US_ACCOUNT, REAL_ACCOUNT = 281756479000000101, 281756479000000102, 281756479000000201
HEADERS = {
    HK_ACCOUNT: {"trdEnv": SIMULATE, "accID": HK_ACCOUNT, "trdMarket": HK},
    US_ACCOUNT: {"trdEnv": SIMULATE, "accID": US_ACCOUNT, "trdMarket": US},
    REAL_ACCOUNT: {"trdEnv": REAL, "accID": REAL_ACCOUNT, "trdMarket": HK},
}
# The gateway puts its own connection's PacketID in the place of this one.
NO_PACKET = {"connID": 0, "serialNo": 0}


def body(name: str, **c2s) -> bytes:
    request = messages(name).Request()
    fill(request.c2s, c2s)
    return request.SerializeToString()


def place_body(account: int = HK_ACCOUNT, qty: float = 100, price: float | None = 100.0) -> bytes:
    """A buy order, by default worth 10,000 and far below the market; without a price a market order."""
    header = HEADERS[account]
    return body(
        "Trd_PlaceOrder",
        packetID=NO_PACKET,
        header=header,
        trdSide=BUY,
        orderType=MARKET_ORDER if price is None else LIMIT_ORDER,
        code="AAPL" if account == US_ACCOUNT else "00700",
        secMarket=header["trdMarket"],
        qty=qty,
        **({} if price is None else {"price": price}),
    )


def change_body(order_id: int, operation: int, account: int = HK_ACCOUNT, **change) -> bytes:
    return body(
        "Trd_ModifyOrder",
        packetID=NO_PACKET,
        header=HEADERS[account],
        orderID=order_id,
        modifyOrderOp=operation,
        **change,
    )


class KeyedClient(GatewayClient):
    """A client that sends the token of one key."""

    def place(self, metadata=(), **terms) -> int:
        """Places an order and returns its id."""
        answer = self.raw(2202, place_body(**terms), metadata)
        assert answer.ret_type == 0, answer.ret_msg
        return messages("Trd_PlaceOrder").Response.FromString(answer.body).s2c.orderID

    def change(self, order_id: int, operation: int, **terms) -> None:
        answer = self.raw(2205, change_body(order_id, operation, **terms))
        assert answer.ret_type == 0, answer.ret_msg

    def orders(self, account: int = HK_ACCOUNT) -> dict:
        """All orders of an account by their id."""
        listed = self.call(2201, "Trd_GetOrderList", header=HEADERS[account], refreshCache=True).orderList
        return {order.orderID: order for order in listed}

    def limits(self) -> limits_pb2.GetLimitsResponse:
        stub = limits_pb2_grpc.LimitsStub(self.channel)
        return stub.Get(limits_pb2.GetLimitsRequest(), timeout=CALL_TIMEOUT_S, metadata=self.metadata)

    def keys(self) -> keys_pb2_grpc.KeysStub:
        return keys_pb2_grpc.KeysStub(self.channel)


class GuardedGateway:
    """Its keys, its state and its process, which may be replaced by another one."""

    def __init__(
        self,
        cli: Path,
        start_program: Callable[..., Program],
        folder: Path,
        certificates: Path | None,
        *flags: str,
    ) -> None:
        """`certificates`: serve TLS with what is in this folder, and trust it; None: in plain text."""
        self.cli = cli
        self.folder = folder
        self.keys = KeysFile(cli, folder / "keys.json")
        self._start_program = start_program
        self._certificates = certificates
        self._flags = flags
        self._clients: list[KeyedClient] = []
        self._program: Program | None = None

    @property
    def is_encrypted(self) -> bool:
        return self._certificates is not None

    @property
    def program(self) -> Program:
        assert self._program is not None, "the gateway was not started"
        return self._program

    def start(self) -> None:
        arguments = ["--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0", "--keys", str(self.keys.path)]
        arguments += ["--state-dir", str(self.folder / "state"), *self._flags]
        if self._certificates is not None:
            arguments += ["--tls-cert", str(self._certificates / "server.pem")]
            arguments += ["--tls-key", str(self._certificates / "server-key.pem")]
        self._program = self._start_program("serve", *arguments)
        self._program.wait_for_event("upstream.available")

    def client(self, key_id: str | None, certificate: str | None = None) -> KeyedClient:
        """With the key's token; None: without any."""
        return self.client_with(None if key_id is None else self.keys.tokens[key_id], certificate)

    def client_with(self, token: str | None, certificate: str | None = None) -> KeyedClient:
        """Over TLS the token is a credential of the channel, in plain text it is metadata: grpcio knows no other way."""
        address = self.program.wait_for_event("gateway.started")["grpc"]
        metadata = ()
        options = [("grpc.use_local_subchannel_pool", 1)]
        if self._certificates is not None:
            pems = [self._certificates / "server.pem"]
            if certificate is not None:
                pems += [self._certificates / f"{certificate}-key.pem", self._certificates / f"{certificate}.pem"]
            credentials = grpc.ssl_channel_credentials(*[pem.read_bytes() for pem in pems])
            if token is not None:
                bearer = grpc.access_token_call_credentials(token)
                credentials = grpc.composite_channel_credentials(credentials, bearer)
            channel = grpc.secure_channel(address, credentials, options)
        else:
            channel = grpc.insecure_channel(address, options)
            metadata = () if token is None else (("authorization", f"Bearer {token}"),)
        client = KeyedClient(self.program, address, channel, metadata)
        self._clients.append(client)
        return client

    def add_key(self, key_id: str, scopes: str, *flags: str) -> KeyedClient:
        """Makes a key while the gateway runs, and waits until it is known there."""
        self.keys.add(key_id, scopes, *flags)
        operator = self.client("operator")

        def known() -> bool:
            listed = operator.keys().List(
                keys_pb2.ListKeysRequest(), timeout=CALL_TIMEOUT_S, metadata=operator.metadata
            )
            return key_id in [key.id for key in listed.keys]

        wait_until(known, f"the gateway knows the key {key_id}")
        return self.client(key_id)

    def close(self) -> None:
        for client in self._clients:
            client.channel.close()

    def verify_audit(self) -> str:
        """What `opend-gateway audit verify` says of the audit log."""
        done = subprocess.run(
            [NODE, str(self.cli), "audit", "verify", str(self.folder / "state" / "audit")],
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=30,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
