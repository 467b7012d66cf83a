"""JSON of the record, in and out."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_ENCODER = msgspec.json.Encoder()


def encode(value: Any) -> bytes:
    """Compact UTF-8 JSON of any value of the record."""
    return _ENCODER.encode(value)


def decode(raw: bytes | str, kind: type[T]) -> T:
    """The value that `encode` wrote; raises msgspec.ValidationError naming the field that is wrong."""
    return msgspec.json.decode(raw, type=kind)


def plain(value: Any) -> Any:
    """The same as dicts, lists, strings and numbers, as JSON would hold it."""
    return msgspec.to_builtins(value)
