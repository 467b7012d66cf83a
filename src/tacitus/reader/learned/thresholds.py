"""How sure the learned reader must be, field by field; a caller may set its own."""

from __future__ import annotations

import hashlib
import os
import tomllib
from functools import cache
from pathlib import Path

from tacitus.errors import TacitusError

OWN = "TACITUS_THRESHOLDS"
"""The environment variable that names a user's own file; reading processes inherit it."""

Table = dict[str, dict[str, float]]
_own: Table = {}
_stood: list[tuple[str, str]] = []
"""The file that `use_file` named last, and what the variable named before."""


@cache
def defaults() -> Table:
    """The thresholds that come with the models, by field and name."""
    return _table(Path(__file__).parent / "thresholds.toml")


def _table(path: Path) -> Table:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return {field: {name: float(number) for name, number in named.items()} for field, named in found.items()}


@cache
def _of_file(path: str) -> Table:
    """A user's own thresholds. Raises TacitusError E102 for a file that cannot be read or names what does not exist."""
    try:
        own = _table(Path(path))
    except (OSError, ValueError, AttributeError, TypeError) as error:
        hint = "a TOML file with tables such as [attacker] and lines such as add = 0.8"
        raise TacitusError("E102", f"the thresholds cannot be read: {error}", where=path, hint=hint) from None
    for field, named in own.items():
        for name in named:
            if name not in defaults().get(field, {}):
                known = ", ".join(f"{f}.{n}" for f, names in defaults().items() for n in names)
                raise TacitusError("E102", f"there is no threshold {field}.{name}", where=path, hint=known)
    return own


def value(field: str, name: str) -> float:
    """One threshold: the caller's, else the default."""
    path = os.environ.get(OWN)
    own = _of_file(path) if path else _own
    return own.get(field, {}).get(name, defaults()[field][name])


def use_file(path: str | None) -> None:
    """Read with the thresholds of a file, here and in the processes started from here; None ends that.

    Raises TacitusError E102 for a file that cannot be used, and then changes nothing.
    """
    if path is not None:
        _of_file(path)
    if _stood and os.environ.get(OWN) == _stood[0][0]:
        os.environ[OWN] = _stood[0][1]
    _stood.clear()
    if path is not None:
        _stood.append((path, os.environ.get(OWN, "")))
        os.environ[OWN] = path


def mark() -> str:
    """What a user's own file adds to the reader's name, since statements made with it are others; empty without one."""
    path = os.environ.get(OWN)
    if not path:
        return ""
    told = sorted((field, name, number) for field, named in _of_file(path).items() for name, number in named.items())
    return f"+{hashlib.sha256(repr(told).encode()).hexdigest()[:6]}"


def use(own: Table) -> None:
    """Set thresholds for this process; what is left out stays as it was. Raises KeyError for one that does not exist."""
    for field, named in own.items():
        for name, number in named.items():
            defaults()[field][name]
            _own.setdefault(field, {})[name] = float(number)
