"""Where in a text a rule can match at all: near a word of the calendar that it needs."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from tacitus.times.words import table

# No expression is longer; it may begin this far before the word that gives it away and end this far behind it.
REACH = 80
_TOKEN = re.compile(r"[^\W\d_]{3,}|\d{4}")
_UNITS = ("minute", "hour", "day", "night", "week", "fortnight", "weekend", "month", "year", "decade", "century")
_DAY_WORDS = (
    "yesterday", "today", "tomorrow", "tonight", "overnight", "day", "night", "morning", "evening", "afternoon")
_PRESENT = ("now", "currently", "present", "moment", "days", "nowadays")
_ADVERBS = ("hourly", "daily", "nightly", "weekly", "fortnightly", "biweekly", "monthly", "quarterly", "yearly", "annually")
_VAGUE = ("recently", "lately", "recent", "ago", "soon", "future")
EVERYWHERE = {"patterns.toml": ("iso", "figures", "ordinal"), "timex.toml": ("clock", "year_bare")}
"""Rules of figures alone, by file: no word gives them away."""


@cache
def _needs(source: str) -> dict[str, tuple[str, ...]]:
    """For each word in lower case the rules of a file that it may belong to."""
    return _timex() if source == "timex.toml" else _calendar()


def _calendar() -> dict[str, tuple[str, ...]]:
    rules: dict[str, list[str]] = defaultdict(list)

    def give(words: object, *names: str) -> None:
        for word in words:  # type: ignore[attr-defined]
            rules[word].extend(names)

    give(table("months"), "day_month", "month_day", "month")
    give(table("weekdays"), "weekday")
    give(_DAY_WORDS, "day")
    give((*_UNITS, *(u + "s" for u in _UNITS), "centuries"), "period", "ago", "window", "nth", "before_last")
    give({max(re.findall(r"[^\W\d_]+", name), key=len) for name in table("feasts")}, "nth")
    give(("half", "halves", "quarter", "quarters"), "nth")
    give(table("seasons"), "period", "season")
    give({max(re.findall(r"[^\W\d_]+", name), key=len) for name in table("feasts")}, "feast")
    give((max(re.findall(r"[^\W\d_]+", name), key=len) for name in table("hijri")), "hijri")
    give(("week", "weekend"), "week_of")
    give(("eve",), "feast")
    give(_PRESENT, "present")
    give(_VAGUE, "vague")
    return {word: tuple(names) for word, names in rules.items()}


def _timex() -> dict[str, tuple[str, ...]]:
    rules: dict[str, list[str]] = defaultdict(list)

    def give(words: object, *names: str) -> None:
        for word in words:  # type: ignore[attr-defined]
            rules[word].extend(names)

    units = (*_UNITS, "second", "quarter", "season", "centurie", "millennium")
    give((*units, *(u + "s" for u in units), "centuries", "millennia", "half"), "length", "throughout", "set")
    give((u + "s" for u in units), "bare")
    give(("centuries",), "bare")
    give(units, "rate", "unit", "adjective")
    give((u + "long" for u in units), "adjective")
    give(("summer", "winter"), "adjective")
    give((*_ADVERBS, "each", "every"), "set")
    give((d + "s" for d in table("weekdays") if d.endswith("day")), "set")
    give(("quarter", "period", "qtr", "half"), "quarter")
    give(("fiscal", "calendar"), "fiscal")
    give(("nineteen", "twenty", "two"), "year_words")
    give(("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"), "decade")
    give(("early", "mid", "late"), "nineties", "decade")
    give(("quarter",), "quarter_century")
    give(("century",), "century", "this_century")
    give(("end",), "year_end")
    give(table("seasons"), "summer")
    give(("mornings", "afternoons", "evenings", "nights"), "set")
    give(("morning", "afternoon", "evening"), "part")
    give(("year",), "ago_words")
    give(("year",), "year_said")
    give(("now", "currently", "current", "present", "moment", "days", "nowadays", "presently", "time", "date"), "present")
    give(("recently", "lately", "recent", "formerly", "previously", "ago", "past"), "past")
    give(("soon", "future", "shortly"), "future")
    return {word: tuple(dict.fromkeys(names)) for word, names in rules.items()}


def windows(text: str, source: str = "patterns.toml") -> dict[str, list[tuple[int, int]]]:
    """For each rule of a file the stretches of the text, apart and in order, in which it has to be tried."""
    needs = _needs(source)
    out: dict[str, list[tuple[int, int]]] = {name: [(0, len(text))] for name in EVERYWHERE[source]}
    years = ("year", "years", "no_year", "hijri") if source == "patterns.toml" else ()
    for token in _TOKEN.finditer(text):
        word = token.group()
        names = years if word.isdecimal() else needs.get(word.lower(), ())
        for name in names:
            start, end = max(0, token.start() - REACH), token.end() + REACH
            stretches = out.setdefault(name, [])
            if stretches and stretches[-1][1] >= start:
                stretches[-1] = (stretches[-1][0], end)
            else:
                stretches.append((start, end))
    return out
