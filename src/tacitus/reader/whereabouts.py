"""Says the place of a happening as the record does: its name, its point, what holds it, and how the words say it lies there."""

from __future__ import annotations

import re

from tacitus import places
from tacitus.places.gazetteer import gazetteer
from tacitus.reader import repeats, together
from tacitus.reader.page import Page
from tacitus.reader.placing import RANK
from tacitus.record import Where

ARTICLE = re.compile(r"(?<!\w)(?:(?:[Aa]l|[Ee]l|[Aa]d|[Aa]n|[Aa]r|[Aa]s|[Aa]sh|[Aa]t|[Aa]z)[-\u2010\u2011]|[AE]l )$")
"""The Arabic article before a name, which belongs to the words."""
SORT = re.compile(
    r" (?:district|province|governorate|county|neighbou?rhood|quarter|suburb|village|town|city|island|camp|airport|"
    r"air ?base|oblast|prefecture|municipality|township)\b"
)
WITHIN = re.compile(
    r"(?:\s*,\s*|\s+\(|\s*,?\s+(?:in|of|inside|near|outside)\s+)(?:(?:in|of|near)\s+)?(?:the\s+)?(?:[\w'\u2019-]+\s+){0,4}"
)
"""What may stand between a place and the one that holds it: "X village, in the hills of Y"."""


def as_where(page: Page, located: places.Located) -> Where:
    """The record's place of a located mention, with its quote; one not on the map takes what is said to hold it."""
    mention = located.mention
    start, end = mention.start, mention.end
    lead = ARTICLE.search(page.text[max(0, start - 5) : start])
    start -= len(lead.group()) if lead else 0
    sort = SORT.match(page.text, end) if page.text[start:end][:1].isupper() else None
    quote = page.quote(start, sort.end() if sort else end)
    if located.place is not None:
        where = located.place.where(said=quote.words)
        where.quotes = [quote]
        _situate(page, located, where)
        where.also = together.sites(page, located)
        return where
    where = Where(name=mention.name, said=quote.words, precision="unknown", quotes=[quote])
    holder = _holder(page, located)
    if holder is not None and holder.place is not None:
        held = holder.place.where()
        where.country, where.admin1, where.admin2 = held.country, held.admin1, held.admin2
        if held.precision != "country":
            where.lat, where.lon = held.lat, held.lon
            where.precision = "near" if held.precision == "exact" else held.precision
            _situate(page, holder, where)
            where.quotes.append(page.quote(holder.mention.start, holder.mention.end))
    else:
        where.country = _country(page, mention)
    return where


def _country(page: Page, mention: places.Mention) -> str | None:
    """The country of a place that the report does not settle: the one spoken of, unless the name is known elsewhere only."""
    here = repeats.country_here(page, mention.start)
    known = {one.entry.country for one in gazetteer().named(mention.name)}
    return here if not known or here in known else None


def _situate(page: Page, located: places.Located, where: Where) -> None:
    """Put a place where the words say: so far from its name, in a part of it, on the way to another; with how far off it may be."""
    found = page.situated.get(located.mention.start)
    if found is None:  # "the capital", "the town": a place that words repeat
        found = places.situate(page.text, [located]).get(located.mention.start)
    if found is None or found.spot is None:
        return
    spot = found.spot
    where.lat, where.lon, where.precision_km, where.geometry = spot.lat, spot.lon, spot.radius_km, spot.geometry
    where.admin1 = where.admin1 or places.province(spot, where.country)
    if found.relation is None:
        return
    if RANK[spot.precision] >= RANK[where.precision]:
        where.precision = spot.precision
    words = page.quote(found.relation.start, found.relation.end)
    where.relation = words.words
    if found.relation.kind in ("offset", "countryside", "wilds") and where.precision != "province":
        where.place_id = None  # by the town, and not in it
    if found.other is not None and found.other.place is not None and located.place is not None:
        first, last = sorted([located, found.other], key=lambda p: p.mention.start)
        ends = [p.place.name for p in (first, last) if p.place is not None]
        where.name, where.said, where.place_id, where.quotes = " \u2013 ".join(ends), words.words, None, [words]
    elif words not in where.quotes:
        where.quotes.append(words)


def _holder(page: Page, located: places.Located) -> places.Located | None:
    """The place that the text says holds one: named right behind it, else the province before it; a quarter's is the last town."""
    end = located.mention.end
    sentence = page.sentence(end)
    for other in page.places:
        if other.mention.start < end or other.place is None or page.sentence(other.mention.start) != sentence:
            continue
        if WITHIN.fullmatch(page.text[end : other.mention.start]):
            return other
    areas = [p for p in page.places if p.mention.end <= located.mention.start and p.place is not None]
    near = [p for p in areas if page.sentence(p.mention.start) == sentence and p.place and p.place.kind == "province"]
    if near or located.mention.cue not in ("quarter", "district"):
        return near[-1] if near else None
    towns = [p for p in areas if p.place and p.place.kind == "city" and not p.mention.near]
    return towns[-1] if towns and sentence - page.sentence(towns[-1].mention.start) <= repeats.REACH else None
