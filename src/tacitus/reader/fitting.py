"""Whether a mention can be of a happening at all: by kind, day, place and status, before its wording is weighed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tacitus import ontology
from tacitus.reader import nearness, wording
from tacitus.reader.lexicon import words
from tacitus.reader.page import Page

if TYPE_CHECKING:
    from tacitus.reader.grouping import Happening, Told

OLD_DAYS = 10
"""A day further back than this is no news: daily papers tell within a week."""
NEAR_KM = 120.0
"""Reports say "near" and "from" of a big town up to about so far away."""
STATES = frozenset(
    {
        "territory-taken",
        "territory-lost",
        "territory-held",
        "offensive",
        "deployment",
        "withdrawal",
        "arrest",
        "protest",
        "encirclement",
        "base-established",
        "displacement",
        "weapons-seized",
    }
)
"""Types that are never another name for an attack: such words join only their own kind."""
BY_THE_WAY = 0.7
"""How well somebody hurt fits a happening that hurts nobody, told in his sentence: less than violence told there as well."""
HARMLESS = frozenset(
    {
        "territory-taken",
        "territory-held",
        "deployment",
        "withdrawal",
        "ceasefire",
        "agreement",
        "arrest",
        "weapons-seized",
        "base-established",
        "prisoner-exchange",
        "displacement",
    }
)
"""Types of which nobody dies: the dead of another sentence are those of the fighting around them."""
UNMEANT = frozenset({"accident", "disaster"})


def kind(happening: Happening, item: Told) -> float | None:
    """How well a mention's kind fits a happening's; None where they are two kinds."""
    one, other = happening.type, item.mention.type
    if one == other:
        return 1.2
    if {one, other} & UNMEANT and item.mention.arguments.patients and any(map(_acts, item.mention.arguments.agents)):
        return None  # somebody did that: it is no part of a disaster
    if (one, other) == ("arrest", "kidnapping") and _merely_taken(item):
        return 0.9
    if {one, other} & STATES:
        if any(wording.arrested_in(t, item) or wording.arrested_in(item, t) for t in happening.told):
            return 0.6
        if {one, other} == {"offensive", "armed-assault"} and item.mention.entry.generic and wording.definite(item):
            return 0.6
        if (
            one == "offensive"
            and other == "armed-assault"
            and item.mention.entry.generic
            and _same_sentence_or_next(happening, item)
        ):
            return 0.6
        if {one, other} == {"offensive", "encirclement"} and happening.told[
            -1
        ].mention.sentence == item.mention.sentence:
            return 0.6
        if not item.mention.entry.only_harm:
            return None
    if "displacement" in (one, other) and _deadly(happening, item):
        return None  # "a strike kills 21 civilians fleeing the town": they fled from something else
    if item.mention.entry.only_harm or all(t.mention.entry.only_harm for t in happening.told):
        if not {one, other} & HARMLESS:
            return 0.9
        args = item.mention.arguments
        killing = item.mention.entry.only_harm and args.patients and any(map(_acts, args.agents))
        return None if killing or item.mention.sentence != happening.told[-1].mention.sentence else BY_THE_WAY
    if "massacre" in (one, other) and all(ontology.load().types[t].counts_as_violence for t in (one, other)):
        return 0.8  # a word for how bad it was, whatever it was done with
    kinship = ontology.load().kinship(one, other)
    violent = {t for t in (one, other) if ontology.load().types[t].counts_as_violence}
    if item.mention.entry.generic or happening.generic:
        return 0.8 if len(violent) == 2 else None
    if kinship == "same":
        return 0.9
    return 0.2 if kinship == "near" and len(violent) == 2 else None


def _merely_taken(item: Told) -> bool:
    """ "Others were taken in Nablus", after arrests: more of the same, since nobody else is said to take them."""
    verb = item.mention.token
    return verb.lemma_ in ("take", "hold", "seize", "pick") and not item.mention.arguments.agents


def _acts(token: Any) -> bool:
    """Whether a noun names people, who can mean what they do."""
    return any(token.lemma_.lower() in words(name) for name in ("armed", "state", "victim", "crowds"))


def _deadly(happening: Happening, item: Told) -> bool:
    """Whether one of the two is told by its dead or wounded alone."""
    entries = [t.mention.entry for t in (*happening.told, item)]
    return any(e.only_harm and e.harm in ("killed", "wounded") for e in entries)


def akin(one: Happening, other: Happening) -> bool:
    """Whether two happenings of a report are of one wave: violence of one kind, without a time or place against it."""
    types = ontology.load().types
    if not (types[one.type].counts_as_violence and types[other.type].counts_as_violence):
        return False
    if ontology.load().kinship(one.type, other.type) != "same":
        return False
    return all(time_fits(other, t) and place_fits(other, t) >= 0 for t in one.told)


def other_prize(happening: Happening, item: Told) -> bool:
    """Whether both say that a place was taken, each another one: a base in a province is not the province."""
    if item.control is None or item.located is None or item.located.place is None or item.mention.type == "offensive":
        return False
    prizes = [t.located for t in happening.told if t.control is not None and t.located is not None]
    return bool(prizes) and all(p.place is not None and p.place.place_id != item.located.place.place_id for p in prizes)


def _same_sentence_or_next(happening: Happening, item: Told) -> bool:
    return not item.mention.entry.noun and item.mention.sentence - happening.told[-1].mention.sentence <= 1


def older(page: Page, happening: Happening, item: Told) -> bool:
    """Whether a mention is dated well before the report while the happening is told as its news, without a date."""
    if item.timed is None or item.timed.when.end is None or page.anchor is None or happening.times():
        return False
    if (page.anchor - date.fromisoformat(item.timed.when.end[:10])).days < OLD_DAYS:
        return False
    return not (
        place_fits(happening, item) >= 0.5
        or wording.definite(item)
        or any(wording.linked(t, item) for t in happening.told)
    )


def _status_class(status: str) -> str:
    return (
        "real"
        if status in ("reported", "alleged", "claimed")
        else status
        if status in ("denied", "foiled")
        else "unreal"
    )


def status_fits(happening: Happening, item: Told) -> bool:
    """Whether what came to pass and what did not may be one: a named side's denial, a failed attempt told of again."""
    one, other = _status_class(item.verdict.status), _status_class(happening.first.verdict.status)
    if one == other:
        return True
    if {one, other} <= {"denied", "real"}:
        return wording.definite(item) or item.mention.entry.generic
    if {one, other} <= {"foiled", "real"}:
        return wording.definite(item) and item.mention.type == happening.type or item.mention.entry.generic
    return one != "unreal" and item.mention.entry.generic


def time_fits(happening: Happening, item: Told) -> bool:
    """Whether nothing in the days said speaks against it."""
    if item.timed is None or item.mention.entry.only_harm and item.mention.entry.noun:
        return True  # "on Saturday the toll rose": the day of the count, not of the deed
    spans = happening.times()
    return not spans or any(nearness.overlap(item.timed, s) for s in spans)


def place_fits(happening: Happening, item: Told) -> float:
    """1 the same place, 0 nothing known against it, -1 another place."""
    known = happening.places()
    if item.located is None or not known:
        if item.country and any(p.place and p.place.country and p.place.country != item.country for p in known):
            return -1.0
        return 0.0
    best = max(nearness.places_agree(item.located, p) for p in known)
    if best < 0 and (item.near or any(t.near for t in happening.told)):
        place = item.located.place
        for other in (p.place for p in known):
            if place and other and place.country == other.country and nearness.kilometres(place, other) <= NEAR_KM:
                return 0.3
    if best < 0 and any(t.in_title != item.in_title and _by_its_province(t, item) for t in happening.told):
        return 0.3
    return best


def _by_its_province(one: Told, other: Told) -> bool:
    """Whether a title names a town whose province, of the same name, holds the place in the text: "in Kano", of a village."""
    titled, told = (one, other) if one.in_title else (other, one)
    if titled.located is None or told.located is None or titled.located.place is None or told.located.place is None:
        return False
    town, spot = titled.located.place, told.located.place
    return town.country == spot.country and town.admin1 == spot.admin1 and town.name in (spot.admin1, spot.admin2)


def beside_it(happening: Happening, item: Told) -> bool:
    """Whether each is told of a place of its own, near the other's but not the same: two suburbs, two villages."""
    mine = item.located.place if item.located is not None else None
    known = [p.place for p in happening.places() if p.place is not None and p.place.precision in EXACT]
    if mine is None or mine.precision not in EXACT or not known:
        return False
    return all(p.place_id != mine.place_id and p.name != mine.name for p in known)


EXACT = frozenset({"exact", "near"})
