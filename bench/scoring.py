"""Holds what was read against what was expected, event by event and field by field; for samples and tests alike.

An event that was read pairs with one that was expected where their types are of one family (or of two that the
press confuses) and where place, day or words agree. Over pairs and unpaired: precision, recall, F.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tacitus import ontology

Bounds = tuple[int | None, int | None]
NOT_EVENTS = frozenset({"accident", "disaster", "statement-only"})  # read, but never counted as violence
COUNTS = ("killed", "wounded", "kidnapped", "arrested")
FIELDS = ("type", "status", "place", "date", "attackers", "targets", "weapon", *COUNTS, "claim", "corrected", "holders")
ACTING = ("attacker", "force", "detainer")
SUFFERING = ("target", "victim", "besieged", "detained")
HOLDING = ("taker", "holder")
MEANS = ("weapon", "instrument")
NOT_ASKED = frozenset({
    "protest", "agreement", "displacement", "aid-blocked", "weapons-seized", "prisoner-exchange", "offensive",
    "base-established", "territory-held",
})  # fmt: skip
"""Labelled only where they are told as news; one more of them, unpaired, is not held wrong."""
FORGIVEN: tuple[frozenset[str], ...] = (
    frozenset({"bombing", "suicide-bombing"}), frozenset({"shelling", "air-strike"}),
    frozenset({"air-strike", "drone-strike"}), frozenset({"armed-assault", "massacre"}),
    frozenset({"kidnapping", "hostage-taking"}), frozenset({"mob-violence", "riot"}),
)  # fmt: skip
"""Types that careful coders give to one and the same wording."""
NEAR_KM, PAIR_KM = 25.0, 100.0  # right place: one town and its edge; still the same event: one district
_SMALL = frozenset({
    "the", "a", "an", "of", "in", "on", "at", "by", "and", "to", "his", "her", "their", "its", "some", "several",
    "suspected", "alleged",
})  # fmt: skip


@dataclass
class Told:
    """One event as a report tells it, whoever wrote it down: a labeller or Tacitus. Degrees; ISO dates."""

    type: str
    status: str = "reported"
    main: bool = True
    eid: str | None = None
    words: str = ""
    start: str | None = None
    end: str | None = None
    place: str | None = None
    country: str | None = None
    point: tuple[float, float] | None = None
    attackers: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    weapon: list[str] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)
    claim: str | None = None
    corrected: bool = False
    counts: dict[str, Bounds] = field(default_factory=dict)


def expected(event: Mapping[str, Any]) -> Told:
    """The event of a sample's YAML."""
    when, where = event.get("when") or {}, event.get("where") or {}
    start, end = when.get("start"), when.get("end") or when.get("start")
    return Told(
        type=event["type"], status=event.get("status", "reported"), main=event.get("main", True), eid=event["eid"],
        words=event.get("words", ""), start=str(start) if start else None, end=str(end) if end else None,
        place=where.get("name"), country=where.get("country"), point=_point(where),
        attackers=[a["name"] for a in event.get("attackers") or []], targets=list(event.get("targets") or []),
        weapon=[event["weapon"]] if event.get("weapon") else [],
        holders=[event[role] for role in HOLDING if event.get(role)],
        claim=(event.get("claim") or {}).get("by"), corrected=bool(event.get("corrected")), counts=_counts(event),
    )  # fmt: skip


def read(incident: Mapping[str, Any], statements: Iterable[Mapping[str, Any]]) -> Told:
    """The event of an incident in `Reading.to_dict()`; statements: those of the same reading."""
    when, where, roles = incident.get("when") or {}, incident.get("where") or {}, incident.get("roles") or {}
    ids = set(incident.get("statements") or [])
    start, end = when.get("start"), when.get("end") or when.get("start")
    claims = [c["by"] for c in incident.get("claims") or [] if c.get("stance", "claims") == "claims"]
    return Told(
        type=incident["type"], status=incident.get("status", "reported"),
        main=any(s["id"] in ids and s.get("role_in_report", "main") == "main" for s in statements),
        words=" ".join(q["words"] for q in quotes(incident)), start=start, end=end,
        place=where.get("said") or where.get("name"), country=where.get("country"), point=_point(where),
        attackers=_names(roles, ACTING), targets=_names(roles, SUFFERING), weapon=_names(roles, MEANS),
        holders=_names(roles, HOLDING), claim=claims[0] if claims else None,
        corrected=bool(incident.get("corrections")), counts=_counts(incident.get("counts") or {}),
    )  # fmt: skip


def _names(roles: Mapping[str, Any], wanted: Iterable[str]) -> list[str]:
    return [party.get("name") or party["words"] for role in wanted for party in roles.get(role, [])]


def _point(where: Mapping[str, Any]) -> tuple[float, float] | None:
    lat, lon = where.get("lat"), where.get("lon")
    return None if lat is None or lon is None else (float(lat), float(lon))


def _counts(source: Mapping[str, Any]) -> dict[str, Bounds]:
    given = {what: source[what] for what in COUNTS if source.get(what)}
    bounds = {what: (value.get("low"), value.get("high")) for what, value in given.items()}
    return {what: pair for what, pair in bounds.items() if pair != (None, None)}


def quotes(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every quote in a JSON value."""
    if isinstance(value, Mapping):
        if {"start", "end", "words"} <= value.keys():
            yield value
        for inner in value.values():
            yield from quotes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quotes(inner)


def _content(words: str | None) -> set[str]:
    return {w for w in re.sub(r"[^\w ]", " ", (words or "").lower()).split() if w not in _SMALL}


def alike(a: str | None, b: str | None) -> bool:
    """Whether two wordings mean one thing: one holds the other's content words, or they share half of them."""
    x, y = _content(a), _content(b)
    return bool(x and y) and (x <= y or y <= x or len(x & y) / len(x | y) >= 0.5)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))


def _within(a: Told, b: Told, limit: float) -> bool:
    return a.point is not None and b.point is not None and kilometres(a.point, b.point) <= limit


def _days_meet(a: Told, b: Told) -> bool:
    if not (a.start and a.end and b.start and b.end):
        return False
    return a.start[:10] <= b.end[:10] and b.start[:10] <= a.end[:10]


def _kin(a: str, b: str) -> float:
    """How near two types are: 1 the same, 0.6 of one family, 0.2 of families that the press confuses, 0 far."""
    if a == b:
        return 1.0
    known = ontology.load()
    if a not in known.types or b not in known.types:
        return 0.0
    return {"same": 0.6, "near": 0.2, "far": 0.0}[known.kinship(a, b)]


def gain(want: Told, got: Told) -> float:
    """How well two events pair, 0 where they cannot be the same."""
    kin = _kin(want.type, got.type)
    place = _within(want, got, PAIR_KM) or alike(want.place, got.place)
    day = _days_meet(want, got)
    words = bool(want.words) and want.words.lower() in got.words.lower()
    if not kin or not (place or day or words):
        return 0.0
    killed = want.counts.get("killed")
    return kin + place + 0.5 * day + 0.7 * words + (killed is not None and killed == got.counts.get("killed"))


def pair(want: list[Told], got: list[Told]) -> list[tuple[int, int]]:
    """Index pairs, one to one, best first."""
    cells = sorted(((gain(w, g), -i, -j) for i, w in enumerate(want) for j, g in enumerate(got)), reverse=True)
    left, right, out = set[int](), set[int](), []
    for score, i, j in cells:
        if score > 0 and -i not in left and -j not in right:
            left.add(-i)
            right.add(-j)
            out.append((-i, -j))
    return out


def filled(event: Told) -> dict[str, int]:
    """How many values each field of FIELDS holds."""
    one = {
        "type": 1, "status": 1, "place": int(event.place is not None or event.point is not None),
        "date": int(event.start is not None), "attackers": len(event.attackers), "targets": len(event.targets),
        "weapon": int(bool(event.weapon)), "claim": int(bool(event.claim)), "corrected": int(event.corrected),
        "holders": len(event.holders),
    }  # fmt: skip
    return one | {what: int(what in event.counts) for what in COUNTS}


def agreeing(want: Told, got: Told) -> dict[str, int]:
    """How many values of each field of FIELDS agree."""
    same_type = want.type == got.type or any({want.type, got.type} <= kind for kind in FORGIVEN)
    counting = {"reported", "alleged", "claimed"}
    place = _within(want, got, NEAR_KM) or (alike(want.place, got.place) and want.country == got.country)
    right = {
        "type": same_type, "status": want.status == got.status or {want.status, got.status} <= counting,
        "place": place, "date": _days_meet(want, got) and (want.start == got.start or want.start != want.end),
        "weapon": any(alike(x, y) for x in want.weapon for y in got.weapon), "claim": alike(want.claim, got.claim),
        "corrected": want.corrected and got.corrected, "attackers": _matches(want.attackers, got.attackers),
        "targets": _matches(want.targets, got.targets), "holders": _matches(want.holders, got.holders),
    }  # fmt: skip
    right |= {what: what in want.counts and want.counts[what] == got.counts.get(what) for what in COUNTS}
    return {name: int(value) for name, value in right.items()}


def _matches(want: list[str], got: list[str]) -> int:
    left, n = list(got), 0
    for name in want:
        hit = next((other for other in left if alike(name, other)), None)
        if hit is not None:
            left.remove(hit)
            n += 1
    return n


def harmonic(precision: float, recall: float) -> float:
    """F of a precision and a recall, 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass
class Tally:
    """Right, expected and read, summed; precision, recall and F in per cent."""

    right: int = 0
    want: int = 0
    got: int = 0

    def add(self, right: int, want: int, got: int) -> None:
        """Count some more."""
        self.right, self.want, self.got = self.right + right, self.want + want, self.got + got

    @property
    def precision(self) -> float:
        """Of what was read, the share that is right."""
        return 100 * self.right / self.got if self.got else 0.0

    @property
    def recall(self) -> float:
        """Of what was expected, the share that was read right."""
        return 100 * self.right / self.want if self.want else 0.0

    @property
    def f(self) -> float:
        """The harmonic mean of both."""
        return harmonic(self.precision, self.recall)


def score(reports: Iterable[tuple[list[Told], list[Told]]]) -> dict[str, Tally]:
    """Tallies by measure ("relevance", "events", "main events", each of FIELDS, "record") over (expected, read)."""
    tallies = {name: Tally() for name in ("relevance", "events", "main events", *FIELDS, "record")}
    for want, everything in reports:
        got = [event for event in everything if event.type not in NOT_EVENTS]
        tallies["relevance"].add(int(bool(want) and bool(got)), int(bool(want)), int(bool(got)))
        taken = {j for _, j in pair(want, got)}
        _count(tallies, want, [event for j, event in enumerate(got) if j in taken or event.type not in NOT_ASKED])
    for name in FIELDS:
        tallies["record"].add(tallies[name].right, tallies[name].want, tallies[name].got)
    return tallies


def _count(tallies: dict[str, Tally], want: list[Told], got: list[Told]) -> None:
    pairs = pair(want, got)
    mains = [sum(event.main for event in side) for side in (want, got)]
    tallies["events"].add(len(pairs), len(want), len(got))
    tallies["main events"].add(sum(want[i].main and got[j].main for i, j in pairs), *mains)
    for event in want:
        for name, n in filled(event).items():
            tallies[name].add(0, n, 0)
    for event in got:
        for name, n in filled(event).items():
            tallies[name].add(0, 0, n)
    for i, j in pairs:
        for name, n in agreeing(want[i], got[j]).items():
            tallies[name].add(n, 0, 0)


def score_merging(events: Mapping[str, list[Told]], incidents: Iterable[Iterable[str]]) -> Tally:
    """Pairs of reports of one incident. events: by report; incidents: the report ids of each one that was drawn.

    Asked for: pairs where both tell the incident as main. A pair where one only mentions it is neither right nor wrong.
    """
    wanted, allowed = set(), set()
    for a, b in itertools.combinations(sorted(events), 2):
        one, other = ({e.eid: e.main for e in events[r]} for r in (a, b))
        shared = one.keys() & other.keys()
        if shared:
            allowed.add((a, b))
        if any(one[eid] and other[eid] for eid in shared):
            wanted.add((a, b))
    drawn = {p for reports in incidents for p in itertools.combinations(sorted(set(reports) & events.keys()), 2)}
    right = len(drawn & wanted)
    return Tally(right, len(wanted), right + len(drawn - allowed))
