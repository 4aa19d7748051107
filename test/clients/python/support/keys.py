"""A keys file that `opend-gateway keys` writes, and the tokens that it printed."""

import json
import os
import subprocess
from pathlib import Path

from support.program import NODE


class KeysFile:
    """What an operator does: each change is one run of the command."""

    def __init__(self, cli: Path, path: Path) -> None:
        self._cli = cli
        self.path = path
        self.tokens: dict[str, str] = {}

    def add(self, key_id: str, scopes: str, *flags: str) -> str:
        """Makes a key and returns its token."""
        made = json.loads(self.run("add", "--id", key_id, "--scopes", scopes, *flags, "--json"))
        self.tokens[key_id] = made["token"]
        return made["token"]

    def run(self, command: str, *arguments: str) -> str:
        """What `opend-gateway keys <command>` prints."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("OPEND_GATEWAY_")}
        done = subprocess.run(
            [NODE, str(self._cli), "keys", command, "--keys-file", str(self.path), *arguments],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env=environment,
            timeout=30,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout
