"""A statement: what one report says about one happening, each value with the words it rests on."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Status = Literal[
    "reported", "alleged", "claimed", "denied", "foiled", "planned", "threatened", "hypothetical"
]
COUNTED: frozenset[str] = frozenset({"reported", "alleged", "claimed"})
"""Only these statuses make an incident that counts (record.md)."""


class Quote(msgspec.Struct, frozen=True):
    """Words of a report: `words == text[start:end]`, in Unicode code points, end excluded."""

    report: str
    start: int
    end: int
    words: str


class When(msgspec.Struct, kw_only=True):
    """The span in which the happening lies: ISO dates, both ends included, as precise as was said.

    basis: "stated" (the text gives the date itself), "relative" (worked out from words such as "on
    Wednesday" and the publication date), "publication" (nothing said: the days up to publication, or up to the day on
    which it was told, whose words are then in `said`; start is None where the news may be old), "none" (cannot be
    known; start and end are None).
    """

    start: str | None = None
    end: str | None = None
    precision: Literal["day", "week", "month", "year", "unknown"] = "unknown"
    said: str | None = None
    basis: Literal["stated", "relative", "publication", "none"] = "none"
    quotes: list[Quote] = []


class RunnerUp(msgspec.Struct, kw_only=True):
    """Another place of that name, and how it scored beside the one that was chosen (0 to 1)."""

    name: str
    place_id: str
    lat: float
    lon: float
    country: str | None = None
    admin1: str | None = None
    score: float = 0.0


class Site(msgspec.Struct, kw_only=True):
    """One more place of a happening that several places are said of; degrees on WGS 84, None where not known."""

    name: str
    lat: float | None = None
    lon: float | None = None
    place_id: str | None = None
    quotes: list[Quote] = []


class Where(msgspec.Struct, kw_only=True):
    """The place of the happening. Degrees on WGS 84; all None where the text does not settle it.

    relation: the words by which it lies by the named place ("20 km north of X"), None where it is in it. precision_km: it
    lies within so many kilometres of the point, as far as the words and the map can say. geometry: the line or area that the
    words tell ("the road between X and Y", "northern X"), in GeoJSON's form, positions longitude first. also: the places
    that the words name together with this one ("in X and Y").
    """

    name: str | None = None
    said: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Literal["exact", "near", "district", "province", "country", "unknown"] = "unknown"
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    place_id: str | None = None
    relation: str | None = None
    precision_km: float | None = None
    geometry: dict[str, Any] | None = None
    also: list[Site] = []
    runners_up: list[RunnerUp] = []
    quotes: list[Quote] = []


class Party(msgspec.Struct, kw_only=True):
    """Somebody or something in a role. `actor` is an id of the actor list, None where not listed."""

    name: str
    words: str
    actor: str | None = None
    kind: str | None = None
    status: Literal["stated", "claimed", "blamed", "suspected", "denied"] = "stated"
    quotes: list[Quote] = []


class Figure(msgspec.Struct, kw_only=True):
    """One figure as somebody gave it. low/high None: open on that side. of: kind of victim, if said."""

    low: int | None = None
    high: int | None = None
    words: str
    speaker: str | None = None
    of: str | None = None
    includes_attackers: bool | None = None
    cumulative: bool | None = None
    quotes: list[Quote] = []


class Count(msgspec.Struct, kw_only=True):
    """How many, resolved (low, best, high) by a named rule from every figure `said`."""

    low: int | None = None
    high: int | None = None
    best: int | None = None
    unit: str = "people"
    rule: str | None = None
    said: list[Figure] = []


class Claim(msgspec.Struct, kw_only=True):
    """Who claims or denies the act, or blames whom. `via` is the channel, never the claimant."""

    by: str
    actor: str | None = None
    via: str | None = None
    stance: Literal["claims", "denies", "blames"] = "claims"
    against: str | None = None
    quotes: list[Quote] = []


class Damage(msgspec.Struct, kw_only=True):
    """A thing that was hit and what became of it."""

    what: str
    effect: Literal["destroyed", "damaged", "none"]
    quotes: list[Quote] = []


class Correction(msgspec.Struct, kw_only=True):
    """What was believed first, and what replaced it."""

    was: str
    now: str
    quotes: list[Quote] = []


class Doubt(msgspec.Struct, kw_only=True):
    """Two things that do not fit together, in which field, and why.

    reasons: of figures that differ, what explains it, as far as the reports tell: "later" (the later are higher),
    "corrected", "own" (the attackers' own), "part" (some count one kind of victim only), "attackers" (some count the
    dead attackers in), "wounded who died", "speakers" (other people give them).
    """

    kind: str
    field: str
    why: str
    reasons: list[str] = []
    quotes: list[Quote] = []


class Hedge(msgspec.Struct, kw_only=True):
    """A hedge's own words and the ICD 203 band that they fall in."""

    words: str
    band: str
    quotes: list[Quote] = []


class Purpose(msgspec.Struct, kw_only=True):
    """The stated or assessed aim."""

    words: str
    certainty: Hedge | str = "stated"
    quotes: list[Quote] = []


class Trace(msgspec.Struct, kw_only=True):
    """Which rule or model gave a field its value. field: a path such as "roles.attacker"."""

    field: str
    rule: str
    confidence: float | None = None


class SetAside(msgspec.Struct, kw_only=True):
    """A value that was considered for a field and not taken, and why."""

    field: str
    value: str
    why: str
    quotes: list[Quote] = []


class Statement(msgspec.Struct, kw_only=True):
    """What one report says about one happening. `quotes` are the words that name the happening."""

    id: str
    report: str
    type: str
    status: Status = "reported"
    role_in_report: Literal["main", "background"] = "main"
    when: When = msgspec.field(default_factory=When)
    where: Where = msgspec.field(default_factory=Where)
    roles: dict[str, list[Party]] = {}
    counts: dict[str, Count] = {}
    claims: list[Claim] = []
    damage: list[Damage] = []
    corrections: list[Correction] = []
    speaker: str | None = None
    certainty: Hedge | str = "stated"
    doubts: list[Doubt] = []
    purpose: Purpose | None = None
    quotes: list[Quote] = []
    reader: str = ""
    traces: list[Trace] = []
    set_aside: list[SetAside] = []
