"""The times of a text in the notation of TIMEX3 (ISO-TimeML), for those who exchange or compare annotations."""

from __future__ import annotations

import re
from datetime import date

import msgspec
from msgspec.structs import replace

from tacitus.times.fields import NAME
from tacitus.times.find import mentions
from tacitus.times.lengths import Said, build
from tacitus.times.mention import TimeMention
from tacitus.times.notation import Context
from tacitus.times.patterns import rules
from tacitus.times.scan import windows
from tacitus.times.timevalue import values

_SOURCE = "timex.toml"
# TIMEX3 leaves prepositions outside the expression.
_OUTSIDE = re.compile(
    r"(?:since|until|till|up to|in|on|over|at|during|for|within|throughout|by|ever since)\s+"
    r"(?:at least\s+|about\s+|the\s+(?=\w+\s+(?:since|until))|on\s+)?(?=\S)", re.IGNORECASE)
_NAMED = re.compile(r"\s+(?:before|after|prior to|into)$", re.IGNORECASE)  # "ten days before the vote" is ten days
_BESIDE = re.compile(r"\s*,?\s*")
_ON = re.compile(r"\s*,?\s*(?:on|of)\s+(?:the\s+)?", re.IGNORECASE)


class Timex(msgspec.Struct, frozen=True, kw_only=True):
    """One expression: code points with the end excluded, its words, and TIMEX3's type and value.

    type: DATE, TIME, DURATION or SET. value: ISO 8601 with TIMEX3's additions ("2016-W30", "2016-07-26TNI", "PT24H",
    "PXM", "2016-SU", "PRESENT_REF"); "XXXX..." where the words leave it open.
    """

    start: int
    end: int
    words: str
    type: str
    value: str


def timexes(text: str, published: date | None) -> list[Timex]:
    """Every expression of time in the text with its TIMEX3 value, by place, none overlapping another. Never raises.

    Wider than `find`: lengths ("three weeks"), repeated times ("every day"), hours of the clock and words such as "now"
    are expressions too. Relative ones are counted from the day of publication; without it their open parts are X.
    """
    context = Context(anchor=published, text=text)
    out: list[Timex] = []
    for said in _clocks_joined(_all(text), text):
        for start, end, (type_, value) in values(said, context):
            out.append(Timex(start=start, end=end, words=text[start:end], type=type_, value=value))
    return out


def _all(text: str) -> list[TimeMention | Said]:
    """Calendar expressions and the rest, the longest of those that overlap."""
    used = bytearray(len(text))
    found: list[TimeMention | Said] = [_trimmed(m, text) for m in mentions(text) if m.dated]
    for name, stretches in windows(text, _SOURCE).items():
        for stretch in stretches:
            for match in rules(_SOURCE)[name].finditer(text, *stretch):
                fields = build(name, match, text)
                start, end = match.span("m")
                if fields == NAME:
                    used[start:end] = b"\1" * (end - start)
                elif fields is not None:
                    start = fields.pop("start", start)
                    found.append(Said(start=start, end=end, **fields))
    found.sort(key=lambda m: (m.start - m.end, m.kind != "set", isinstance(m, Said), m.start))
    kept: list[TimeMention | Said] = []
    for said in found:
        if not any(used[said.start : said.end]):
            used[said.start : said.end] = b"\1" * (said.end - said.start)
            kept.append(said)
    return sorted(kept, key=lambda m: m.start)


def _trimmed(mention: TimeMention, text: str) -> TimeMention:
    start, end = mention.start, mention.end
    out = _OUTSIDE.match(text, start, end)
    if out and out.end() < end:
        start = out.end()
    if mention.direction and (named := _NAMED.search(text, start, end)):
        end = named.start()
    return replace(mention, start=start, end=end, words=text[start:end])


def _clocks_joined(found: list[TimeMention | Said], text: str) -> list[TimeMention | Said]:
    """ "10 p.m. Wednesday" is one expression; "10 p.m. on Wednesday" is two, and the hour is still Wednesday's."""
    out: list[TimeMention | Said] = []
    for said in found:
        before = out[-1] if out else None
        hour = _hour(before) or _hour(said)
        day = before if isinstance(before, TimeMention) else said
        if before and hour and isinstance(day, TimeMention) and day.kind in ("date", "weekday", "day"):
            if _BESIDE.fullmatch(text, before.end, said.start):
                words = text[before.start : said.end]
                out[-1] = replace(day, start=before.start, end=said.end, words=words, hours=hour)
                continue
            if day is said and _ON.fullmatch(text, before.end, said.start):
                out[-1] = replace(day, start=before.start, end=before.end, words=text[before.start : before.end], hours=hour)
        out.append(said)
    return out


def _hour(said: TimeMention | Said | None) -> str | None:
    return f"{said.hour:02d}:{said.minute or 0:02d}" if isinstance(said, Said) and said.hour is not None else None
