"""Reads and checks the ontology's TOML files once, before the first report is read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from tacitus.errors import TacitusError

HERE = Path(__file__).parent
Group = Literal["violence", "territory", "other"]
Kinship = Literal["same", "near", "far"]


class Plover(msgspec.Struct, frozen=True):
    """PLOVER 0.8 event and mode; mode None where no mode fits."""

    event: str
    mode: str | None = None


class Gtd(msgspec.Struct, frozen=True):
    """GTD attack type (1 to 9), and whether the attacker meant to die."""

    attacktype: int
    suicide: bool = False


class Family(msgspec.Struct, frozen=True):
    """Types that reports of one happening share. near: families that the press confuses with it."""

    id: str
    says: str
    near: frozenset[str] = frozenset()


class CountKind(msgspec.Struct, frozen=True):
    """One thing that is counted: "killed", "troops". unit: "people", "attacks" ..."""

    id: str
    says: str
    unit: str


class EventType(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of happening.

    parent: the more general type, None at the top. roles: role to definition, the parent's among them.
    counts: ids of counts.toml, the usual ones first. acled: (event type, sub-event type). ucdp: types of
    violence 1 to 3 that it can be, given a death; empty where UCDP does not count it.
    """

    id: str
    says: str
    group: Group
    family: str
    parent: str | None
    roles: dict[str, str]
    counts: tuple[str, ...]
    counts_as_violence: bool
    acled: tuple[str, str] | None = None
    ucdp: tuple[int, ...] = ()
    plover: Plover | None = None
    cameo: str | None = None
    gtd: Gtd | None = None
    muc: str | None = None


class Ontology(msgspec.Struct, frozen=True):
    """Every type, family and kind of count, checked against each other."""

    types: dict[str, EventType]
    families: dict[str, Family]
    counts: dict[str, CountKind]

    def lineage(self, type_id: str) -> tuple[str, ...]:
        """The type and its parents, nearest first. Raises KeyError for an unknown type."""
        line = [type_id]
        while (parent := self.types[line[-1]].parent) is not None:
            line.append(parent)
        return tuple(line)

    def is_a(self, type_id: str, ancestor: str) -> bool:
        """Whether the first type is the second or falls under it."""
        return ancestor in self.lineage(type_id)

    def kinship(self, a: str, b: str) -> Kinship:
        """How easily two reports of one happening name it so differently: same family, near, or far."""
        one, other = self.types[a].family, self.types[b].family
        if one == other:
            return "same"
        return "near" if other in self.families[one].near else "far"


class _Raw(msgspec.Struct, forbid_unknown_fields=True):
    """One table of types.toml as it is written."""

    says: str
    group: Group
    family: str
    roles: dict[str, str]
    counts: list[str]
    counts_as_violence: bool
    parent: str | None = msgspec.field(default=None, name="is")
    acled: tuple[str, str] | None = None
    ucdp: tuple[int, ...] = ()
    plover: Plover | None = None
    cameo: str | None = None
    gtd: Gtd | None = None
    muc: str | None = None


class _RawFamily(msgspec.Struct, forbid_unknown_fields=True):
    says: str
    near: list[str]


class _RawCount(msgspec.Struct, forbid_unknown_fields=True):
    says: str
    unit: str


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed file `<name>.toml` of this room, read once; do not change what you get.

    Raises TacitusError E403 where the file is missing or is no TOML.
    """
    path = HERE / f"{name}.toml"
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise _fault(f"{name}.toml", "there is no such file") from error
    except tomllib.TOMLDecodeError as error:
        raise _fault(f"{name}.toml", f"it is no TOML: {error}") from error


@cache
def load() -> Ontology:
    """The ontology, read and checked once. Raises TacitusError E403 naming the table that is wrong."""
    return build(table("types"), table("families"), table("counts"))


def build(types: dict[str, Any], families: dict[str, Any], counts: dict[str, Any]) -> Ontology:
    """An ontology from parsed tables. Raises TacitusError E403 naming file, table and fault."""
    kinds = {key: _read("counts.toml", key, value, _RawCount) for key, value in counts.items()}
    groups = {key: _read("families.toml", key, value, _RawFamily) for key, value in families.items()}
    raw = {key: _read("types.toml", key, value, _Raw) for key, value in types.items()}
    for where, fault in [*_faults(raw, groups, kinds), *_family_faults(groups)]:
        raise _fault(where, fault)
    return Ontology(
        types={key: _event_type(key, raw) for key in raw},
        families={key: Family(key, value.says, _near(key, groups)) for key, value in groups.items()},
        counts={key: CountKind(key, value.says, value.unit) for key, value in kinds.items()},
    )


def _read(file: str, key: str, value: Any, kind: type[Any]) -> Any:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise _fault(f"{file} [{key}]", str(error)) from error


def _fault(where: str, what: str) -> TacitusError:
    return TacitusError("E403", what, where=f"ontology/{where}", hint="mend that table, or install Tacitus again")


def _faults(
    raw: dict[str, _Raw], families: dict[str, _RawFamily], counts: dict[str, _RawCount]
) -> Iterator[tuple[str, str]]:
    """Everything in types.toml that does not fit together."""
    for key, value in raw.items():
        where = f"types.toml [{key}]"
        if value.family not in families:
            yield where, f"its family {value.family!r} is not in families.toml"
        for count in value.counts:
            if count not in counts:
                yield where, f"its count {count!r} is not in counts.toml"
        if value.parent is not None and value.parent not in raw:
            yield where, f"its parent {value.parent!r} is no type"
        seen, parent = {key}, value.parent
        while parent in raw:
            if parent in seen:
                yield where, f"it is its own ancestor, by way of {parent!r}"
                break
            seen.add(parent)
            parent = raw[parent].parent


def _family_faults(families: dict[str, _RawFamily]) -> Iterator[tuple[str, str]]:
    for key, value in families.items():
        for near in value.near:
            if near not in families:
                yield f"families.toml [{key}]", f"the family near it, {near!r}, is not there"


def _near(key: str, families: dict[str, _RawFamily]) -> frozenset[str]:
    """Near is written once and meant both ways."""
    return frozenset(families[key].near) | {other for other, value in families.items() if key in value.near}


def _event_type(key: str, raw: dict[str, _Raw]) -> EventType:
    own, roles, parent = raw[key], dict(raw[key].roles), raw[key].parent
    while parent is not None:
        roles = {**raw[parent].roles, **roles}
        parent = raw[parent].parent
    return EventType(
        id=key, says=own.says, group=own.group, family=own.family, parent=own.parent, roles=roles,
        counts=tuple(own.counts), counts_as_violence=own.counts_as_violence, acled=own.acled, ucdp=own.ucdp,
        plover=own.plover, cameo=own.cameo, gtd=own.gtd, muc=own.muc,
    )
