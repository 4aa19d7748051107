"""Push streams of a key: its accounts only, and an end within a second when it is taken away."""

import threading
import time

import futu_pb2
import grpc

from support.gateway import Failure, messages
from support.guarded import HK_ACCOUNT, OP_CANCEL, US_ACCOUNT, GuardedGateway, KeyedClient
from support.waiting import Inbox, wait_until

REVOCATION_S = 1.0


class Stream:
    """One SubscribePush, read by a thread of its own."""

    def __init__(self, client: KeyedClient, *accounts: int) -> None:
        # Without accounts: of all that comes what the key may see.
        watched = futu_pb2.PushFilter(event_types=["trade"], accounts=accounts)
        request = futu_pb2.SubscribePushRequest(filters=[watched], subscribe=len(accounts) > 0, control_events=True)
        self.events = Inbox()
        self.end: Failure | None = None
        self.ended_at = 0.0
        self.call = client.stub.SubscribePush(request, metadata=client.metadata)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def wait_until_accepted(self) -> None:
        def decided() -> bool:
            return self.end is not None or any(event.control.HasField("accepted") for event in self.events.items())

        wait_until(decided, "the stream is accepted")
        assert self.end is None, self.end

    def wait_for_order(self, order_id: int, account: int) -> None:
        parse = messages("Trd_UpdateOrder").Response.FromString

        def is_it(event: futu_pb2.PushEvent) -> bool:
            return (event.proto_id, event.acc_id) == (2208, account) and parse(event.body).s2c.order.orderID == order_id

        self.events.wait_for(is_it, f"order {order_id}")

    def accounts(self) -> set[int]:
        return {event.acc_id for event in self.events.items() if event.proto_id in (2208, 2218)}

    def wait_for_end(self, timeout_s: float) -> Failure:
        self._thread.join(timeout_s)
        assert self.end is not None, f"the stream has no end after {timeout_s:g} s"
        return self.end

    def _read(self) -> None:
        try:
            for event in self.call:
                self.events.put(event)
        except grpc.RpcError as error:
            self.ended_at = time.monotonic()
            self.end = Failure(error)


def test_a_stream_shows_a_key_its_account_and_ends_when_the_key_is_revoked(guarded: GuardedGateway) -> None:
    both = guarded.client("both")
    watcher = guarded.add_key("watcher", "read", "--allowed-acc-ids", str(HK_ACCOUNT))
    own, all_accounts = Stream(watcher), Stream(both, HK_ACCOUNT, US_ACCOUNT)
    own.wait_until_accepted()
    all_accounts.wait_until_accepted()
    assert Stream(watcher, HK_ACCOUNT, US_ACCOUNT).wait_for_end(15).reason == "FORBIDDEN"

    for account in (US_ACCOUNT, HK_ACCOUNT):
        order = both.place(account=account, price=1.0)
        both.change(order, OP_CANCEL, account=account)
        all_accounts.wait_for_order(order, account)
    own.wait_for_order(order, HK_ACCOUNT)
    assert own.accounts() == {HK_ACCOUNT}
    assert all_accounts.accounts() == {HK_ACCOUNT, US_ACCOUNT}

    guarded.keys.run("revoke", "watcher")
    revoked_at = time.monotonic()
    end = own.wait_for_end(15)
    assert (end.code, end.reason) == (grpc.StatusCode.UNAUTHENTICATED, "KEY_REVOKED")
    assert own.ended_at - revoked_at <= REVOCATION_S
    assert own.accounts() == {HK_ACCOUNT}
    assert watcher.failure(1002).reason in ("UNAUTHENTICATED", "AUTH_THROTTLED")
    assert all_accounts.end is None
    all_accounts.call.cancel()


def test_a_frozen_key_loses_its_stream_and_works_again_afterwards(guarded: GuardedGateway) -> None:
    client = guarded.add_key("pausing", "read")
    stream = Stream(client)
    stream.wait_until_accepted()
    guarded.keys.run("freeze", "pausing")
    assert stream.wait_for_end(15).reason == "KEY_REVOKED"
    guarded.keys.run("freeze", "pausing", "--off")

    def works() -> bool:
        try:
            return client.raw(1002).ret_type == 0
        except grpc.RpcError:
            return False

    wait_until(works, "the key works again")
    again = Stream(client)
    again.wait_until_accepted()
    again.call.cancel()
