"""docs/migrating.md names every method and handler of the official SDK, and the commands that they send."""

import re
from pathlib import Path

import pytest

from support.sdk_methods import handlers, public_methods, sent_by


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "migrating.md").read_text(encoding="utf-8")


def rows(page: str, heading: str) -> dict:
    """The tables under a heading: what stands in their first cell, and the numbers of the second one."""
    section = re.search(rf"^### {re.escape(heading)}\n(.*?)(?=^##|\Z)", page, re.M | re.S)
    assert section is not None, f"docs/migrating.md has no section {heading}"
    found = {}
    for names, second in re.findall(r"^\| (`[^|]+) \| ([^|]*) \|", section[1], re.M):
        for name in re.findall(r"`(\w+)`", names):
            assert name not in found, f"{name} stands twice"
            found[name] = {int(number) for number in re.findall(r"\b\d{4}\b", second)}
    return found


def test_every_method_has_its_line_with_the_commands_that_it_sends(page: str) -> None:
    named = rows(page, "Methods")
    assert set(named) | set(rows(page, "Without a counterpart")) == public_methods()
    assert {method: sent_by(method) for method in named} == named


def test_what_has_no_counterpart_is_about_the_connection(page: str) -> None:
    for method in rows(page, "Without a counterpart"):
        # The session's own commands; and what the SDK repeats after a reconnect, which the gateway keeps itself.
        assert sent_by(method) <= {1001, 1004} or method == "on_api_socket_reconnected", method


def test_every_handler_has_its_push(page: str) -> None:
    assert rows(page, "Handlers") == {name: {proto_id} for name, proto_id in handlers().items() if proto_id != 1004}
