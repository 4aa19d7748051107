"""The official SDK and the gateway's stream side by side on one simulator."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.program import Program


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cli", type=Path, required=True, help="path of the built main.js")
    parser.addoption("--stubs", type=Path, required=True, help="folder of futu_pb2.py and futu_pb2_grpc.py")


def pytest_configure(config: pytest.Config) -> None:
    sys.path.insert(0, str(config.getoption("stubs")))


@pytest.fixture
def simulator(pytestconfig: pytest.Config) -> Iterator[Program]:
    """A Monday morning in Hong Kong: the market is open, two securities and the accounts are busier than it."""
    firehose = ["--firehose", "200", "--firehose-securities", "2", "--firehose-trades", "20", "--firehose-notices", "5"]
    start = ["--start", "2026-01-05T10:00:00", "--seed", "7", "--speed", "10"]
    arguments = ["simulate", "--listen", "127.0.0.1:0", "--no-limits", *start, *firehose]
    yield from _run(Program(pytestconfig.getoption("cli"), *arguments), "simulator.started")


@pytest.fixture
def gateway(pytestconfig: pytest.Config, simulator: Program) -> Iterator[Program]:
    opend = simulator.wait_for_event("simulator.started")["address"]
    listen = ["--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0"]
    arguments = ["serve", "--opend", opend, "--trading", "simulate", *listen]
    yield from _run(Program(pytestconfig.getoption("cli"), *arguments), "upstream.available")


def _run(program: Program, started: str) -> Iterator[Program]:
    try:
        program.wait_for_event(started)
        yield program
    except BaseException:
        program.kill()
        raise
    assert program.stop() == 0, program.output()
