"""The shape that an answer must have: as JSON Schema for the server, and as types that what comes back is held to."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, get_args

import msgspec

from tacitus import ontology
from tacitus.record import Claim, Damage, Party
from tacitus.record.statement import Status

MOST_HAPPENINGS = 30
"""Of one part of a report; a round-up of 6,000 characters tells of ten."""
MOST_ITEMS = 12
"""Parties, figures, claims or damaged things of one happening."""


class Named(msgspec.Struct):
    """Words in a role."""

    role: str
    words: str
    status: str = "stated"


class Counted(msgspec.Struct):
    """Words that hold a figure, and what it counts."""

    what: str
    words: str


class Claimed(msgspec.Struct):
    """The words for who claims, denies or blames, and those by which they do."""

    words: str
    stance: str
    said: str


class Hit(msgspec.Struct):
    """The words for a thing that was hit, and what became of it."""

    words: str
    effect: str


class Told(msgspec.Struct):
    """One happening as the model gives it: words only. Lists hold what is still to be checked, item by item."""

    words: str
    type: str
    status: str = "reported"
    main: bool = True
    when: str | None = None
    where: str | None = None
    roles: list[Any] = []
    counts: list[Any] = []
    claims: list[Any] = []
    damage: list[Any] = []
    speaker: str | None = None
    purpose: str | None = None
    confidence: float | None = None


class Unusable(Exception):
    """An answer that is no JSON object of happenings; its text says what is wrong, never what the answer said."""


@cache
def choices() -> dict[str, tuple[str, ...]]:
    """The values that each field of fixed choice may take, from the ontology and the record."""
    known = ontology.load()
    roles = dict.fromkeys(role for kind in known.types.values() for role in kind.roles)
    return {
        "statuses": get_args(Status),
        "roles": tuple(roles),
        "stances": _literal(Party, "status"),
        "counts": tuple(known.counts),
        "claims": _literal(Claim, "stance"),
        "effects": _literal(Damage, "effect"),
    }


def _literal(kind: type[msgspec.Struct], name: str) -> tuple[str, ...]:
    field = next(each for each in msgspec.structs.fields(kind) if each.name == name)
    return get_args(field.type)


@cache
def json_schema() -> dict[str, Any]:
    """The schema of an answer, in the subset that servers with constrained output share. Do not change what you get."""
    may = choices()
    happening = _object(
        words=_TEXT,
        type=_one_of(ontology.load().types),
        status=_one_of(may["statuses"]),
        main={"type": "boolean"},
        when=_TEXT,
        where=_TEXT,
        roles=_list(_object(role=_one_of(may["roles"]), words=_TEXT, status=_one_of(may["stances"]))),
        counts=_list(_object(what=_one_of(may["counts"]), words=_TEXT)),
        claims=_list(_object(words=_TEXT, said=_TEXT, stance=_one_of(may["claims"]))),
        damage=_list(_object(words=_TEXT, effect=_one_of(may["effects"]))),
        speaker=_TEXT,
        purpose=_TEXT,
        confidence={"type": "number"},
    )
    return _object(happenings=_list(happening, MOST_HAPPENINGS))


_TEXT = {"type": "string"}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _list(items: dict[str, Any], most: int = MOST_ITEMS) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": most}


def _one_of(values: Any) -> dict[str, Any]:
    return {"type": "string", "enum": [*values]}


def happenings(content: str) -> list[Any]:
    """The happenings of an answer, each still to be checked. Raises Unusable where it holds no such list."""
    found = _json(content)
    listed = found.get("happenings") if isinstance(found, dict) else found
    if not isinstance(listed, list):
        raise Unusable("it holds no list of happenings")
    return listed


def _json(content: str) -> Any:
    """The JSON value in an answer: the whole, or what stands in it behind thoughts, greetings or code marks."""
    said = content.rpartition("</think>")[2].strip()
    try:
        return json.loads(said)
    except RecursionError:
        raise Unusable("it is nested too deep") from None
    except ValueError:
        pass
    start = said.find("{")
    if start < 0:
        raise Unusable("it is no JSON")
    try:
        return json.JSONDecoder().raw_decode(said, start)[0]
    except (ValueError, RecursionError):
        raise Unusable("it is no JSON") from None


def whole(content: str) -> list[Any]:
    """The happenings that are complete in an answer that was cut off."""
    decoder, found = json.JSONDecoder(), []
    at = content.find("[") + 1
    try:
        while at:
            while content[at : at + 1] in (" ", "\n", "\r", "\t", ","):
                at += 1
            value, at = decoder.raw_decode(content, at)
            found.append(value)
    except (ValueError, RecursionError):
        pass
    return found


def shaped(value: Any, kind: type[msgspec.Struct]) -> Any | None:
    """The value as that type, None where its shape is another; keys that the type does not have are left out."""
    try:
        return msgspec.convert(value, kind)
    except (msgspec.ValidationError, RecursionError):
        return None
