"""Waiting for a condition with a deadline instead of sleeping for a guess."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def wait_until(probe: Callable[[], T | None], what: str, timeout_s: float = 15.0) -> T:
    """Returns the first true answer of `probe`; fails with `what` after `timeout_s`."""
    deadline = time.monotonic() + timeout_s
    while True:
        answer = probe()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"gave up after {timeout_s:g} s: {what} (last answer: {answer!r})")
        time.sleep(0.02)


class Inbox:
    """Collects what callbacks of other threads deliver, and waits for the item that matters."""

    def __init__(self) -> None:
        self._items: list = []
        self._changed = threading.Condition()

    def put(self, item) -> None:
        with self._changed:
            self._items.append(item)
            self._changed.notify_all()

    def items(self) -> list:
        with self._changed:
            return list(self._items)

    def wait_for(self, matches: Callable[[object], bool], what: str, timeout_s: float = 15.0):
        """Returns the first item, old or new, for which `matches` holds."""
        deadline = time.monotonic() + timeout_s
        seen = 0
        with self._changed:
            while True:
                for item in self._items[seen:]:
                    if matches(item):
                        return item
                seen = len(self._items)
                left = deadline - time.monotonic()
                if left <= 0:
                    raise AssertionError(f"gave up after {timeout_s:g} s: {what}; arrived: {self._items!r}")
                self._changed.wait(left)
