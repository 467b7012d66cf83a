"""The rules by which one value is drawn from what several reports state: named sets, and sets from a file."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from functools import cache
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Literal

import msgspec

from tacitus.errors import TacitusError

OfTolls = Literal[
    "lowest", "highest", "latest", "majority", "mean", "median", "most precise", "most reliable", "none"
]
"""lowest, highest, mean, median: computed over all sources that stand. latest, majority (of equals the latest), most
precise, most reliable (of equals the latest): one source's own figure. none: no such value is given."""
OfSpans = Literal["most precise", "least precise", "majority", "latest", "most reliable"]
"""Whose day or place stands; only from sources that say one."""
OfTypes = Literal["narrowest", "majority", "latest", "most reliable"]
"""narrowest: of what most sources tell, the type that says most; the others as for days."""
OfAttackers = Literal["all", "majority", "latest", "most reliable"]
"""Who stands as the attacker. A bare claim of responsibility never outranks what somebody else says."""


class Tolls(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How low, best and high of a count are chosen.

    open: "at least 50" keeps an open upper bound; else it counts as 50. settled: an earlier, lower figure that a later
    source has passed, and a range that an exact figure fills, do not widen the bounds. unreliable: whether sources of
    reliability D or E stand "aside" while there are others. words: a table of how words for many are read, or "said":
    as the report's reader did.
    """

    low: OfTolls
    best: OfTolls
    high: OfTolls
    open: bool = True
    settled: bool = False
    unreliable: Literal["keep", "aside"] = "keep"
    words: Literal["said", "acled"] = "said"


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One named set. says: what it does, in a sentence or two. source: who works so, and where that is written."""

    name: str
    says: str
    source: str
    tolls: Tolls
    when: OfSpans
    where: OfSpans
    type: OfTypes
    attackers: OfAttackers


@cache
def named() -> Mapping[str, Rules]:
    """Every set that comes with the install, by name; the first is the default."""
    with (Path(__file__).parent / "rules.toml").open("rb") as file:
        return {name: _made({"name": name, **table}, name) for name, table in tomllib.load(file).items()}


def default() -> Rules:
    """The set that is used where none is named."""
    return next(iter(named().values()))


def load(given: str | PathLike[str] | Rules | None) -> Rules:
    """The set of a name, or of a TOML file; the default for None.

    A file holds the fields of `Rules`; with `like = "NAME"` only those in which it differs from that set. Raises
    TacitusError E102 for what is neither a name nor a file, E104 for a file that is no set of rules.
    """
    if given is None:
        return default()
    if isinstance(given, Rules):
        return given
    name = fspath(given)
    if name in named():
        return named()[name]
    path = Path(name)
    if path.is_file():
        return _from_file(path)
    near = difflib.get_close_matches(name, named(), n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise TacitusError(
        "E102", f"there are no rules called {name!r}, and no such file", where="rules",
        hint=f"{hint}one of {', '.join(named())}, or a TOML file",
    )


def _from_file(path: Path) -> Rules:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unusable(str(path), str(error)) from error
    like = table.pop("like", None)
    if like is not None and like not in named():
        raise _unusable(str(path), f"there are no rules called {like!r} to be like")
    base: dict[str, Any] = msgspec.to_builtins(named()[like]) if like is not None else {}
    tolls = table.get("tolls", {})
    if isinstance(tolls, dict):
        table["tolls"] = {**base.get("tolls", {}), **tolls}
    fresh = {"name": path.stem, "says": f"As {like}, with changes." if like else "", "source": path.name}
    made = _made({**base, **fresh, **table}, str(path))
    if made.name in named():  # a documented name must go on meaning what is documented
        raise _unusable(str(path), f"{made.name!r} is the name of a set that comes with Tacitus")
    return made


def _made(table: dict[str, Any], where: str) -> Rules:
    try:
        return msgspec.convert(table, Rules)
    except msgspec.ValidationError as error:
        raise _unusable(where, str(error)) from error


def _unusable(where: str, what: str) -> TacitusError:
    return TacitusError("E104", f"no set of rules: {what}", where=where, hint="tacitus rules show tacitus, for the form")
