"""Starts `opend-gateway` as its own process and reads its JSON log lines."""

import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

NODE = os.environ.get("NODE", "node")
ERROR_LEVEL = 50  # pino: error 50, fatal 60


class Program:
    """One running `opend-gateway <command>`; stopped with SIGTERM."""

    def __init__(self, cli: Path, *arguments: str) -> None:
        self._command = [NODE, str(cli), *arguments]
        self._lines: list = []
        self._changed = threading.Condition()
        self._ended = False
        # Settings of the person who runs the tests must not leak in.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("OPEND_GATEWAY_")}
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def wait_for_event(self, name: str, timeout_s: float = 30.0) -> dict:
        """The first log line with this event."""
        deadline = time.monotonic() + timeout_s
        with self._changed:
            while True:
                for entry in self._entries():
                    if entry.get("event") == name:
                        return entry
                left = deadline - time.monotonic()
                if self._ended or left <= 0:
                    why = "it ended" if self._ended else f"nothing in {timeout_s:g} s"
                    raise AssertionError(f"no event {name} from {self._command}: {why}\n{self._text()}")
                self._changed.wait(left)

    def output(self) -> str:
        with self._changed:
            return self._text()

    def error_lines(self) -> list:
        """Log lines of level error and above, and lines that are no JSON (stack traces)."""
        with self._changed:
            return [line for line in self._lines if (entry := _parse(line)) is None or _level(entry) >= ERROR_LEVEL]

    def kill(self) -> None:
        """Ends it at once, as a crash would."""
        self._process.kill()
        self._process.wait(10)

    def stop(self, timeout_s: float = 15.0) -> int:
        """Asks it to end and returns its exit code."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(
                f"{self._command} did not end within {timeout_s:g} s of SIGTERM\n{self.output()}"
            ) from None

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        for line in stream:
            with self._changed:
                self._lines.append(line.rstrip("\n"))
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _entries(self) -> list:
        return [entry for line in self._lines if (entry := _parse(line)) is not None]

    def _text(self) -> str:
        return "\n".join(self._lines[-100:])


def _parse(line: str) -> dict | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None


def _level(entry: dict) -> int:
    level = entry.get("level", 0)
    names = {"trace": 10, "debug": 20, "info": 30, "warn": 40, "error": 50, "fatal": 60}
    return names.get(level, ERROR_LEVEL) if isinstance(level, str) else int(level)
