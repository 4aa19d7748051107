"""A program in the published style of FutuOpenD-rs, with the keys file of FutuOpenD-rs, works as it is."""

import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from support.program import Program

HK_ACCOUNT, US_ACCOUNT = 281756479000000101, 281756479000000102
# Keys by the layout of their record; the pages show both.
TOKENS = {"nested": "fc_" + "5a" * 16, "flat": "fc_" + "6b" * 32}
PORTS = ("--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0")


def key(layout: str) -> dict:
    """A record as FutuOpenD-rs documents it, with all of its fields."""
    record = {
        "id": f"bot-{layout}",
        "hash": hashlib.sha256(TOKENS[layout].encode()).hexdigest(),
        "scopes": ["qot:read", "acc:read", "trade:simulate"],
        "limits": {
            "allowed_markets": ["HK"],
            "allowed_symbols": None,
            "allowed_trd_sides": ["BUY", "SELL"],
            "max_order_value": 100000,
            "max_daily_value": 1000000,
            "max_orders_per_minute": 10,
            "hours_window": None,
        },
        "allowed_acc_ids": [HK_ACCOUNT],
        "allowed_machines": None,
        "created_at": "2026-01-02T03:04:05Z",
        "expires_at": None,
        "note": "trading bot",
    }
    if layout == "nested":
        return record
    return {**record, **record.pop("limits"), "hash": f"sha256:{record['hash']}"}


def run(sample: list, *arguments: str) -> tuple:
    """Exit code and JSON lines of the sample."""
    done = subprocess.run([*sample, *arguments], capture_output=True, check=False, encoding="utf-8", timeout=45)
    assert done.stderr == ""
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def address_of(program: Program) -> str:
    program.wait_for_event("upstream.available")
    return program.wait_for_event("gateway.started")["grpc"]


@pytest.fixture(scope="module")
def open_gateway(start_program: Callable[..., Program]) -> str:
    return address_of(start_program("serve", *PORTS))


@pytest.fixture(scope="module")
def keyed_gateway(start_program: Callable[..., Program], tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("keys") / "keys.json"
    path.write_text(json.dumps({"version": 1, "keys": [key(layout) for layout in TOKENS]}), encoding="utf-8")
    path.chmod(0o600)
    return address_of(start_program("serve", *PORTS, "--keys", str(path)))


def test_calls_are_answered_and_quotes_are_pushed(sample: list, open_gateway: str) -> None:
    code, lines = run(sample, open_gateway)
    assert code == 0, lines
    assert [line["proto_id"] for line in lines if "ret_type" in line] == [1002, 3001, 3004]
    assert all(line["ret_type"] == 0 for line in lines if "ret_type" in line)
    quote = next(line for line in lines if line.get("push") == 3005)
    assert (quote["event_type"], quote["sec_key"], quote["sub_type"]) == ("quote", "1_00700", 1)
    assert quote["price"] > 0
    # Nothing of what this gateway adds reaches a program that did not ask for it.
    assert {line["event_type"] for line in lines if "push" in line} <= {"quote", "trade", "notify"}


@pytest.mark.parametrize("layout", TOKENS)
def test_a_simulated_order_is_placed_and_its_pushes_name_the_account(
    sample: list, keyed_gateway: str, layout: str
) -> None:
    code, lines = run(sample, keyed_gateway, "--token", TOKENS[layout], "--account", str(HK_ACCOUNT))
    assert code == 0, lines
    placed = next(line["placed"] for line in lines if "placed" in line)
    pushed = [line for line in lines if line.get("push") == 2208]
    assert {(line["event_type"], line["acc_id"]) for line in pushed} == {("trade", HK_ACCOUNT)}
    assert [line["status"] for line in pushed if line["order"] == placed][-1] == 11


def test_a_token_that_is_not_known_is_unauthenticated(sample: list, keyed_gateway: str) -> None:
    assert run(sample, keyed_gateway, "--token", "fc_" + "00" * 16) == (1, [{"status": "UNAUTHENTICATED"}])


def test_an_account_that_is_not_allowed_is_permission_denied(sample: list, keyed_gateway: str) -> None:
    code, lines = run(sample, keyed_gateway, "--token", TOKENS["flat"], "--account", str(US_ACCOUNT))
    assert (code, lines[-1]) == (1, {"status": "PERMISSION_DENIED"})
