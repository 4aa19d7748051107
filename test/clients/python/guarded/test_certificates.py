"""Clients that show a certificate, and keys that are bound to one."""

import hashlib
import ssl
from collections.abc import Callable
from pathlib import Path

import grpc
import pytest

from support.guarded import GuardedGateway
from support.program import Program


def fingerprint(pem: Path) -> str:
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem.read_text("ascii"))).hexdigest()


def test_a_key_bound_to_a_certificate_works_with_it_alone(
    pytestconfig: pytest.Config, start_program: Callable[..., Program], tmp_path: Path
) -> None:
    certificates = pytestconfig.getoption("certificates")
    gateway = GuardedGateway(
        pytestconfig.getoption("cli"),
        start_program,
        tmp_path,
        certificates,
        *["--tls-client-ca", str(certificates / "server.pem")],
    )
    gateway.keys.add("free", "read")
    gateway.keys.add("bound", "read", "--allowed-certificates", fingerprint(certificates / "desk.pem"))
    gateway.start()
    assert gateway.client("bound", "desk").raw(1002).ret_type == 0
    # The same answer as to a token that is none.
    failure = gateway.client("bound", "stranger").failure(1002)
    assert (failure.reason, failure.text) == ("UNAUTHENTICATED", "unauthenticated")
    assert gateway.client("free", "stranger").raw(1002).ret_type == 0
    assert gateway.client("free").failure(1002).code == grpc.StatusCode.UNAVAILABLE
    gateway.close()
    assert gateway.program.stop() == 0
