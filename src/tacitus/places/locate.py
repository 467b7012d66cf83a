"""Settles all the places of one report together: each is evidence for the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from tacitus.places import surety
from tacitus.places.bounds import Bound, bounds_of, within
from tacitus.places.filter import clear, model, sifted
from tacitus.places.find import Scan
from tacitus.places.gazetteer import Gazetteer, gazetteer
from tacitus.places.holders import areas, holders_of, is_named
from tacitus.places.names import fold
from tacitus.places.resolve import by_themselves, candidates, likely, resolve, settled, weigh
from tacitus.places.resolve import place as placed
from tacitus.places.score import EVERYWHERE, holds, near_km
from tacitus.places.shapes import Context, Entry, Hints, Located, Mention, Named, Place
from tacitus.places.signs import Anchors
from tacitus.places.speaking import speaks
from tacitus.places.strangers import MOST_SLIPS
from tacitus.places.words import words

WITHIN_CITY = frozenset({"quarter", "district"})  # "the X neighbourhood of Aleppo" lies in Aleppo or is not known
CITY_PEOPLE = (
    200_000  # "the X district of Y" is a part of a city this large; of a smaller one it may be the land around
)
CITY_KM = 40.0  # the reach of the largest cities from their middle
OPENING = 30  # a town in capitals within these first code points is where the report was sent from
WIDE = frozenset({"country", "region", "continent", "sea"})  # kinds that say nothing of what lies near
ROUNDS = 3  # settled places change the others' scores: the third round lets evidence pass on twice, more cost time
MAX_POINTS = 40  # places that nearness is measured to, the most often named first; keeps time linear
PEOPLE_WEIGHT = 0.7  # "Syrian" against "Syria": peoples are named abroad too
AREA_WEIGHT = 0.8  # "Helmand province", "the Gaza Strip": as clear as the country, where only one has such an area
PART_WEIGHT = 0.3  # "Damascus University", "Bank of America": weaker still
PLACE_WEIGHT = 0.5  # a settled town speaks for its country
PROVINCE_WEIGHT = 1.0  # and, more narrowly, for its province
DATELINE_WEIGHT = 1.5  # the town that opens the report: most of what it tells happened in that country
ASIDE_SHARE = 0.6  # a country named by its people alone vouches for small places with this share of the strongest
HINT_WEIGHT = 1.0  # a country that the caller gives counts as if the report named it once
MOST_NAMES = 5_000  # distinct names of one text that are weighed, some eight seconds; those after them stay open
APART = "a namesake"  # "Lebanon, Pa." says nothing of Lebanon elsewhere in the report
UNLIKELY = 0.1  # a near spelling is not believed below this chance: of the few such in LGL and GeoVirus none was right
MOST = 8.0  # evidence for one country is capped: the tenth "Iraqi" tells no more


class _One(msgspec.Struct):
    """One distinct name of a report: its first mention, where else it stands, and what it may mean.

    alone: the part of each entry's score that the report does not change. within: the keys of the names of cities that the
    text says it is a quarter of. bounds: how far from other names the text
    lets it lie. strange: near spellings are all that the gazetteer has of it. answers: the settled place by
    whether a mention lies near it or in it."""

    mention: Mention
    at: list[int]
    found: list[Named] = []
    alone: list[float] = []
    holders: list[Entry] = []
    cities: list[Entry] = []
    within: list[str] = []
    bounds: list[Bound] = []
    strange: bool = False
    speaks: bool = True
    best: Entry | None = None
    sure: bool = False
    answers: dict[bool, Place] = {}


def locate(
    text: str,
    names: Iterable[tuple[int, int, str]] = (),
    hints: Hints | None = None,
    spans: Iterable[tuple[int, int]] = (),
    least: float | None = None,
) -> list[Located]:
    """Every mention of a report with the place it means, in the order of the text.

    names: as for `find`. hints: what is known from outside, such as the publisher's country. spans: (start, end) of
    words that the caller knows to name places, which are resolved whatever `find` thinks. Mentions of a people
    (`mention.demonym`) come with their country and are no places of events. Place is None where the report does not
    settle it, or, with `least`, where the likeliest place is right with less than this probability. Raises
    TacitusError E401 or E402 where the gazetteer cannot be opened.
    """
    mentions, groups, context = weighed(text, names, hints or Hints(), spans)
    return _answers(mentions, groups, context, least)


def weighed(
    text: str, names: Iterable[tuple[int, int, str]], hints: Hints, spans: Iterable[tuple[int, int]] = ()
) -> tuple[list[Mention], list[_One], Context]:
    """The mentions of a report, its distinct names as they are settled, and what it says as a whole."""
    known = gazetteer()
    looking = Scan(text, names, known)
    mentions = looking.mentions()
    given = [looking.given(start, end) for start, end in sorted(set(spans))]
    groups, context = _settled(text, beside(given, mentions), known, hints)
    judge = model()
    if judge is not None and not looking.caps:
        mentions = sifted(looking, mentions, anchors(groups, context), judge)
        groups, context = _settled(text, beside(given, mentions), known, hints)
    return beside(given, mentions), groups, context


def beside(given: Sequence[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The mentions that are given, and those found that share no word with them, in the order of the text."""
    return sorted([*given, *clear(found, given)], key=lambda m: m.start) if given else list(found)


def anchors(groups: Sequence[_One], context: Context) -> Anchors:
    """What the report is about, from the names that are settled so far."""
    settled_groups = [(g.best, fold(g.mention.name)) for g in groups if g.sure and g.best is not None]
    points = dict.fromkeys((e.lat, e.lon, key) for e, key in settled_groups if e.kind not in WIDE)
    countries = defaultdict(float, context.countries)
    for entry, _ in settled_groups:
        if entry.country and entry.kind != "country":
            countries[entry.country] += PLACE_WEIGHT
    return Anchors(tuple(points)[:MAX_POINTS], dict(countries), context.home)


def settled_anchors(text: str, mentions: Sequence[Mention], hints: Hints) -> Anchors:
    """The same from the mentions that the rules find; what the filter is taught with."""
    return anchors(*_settled(text, mentions, gazetteer(), hints))


def _settled(text: str, mentions: Sequence[Mention], known: Gazetteer, hints: Hints) -> tuple[list[_One], Context]:
    """The names of a report, weighed against each other until nothing changes."""
    context = _countries(text, mentions, known, hints)
    groups = _groups(text, mentions, context, known)
    for _ in range(ROUNDS):
        if not _round(groups, context):
            break
    return groups, context


def _answers(
    mentions: Sequence[Mention], groups: Sequence[_One], context: Context, least: float | None
) -> list[Located]:
    out: list[Located] = []
    by_mention = {n: group for group in groups for n in group.at}
    for n, mention in enumerate(mentions):
        if mention.role == "part":
            continue
        people = mention.demonym
        place = resolve(mention, context) if people else _answer(by_mention[n], mention, groups, context, least)
        out.append(Located(mention, place))
    return out


def _countries(text: str, mentions: Sequence[Mention], known: Gazetteer, hints: Hints) -> Context:
    """The countries that the report itself names, and those the caller hints at."""
    weights: dict[str, float] = defaultdict(float)
    named: set[str] = set()
    scenes: set[str] = set()
    for mention in mentions:
        iso, weight = _country_of(mention, known)
        if iso:
            weights[iso] = min(MOST, weights[iso] + (PART_WEIGHT if mention.role == "part" else weight))
            if mention.role == "place":
                named.add(iso)
                if not mention.demonym and _told_where(text, mention, iso):
                    scenes.add(iso)
    for iso in hints.countries:
        weights[iso] += HINT_WEIGHT
    return Context(
        countries=dict(weights),
        named=frozenset(named),
        aside=frozenset(named - scenes),
        heard=frozenset(named - scenes),
        country=hints.countries[0] if hints.countries else None,
        home=hints.home,
    )


def _told_where(text: str, mention: Mention, iso: str) -> bool:
    """Whether a country's name is more than its government's that speaks; of a power the words before must say that something
    is there: "in the United States", ", U.S."."""
    if iso not in EVERYWHERE:
        return not speaks(text, mention)
    before = text[max(0, mention.start - 40) : mention.start].rstrip()
    last = before.removesuffix("the").rstrip().rsplit(None, 1)[-1:]
    return before.endswith(",") or bool(last and last[0].lower() in words().place)


def _country_of(mention: Mention, known: Gazetteer) -> tuple[str | None, float]:
    """The country that a mention by itself speaks for, and with what weight; (None, 0) for most places."""
    if mention.demonym:
        return known.country_of(mention.name), PEOPLE_WEIGHT
    found = known.named(mention.name)
    if not found:
        return None, 0.0
    areas = [x.entry for x in found if x.entry.kind in {"province", "region"} and x.rank < 2]
    if found[0].entry.kind == "country":
        doubtful = any(x.rank == 0 and x.entry.kind == "province" for x in found)
        return (None, 0.0) if doubtful else (found[0].entry.country, 1.0)
    one = len({x.country for x in areas}) == 1
    told = mention.cue == "province" or any(x.kind == "region" for x in areas)
    return (areas[0].country, AREA_WEIGHT) if one and told else (None, 0.0)


def _groups(text: str, mentions: Sequence[Mention], context: Context, known: Gazetteer) -> list[_One]:
    """The distinct names of a report, each with its candidates and the areas that the text says hold it."""
    groups: dict[tuple[str, str | None], _One] = {}
    previous: Mention | None = None
    for n, mention in enumerate(mentions):
        if mention.demonym or mention.role == "part":
            previous = mention
            continue
        holders = holders_of(text, mentions, n, previous)
        kind = APART if _told_apart(mention, holders, known) else mention.cue
        group = groups.setdefault((fold(mention.name), kind), _One(mention, []))
        group.at.append(n)
        group.speaks = group.speaks and speaks(text, mention)
        group.bounds += bounds_of(text, mentions, n, known)
        for other in holders:
            group.holders += [e for e in areas(other, known) if e not in group.holders]
            settled_city = not other.demonym and other.cue in {None, "city"}
            if mention.cue in WITHIN_CITY and settled_city and "," not in text[mention.end : other.start]:
                group.cities += [x.entry for x in known.named(other.name) if x.entry.kind == "city"]
                group.within.append(fold(other.name))
        previous = mention
    strange = 0
    for (_, kind), group in list(groups.items())[:MOST_NAMES]:
        mine = msgspec.structs.replace(context, holders=group.holders)
        group.found = candidates(group.mention, mine, known, slips=strange < MOST_SLIPS)
        strange += not group.found or group.found[0].rank > 2
        group.found = within(group.found, group.bounds)
        group.strange = bool(group.found) and group.found[0].rank > 2
        if group.cities:
            group.found = [
                x for x in group.found if any(_by_city(x.entry, c) for c in group.cities) or _held(x, group.holders)
            ]
        group.holders = [h for h in group.holders if any(holds(h, x.entry) for x in group.found)]
        if kind == APART:
            group.found = [x for x in group.found if any(holds(h, x.entry) for h in group.holders)] or group.found
        group.alone = by_themselves(group.found, group.mention)
    _share_holders(groups)
    return list(groups.values())


def _held(found: Named, holders: Sequence[Entry]) -> bool:
    """Whether the province that the text names holds an entry: then a city of the province's name is not meant."""
    return any(holder.kind == "province" and holds(holder, found.entry) for holder in holders)


def _by_city(entry: Entry, city: Entry) -> bool:
    """Whether a quarter may belong to a city: it lies near, or it is the district that holds the city."""
    return near_km(entry, city.lat, city.lon) < CITY_KM or holds(entry, city)


def _told_apart(mention: Mention, holders: Sequence[Mention], known: Gazetteer) -> bool:
    """Whether a country's name is said to lie in a province that holds a namesake: "Lebanon, Pa.", not "Mali, in Sikasso"."""
    others = [x for x in holders if fold(x.name) != fold(mention.name)]
    if not is_named(mention, "country", known) or not any(is_named(x, "province", known) for x in others):
        return False
    inner = [x.entry for x in known.named(mention.name)]
    provinces = [area for other in others for area in areas(other, known) if area.kind == "province"]
    return any(holds(area, entry) for area in provinces for entry in inner)


def _share_holders(groups: dict[tuple[str, str | None], _One]) -> None:
    """What the text says once of a name ("Paris, Texas") holds for the name wherever it stands alone."""
    for (name, cue), group in groups.items():
        if cue in (None, APART):
            continue
        plain = groups.get((name, None))
        if plain is not None:
            plain.holders += [h for h in group.holders if h not in plain.holders]


def _evidence(group: _One, groups: Sequence[_One], context: Context) -> Context:
    """The context as it stands for one name: everything the other names say."""
    countries = dict(context.countries)
    provinces: dict[int, float] = defaultdict(float)
    points: list[tuple[float, float, str]] = []
    speaking = 0
    lies: set[str] = set()
    for other in groups[:MAX_POINTS]:
        entry = other.best
        if other is group or entry is None or not other.sure or fold(other.mention.name) == fold(group.mention.name):
            continue
        if entry.kind == "province":
            provinces[entry.id] += 1.0
        elif entry.province:
            provinces[entry.province] += PROVINCE_WEIGHT
        if entry.country and entry.kind != "country":
            opens = other.mention.start < OPENING and other.mention.upper
            weight = DATELINE_WEIGHT if opens else PLACE_WEIGHT
            countries[entry.country] = min(MOST, countries.get(entry.country, 0.0) + weight)
            lies.update([entry.country] if not (other.speaks and entry.capital) else ())
        if entry.kind not in WIDE:
            points.append((entry.lat, entry.lon, entry.name))
            speaking += other.speaks and entry.capital
    strongest = max(countries.values(), default=0.0)
    least = {iso: strongest * (1.0 if iso in EVERYWHERE else ASIDE_SHARE) for iso in context.aside}
    return Context(
        countries=countries,
        named=context.named,
        aside=frozenset(iso for iso, weight in least.items() if countries.get(iso, 0.0) < weight),
        heard=context.heard,
        speaking=speaking,
        settled=frozenset(lies),
        provinces=dict(provinces),
        points=points,
        holders=group.holders,
        country=context.country,
        home=context.home,
    )


def _round(groups: list[_One], context: Context) -> bool:
    """Weighs every name once more against the others; whether anything changed."""
    groups.sort(key=lambda g: (-len(g.at), g.mention.start))
    changed = False
    for group in groups:
        if not group.found:
            continue
        mine = _evidence(group, groups, context)
        ranked = weigh(group.found, group.mention, mine, group.alone)
        best, sure = ranked[0][1].entry, settled(ranked, group.mention, mine)
        changed = changed or best != group.best or sure != group.sure
        group.best, group.sure = best, sure
    return changed


def ranking(group: _One, groups: Sequence[_One], context: Context) -> tuple[list[tuple[float, Named]], Context]:
    """What one name may mean, the best first, and all that speaks for it."""
    mine = _evidence(group, groups, context)
    return weigh(group.found, group.mention, mine, group.alone), mine


def _answer(
    group: _One, mention: Mention, groups: Sequence[_One], context: Context, least: float | None
) -> Place | None:
    """The place of one mention, at the precision of its own words."""
    if not group.found or not (group.sure or least is not None):
        return _in_city(group, mention, groups, context)
    if mention.near not in group.answers:
        ranked, mine = ranking(group, groups, context)
        by = surety.weights()
        chance = surety.chance(likely(ranked, group.mention, mine), by) if by else None
        group.answers[mention.near] = placed(ranked, mention, chance)
    found = group.answers[mention.near]
    if found.score < (least if least is not None else UNLIKELY if group.strange else 0.0):
        return _in_city(group, mention, groups, context)
    return found


def _in_city(group: _One, mention: Mention, groups: Sequence[_One], context: Context) -> Place | None:
    """An unknown quarter of a known city: the city's point, as near, under the quarter's own name."""
    for other in groups:
        city = other.best
        if fold(other.mention.name) not in group.within or not other.sure or city is None or city.kind != "city":
            continue
        if mention.cue == "district" and city.population < CITY_PEOPLE:
            continue
        found = placed(weigh(other.found, other.mention, _evidence(other, groups, context)), other.mention)
        ref = f"{city.ref}/{fold(mention.name).replace(' ', '-')}"
        return msgspec.structs.replace(
            found, name=mention.name, place_id=ref, kind="quarter", precision="near", population=0, runners_up=()
        )
    return None
