"""The calendar's words, read once from calendar.toml, for those who find expressions and those who resolve them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """One table of calendar.toml; raises KeyError for an unknown name."""
    return _all()[name]  # type: ignore[no-any-return]


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("calendar.toml").read_text("utf-8"))


def month(word: str) -> int:
    """The month's number, 1 to 12, of its name or short form."""
    return int(table("months")[word.lower().rstrip(".")])


def weekday(word: str) -> int:
    """The weekday's number, Monday 0, of its name or short form."""
    return int(table("weekdays")[word.lower().rstrip(".")])


def number(words: str | None) -> tuple[int, int] | None:
    """How many a number's words say, as (from, to); None where they are no number. "" and None say "some" (2 to 7)."""
    key = " ".join((words or "").lower().replace("-", " ").split())
    if not key:
        key = "some"
    if key.isdigit():
        return (int(key), int(key)) if len(key) < 5 else None
    if key in table("open_numbers"):
        low, high = table("open_numbers")[key]
        return int(low), int(high)
    numbers = table("numbers")
    if all(part in numbers for part in key.split()):
        total = _sum([int(numbers[part]) for part in key.split()])
        return total, total
    return None


def _sum(parts: list[int]) -> int:
    """ "two thousand three hundred and five": hundreds and thousands multiply what stands before them."""
    total, group = 0, 0
    for part in parts:
        if part == 100:
            group = (group or 1) * 100
        elif part == 1000:
            total, group = total + (group or 1) * 1000, 0
        else:
            group += part
    return total + group
