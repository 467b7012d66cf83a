"""TIMEX3 types and values of calendar expressions, counted from the day of publication and the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from tacitus.times.lengths import Said
from tacitus.times.lengthvalue import value_of
from tacitus.times.mention import TimeMention
from tacitus.times.notation import HOURS, SEASONS, Context, Value, cut, period, shifted, years_on
from tacitus.times.resolve import resolve

_SENTENCE = 200  # characters; a sentence is seldom longer
_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_JOINT = re.compile(r"\s*(?:-|–|—|/|to|and|or)\s*$")
_UNKNOWN: Value = ("DATE", "XXXX-XX-XX")


def values(said: TimeMention | Said, context: Context) -> Iterator[tuple[int, int, Value]]:
    """The parts that TIMEX3 marks of an expression, with start, end, type and value; two for "3-4 March", else one.

    What they tell is noted in the context.
    """
    parts = [(said.start, said.end, value_of(said, context))] if isinstance(said, Said) else _parts(said, context)
    for start, end, value in parts:
        if value is None:
            continue
        if value[0] == "DATE" and value[1][:1].isdigit():
            context.remember(value[1], end)
        yield start, end, value


def _parts(m: TimeMention, context: Context) -> list[tuple[int, int, Value]]:
    numbers = list(_NUMBER.finditer(m.words))
    if m.kind == "date" and m.day_high and m.day and len(numbers) > 1:
        second = numbers[1].start()
        first_end = len(_JOINT.sub("", m.words[:second]))
        first, last = replace(m, day_high=None), replace(m, day=m.day_high, day_high=None, hours=None, words="")
        return [(m.start, m.start + first_end, _value(first, context)), (m.start + second, m.end, _value(last, context))]
    if m.kind == "date" and (m.n or 1) > 1 and m.nth and " of " in m.words:  # "the first nine months of 1997"
        of = m.words.index(" of ")
        whole = _value(replace(m, nth=None, n=None), context)
        return [(m.start, m.start + of, ("DURATION", period(m.n, m.unit or ""))), (m.start + of + len(" of "), m.end, whole)]
    return [(m.start, m.end, _value(m, context))]


def _value(m: TimeMention, context: Context) -> Value:
    if m.kind == "window":
        return "DURATION", period(m.n if m.n == m.n_high or "couple" in m.words.lower() else None, m.unit or "")
    if m.first and m.kind == "day" and m.words.lower().startswith(("a ", "one ")):  # "a day after Monday's raid"
        return "DURATION", period(m.n, "day")
    if m.kind == "ago" or (m.kind == "day" and m.rests_on == "event"):
        return _away(m, context)
    if m.kind == "date" and m.year is not None and m.month is None and m.nth is None:
        unit = "decade" if m.unit == "decade" else "year"
        return "DATE", cut(date(m.year, 1, 1), unit) if 1 <= m.year <= 9999 else "XXXX"
    return _placed(m, context)


def _placed(m: TimeMention, context: Context) -> Value:
    """The value of what `resolve` puts on the calendar."""
    event = None
    if m.rests_on == "event":
        event = context.told((m.unit or "day") if m.kind == "period" else "year" if m.kind == "date" else "day")
    when = resolve(replace(m, relation="at", about=False), context.anchor, event=event)
    if when is None or when.start is None:
        return _open(m)
    day = date.fromisoformat(when.start)
    if m.kind == "season":
        return "DATE", f"{day.year:04d}-{SEASONS[m.name or '']}"
    if m.kind == "date" and m.nth is not None:
        half = f"{day.year:04d}-H{1 if day.month < 7 else 2}"
        return "DATE", half if m.unit == "half" else cut(day, m.unit or "day")
    if m.kind == "period" or (m.kind == "date" and m.day is None):
        return "DATE", cut(day, m.unit or ("month" if m.month else "year"))
    if m.hours and m.hours[0].isdigit():
        return "TIME", f"{day.isoformat()}T{m.hours}"
    if noon := re.search(r"\b(?:noon|midday|midnight)\b", m.words, re.IGNORECASE):
        return "TIME", f"{day.isoformat()}T{24 if noon[0].lower() == 'midnight' else 12}:00"
    hours = next((h for h in HOURS if h in m.words.lower()), m.hours or "")
    return ("TIME", day.isoformat() + HOURS[hours]) if hours in HOURS else ("DATE", day.isoformat())


def _open(m: TimeMention) -> Value:
    """The value where nothing says when: what the words give, the rest X."""
    if m.kind == "date" and m.month is not None and m.month <= 12:
        return "DATE", f"XXXX-{m.month:02d}" + (f"-{m.day:02d}" if m.day is not None else "")
    if m.kind == "weekday" and m.weekday is not None:
        return "DATE", f"XXXX-WXX-{m.weekday + 1}"
    return ("DATE", f"XXXX-{SEASONS[m.name or '']}") if m.kind == "season" else _UNKNOWN


def _away(m: TimeMention, context: Context) -> Value:
    """ "two weeks ago", "a day earlier": counted from the day of publication, or from the time told just before."""
    unit = {"night": "day", "weekend": "week", "fortnight": "week"}.get(m.unit or "day", m.unit or "day")
    n = m.n if m.n_high in (None, m.n) else None
    if m.direction or (n is None and m.rests_on == "event"):  # "a day after the vote": TIMEX3 marks the length
        return "DURATION", period(n, unit)
    if n is None:
        return "DATE", "PAST_REF" if (m.n or 0) < 0 else "FUTURE_REF"
    if abs(n) == 1 and unit == "year" and (told := _compared(m, context)):
        return "DATE", years_on(told, n)
    base = context.told(unit) if m.rests_on == "event" else context.anchor
    if base is None:
        return _UNKNOWN
    if unit in ("hour", "minute"):
        return "TIME", f"{base.isoformat()}TXX:XX"
    value = shifted(base, unit, n)
    return ("TIME", value + HOURS[m.hours]) if m.hours in HOURS else ("DATE", value)


def _compared(m: TimeMention, context: Context) -> str | None:
    """What "a year earlier" is compared with: the quarter told before, or the month told in the same sentence."""
    if context.quarter:
        return context.quarter
    between = context.text[context.last_end : m.start]
    near = context.last_end >= 0 and len(between) < _SENTENCE and not re.search(r"[.!?]\s+[A-Z\"“]", between)
    return context.last if near and re.fullmatch(r"\d{4}-\d\d", context.last or "") else None
