"""Reads protobuf bytes without decoding the messages in them, so that bytes can be compared as they came."""

from collections.abc import Iterator

RESPONSE_S2C = 4
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5


def fields(message: bytes) -> Iterator[tuple[int, bytes | int]]:
    """Number and value of each field, in order; only values of VARINT and BYTES are given."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == VARINT:
            value, at = _varint(message, at)
        elif kind == BYTES:
            size, at = _varint(message, at)
            value, at = message[at : at + size], at + size
        else:
            value, at = b"", at + {FIXED64: 8, FIXED32: 4}[kind]
        assert at <= len(message), "the message ends within a field"
        yield key >> 3, value


def s2c_elements(response: bytes, number: int) -> list[bytes]:
    """The bytes of each element of a repeated field of the S2C."""
    (s2c,) = [value for field, value in fields(response) if field == RESPONSE_S2C]
    return [value for field, value in fields(s2c) if field == number]


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
