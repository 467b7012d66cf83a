"""From what a calendar expression says to the days it means, never more precise than its words."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from tacitus.record import When
from tacitus.times import festivespans, spans
from tacitus.times.mention import Tense, TimeMention
from tacitus.times.nearest import SLACK, nearest
from tacitus.times.spans import Span
from tacitus.times.words import table

_DAY = timedelta(days=1)
# A year outside these is a slip or a filler ("0000", "9999"), and no time that a report tells of.
_FIRST_YEAR, _LAST_YEAR = 1000, 2200
_ABOUT = timedelta(days=2)  # on either side of "around 2 July"; UCDP's coders, who want a day, give it one


def resolve(
    mention: TimeMention, anchor: date | None, *, tense: Tense | None = None, event: date | None = None,
    country: str | None = None,
) -> When | None:
    """The days that an expression means, without quotes; None where it names none ("now", "recently").

    "In recent days" or "weeks" is the week or the month up to the anchor, though nothing that can be dated by itself.

    anchor: the day of publication. event: the day of the happening told just before, for expressions that rest on
    one ("the previous day", see `TimeMention.rests_on`); without it they are counted from the anchor if that leads
    back in time and no event is named ("a day before the vote"). tense: of the verb; if None, what the mention's own
    neighbourhood shows. country: of the publisher (ISO 3166, two letters), which tells whether "03/04/2016" puts its
    month first; without it, whichever lies by the anchor, or both. Past spans end at the anchor. A date that cannot be
    placed for want of an anchor, or that is none (31 June, the year 0), comes back as a When of unknown precision with
    its words. start or end is None on the open side of "until" and "since". Never raises.
    """
    if not mention.dated:
        return _lately(mention, anchor)
    mention = _figures_settled(mention, country)
    tense = tense or mention.tense
    base = event or anchor if mention.rests_on == "event" else anchor
    unknown = When(said=mention.words)
    try:
        span = _span(mention, base, tense)
        if span and mention.rests_on == "event" and event is None and _leads_on(mention) and tense != "future":
            return unknown
        if span and mention.about and span[1] - span[0] <= _DAY:
            span = (span[0] - _ABOUT, span[1] + _ABOUT)
        return _when(mention, span, anchor, tense) if span else unknown
    except (OverflowError, ValueError):
        return unknown


def _lately(mention: TimeMention, anchor: date | None) -> When | None:
    """The days of "in recent weeks"; None for "recently" and "now", which give no length."""
    back = {"hour": 1, "day": 7, "week": 31}.get(mention.unit or "")
    if mention.kind != "vague" or back is None or anchor is None or anchor.toordinal() <= back:
        return None
    span = (anchor - timedelta(days=back), anchor)
    return _when(mention, span, anchor, "past")


def month_first() -> frozenset[str]:
    """ISO 3166 codes of the countries whose papers write the month before the day in figures."""
    return frozenset(table("month_first")["countries"])


def _figures_settled(mention: TimeMention, country: str | None) -> TimeMention:
    """A day and month in figures, read as the publisher's country writes them."""
    if mention.other is None or country is None:
        return mention
    if country.upper() not in month_first():
        return replace(mention, other=None)
    return replace(mention, month=mention.other[0], day=mention.other[1], other=None)


def weekday_conflict(mention: TimeMention) -> str | None:
    """What speaks against a whole date that names its weekday: "26 July 2016 was a Tuesday"; None if nothing does."""
    if mention.kind != "date" or None in (mention.year, mention.month, mention.day, mention.weekday) or mention.other:
        return None
    try:
        day = date(mention.year or 1, mention.month or 1, mention.day or 1)
    except ValueError:
        return None
    return f"{day.day} {day:%B %Y} was a {day:%A}" if day.weekday() != mention.weekday else None


def _leads_on(mention: TimeMention) -> bool:
    """Whether it needs its event: it counts forward from it, or names it ("ten days before the shooting")."""
    if mention.direction in ("before", "after", "prior to", "into"):
        return True
    return mention.kind in ("day", "ago", "weekday", "period", "window") and (mention.n or 0) >= 0


def _when(mention: TimeMention, span: Span, anchor: date | None, tense: Tense | None) -> When:
    start, end = min(span), max(span)
    whole = mention.rests_on == "nothing"
    precision = _precision(mention, (start, end))
    ahead = tense == "future" or (mention.kind == "window" and (mention.n or 0) > 0)
    if anchor and start <= anchor and (mention.relation == "since" or (not ahead and anchor < end)):
        end = anchor
    first: str | None = start.isoformat()
    if mention.relation == "until":
        first = None
    last = None if mention.relation == "since" and not anchor else end.isoformat()
    return When(start=first, end=last, precision=precision, said=mention.words, basis="stated" if whole else "relative")


def _precision(mention: TimeMention, span: Span) -> spans.Precision:
    """By the words, and never finer than the span they leave."""
    if mention.kind == "hijri" and mention.day is None:
        return "year" if mention.month is None else "month"
    if mention.kind == "date" and mention.day is None and mention.nth is None:
        return "year" if mention.month is None else "month"
    if mention.kind == "period" and mention.unit in ("week", "month", "year", "decade"):
        return "year" if mention.unit == "decade" else mention.unit  # type: ignore[return-value]
    if mention.kind == "ago" and mention.unit in ("month", "year") and mention.part != "exact":
        return mention.unit  # type: ignore[return-value]
    return spans.precision(span)


def _span(mention: TimeMention, base: date | None, tense: Tense | None) -> Span | None:
    if mention.kind == "range":
        return _range(mention, base, tense)
    if mention.kind == "date":
        return _date(mention, base, tense)
    if mention.kind == "feast":
        return festivespans.feast_span(mention, base, tense)
    if mention.kind == "hijri":
        return festivespans.hijri_span(mention, base, tense)
    if mention.kind == "season" and mention.year:
        return festivespans.season_span(mention, mention.year)
    if mention.first is not None:
        return _from_named(mention, base, tense)
    if base is None:
        return None
    if mention.kind == "monthday":
        return _monthday(mention, base, tense)
    if mention.kind == "weekday":
        return _hours(_weekday(mention, base, tense), mention, base)
    if mention.kind == "day":
        return _hours(spans.day(base, mention.n or 0), mention, base)
    if mention.kind == "period":
        return _period(mention, base, tense)
    if mention.kind == "season":
        return festivespans.last_season(mention, base, tense)
    if mention.kind == "ago":
        return _ago(mention, base)
    if mention.kind == "window":
        return _window(mention, base)
    return None


def _hours(span: Span, mention: TimeMention, base: date) -> Span:
    """Two days where a night may lie on either side of midnight. "Monday night" is Monday's, as UCDP codes it."""
    start, end = span
    if mention.hours == "overnight":
        return (start - _DAY, end) if start >= base or mention.kind == "date" else (start, end + _DAY)
    if mention.hours in ("night to next", "midnight"):
        return (start - _DAY, end) if start >= base else (start, end + _DAY)
    return span


def _weekday(mention: TimeMention, base: date, tense: Tense | None) -> Span:
    number, direction = mention.weekday or 0, mention.direction or ""
    if mention.unit == "week":
        return spans.day(spans.week(base, mention.n or 0)[0], number)
    back, ahead = (base.weekday() - number) % 7, (number - base.weekday()) % 7
    if direction in ("next", "this coming", "coming", "the following"):
        return spans.day(base, ahead or 7)
    if direction in ("last", "past", "the previous"):
        return spans.day(base, -(back or 7))
    if tense == "future" or (direction == "this" and tense != "past" and back > base.weekday()):
        return spans.day(base, ahead)
    return spans.day(base, -back)




def _date(mention: TimeMention, base: date | None, tense: Tense | None) -> Span | None:
    if mention.year is not None and not _FIRST_YEAR <= mention.year <= _LAST_YEAR:
        return None
    if mention.year is not None or (mention.year_offset is not None and base):
        year = mention.year if mention.year is not None else (base.year if base else 0) + (mention.year_offset or 0)
        if mention.other:
            return _either(mention, year, base, tense)
        whole = _in_year(mention, year)
        return _hours(whole, mention, base or whole[1] + 2 * _DAY)
    if base is None:
        return None
    options = []
    for year in range(max(1, base.year - 9), min(9999, base.year + 9) + 1):
        try:
            options.append(_in_year(mention, year))
        except ValueError:
            continue
    if mention.weekday is not None:  # the weekday tells the year, if it fits one close by
        fitting = [s for s in options if s[0].weekday() == mention.weekday and abs((s[0] - base).days) < 400]
        options = fitting or options
    span = nearest(options, base, tense, mention.direction)
    return _hours(span, mention, base) if span else None


def _in_year(mention: TimeMention, year: int) -> Span:
    first = date(year, mention.month or 1, mention.day or 1)
    if mention.day is not None:
        high = mention.day_high or mention.day
        return first, first.replace(day=high) if high >= mention.day else spans.month(first, 1)[0].replace(day=high)
    around = spans.decade if mention.unit == "decade" else spans.month if mention.month else spans.year
    span = around(first)
    if mention.nth is not None:
        return _nth(span, mention)
    return spans.part(span, mention.part) if mention.part else span


def _nth(span: Span, mention: TimeMention) -> Span:
    """ "The first week of August", "the last six days of January", "the third quarter of 2016"."""
    start, end = span
    nth, count = mention.nth or 1, mention.n or 1
    if mention.unit in ("half", "quarter"):
        months = 6 if mention.unit == "half" else 3
        begin = spans.shifted(start, "month", months * ((nth if nth > 0 else 12 // months) - 1))
        return begin, spans.month(begin, months - 1)[1]
    size = {"day": 1, "week": 7, "weekend": 7}.get(mention.unit or "")
    if size is None:
        begin = spans.shifted(start, "month", nth - 1) if nth > 0 else spans.month(end, 1 - count)[0]
        return begin, spans.month(begin, count - 1)[1]
    low = start + timedelta(days=size * (nth - 1)) if nth > 0 else end - timedelta(days=size * count - 1)
    return low, min(end, low + timedelta(days=size * count - 1))


def _either(mention: TimeMention, year: int, base: date | None, tense: Tense | None) -> Span:
    """Day and month in figures that may be read both ways: the way that lies by the anchor, else both."""
    month, day = mention.other or (1, 1)
    one, two = date(year, mention.month or 1, mention.day or 1), date(year, month, day)
    if base is None:
        return min(one, two), max(one, two)
    fitting = [d for d in (one, two) if tense == "future" or d <= base + SLACK] or [one, two]
    return spans.day(min(fitting, key=lambda d: abs((base - d).days)))






def _from_named(mention: TimeMention, base: date | None, tense: Tense | None) -> Span | None:
    """ "The week of 3 May", "two days after the raid on 3 May"; None where that day is not known."""
    named = _span(mention.first, base, tense) if mention.first else None
    if named is None:
        return None
    low, high = named
    if mention.kind == "around" and mention.unit == "week":
        week = timedelta(days=6)
        return {"ending": (high - week, high), "beginning": (low, low + week)}.get(mention.direction or "", spans.week(low))
    if mention.kind == "around":
        saturday = low - timedelta(days=(low.weekday() - 5) % 7)
        return named if low < high else (saturday, saturday + _DAY)
    if mention.kind == "day":
        return spans.day(low, mention.n or 0)[0], spans.day(high, mention.n or 0)[0]
    first, last = _ago(mention, low), _ago(mention, high)
    return min(first[0], last[0]), max(first[1], last[1])


def _monthday(mention: TimeMention, base: date, tense: Tense | None) -> Span | None:
    """ "On the 14th": of the last month that had one by then, or the next with a tense that looks ahead."""
    months = [spans.month(base, n)[0] for n in ((mention.n,) if mention.n is not None else range(-2, 3))]
    options = [spans.day(m.replace(day=mention.day or 1)) for m in months if spans.month(m)[1].day >= (mention.day or 1)]
    return nearest(options, base, tense or "past") if options else None






def _period(mention: TimeMention, base: date, tense: Tense | None) -> Span:
    n, unit = mention.n or 0, mention.unit or ""
    if unit == "weekend":
        saturday = base + timedelta(days=5 - base.weekday())
        if n == 0 and saturday > base and tense != "future":
            n = -1
        elif n < 0 and saturday > base and base.weekday() < 5:
            n = min(n, -1)
        return saturday + timedelta(days=7 * n), saturday + timedelta(days=7 * n + 1)
    span = {"week": spans.week, "month": spans.month, "year": spans.year, "decade": spans.decade}[unit](base, n)
    if mention.part == "earlier" and n == 0:
        return span[0], max(span[0], base - _DAY)
    if mention.part == "later" and n == 0:
        return min(base, span[1]), span[1]
    return spans.part(span, mention.part) if mention.part else span


def _ago(mention: TimeMention, base: date) -> Span:
    """ "three days ago" is that day, "two weeks ago" the week around it, "two months ago" that calendar month."""
    near, far, unit = mention.n or 0, mention.n_high or mention.n or 0, mention.unit or ""
    if unit in ("minute", "hour"):
        days = -(-abs(far) // 24) if unit == "hour" and abs(near) > 5 else 0
        return (base - timedelta(days=days), base) if near < 0 else (base, base + timedelta(days=days))
    one, other = spans.shifted(base, unit, near), spans.shifted(base, unit, far)
    low, high = min(one, other), max(one, other)
    if mention.part == "exact" or (unit in ("day", "night")):
        return low, high
    if unit in ("week", "weekend"):
        return low - 3 * _DAY, high + 3 * _DAY
    around = spans.month if unit == "month" else spans.year
    return around(low)[0], around(high)[1]


def _window(mention: TimeMention, base: date) -> Span:
    """ "the past week": seven days with the report's own; "the past 24 hours": that day and the one before."""
    far, unit = mention.n_high or mention.n or -1, mention.unit or ""
    sign = 1 if far > 0 else -1
    if unit in ("hour", "night"):
        reach = timedelta(days=max(1, -(-abs(far) // 24)) if unit == "hour" else abs(far))
    elif unit in ("day", "week"):
        reach = timedelta(days=abs(far) * (7 if unit == "week" else 1) - (unit == "week"))
    else:
        reach = abs(spans.shifted(base, unit, far) - base)
    return (base, base + reach) if sign > 0 else (base - reach, base)


def _range(mention: TimeMention, base: date | None, tense: Tense | None) -> Span | None:
    """From the start of the first to the end of the last; what the first leaves out, the last supplies."""
    if mention.first is None or mention.last is None:
        return None
    last = _span(mention.last, base, tense)
    if last is None:
        return None
    first, opening = mention.first, None
    if first.kind == "date" and first.year is None:
        for year in (last[1].year, last[1].year - 1):
            opening = _in_year(first, year)
            if opening[0] <= last[1]:
                break
    elif first.hours == "overnight":  # "overnight into Saturday"
        opening = spans.day(last[0], -1)
    elif first.kind == "weekday":
        opening = spans.day(last[0], -((last[0].weekday() - (first.weekday or 0)) % 7))
    else:
        opening = _span(first, base, tense)
    return (opening[0], last[1]) if opening and opening[0] <= last[1] else last
