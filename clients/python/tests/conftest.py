"""The installed package against gateways of its own; `support` is that of the other client tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.program import Program

from opend_gateway_client import Client

SERVE = ("serve", "--http", "127.0.0.1:0", "--grpc")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cli", type=Path, required=True, help="path of the built main.js")


@pytest.fixture(scope="session")
def start(pytestconfig: pytest.Config) -> Iterator[Callable[..., Program]]:
    """Starts `opend-gateway <arguments>`; everything started ends with the run."""
    started: list[Program] = []

    def run(*arguments: str) -> Program:
        program = Program(pytestconfig.getoption("cli"), *arguments)
        started.append(program)
        return program

    yield run
    for program in reversed(started):
        assert program.stop() in (0, -9), program.output()


@pytest.fixture(scope="session")
def simulator(start: Callable[..., Program]) -> str:
    """Address of an OpenD, as `--opend` wants it."""
    program = start("simulate", "--listen", "127.0.0.1:0", "--no-limits")
    return str(program.wait_for_event("simulator.started")["address"])


@pytest.fixture(scope="session")
def gateway(start: Callable[..., Program], simulator: str) -> str:
    """Address of a gateway without keys."""
    arguments = ("--opend", simulator, "--trading", "simulate", "--pacing", "off")
    program = start(*SERVE, "127.0.0.1:0", *arguments)
    program.wait_for_event("upstream.available")
    return str(program.wait_for_event("gateway.started")["grpc"])


@pytest.fixture
def client(gateway: str) -> Iterator[Client]:
    with Client(gateway) as client:
        yield client


@pytest.fixture
def account(client: Client) -> object:
    """A simulated account of Hong Kong."""
    accounts = client.account.get_acc_list().accList
    return next(each for each in accounts if each.trdEnv == 0 and 1 in each.trdMarketAuthList)
