"""How sure the learned reader must be, field by field; a caller may set its own."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_own: dict[str, dict[str, float]] = {}


@cache
def defaults() -> dict[str, dict[str, float]]:
    """The thresholds that come with the models, by field and name."""
    path = Path(__file__).parent / "thresholds.toml"
    return {f: {n: float(v) for n, v in t.items()} for f, t in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def value(field: str, name: str) -> float:
    """One threshold: the caller's, else the default."""
    return _own.get(field, {}).get(name, defaults()[field][name])


def use(own: dict[str, dict[str, float]]) -> None:
    """Set thresholds for this process; what is left out stays as it was. Raises KeyError for one that does not exist."""
    for field, named in own.items():
        for name, number in named.items():
            defaults()[field][name]
            _own.setdefault(field, {})[name] = float(number)
