"""TIMEX3 types and values of lengths of time, repeated times, hours of the clock, quarters and words like "now"."""

from __future__ import annotations

from tacitus.times import spans
from tacitus.times.lengths import Said
from tacitus.times.notation import HOURS, SEASONS, Context, Value, cut, day_of, period, years_on
from tacitus.times.words import table

_YEAR_BEFORE = ("year-ago", "year-earlier")
_FIGURES = {"year": 4, "decade": 3, "century": 2}  # of the year, that name it


def value_of(said: Said, context: Context) -> Value | None:
    """The type and value of an expression; None where it is one only in a context that the text lacks."""
    if said.kind == "length":
        return "DURATION", period(said.n if said.n == said.n_high else None, said.unit or "")
    if said.kind == "reference":
        return "DATE", said.name or "PAST_REF"
    if said.kind == "set":
        return "SET", _again(said)
    if said.kind in ("quarter", "half"):
        return _fraction(said, context)
    if said.kind in _FIGURES:
        return "DATE", f"{said.year or 0:04d}"[: _FIGURES[said.kind]]
    if said.kind == "clock":
        base = context.told("day")
        return "TIME", f"{base.isoformat() if base else 'XXXX-XX-XX'}T{said.hour or 0:02d}:{said.minute or 0:02d}"
    return _spoken_of(said, context)


def _again(said: Said) -> str:
    part = HOURS.get(said.hours or "", "")
    if said.weekday is not None:
        return f"XXXX-WXX-{said.weekday + 1}{part}"
    if said.month is not None:
        return f"XXXX-{said.month:02d}"
    return "XXXX-XX-XX" + part if said.hours else period(said.n, said.unit or "")


def _spoken_of(said: Said, context: Context) -> Value | None:
    """ "the week", "the summer", "in the morning", "year-earlier": of publication, or of the time told last."""
    base = context.anchor
    if base is None:
        return None
    if said.kind == "unit":
        return "DATE", cut(base, said.unit or "day")
    if said.kind == "season":
        begun = base.month >= table("seasons")[said.name or ""][0]
        return "DATE", f"{base.year - (not begun):04d}-{SEASONS[said.name or '']}"
    if said.kind == "part":
        return "TIME", (context.told("day") or base).isoformat() + HOURS[said.hours or ""]
    return "DATE", years_on(context.quarter or cut(base, "year"), -1)


def _fraction(said: Said, context: Context) -> Value | None:
    """A quarter or half: of the year said, else the last one begun by the day of publication."""
    base, year, letter = context.anchor, said.year, "Q" if said.kind == "quarter" else "H"
    if year is None and said.year_offset is not None and base:
        year = base.year + said.year_offset
    if said.name == "period" and context.quarter is None:
        return ("DATE", f"{year:04d}") if year is not None else None
    if said.nth is None and (year is None or context.quarter is None):
        return _quarter(said, context)
    if said.nth is None:
        return "DATE", f"{year:04d}{(context.quarter or '')[4:]}"
    if year is None and base is None:
        return "DATE", f"XXXX-{letter}{said.nth}"
    if year is None and base:
        begun = (said.nth - 1) * (3 if letter == "Q" else 6) < base.month
        year = base.year - (not begun) - (said.which in _YEAR_BEFORE)
    return "DATE", f"{year:04d}-{letter}{said.nth}"


def _quarter(said: Said, context: Context) -> Value:
    """ "the quarter", "the latest quarter", "the year-ago quarter": counted from the one told, or from publication."""
    if context.anchor is None:
        return "DATE", "XXXX-QX"
    if said.which in ("current", "this"):
        return "DATE", cut(context.anchor, "quarter")
    first = day_of(context.quarter)
    months = 3 * (said.which in ("next", "following", "coming")) - 12 * (said.which in _YEAR_BEFORE) - 3 * (first is None)
    try:
        return "DATE", cut(spans.shifted(first or context.anchor, "month", months), "quarter")
    except (OverflowError, ValueError):
        return "DATE", "XXXX-QX"
