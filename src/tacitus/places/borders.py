"""Reads where a report puts a happening by the border of two countries: "near the border with X", "along the X-Y border"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from tacitus.places.frontier import Stretch, stretch, within
from tacitus.places.gazetteer import gazetteer
from tacitus.places.geometry import BEARINGS, LEVELS, NEAR_KM, RANK, destination, extent
from tacitus.places.relate import either, offset_before, relation_words
from tacitus.places.shapes import Located, Mention, Place, Precision, Relation, Situated, Spot

REACH = 60  # code points before a country's name in which "near the border with" is looked for
MOST = 60  # borders read in one report: more are a list of them, and each costs a look through the outlines


class _Said(msgspec.Struct, frozen=True):
    """One naming of a border. start, end: of its words ("border with X"); lead: where "near the" before them begins; ends:
    the countries named, one or two, in the order of the text; owner: of the two the one whose border it is called ("Mali's
    border with Niger"); first, last: positions of their mentions."""

    start: int
    end: int
    lead: int
    ends: tuple[str, ...]
    first: int
    last: int
    offset: Relation | None = None
    owner: str | None = None


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    said = relation_words()["border"]
    border, areas = either(said["names"]), either(said["areas"])
    border = rf"(?:{border})(?:\s+(?P<area>{areas}))?"
    side = r"(?:(?:north|south|east|west)[\w-]*\s+|(?:shared|common|long|porous|desert|mountainous)\s+){0,2}"
    lead = r"(?:the\s+|its\s+|their\s+|a\s+)?(?:[a-z-]+\s+){0,2}"
    followers = either(said["followers"])
    return {
        "behind": re.compile(rf"(?:['\u2019]s?)?\s+{side}{border}(?!\w)(?P<with>\s+(?:with|and)\s+(?:the\s+)?)?"),
        "before": re.compile(rf"\b{border}\s+(?:with|of|to|into|shared\s+with|separating)\s+(?:neighbou?ring\s+)?(?:the\s+)?$"),
        "between": re.compile(rf"\b{border}\s+(?:between|of|separating|dividing)\s+(?:the\s+)?$"),
        "beside": re.compile(rf"\b(?:{either(said['beside'])})\s+{lead}$", re.IGNORECASE),
        "within": re.compile(rf"\b(?:{either(said['within'])})\s+{lead}$", re.IGNORECASE),
        "follower": re.compile(rf"\s*$|\s*[^\w\s'\u2019]|\s+(?:(?:{followers})\b|[a-z]+ed\b|[A-Z\d])|\s*\n"),
        "joining": re.compile(rf"\s*,?\s*(?:(?:{either(said['joining'])})\s+){{0,4}}", re.IGNORECASE),
    }  # fmt: skip


_PAIR = re.compile(r"\s?[-\u2010-\u2014/]\s?|\s+and\s+(?:the\s+)?")


def bordered(text: str, located: Sequence[Located]) -> list[Located]:
    """The same mentions with those of borders that stand for themselves in place of the countries named in them.

    A border that is said of a place before it ("X, near the border with Y", "X province, on the Y border") is none: it
    tells where in X. A border's place has kind "border", a `place_id` "border:XX-YY", the middle of the border as its point,
    and as its country the side on which the report says it lies, None where it says none.
    """
    known = gazetteer()
    found: list[Located] = []
    inner: set[int] = set()
    for said in _all(text, located):
        if _holder(text, located, said) is not None:
            continue
        country, other = _sides(text, located, said)
        one = country or said.ends[0]
        line = stretch(one, other) if other is not None else None
        if line is None or other is None:
            continue
        words = text[said.start : said.end]
        mention = Mention(start=said.start, end=said.end, words=words, name=words, near=True)
        names = [known.countries[iso].name for iso in (one, other)]
        found.append(Located(mention, _place(names, f"{PREFIX}{one}-{other}", country, line)))
        inner.update(range(said.first, said.last + 1))
    kept = [x for n, x in enumerate(located) if n not in inner]
    return sorted([*kept, *found], key=lambda x: x.mention.start)


def by_border(text: str, located: Sequence[Located]) -> dict[int, Situated]:
    """By the start of each mention that lies by a border: the words that say so and the stretch of border. Those are the
    borders that `bordered` added, and areas and countries of which the words say that it is by their border."""
    out: dict[int, Situated] = {}
    for one in located:
        if one.place is not None and one.place.kind == KIND:
            start, end = one.mention.start, one.mention.end
            begins, offset = _lead(text, start, end, area=True) or (start, None)
            line = stretch(*one.place.place_id.removeprefix(PREFIX).split("-"))
            if line is not None:
                out[start] = Situated(Relation(kind="border", start=begins, end=end), _spot(line, offset))
    for said in _all(text, located):
        holder = _holder(text, located, said)
        place = holder.place if holder is not None else None
        if holder is None or place is None or place.country is None or place.kind not in AREAS:
            continue
        line = _along(place, _other_end(said, place.country))
        if line is not None:
            relation = Relation(kind="border", start=holder.mention.start, end=said.end)
            out[holder.mention.start] = Situated(relation, _spot(line, said.offset))
    return out


KIND, PREFIX = "border", "border:"
AREAS = frozenset({"country", "province", "region", "district"})
ABOUT = 3.0  # an area that has no outline of its own is taken to reach this many times as far as the median of its kind


def _along(place: Place, other: str | None) -> Stretch | None:
    """The border of an area's country with another, as far as it runs along the area; None where it does not."""
    if place.country is None or other is None:
        return None
    if place.kind == "country":
        return stretch(place.country, other)
    own = stretch(place.country, other, place.province) if place.kind == "province" and place.province else None
    whole = stretch(place.country, other)
    if own is not None or whole is None or place.lat is None or place.lon is None:
        return own
    if gazetteer().outline(place.province) is not None and place.kind == "province":
        return None
    return within(whole, place.lat, place.lon, ABOUT * extent(place))


def _all(text: str, located: Sequence[Located]) -> list[_Said]:
    """Every border that the text names as where something is."""
    if "border" not in text and "frontier" not in text:
        return []
    out: list[_Said] = []
    for n, one in enumerate(located):
        if len(out) == MOST:
            break
        if _country(one) is None or out and n <= out[-1].last:
            continue
        found = _named(text, located, n)
        if found is not None:
            out.append(found)
    return out


def _country(one: Located) -> str | None:
    return one.place.country if one.place is not None and one.place.kind == "country" else None


def _named(text: str, located: Sequence[Located], n: int) -> _Said | None:
    """The border that the name of a country, with the words around it, names; None where it names none."""
    patterns, here = _patterns(), located[n].mention
    after = located[n + 1] if n + 1 < len(located) else None
    second = _country(after) if after is not None else None
    at = max(0, here.start - REACH)
    lead, paired = text[at : here.start], False
    if after is not None and second is not None and _PAIR.fullmatch(text[here.end : after.mention.start]):
        between = patterns["between"].search(lead)
        behind = patterns["behind"].match(text, after.mention.end)
        if between is not None and " and" in text[here.end : after.mention.start]:
            return _led(text, at + between.start(), after.mention.end, between["area"], located, (n, n + 1))
        if behind is not None:
            return _led(text, here.start, _till(behind), behind["area"], located, (n, n + 1))
        paired = True
    before = patterns["before"].search(lead)
    if before is not None and not paired:
        return _led(text, at + before.start(), here.end, before["area"], located, (n, n))
    behind = patterns["behind"].match(text, here.end)
    if behind is None:
        return None
    if behind["with"] and after is not None and second is not None and after.mention.start == behind.end():
        found = _led(text, here.start, after.mention.end, behind["area"], located, (n, n + 1))
        return msgspec.structs.replace(found, owner=found.ends[0]) if found is not None else None
    return _led(text, here.start, _till(behind), behind["area"], located, (n, n))


def _till(behind: re.Match[str]) -> int:
    """Where "border" or "border area" ends, without the "with" behind it."""
    return behind.start("with") if behind["with"] else behind.end()


def _led(
    text: str, start: int, end: int, area: str | None, located: Sequence[Located], span: tuple[int, int]
) -> _Said | None:
    """A border at text[start:end], if the words before say that something is by it and those behind that it is no more than
    the border ("the X border town")."""
    led = _lead(text, start, end, area=area is not None)
    if led is None or _patterns()["follower"].match(text, end) is None:
        return None
    ends = tuple(dict.fromkeys(iso for n in span if (iso := _country(located[n])) is not None))
    return _Said(start=start, end=end, lead=led[0], ends=ends, first=span[0], last=span[1], offset=led[1])


def _lead(text: str, start: int, end: int, *, area: bool) -> tuple[int, Relation | None] | None:
    """Where the words begin that put something by a border ("near the", "20 km from the", of its area "in the" too) and the
    distance that they state; None where there are none."""
    at = max(0, start - REACH)
    lead = _patterns()["beside"].search(text[at:start]) or (
        _patterns()["within"].search(text[at:start]) if area else None
    )
    offset = offset_before(text, start, end)
    starts = ([at + lead.start()] if lead else []) + ([offset.start] if offset else [])
    return (min(starts), offset) if starts else None


def _holder(text: str, located: Sequence[Located], said: _Said) -> Located | None:
    """The place right before of which the words say that it lies by the border; None where there is none on the map."""
    if said.first == 0:
        return None
    holder = located[said.first - 1]
    if holder.place is None or holder.mention.demonym or holder.mention.end > said.lead:
        return None
    gap = text[holder.mention.end : said.lead]
    return holder if _patterns()["joining"].fullmatch(gap) is not None else None


def _other_end(said: _Said, country: str) -> str | None:
    """The country beyond the border, as seen from one; None where the words name a border that it has no part in."""
    others = [iso for iso in said.ends if iso != country]
    return others[0] if len(others) == 1 and (len(said.ends) == 1 or country in said.ends) else None


def _sides(text: str, located: Sequence[Located], said: _Said) -> tuple[str | None, str | None]:
    """The country in which it happened, by the report's other places, and the one beyond; None for what is not told."""
    if said.owner is not None:
        return said.owner, said.ends[-1]
    borders = gazetteer().borders
    own = range(said.first, said.last + 1)
    told = [
        (n, x.place.country) for n, x in enumerate(located) if n not in own and x.place is not None and x.place.country
    ]
    if len(said.ends) == 2:
        fits = [(n, iso) for n, iso in told if iso in said.ends]
    else:
        fits = [(n, iso) for n, iso in told if (iso, said.ends[0]) in borders]
    if not fits:
        return (None, said.ends[1]) if len(said.ends) == 2 else (None, None)
    before = [(n, iso) for n, iso in fits if n < said.first and not _ends_sentence(text, located[n], said)]
    counts = Counter(iso for _, iso in fits)
    country = before[-1][1] if before else min(counts, key=lambda iso: (-counts[iso], iso))
    if len(said.ends) == 2 and not before and len(counts) == 2 and len(set(counts.values())) == 1:
        return None, said.ends[1]
    return country, next((iso for iso in said.ends if iso != country), None)


def _ends_sentence(text: str, one: Located, said: _Said) -> bool:
    """Whether a sentence ends between a place and a border."""
    return re.search(r"[.!?]\s|\n", text[one.mention.end : said.start]) is not None


def _place(names: Sequence[str], ref: str, country: str | None, found: Stretch) -> Place:
    points = [point for line in found.lines for point in line]
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    lat, lon = (round(x, 5) for x in found.middle)
    return Place(
        name=" \u2013 ".join(names) + " border",
        place_id=ref,
        kind=KIND,
        lat=lat,
        lon=lon,
        precision=_precision(found.reach_km + NEAR_KM),
        country=country,
        middle=(lat, lon),
        box=(min(lats), min(lons), max(lats), max(lons)),
    )


def _precision(radius: float) -> Precision:
    """What the reach of a border allows, never finer than "near"; a long one is as wide as a province."""
    allowed: Precision = next((name for most, name in LEVELS if radius <= most), "province")
    return max(allowed, "near", key=lambda p: RANK[p])


def _spot(found: Stretch, offset: Relation | None) -> Spot:
    """A stretch of border as what happened there lies by it: as near as "near" is, or as far off as the words say."""
    lat, lon = found.middle
    away = NEAR_KM
    if offset is not None and offset.high is not None:
        away = max(1.0, offset.high)
        if offset.side in BEARINGS:
            lat, lon = destination(lat, lon, BEARINGS[offset.side], (offset.high + (offset.low or 0.0)) / 2)
    radius = float(-(-(found.reach_km + away) // 1))
    return Spot(
        lat=round(lat, 5), lon=round(lon, 5), precision=_precision(radius), radius_km=radius, geometry=found.geometry()
    )
