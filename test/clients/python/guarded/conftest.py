"""grpcio against a gateway with keys: in plain text with metadata, over TLS with call credentials."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.program import Program

if TYPE_CHECKING:
    from support.guarded import GuardedGateway

TRADE_PASSWORD = "123456"
CONFIG = """\
limitsProfiles:
  guests: { quotes: { perSecond: 2, burst: 3 } }
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cli", type=Path, required=True, help="path of the built main.js")
    parser.addoption("--stubs", type=Path, required=True, help="folder of futu_pb2.py and the other generated files")
    parser.addoption("--certificates", type=Path, required=True, help="folder of server.pem, its key, and clients' ones")


def pytest_configure(config: pytest.Config) -> None:
    sys.path.insert(0, str(config.getoption("stubs")))


@pytest.fixture(scope="session")
def start_program(pytestconfig: pytest.Config) -> Iterator[Callable[..., Program]]:
    """Starts `opend-gateway <arguments>`; everything started ends with the run."""
    started: list = []

    def start(*arguments: str) -> Program:
        program = Program(pytestconfig.getoption("cli"), *arguments)
        started.append(program)
        return program

    yield start
    for program in reversed(started):
        assert program.stop() in (0, -9), program.output()


@pytest.fixture(scope="session", params=["plaintext", "tls"])
def guarded(
    request: pytest.FixtureRequest,
    pytestconfig: pytest.Config,
    start_program: Callable[..., Program],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator["GuardedGateway"]:
    from support.guarded import HK_ACCOUNT, GuardedGateway

    folder = tmp_path_factory.mktemp(request.param)
    config, password = folder / "gateway.yaml", folder / "password"
    config.write_text(CONFIG, encoding="utf-8")
    password.write_text(TRADE_PASSWORD, encoding="utf-8")
    password.chmod(0o600)
    gateway = GuardedGateway(
        pytestconfig.getoption("cli"),
        start_program,
        folder,
        pytestconfig.getoption("certificates") if request.param == "tls" else None,
        *["--config", str(config), "--trading", "real", "--unlock-password-file", str(password)],
        # The simulator's own pace is not what is tested here.
        *["--simulator-limits", "off", "--pacing", "off"],
    )
    one_account = ["--allowed-acc-ids", str(HK_ACCOUNT)]
    gateway.keys.add("operator", "admin")
    gateway.keys.add("reader", "read")
    gateway.keys.add("both", "read,trade:simulate")
    gateway.keys.add("one", "read,trade:simulate", *one_account)
    gateway.keys.add("desk", "read,trade:simulate", *one_account, "--max-order-value", "20000")
    gateway.keys.add("daily", "read,trade:simulate", *one_account, "--max-daily-value", "25000")
    gateway.keys.add("real", "read,trade:real,trade:unlock")
    gateway.keys.add("guest", "read", "--profile", "guests")
    gateway.keys.add("small", "read", "--profile", "small")
    gateway.start()
    yield gateway
    gateway.close()
    assert gateway.program.stop() == 0, gateway.program.output()
    assert gateway.program.error_lines() == []
    gateway.verify_audit()
    written = [gateway.program.output(), *(path.read_text("latin1") for path in folder.rglob("*") if path.is_file())]
    for secret in gateway.keys.tokens.values():
        assert not any(secret in text for text in written), "a token was written down"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()
    gateway = getattr(item, "funcargs", {}).get("guarded")
    if report.failed and gateway is not None:
        report.sections.append(("gateway log", gateway.program.output()))
