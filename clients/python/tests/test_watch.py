"""The watch that comes back: over restarts, silence and refusals."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import SERVE
from support.program import Program
from support.waiting import wait_until
from test_orders import place

from opend_gateway_client import BadRequest, Client, Event, GatewayError, OpenDRefused, Watch


def take_until(watch: Iterator[Event], wanted: Callable[[Event], bool], timeout_s: float = 40) -> list[Event]:
    """Events up to the first that is wanted."""
    deadline, events = time.monotonic() + timeout_s, []
    for event in watch:
        events.append(event)
        if wanted(event):
            return events
        assert time.monotonic() < deadline, "\n".join(map(repr, events))
    raise AssertionError(f"the watch ended: {events}")


def kind(name: str) -> Callable[[Event], bool]:
    return lambda event: event.kind == name


def test_quotes_and_orders_come_with_control_events(client: Client, account: Any) -> None:
    with client.watch(securities=["HK.00700"], types=["basic"], accounts=[account], snapshot=True) as watch:
        first = next(watch)
        assert (first.kind, first.is_control) == ("accepted", True)
        assert [each.name for each in first.update.filters] == ["quotes", "orders"]
        placed = place(client, account)
        events = take_until(watch, lambda event: event.kind == "order" and event.update.order.orderID == placed.orderID)
        assert events[-1].account == account.accID
        assert events[-1].message.position > 0
        quote = next(event for event in events + take_until(watch, kind("basic_qot")) if event.kind == "basic_qot")
        assert quote.security == "HK.00700"
        assert quote.update.basicQotList[0].curPrice > 0


def test_a_refused_subscription_is_raised(client: Client) -> None:
    with pytest.raises(GatewayError) as caught, client.watch(securities=["HK.99999"], types=["basic"]) as watch:
        next(watch)
    assert isinstance(caught.value, (BadRequest, OpenDRefused))
    assert caught.value.reason == "SUBSCRIPTION_REFUSED"


def test_close_from_another_thread_ends_it(client: Client, account: Any) -> None:
    watch = client.watch(accounts=[account])
    next(watch)
    threading.Timer(0.2, watch.close).start()
    assert [event.kind for event in watch if not event.is_control] == []
    assert list(watch) == []


def test_closing_the_client_ends_its_watches(gateway: str) -> None:
    client = Client(gateway)
    watch = client.watch(notices=True)
    next(watch)
    threading.Timer(0.2, client.close).start()
    list(watch)


@pytest.fixture
def keeping(start: Callable[..., Program], simulator: str, tmp_path: Path) -> Callable[[], tuple[Program, str]]:
    """Starts a gateway with state, at the same address each time."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    state = ("--opend", simulator, "--trading", "simulate", "--state-dir", str(tmp_path / "state"))

    def run() -> tuple[Program, str]:
        program = start(*SERVE, address, *state)
        program.wait_for_event("upstream.available")
        return program, address

    return run


def test_it_resumes_over_a_restart_of_the_gateway(
    keeping: Callable[[], tuple[Program, str]], client: Client, account: Any, tmp_path: Path
) -> None:
    program, address = keeping()
    with Client(address) as mine, mine.watch(accounts=[account], heartbeat=5) as watch:
        take_until(watch, kind("accepted"))
        first = place(client, account).orderID
        seen = take_until(watch, lambda event: event.kind == "order" and event.update.order.orderID == first)
        position = watch.position
        # These the gateway sees and records, and this reader does not.
        with mine.watch(accounts=[account]) as other:
            take_until(other, kind("accepted"))
            placed = [place(client, account) for _ in range(2)]
            missed = [each.orderID for each in placed]
            last = lambda event: event.kind == "order" and event.update.order.orderID == missed[-1]  # noqa: E731
            take_until(other, last)
        # It writes down what it saw a moment later.
        record = tmp_path / "state" / "pushes"
        name = placed[-1].orderIDEx.encode()
        wait_until(
            lambda: any(name in file.read_bytes() for file in record.rglob("*") if file.is_file()),
            "the event is in the record",
        )
        program.kill()
        keeping()
        back = take_until(watch, last)
        if not any(event.is_gap for event in back):
            back += take_until(watch, lambda event: event.is_gap)
    kinds = [event.kind for event in back]
    assert "reopening" in kinds
    positions = [event.message.position for event in seen + back if event.message.position]
    assert positions == sorted(set(positions)), "nothing twice"
    ids = [event.update.order.orderID for event in back if event.kind == "order"]
    assert set(missed) <= set(ids)
    assert watch.position > position


def test_a_position_goes_on_in_another_watch(client: Client, account: Any) -> None:
    with client.watch(accounts=[account]) as watch:
        take_until(watch, kind("accepted"))
        position = watch.position
        placed = place(client, account).orderID
        take_until(watch, lambda event: event.kind == "order" and event.update.order.orderID == placed)
    with client.watch(accounts=[account], resume_after=position) as watch:
        events = take_until(watch, lambda event: event.kind == "order" and event.update.order.orderID == placed)
        assert events[-1].message.replayed


def test_a_silent_stream_is_left(keeping: Callable[[], tuple[Program, str]]) -> None:
    program, address = keeping()
    with Client(address) as mine, mine.watch(notices=True, heartbeat=5) as watch:
        take_until(watch, kind("accepted"))
        pid = program._process.pid
        os.kill(pid, signal.SIGSTOP)
        try:
            reopening = take_until(watch, kind("reopening"))[-1]
        finally:
            os.kill(pid, signal.SIGCONT)
        assert reopening.update.error is None
        take_until(watch, kind("accepted"))


def test_a_watch_waits_for_a_gateway_that_comes(keeping: Callable[[], tuple[Program, str]]) -> None:
    program, address = keeping()
    program.stop()
    with Client(address) as mine, mine.watch(notices=True) as watch:
        assert isinstance(watch, Watch)
        assert take_until(watch, kind("reopening"))[-1].update.error.code.name == "UNAVAILABLE"
        keeping()
        take_until(watch, kind("accepted"))


def test_a_slow_program_is_no_silent_stream(client: Client) -> None:
    with client.watch(notices=True, heartbeat=5) as watch:
        next(watch)
        watch._progress._heartbeat_s = 0.01
        time.sleep(1.2)
        assert next(watch, None) is not None
