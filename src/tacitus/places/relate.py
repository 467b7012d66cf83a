"""Reads how a report says that something lies by a place: how far off, on which side, around it, or between two."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from tacitus.places.geo import direction
from tacitus.places.shapes import Located, Relation
from tacitus.places.words import words as place_words

REACH = 110  # code points before a name in which its relation is looked for; the longest seen have about 70
BEHIND = 48  # and behind it: "X's southern rural areas"
BETWEEN = 40  # code points between the two ends of a road
ABOVE = 1.5  # "more than 20 km" reads as 20 to 30: nobody says so of 40

_SIDE = r"(?:far\s+)?(?:(?:north|south)(?:[- ]?(?:east|west))?|east|west)"


@lru_cache(maxsize=1)
def relation_words() -> dict[str, Any]:
    """The lists of relations.toml."""
    return tomllib.loads((Path(__file__).parent / "relations.toml").read_text("utf-8"))


def either(listed: Sequence[str]) -> str:
    """A pattern for any of the words, the longest first, any blanks between their parts."""
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(listed, key=len, reverse=True))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    said = relation_words()
    number = rf"\d{{1,4}}(?:[.,]\d{{1,3}})?|{either([*said['numbers'], *said['vague']])}"
    around = either([w for listed in said["surroundings"].values() for w in listed])
    bound = either([*said["bounds"]["below"], *said["bounds"]["above"]])
    unit = either([*said["units"], *said["travel"]]).replace("'", "['\u2019]?")
    lead = (
        r"(?:the\s+|both\s+)?(?:(?:[\w-]+\s+){0,3}(?:" + either(sorted(place_words().appositive | {"capital"})) + r")s?"
        r"(?:\s+of)?\s+)?(?:the\s+)?$"
    )
    beside = either([w for listed in said["beside"].values() for w in listed])
    return {
        "offset": re.compile(
            rf"(?:(?P<bound>{bound})\s+)?(?:(?:about|some|roughly|around|nearly|almost|approximately)\s+)?"
            rf"(?P<range>between\s+)?(?<![\w.,])(?P<low>{number})(?:\s*(?P<to>-|\u2013|to|or|and)\s*(?P<high>{number}))?"
            rf"[\s-]?(?P<unit>{unit})(?![\w])\.?"
            rf"(?:\s*\([^()]{{1,30}}\))?(?:\s+away)?,?(?:\s+(?:to|on|in)\s+the|\s+due)?(?:\s+(?P<side>{_SIDE})(?:ern)?)?"
            rf"(?:\s+(?:side|direction))?\s+(?:of|from|off|outside(?:\s+of)?|beyond|away\s+from|short\s+of)\s+{lead}",
            re.IGNORECASE,
        ),
        "around": re.compile(
            rf"(?:(?<![\w-])(?P<side>{_SIDE})(?:ern)?\s+)?(?<![\w-])(?P<around>{around})\s+(?:of|around|outside|near)\s+{lead}",
            re.IGNORECASE,
        ),
        "side": re.compile(rf"(?P<the>\bthe\s+)?(?<![\w-])(?P<side>{_SIDE})\s+of\s+{lead}", re.IGNORECASE),
        "beside": re.compile(rf"(?<![\w-])(?P<beside>{beside})\s+{lead}", re.IGNORECASE),
        "behind": re.compile(
            rf"(?:['\u2019]s?)?\s+(?:(?P<side>{_SIDE})(?:ern)?\s+)?(?P<around>{around})(?![\w-])", re.IGNORECASE
        ),
        "compass": re.compile(rf"(?<![\w-])(?P<side>{_SIDE})(?:ern)?\s+(?:(?:rural|part of)\s+)?(?:the\s+)?$", re.IGNORECASE),
        "rural": re.compile(
            rf"(?:(?<![\w-])(?P<side>{_SIDE})(?:ern)?\s+)?(?<![\w-])rural\s+(?:(?:areas|parts)\s+of\s+)?(?:the\s+)?$", re.IGNORECASE
        ),
        "ends": re.compile(rf"(?P<around>{around})$", re.IGNORECASE),
    }  # fmt: skip


def relation(text: str, located: Located) -> Relation | None:
    """How the text says that something lies by the place of a mention; None where it says "in" or nothing.

    Looks at `REACH` code points before the mention and `BEHIND` after. Kinds: see `Relation`.
    """
    mention = located.mention
    if mention.demonym:
        return None
    offset = offset_before(text, mention.start, mention.end)
    if offset is not None:
        return offset
    at = max(0, mention.start - REACH)
    before, behind = text[at : mention.start], text[mention.end : mention.end + BEHIND]
    return _around(located, at, before, behind) or _aside(located, at, before)


def offset_before(text: str, start: int, end: int) -> Relation | None:
    """The distance that the words before a name text[start:end] state from it: "20 km north of", "within a mile of"."""
    at = max(0, start - REACH)
    found = _patterns()["offset"].search(text[at:start])
    bounds = _km(found) if found is not None else None
    if found is None or bounds is None:
        return None
    return Relation(kind="offset", start=at + found.start(), end=end, low=bounds[0], high=bounds[1], side=_side(found))


def _around(located: Located, at: int, before: str, behind: str) -> Relation | None:
    """ "the eastern countryside of X", "X's southern suburbs", "northern X countryside"."""
    mention, patterns = located.mention, _patterns()
    found = patterns["around"].search(before)
    if found is not None:
        return Relation(
            kind=_reach(found["around"]), start=at + found.start(), end=mention.end, side=_side(found)
        )  # fmt: skip
    rural = patterns["rural"].search(before)
    if rural is not None:
        return Relation(kind="countryside", start=at + rural.start(), end=mention.end, side=_side(rural))
    compass = patterns["compass"].search(before)
    inner = patterns["ends"].search(mention.words)
    after = None if inner else patterns["behind"].match(behind)
    said = inner or after
    if said is None:
        return None
    start = at + compass.start() if compass else mention.start
    end = mention.end + (after.end() if after else 0)
    side = _side(after) if after else None
    return Relation(kind=_reach(said["around"]), start=start, end=end, side=side or (_side(compass) if compass else None))


def _aside(located: Located, at: int, before: str) -> Relation | None:
    """ "north of X", "in the east of X", "near X"; for an area its part: "northern X", "the north of X"."""
    mention, patterns = located.mention, _patterns()
    found = patterns["side"].search(before)
    compass = patterns["compass"].search(before)
    area = located.place is not None and located.place.box is not None
    if found is not None:
        inside = found["the"] is not None or area
        return Relation(kind="part" if inside else "offset", start=at + found.start(), end=mention.end, side=_side(found))
    if compass is not None:
        return Relation(kind="part", start=at + compass.start(), end=mention.end, side=_side(compass))
    found = patterns["beside"].search(before)
    if found is None:
        return None
    close = " ".join(found["beside"].lower().split()) in relation_words()["beside"]["vicinity"]
    return Relation(kind="vicinity" if close else "near", start=at + found.start(), end=mention.end)


def side_before(text: str, start: int) -> str | None:
    """The whole compass word right before a code point: "northwest" of "north-west Pakistan"; None where there is none."""
    found = _patterns()["compass"].search(text[max(0, start - REACH) : start])
    return _side(found) if found is not None else None


def _side(found: re.Match[str]) -> str | None:
    side = found["side"]
    return direction(re.sub(r"^far\s+|[\s-]", "", side.lower())) if side else None


def _reach(around: str) -> Any:
    """The class of surroundings that a word belongs to."""
    said = " ".join(around.lower().split())
    return next(kind for kind, listed in relation_words()["surroundings"].items() if said in listed)


def _km(found: re.Match[str]) -> tuple[float, float] | None:
    """The bounds of a distance in kilometres; None for one that is none ("0 km", ten thousand miles)."""
    said = relation_words()
    low, high = _number(found["low"]), _number(found["high"]) if found["high"] else None
    if high is not None and found["to"].lower() == "and" and not found["range"]:
        low = high  # "killed 30 and 40 km north of": the first is no distance
    unit = " ".join(found["unit"].lower().replace("\u2019", "'").split())
    travel = {key.replace("'", ""): speeds for key, speeds in said["travel"].items()}
    slow, fast = travel.get(unit.replace("'", "")) or (said["units"][unit],) * 2
    least, most = low[0] * slow, (high or low)[1] * fast
    bound = " ".join((found["bound"] or "").lower().split())
    if bound in said["bounds"]["below"]:
        least = 0.0
    elif bound in said["bounds"]["above"]:
        most *= ABOVE
    return (least, most) if 0 < most <= 2_000 and least <= most else None


def _number(words: str) -> tuple[float, float]:
    said = relation_words()
    key = " ".join(words.lower().split())
    if key in said["vague"]:
        low, high = said["vague"][key]
        return float(low), float(high)
    if key in said["numbers"]:
        return float(said["numbers"][key]), float(said["numbers"][key])
    plain = re.sub(r"[.,](?=\d{3}$)", "", key).replace(",", ".")
    return float(plain), float(plain)


_JOINING = re.compile(r",?\s+(?P<word>and|to|with)\s+(?:the\s+)?(?:[a-z][\w-]*\s+){0,3}(?:of\s+)?")


@lru_cache(maxsize=1)
def _ways() -> tuple[re.Pattern[str], re.Pattern[str]]:
    ways = either(relation_words()["line"]["ways"])
    border = either(relation_words()["line"]["borders"])
    trip = either(relation_words()["line"]["trips"])
    joining = rf"(?P<border>{border})\s+of|linking|connecting|links|connects|joining|(?P<bare>between)|from|running\s+from"
    town = r"(?:[\w-]+\s+){0,3}|(?:\w+\s+){0,2}(?:capital|city|town|village|port),\s+"
    before = rf"(?:\b(?:(?P<way>{ways})s?|(?P<trip>{trip}))\s+)?(?:that\s+)?(?:{joining})\s+(?:the\s+)?(?:{town})$"
    return re.compile(before, re.IGNORECASE), re.compile(rf"\s+(?:[\w-]+\s+){{0,2}}(?:{ways})s?\b", re.IGNORECASE)


def between(text: str, located: Sequence[Located]) -> dict[int, tuple[int, Relation]]:
    """The pairs of places that a happening lies between: "the road between X and Y", "the X-Y highway", "between X and Y".

    Keys are positions in `located` of the one end, values that of the other end with the relation; both ends are keys.
    """
    out: dict[int, tuple[int, Relation]] = {}
    places = [n for n, one in enumerate(located) if not one.mention.demonym]
    for n, m in zip(places, places[1:], strict=False):
        one, two = located[n].mention, located[m].mention
        gap = text[one.end : two.start]
        if len(gap) > BETWEEN or "\n" in gap or n in out or _wide(located[n]) or _wide(located[m]):
            continue
        led, behind = _ways()[0].search(text[max(0, one.start - 70) : one.start]), _ways()[1].match(text, two.end)
        start = one.start - (len(led.group()) if led else 0)
        joined = re.fullmatch(r"\s?[-\u2010-\u2014/]\s?", gap) is not None
        if led and _joins(led, gap):
            pair = Relation(kind="between", start=start, end=two.end)
        elif behind and (joined or re.fullmatch(r"\s+to\s+", gap)):
            pair = Relation(kind="between", start=one.start, end=behind.end())
        else:
            continue
        out[n], out[m] = (m, pair), (n, pair)
    return out


def _wide(located: Located) -> bool:
    """Whether a name is that of a country or sea: what lies between two of them is a border or a quarrel."""
    return located.place is not None and located.place.precision in ("country", "unknown")


def _joins(led: re.Match[str], gap: str) -> bool:
    """Whether what stands between the two names fits what stands before: "between X and Y", "the road from X to Y"."""
    found = _JOINING.fullmatch(gap)
    if found is None or not (led["way"] or led["trip"] or led["bare"] or led["border"]):
        return False
    word = found["word"].lower()
    if led["trip"]:
        return word == "to"
    return word == "with" if led["border"] else word in ({"and"} if led["bare"] else {"and", "to", "with"})
