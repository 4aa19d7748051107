"""An address as programs print it."""

from typing import NamedTuple


class Endpoint(NamedTuple):
    host: str
    port: int

    @classmethod
    def parse(cls, address: str) -> "Endpoint":
        host, _, port = address.rpartition(":")
        return cls(host.strip("[]"), int(port))
