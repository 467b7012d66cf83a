"""Decides which place a mention means, by everything else that its report names, or leaves it open."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, inf

from tacitus.places import surety
from tacitus.places.gazetteer import Gazetteer, gazetteer
from tacitus.places.names import fold
from tacitus.places.score import (
    ADDED,
    EVERYWHERE,
    KINDS_OF_CUE,
    base,
    holds,
    home_nearness,
    near_km,
    repute,
    seats,
    support,
)
from tacitus.places.shapes import OURS, POINTLESS, Context, Entry, Mention, Named, Place, Precision
from tacitus.places.words import words
from tacitus.record import RunnerUp

RIVAL_KM = 50.0  # a namesake nearer than this is no rival: the same place twice, or a town and its district
MARGIN = 0.5  # least lead over the best rival; in the trial on LGL 1 gave .932 right of answered, 0 gave .901
STRANGE_MARGIN = 1.0  # the same for a city of a country that the report does not speak of
LONE_PEOPLE = 500_000  # a place this large may be named in a report that names nothing else of its country
ABROAD = 1.5  # lift of the largest city of a name that all know (words.toml): Geneva before the Genevas of America
OTHER_NAME = 3.2  # a capital by another name of its own ("Salem" for Jerusalem) has no more right than a town
ABROAD_PEOPLE = 80_000  # the least of the cities known everywhere (words.toml): Davos and Naivasha are vouched for
AREA_PEOPLE = 300_000  # a province with fewer people (Manchester in Jamaica) needs as much evidence as a town
VILLAGE_PEOPLE = 100_000  # what a report calls a village is no city this large in a country it does not name
KNOWN_PEOPLE = 1_000  # and for the only place of its name that the gazetteer knows
QUIET_PEOPLE = 40_000  # the same where the report names no country at all
SOLE_PEOPLE = 100_000  # a city this large that leads its namesakes by ...
SOLE_LEAD = 2.0  # ... so much (a hundred times their people, where nothing else speaks for either) needs no more
NEIGHBOUR_KM = 250.0  # a settled place within this distance vouches for a small one
NATURAL = frozenset({"river", "lake", "mountain", "island", "desert"})  # those of our own table are known everywhere
HOME_VOUCHES = 0.15  # a place in or by one that every sixth report of its publisher names is known there
TOLD = frozenset({"city", "village", "district", "province"})
# kinds that the text tells: "the town of X" is one of the only country in which the report's other places lie
SITES = frozenset({"airport", "airbase", "camp", "crossing"})  # "Kennedy Airport" is no town of that name far away
FIELDS = frozenset({"airport", "airbase"})  # "Kabul airport" needs no country where only one airfield is called so
SHORTLIST = 14  # candidates weighed in full, for speed; they are ranked by size and country before
MAX_RUNNERS_UP = 3
PRECISION: dict[str, Precision] = {
    "country": "country",
    "province": "province",
    "region": "province",
    "district": "district",
    "continent": "unknown",
    "sea": "unknown",
    "desert": "province",
    "river": "province",
    "lake": "near",
    "island": "near",
    "mountain": "near",
}


def candidates(mention: Mention, context: Context, known: Gazetteer, *, slips: bool = True) -> list[Named]:
    """The entries that a mention may mean, the likeliest by themselves first. slips: whether a name that no place bears is
    tried for a slip of the pen in the countries that the report names."""
    found: Sequence[Named] = ()
    if mention.words != mention.name:
        found = known.named(mention.words)
    if not found or not any(x.entry.kind in KINDS_OF_CUE.get(mention.cue or "", ()) for x in found):
        found = (*found, *(x for x in known.named(mention.name) if x not in found))
    if any(x.entry.kind == "continent" and x.rank == 0 for x in found):
        found = [x for x in found if x.rank == 0]  # "Africa" is no town that was once called so
    countries = context.named | ({context.country} if context.country else set())
    if not found or (mention.cue and not any(x.entry.country in countries for x in found)):
        found = (*found, *known.spelt_like(mention.name, countries))
    if not found and slips:
        found = known.misspelt(mention.name, countries - EVERYWHERE)
    return shortlist(found, mention, context)


def shortlist(found: Sequence[Named], mention: Mention, context: Context) -> list[Named]:
    """The entries worth weighing: those of the countries in question, and the largest of the rest."""
    if len(found) <= SHORTLIST:
        return list(found)
    areas = seats(found)
    held = {h.country for h in context.holders}
    ranked = sorted(
        found,
        key=lambda x: (
            -(
                base(x, mention, areas)
                + (3.0 if x.entry.country in context.countries else 0.0)
                + (6.0 if x.entry.country in held else 0.0)
                + (3.0 if x.entry.province in context.provinces else 0.0)
            ),
            x.entry.id,
        ),
    )
    return ranked[:SHORTLIST]


def weigh(
    found: Sequence[Named], mention: Mention, context: Context, alone: Sequence[float] | None = None
) -> list[tuple[float, Named]]:
    """Score and entry, the best first; ties fall to the entry that stands first in the gazetteer. alone: what `by_themselves`
    gives for them, where that is at hand."""
    own = by_themselves(found, mention) if alone is None else alone
    scored = [(score + support(x.entry, context), x) for score, x in zip(own, found, strict=True)]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].entry.id))


def by_themselves(found: Sequence[Named], mention: Mention) -> list[float]:
    """The part of each entry's score that nothing else in the report changes."""
    areas, known = seats(found), _known_everywhere(found, mention)
    scored = (base(x, mention, areas) + ABROAD * (x.entry.id in known) for x in found)
    return [score - OTHER_NAME * (x.entry.capital and x.rank > 0) for score, x in zip(scored, found, strict=True)]


def _known_everywhere(found: Sequence[Named], mention: Mention) -> frozenset[int]:
    """The largest city of a name that words.toml lists as known everywhere, and the province that holds it."""
    if fold(mention.name) not in words().abroad:
        return frozenset()
    cities = [x.entry for x in found if x.entry.kind == "city"]
    largest = max(cities, key=lambda e: e.population, default=None)
    return frozenset((largest.id, largest.province)) if largest else frozenset()


def resolve(mention: Mention, context: Context) -> Place | None:
    """The place that a mention means, or None where the report does not settle it.

    Scores every gazetteer entry of that name by what else the report names (countries, provinces, nearby places),
    by level, population and the kind of place that the text tells. A small place of a country that the report does not
    speak of is not taken, however alone it stands under its name. Distances are in kilometres on a sphere. Never
    raises for an unknown name; TacitusError E401 or E402 where the gazetteer cannot be opened.
    """
    known = gazetteer()
    if mention.demonym:
        return _people(mention, known)
    ranked = weigh(candidates(mention, context, known), mention, context)
    if not ranked or not settled(ranked, mention, context):
        return None
    return place(ranked, mention)


def capital(country: str, mention: Mention) -> Place | None:
    """The capital of a country, by its ISO code, as the place that "the capital" means; None where none is known."""
    entry = gazetteer().capital(country)
    return None if entry is None else place([(1.0, Named(entry, 0))], mention)


def holding(inner: Place, mention: Mention) -> Place | None:
    """The province that holds a place, as what "the same province" means; None where the gazetteer does not say."""
    entry = gazetteer().by_number(inner.province) if inner.province and inner.kind != "province" else None
    return None if entry is None else place([(1.0, Named(entry, 0))], mention)


def _people(mention: Mention, known: Gazetteer) -> Place | None:
    entry = known.countries.get(known.country_of(mention.name) or "")
    return None if entry is None else place([(1.0, Named(entry, 0))], mention)


def settled(ranked: Sequence[tuple[float, Named]], mention: Mention, context: Context) -> bool:
    """Whether the best candidate leads clearly and the report gives a reason to think of that part of the world."""
    top, best = ranked[0][0], ranked[0][1]
    if any(top - score < MARGIN and _rival(best.entry, x.entry) for score, x in ranked[1:]):
        return False
    doubtful = best.entry.kind == "city" and not best.entry.capital and not _vouched(best.entry, context)
    if doubtful and any(top - score < STRANGE_MARGIN and _rival(best.entry, x.entry) for score, x in ranked[1:]):
        return False
    if (
        mention.cue in {"province", "city", "village"}
        and best.entry.kind in {"country", "continent"}
        and best.entry.country not in {"SG", "DJ", "LU", "KW"}
    ):
        return False
    if mention.cue == "village" and best.entry.population > VILLAGE_PEOPLE and not _vouched(best.entry, context):
        return False
    if (
        context.holders
        and not any(holds(h, best.entry) or h.id == best.entry.id for h in context.holders)
        and _small(best.entry)
    ):
        return _vouched(best.entry, context) and any(h.country == best.entry.country for h in context.holders)
    if mention.cue in SITES and best.entry.kind == "city" and not _vouched(best.entry, context):
        return False
    ahead = lead(ranked)
    lone = ahead == inf and best.rank < 3
    ours = repute(best.entry) > best.entry.population
    return (
        not _small(best.entry)
        or _sole(best, context, ahead)
        or _vouched(best.entry, context)
        or _quiet(best, context, lone or (ours and ahead >= SOLE_LEAD))
        or (mention.cue in TOLD and context.settled == {best.entry.country})
        or _abroad(best, context, lone)
        or (lone and best.rank < 2 and mention.cue in FIELDS and best.entry.kind in FIELDS)
        or (
            fold(mention.name) in words().abroad and best.entry.population >= ABROAD_PEOPLE and mention.cue != "village"
        )
    )


def _rival(a: Entry, b: Entry) -> bool:
    if {a.kind, b.kind} & {"country", "province", "region"} and (holds(a, b) or holds(b, a)):
        return False
    if "district" in {a.kind, b.kind} and a.country == b.country and a.province == b.province is not None:
        return False  # a town and the district of its name, whose middle may lie far out
    return near_km(a, b.lat, b.lon) > RIVAL_KM


def _small(entry: Entry) -> bool:
    return not (
        entry.kind in {"country", "region", "continent", "sea"}
        or (entry.kind in NATURAL and entry.ref.startswith(OURS))
        or (entry.kind == "province" and (entry.population >= AREA_PEOPLE or entry.ref.startswith(OURS)))
        or entry.capital
        or entry.ref.startswith(ADDED)
        or entry.population >= LONE_PEOPLE
    )


def _vouched(entry: Entry, context: Context) -> bool:
    """Whether the report speaks of the entry's country, or the caller does, or a settled place lies near."""
    if (
        entry.country in context.named - context.aside
        or (entry.country == context.country and not context.named - {context.country})
        or any(holds(h, entry) for h in context.holders)
    ):
        return True
    if context.home and home_nearness(entry, context.home) >= HOME_VOUCHES:
        return True
    province = entry.province and context.provinces.get(entry.province, 0.0) >= 1.0
    return bool(province) or any(near_km(entry, lat, lon) < NEIGHBOUR_KM for lat, lon, _ in context.points)


def _quiet(best: Named, context: Context, lone: bool) -> bool:
    """Whether a report that names no country leaves nothing but the place to go by: it is large, or the only one."""
    if context.named or context.country is not None:
        return False
    people = repute(best.entry)
    if _elsewhere(best.entry, context) and best.entry.population < LONE_PEOPLE:
        return False
    return (people >= QUIET_PEOPLE and best.rank < 2) or (lone and people >= KNOWN_PEOPLE)


def _elsewhere(entry: Entry, context: Context) -> bool:
    """Whether the report tells of places in other countries alone; capitals that only speak are not told of."""
    return len(context.points) > context.speaking and not context.countries.get(entry.country or "")


def _sole(best: Named, context: Context, ahead: float) -> bool:
    """Whether hardly any other place can be meant, whatever the report speaks of: the only town of its name, or one far
    larger than its namesakes. A small one is believed where other places of the report lie in its country, or where the report
    says of no place that something happened there."""
    if ahead == inf and best.rank < 3 and best.entry.country in context.settled:
        return True
    if best.rank > 1:
        return False
    if ahead < inf:
        return ahead >= SOLE_LEAD and best.entry.population >= SOLE_PEOPLE
    unsaid = not context.named - context.heard and len(context.points) <= context.speaking
    return repute(best.entry) >= (KNOWN_PEOPLE if unsaid else QUIET_PEOPLE)


def _abroad(best: Named, context: Context, lone: bool) -> bool:
    """Whether the place lies just over the border of a country that the report names, and is large or the only one."""
    borders = gazetteer().borders
    near = any((iso, best.entry.country) in borders for iso in context.named | {context.country})
    return near and best.rank < 2 and (best.entry.population >= QUIET_PEOPLE or lone)


def lead(ranked: Sequence[tuple[float, Named]]) -> float:
    """How far the best candidate's score stands over the best of those that lie elsewhere; infinite without any."""
    top, best = ranked[0]
    return min((top - score for score, x in ranked[1:] if _rival(best.entry, x.entry)), default=inf)


def likely(ranked: Sequence[tuple[float, Named]], mention: Mention, context: Context) -> dict[str, float]:
    """The signs of how sure the best candidate is, for `surety.chance`."""
    sure = settled(ranked, mention, context)
    vouched = _vouched(ranked[0][1].entry, context)
    return surety.signs(ranked, lead(ranked), mention, context, settled=sure, vouched=vouched)


def place(ranked: Sequence[tuple[float, Named]], mention: Mention, chance: float | None = None) -> Place:
    """The best candidate as a place, with its rivals and their shares (a soft maximum of the scores).

    chance: the probability that it is right, where that is known; else its score is its share beside its rivals.
    """
    top = ranked[0][0]
    best = ranked[0][1].entry
    rivals = [(score, x.entry) for score, x in ranked[1:] if _rival(best, x.entry)]
    total = 1.0 + sum(exp(score - top) for score, _ in rivals)
    pointless = best.kind in POINTLESS or (best.lat == 0.0 and best.lon == 0.0)
    return Place(
        name=best.name,
        place_id=best.ref,
        kind=best.kind,
        lat=None if pointless else best.lat,
        lon=None if pointless else best.lon,
        precision=precision(best, mention),
        country=best.country,
        admin1=best.admin1,
        admin2=best.admin2,
        province=best.id if best.kind == "province" else best.province,
        population=best.population,
        score=round(1.0 / total if chance is None else chance, 4),
        middle=(best.lat, best.lon),
        box=best.box,
        runners_up=tuple(
            RunnerUp(
                name=e.name,
                place_id=e.ref,
                lat=e.lat,
                lon=e.lon,
                country=e.country,
                admin1=e.admin1,
                score=round(exp(score - top) / total, 4),
            )
            for score, e in rivals[:MAX_RUNNERS_UP]
        ),
    )


def precision(entry: Entry, mention: Mention) -> Precision:
    """How exactly the words place a happening: no more so than the kind of the place, nor than "near" allows."""
    found = entry.precision or PRECISION.get(entry.kind, "exact")
    if entry.kind == "region" and entry.country is None:
        return "unknown" if found == "unknown" else "country"
    other = mention.cue in {"airbase", "airport", "camp", "crossing", "river", "region"} and entry.kind == "city"
    if mention.cue == "district" and entry.kind == "city":
        return "district"
    return "near" if found == "exact" and (mention.near or other) else found
