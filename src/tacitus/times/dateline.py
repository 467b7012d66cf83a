"""The line that opens a report: the place it was written at and the day of it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from tacitus.times.find import find
from tacitus.times.mention import Dateline, TimeMention
from tacitus.times.resolve import resolve

_HEAD = 400  # characters from the start in which a dateline stands; a page's title and credit come before it
_AGENCY = r"(?:\((?P<agency>[^()\n]{2,60})\)|\[[^\]\n]{2,40}\])"
_DAYS = ("date", "weekday")
_DASH = r"(?:--?|–|—|_)"
# "BAGHDAD, July 3 (Reuters) -", "KANDAHAR, Afghanistan (AP) —", "LIMA, 8 JAN 90 (EFE) --", "IRBIL, IRAQ —".
_UPPER = r"[A-Z\u00C0-\u00DE]"
_PLACE = (
    rf"(?:^|\n|[-–—.\"”] ?|\s)(?P<place>{_UPPER}{{2}}(?:{_UPPER}|[.'’-])+(?:[ -]{_UPPER}(?:{_UPPER}|[.'’-])*){{0,3}}"
    r"(?:, ?[A-Z][\w.'’]+(?:[ -][A-Z][\w.'’]+){0,2}\.?)?)(?: \([^()\n]{3,30}\)(?=,))?"
)
# "BELGRADE, 22 July 2008. The", "Gao, 9 May 2013 - A": a whole date needs no agency, and a full stop or colon does.
# "Baghdad (AFP) -": a place in small letters is taken only with an agency and a dash.
_SMALL = r"(?:^|\n)(?P<place>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2}(?:, [A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,2})?)"
_BLANK = r"[^\S\n]*\n?[^\S\n]*"
_MIDDLE = rf"(?P<middle>,?{_BLANK}[^()\n\[–—_]{{0,24}}?){_BLANK}"
_POSTED = (
    r"(?:^|[\n.|]\s*|\b)(?:published|posted|updated|issued|date|filed|released|last (?:modified|updated))\b"
    r"(?: on| at)?:?\s+"
)


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    return {
        "wire": re.compile(rf"{_PLACE}{_MIDDLE}(?:{_AGENCY}{_BLANK})?{_DASH}(?=\s|$|\[)"),
        "small": re.compile(rf"{_SMALL}{_MIDDLE}{_AGENCY}{_BLANK}{_DASH}(?=\s|$)"),
        "stop": re.compile(rf"{_SMALL},{_MIDDLE}(?:[.:]|{_DASH})(?=\s)"),
        "posted": re.compile(_POSTED, re.IGNORECASE),
    }


def dateline(text: str) -> Dateline | None:
    """The report's opening place and day, or None where it has neither.

    The day may stand without its year; then `date` is None and `mention` holds what was said. Never raises.
    """
    head = text[:_HEAD]
    mentions = [m for m in find(head) if m.dated]
    return _wire(head, mentions) or _posted(head, mentions) or _leading(head, mentions)


def whole(mention: TimeMention | None, country: str | None = None) -> date | None:
    """The day of an expression that gives day, month and year and can be read in one way only, or in one way in that country."""
    if mention is None or mention.kind != "date" or mention.day is None or mention.rests_on != "nothing":
        return None
    when = resolve(mention, None, country=country)
    return date.fromisoformat(when.start) if when and when.start and when.start == when.end else None


def _wire(head: str, mentions: list[TimeMention]) -> Dateline | None:
    for name in ("wire", "small", "stop"):
        for match in _rules()[name].finditer(head):
            start, end = match.span("place")
            inside = [m for m in mentions if start <= m.start and m.end <= match.end() and m.kind in _DAYS]
            middle = match.group("middle").strip(" ,.\n")
            if inside:
                end = min(end, inside[0].start)
            elif middle or name == "stop":
                continue
            if name == "stop" and whole(inside[0]) is None:
                continue
            place = head[start:end].rstrip(" ,\n")
            if not place or (not inside and not match.groupdict().get("agency") and not place.split(",")[0].isupper()):
                continue
            return Dateline(start=start, end=match.end(), place_start=start, place_end=start + len(place), place=place,
                            date=whole(inside[0] if inside else None), mention=inside[0] if inside else None,
                            agency=match.groupdict().get("agency"))
    return None


def _posted(head: str, mentions: list[TimeMention]) -> Dateline | None:
    """ "Posted on July 2 2016 by", "Published November 13 2017"."""
    for match in _rules()["posted"].finditer(head):
        for mention in mentions:
            if mention.start == match.end() and mention.kind == "date" and mention.day is not None:
                return Dateline(start=match.start() + len(match.group()) - len(match.group().lstrip()), end=mention.end,
                                date=whole(mention), mention=mention)
    return None


def _leading(head: str, mentions: list[TimeMention]) -> Dateline | None:
    """ "14 Nov 2017 Air strikes that ...", "Mon Jul 18 2016 ...": a whole date in front or behind a title's credit."""
    for mention in mentions:
        if mention.kind != "date" or mention.day is None or mention.rests_on != "nothing":
            continue
        before, after = head[: mention.start], head[mention.end :]
        alone = not before.strip() or before.endswith("\n") or _credit(before)
        ends = re.match(r"[^\S\n]*(?:$|\n|[|;–—-])|[^\S\n]+[A-Z\d\"“']", after)
        if alone and ends:
            return Dateline(start=mention.start, end=mention.end, date=whole(mention), mention=mention)
    return None


def _credit(before: str) -> bool:
    """Whether the words before a date are a title and an agency's name, and no sentence: "... Monitor AFP"."""
    words = before.split()
    agency = words[-1].strip("|,:-") if words else ""
    return len(agency) > 1 and agency.isupper() and not re.search(r"[.!?]\s", before)
