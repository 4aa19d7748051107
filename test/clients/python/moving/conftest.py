"""What programs of others need: the style of FutuOpenD-rs's samples, and the methods of the official SDK."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from grpc_tools import protoc

from support.program import Program

RIVAL = Path(__file__).parent / "rival"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cli", type=Path, required=True, help="path of the built main.js")
    parser.addoption("--stubs", type=Path, required=True, help="not needed here: clients of others have their own")


@pytest.fixture(scope="session")
def root(pytestconfig: pytest.Config) -> Path:
    """The repository."""
    return pytestconfig.getoption("cli").parents[3]


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
        assert program.stop() == 0, program.output()


@pytest.fixture(scope="session")
def rival_stubs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the modules that such programs import."""
    folder = tmp_path_factory.mktemp("rival")
    arguments = ["protoc", f"-I{RIVAL}", f"--python_out={folder}", f"--grpc_python_out={folder}", "futu_service.proto"]
    assert protoc.main(arguments) == 0
    return folder


@pytest.fixture(scope="session")
def sample(rival_stubs: Path) -> list:
    """The command line of the sample, without its arguments."""
    return ["env", f"PYTHONPATH={rival_stubs}", sys.executable, str(RIVAL / "sample.py")]
