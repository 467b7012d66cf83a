"""What a calendar expression says, before any date is put to it."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

Kind = Literal["date", "monthday", "weekday", "day", "period", "around", "ago", "window", "feast", "hijri", "season", "range",
               "present", "vague"]
Tense = Literal["past", "present", "future"]


class TimeMention(msgspec.Struct, frozen=True, kw_only=True):
    """One calendar expression of a text: where it stands, and what it says as far as it says it.

    start, end: code points, end excluded; words == text[start:end].
    kind: "date" (year, month, day as far as given), "monthday" (a day of this or the last month), "weekday", "day" (n
    days from the anchor), "period" (this, last or next unit: n 0, -1, 1), "around" (the week or weekend of, ending or
    beginning on the day in `first`), "ago" (n to n_high units away; from the day in `first`, if it names one: "a week
    after the raid of 3 May"), "window" (the past or next n units), "feast", "hijri" (year, month and day of the Islamic
    calendar), "season", "range" (first to last), "present" ("now") or "vague" ("recently"); `dated` is False for the last
    two.
    rests_on: what a resolver needs: "nothing" (the date is whole), "publication", or "event" ("the previous day":
    the day of the happening told just before).
    relation: "at", or an open side: "since", "until". part: "early", "mid", "late", "first half" ... of the period.
    hours: the part of the day, if said. direction: "last", "this", "next", where said. tense: the tense that the
    words before it speak in, if they show it. day_high: the second day of "3-4 March". other: the second reading of
    a day and month in figures, as (month, day). nth: which week or day of the period, -1 the last. about: "around 2 July".
    """

    start: int
    end: int
    words: str
    kind: Kind
    rests_on: Literal["nothing", "publication", "event"] = "publication"
    relation: Literal["at", "since", "until"] = "at"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    day_high: int | None = None
    other: tuple[int, int] | None = None
    year_offset: int | None = None
    weekday: int | None = None
    unit: str | None = None
    n: int | None = None
    n_high: int | None = None
    nth: int | None = None
    name: str | None = None
    direction: str | None = None
    part: str | None = None
    about: bool = False
    hours: str | None = None
    tense: Tense | None = None
    first: TimeMention | None = None
    last: TimeMention | None = None

    @property
    def dated(self) -> bool:
        """Whether it names a time that can be put on a calendar at all."""
        return self.kind not in ("present", "vague")


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """The line that opens a report with its place and day: "KABUL, July 3 (AP) -".

    start, end: of the whole line, end excluded. place_start, place_end: of the place's words, None where it gives
    none. date: as far as the words alone give it, None where the year or the day is missing. mention: its calendar
    expression. agency: "Reuters", where given in brackets.
    """

    start: int
    end: int
    place_start: int | None = None
    place_end: int | None = None
    place: str | None = None
    date: date | None = None
    mention: TimeMention | None = None
    agency: str | None = None
