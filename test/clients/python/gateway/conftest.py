"""grpcio against the gateway as its own process, with the embedded simulator or one behind a relay."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.program import Program

if TYPE_CHECKING:
    from support.gateway import GatewayClient


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cli", type=Path, required=True, help="path of the built main.js")
    parser.addoption("--stubs", type=Path, required=True, help="folder of futu_pb2.py and futu_pb2_grpc.py")


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


@pytest.fixture(scope="session")
def gateway(start_program: Callable[..., Program]) -> Iterator["GatewayClient"]:
    from support.gateway import GatewayClient

    program = start_program("serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0")
    program.wait_for_event("upstream.available")
    with GatewayClient.of(program) as client:
        yield client
    assert program.error_lines() == []


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()
    client = getattr(item, "funcargs", {}).get("gateway")
    if report.failed and client is not None:
        report.sections.append(("gateway log", client.program.output()))
