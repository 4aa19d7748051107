"""The official SDK, unmodified, against the simulator as its own process.

One pytest run is one SDK version (the interpreter's packages) and one mode,
because the SDK keeps encryption and body format in process-wide settings.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import futu
import pytest
from Crypto.PublicKey import RSA
from futu import OpenQuoteContext, ProtoFMT, SysConfig

from support.endpoint import Endpoint
from support.program import Program
from support.sdk import SdkLog, open_trade, shut

MODES = ("plain", "aes-cbc", "ftaes", "json")
# Market time against real time: enough that prices and candles move while a test waits.
SPEED = "20"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mode", choices=MODES, required=True)
    parser.addoption("--cli", type=Path, required=True, help="path of the built main.js")


def pytest_collection_modifyitems(config: pytest.Config, items: list) -> None:
    """Leaves out what the SDK cannot do in this mode or version; a skip would look like a missing toolchain."""
    here = {config.getoption("mode"), "old" if futu.__version__.startswith("9.") else "new"}

    def left_out(item: pytest.Item) -> bool:
        return any(mark.args[0] in here for mark in item.iter_markers("skips"))

    config.hook.pytest_deselected(items=[item for item in items if left_out(item)])
    items[:] = [item for item in items if not left_out(item)]


@pytest.fixture(scope="session")
def mode(pytestconfig: pytest.Config) -> str:
    return pytestconfig.getoption("mode")


@pytest.fixture(scope="session")
def encrypted(mode: str) -> bool:
    return mode in ("aes-cbc", "ftaes")


@pytest.fixture(scope="session")
def rsa_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PKCS#1 key of 1024 bits, the only size that the SDK can use (facts: ftapi-protocol.md 2.2)."""
    path = tmp_path_factory.mktemp("key") / "rsa.pem"
    path.write_bytes(RSA.generate(1024).export_key("PEM", pkcs=1) + b"\n")
    return path


@pytest.fixture(scope="session", autouse=True)
def sdk_settings(mode: str, encrypted: bool, rsa_key: Path) -> None:
    SysConfig.set_all_thread_daemon(True)
    if encrypted:
        SysConfig.set_init_rsa_file(str(rsa_key))
        SysConfig.enable_proto_encrypt(True)
    SysConfig.set_proto_fmt(ProtoFMT.Json if mode == "json" else ProtoFMT.Protobuf)


@pytest.fixture(scope="session")
def simulator_arguments(mode: str, encrypted: bool, rsa_key: Path) -> list:
    arguments = ["simulate", "--listen", "127.0.0.1:0", "--seed", "7", "--speed", SPEED]
    if encrypted:
        arguments += ["--rsa-key", str(rsa_key)]
    if mode == "ftaes":
        # The SDK always asks for CBC and takes FTAES if the server names no IV (facts: ftapi-protocol.md 2.3).
        arguments += ["--ftaes"]
    return arguments


@pytest.fixture(scope="session")
def simulator(pytestconfig: pytest.Config, simulator_arguments: list) -> Iterator[Program]:
    with running(Program(pytestconfig.getoption("cli"), *simulator_arguments)) as program:
        yield program


@contextmanager
def running(program: Program) -> Iterator[Program]:
    try:
        program.wait_for_event("simulator.started")
        yield program
    except BaseException:
        program.kill()
        raise
    exit_code = program.stop()
    assert program.error_lines() == []
    assert exit_code == 0, program.output()


def endpoint_of(program: Program) -> Endpoint:
    return Endpoint.parse(program.wait_for_event("simulator.started")["address"])


@pytest.fixture(scope="session")
def endpoint(simulator: Program) -> Endpoint:
    return endpoint_of(simulator)


@pytest.fixture
def lenient(pytestconfig: pytest.Config, simulator_arguments: list) -> Iterator[OpenQuoteContext]:
    """A context on a simulator without the limits of OpenD, such as the minute before an unsubscription."""
    with running(Program(pytestconfig.getoption("cli"), *simulator_arguments, "--no-limits")) as program:
        context = OpenQuoteContext(*endpoint_of(program))
        yield context
        shut(context)


@pytest.fixture(scope="session", autouse=True)
def session_quotes(endpoint: Endpoint, sdk_settings: None, sdk_log: SdkLog) -> Iterator[OpenQuoteContext]:
    """Lives as long as the whole run, so that heartbeats happen on it."""
    context = OpenQuoteContext(endpoint.host, endpoint.port)
    yield context
    shut(context)


@pytest.fixture
def quotes(endpoint: Endpoint) -> Iterator[OpenQuoteContext]:
    context = OpenQuoteContext(endpoint.host, endpoint.port)
    yield context
    shut(context)


@pytest.fixture
def trade_hk(endpoint: Endpoint) -> Iterator:
    context = open_trade(endpoint, "HK")
    yield context
    shut(context)


@pytest.fixture
def trade_us(endpoint: Endpoint) -> Iterator:
    context = open_trade(endpoint, "US")
    yield context
    shut(context)


@pytest.fixture(scope="session")
def sdk_log() -> Iterator[SdkLog]:
    handler = SdkLog()
    logger = logging.getLogger("FTFileLog")
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


@pytest.fixture(autouse=True)
def sdk_has_no_complaint(
    request: pytest.FixtureRequest, sdk_log: SdkLog, capfd: pytest.CaptureFixture
) -> Iterator[None]:
    """Fails a test during which the SDK logged a warning, a frame it could not read, or a traceback."""
    expected = [re.compile(mark.args[0]) for mark in request.node.iter_markers("expects_log")]
    start = sdk_log.mark()
    yield
    complaints = [text for text in sdk_log.complaints(start) if not any(p.search(text) for p in expected)]
    captured = capfd.readouterr()
    print(captured.out, captured.err, sep="\n")
    assert complaints == []
    assert "Traceback" not in captured.out + captured.err


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()
    if not report.failed:
        return
    arguments = getattr(item, "funcargs", {})
    if isinstance(arguments.get("simulator"), Program):
        report.sections.append(("simulator log", arguments["simulator"].output()))
    if isinstance(arguments.get("sdk_log"), SdkLog):
        report.sections.append(("SDK log", "\n".join(arguments["sdk_log"].texts()[-60:])))
