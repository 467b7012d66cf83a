"""The shapes that calendar expressions have in news English, as one compiled rule each.

In the sources below a blank stands for white space with at most one line break. Every rule's group `m` is the
mention itself; its other groups are read by build.py's function of the same name.
"""

from __future__ import annotations

import re
from functools import cache

from tacitus.times.words import table

_BLANK = r"(?:[^\S\n]+\n?[^\S\n]*|\n[^\S\n]*)"
_AFTER_YEAR = r"(?!\d|[,.]\d|[%°])"
# Two figures are a year only where a line, a bracket or a dash ends the date: "12 May 20 people" has no year.
_SHORT_YEAR = r"(?P<yy>\d\d)(?=[^\S\n]*(?:[(\[\n,.;:)—–\]]|--?|$))"
_YEAR = (
    rf"(?:,? (?:of )?(?P<year>(?:1[5-9]|20)\d\d){_AFTER_YEAR}|,? ['’](?P<yyq>\d\d)\b"
    r"|,? (?:of )?(?P<yrel>last|this|next|that|the same|the previous|the following) year\b)?"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DAY2 = r"(?P<day2>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DAY_PART = (
    r"(?P<pre>(?:very )?early(?: on)?|late(?: on)?|earlier(?: on)?|later(?: on)?|overnight(?: on)?|mid|"
    r"(?:the )?(?:very )?(?:early|late) (?:morning )?hours of|(?:the )?(?:early |late )?(?:night|morning|evening|"
    r"afternoon|dawn)(?: of| on)|(?:the )?night (?:from|between)|(?:the )?(?:small|predawn|pre-dawn) hours of)"
)
_HOURS = r"(?: (?P<hours>(?:early |late )?(?:in the )?(?:morning|afternoon|evening|night)s?|overnight|(?:at|before) dawn|(?:at )?(?:midnight|noon|midday|night))\b)?"
_UNIT = r"(?P<unit>minute|hour|day|night|week|fortnight|weekend|month|year|decade|centur(?:y|ie))s?"
_PERIOD_PART = (
    r"(?P<part>(?:very )?early|late|mid|middle|earlier|later|(?:the )?(?:beginning|start|end|middle|rest|close) of|"
    r"(?:the )?(?:first|second|last) half of|in the course of|sometime)"
)


def _names(of: str, *, short: bool = True) -> str:
    names = sorted(table(of), key=len, reverse=True)
    return "|".join(re.escape(n).replace("\\ ", " ").replace("'", "['’]") for n in names if short or len(n) > 4 or n in ("may", "june", "july"))


def _numbers() -> str:
    words = [*table("open_numbers"), *table("numbers")]
    tens = "(?:twenty|thirty|forty|fifty)(?: |-)(?:one|two|three|four|five|six|seven|eight|nine)"
    return rf"\d{{1,4}}|{tens}|" + "|".join(sorted(words, key=len, reverse=True))


def _sources() -> dict[str, str]:
    full = _names("weekdays", short=False)
    weekday, month, number = _names("weekdays"), _names("months"), _numbers()
    lead = rf"(?:(?P<wd>{weekday})\b\.?,?(?: the)? \(?)?"
    pre = rf"(?:{_DAY_PART} (?:the )?)?"
    of_month = rf"(?P<mon>{_names('months', short=False)}|(?:{month})\b\.?)(?!\w)"
    seasons = "|".join(table("seasons"))
    return {
        "iso": r"\b(?P<m>(?P<year>\d{4})(?P<sep>[-/])(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)(?![\d/]|-\d)",
        "figures": r"(?<![\d/.-])(?P<m>(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:1[5-9]|20)\d\d|(?<=/)\d\d))(?![\d/-]|\.\d)",
        "day_month": rf"(?<![\d,.$£€-])\b(?P<m>{pre}{lead}(?:the )?{_DAY}(?: ?(?:-|–|—|/|to|and|or) ?{_DAY2})?(?: of)? {of_month}(?:,? {_SHORT_YEAR}|{_YEAR}){_HOURS})",
        "month_day": rf"\b(?P<m>{pre}{lead}{of_month} (?:the )?{_DAY}(?![\d:%]|[,.]\d|[-–][a-z])"
        rf"(?: ?(?:-|–|—|/) ?{_DAY2}(?![\d:%])| (?:to|and|or) {_DAY2.replace('day2', 'day3')}(?=,? (?:1[5-9]|20)\d\d|[^\S\n]*[,.;:)]))?{_YEAR}{_HOURS})",
        "month": rf"\b(?P<m>(?:{_PERIOD_PART}(?: |-)(?:the month of )?)?(?:(?P<dir>last|next|this|this past|the previous|the following) )?{of_month}{_YEAR})(?![\w])",
        "year": rf"(?:\b(?P<cue>in|since|until|till|by|during|from|to|through|between|and|of|after|before|around|circa|the(?! (?:early|late|mid|beginning|start|end|middle|first|second|last)\b)|a|their|his|its|that|as early as|year) |(?P<punct>[,(\-–—] ?))?"
        rf"\b(?P<m>(?:(?:the )?(?P<part>early|late|mid|(?:beginning|start|end|middle) of|(?:first|second|last) half of)(?: in)?(?: |-))?(?P<year>(?:1[5-9]|20)\d\d)(?P<decade>['’]?s\b)?){_AFTER_YEAR}(?!-\w)(?P<open>[-–—]present)?",
        "weekday": rf"\b(?P<m>{pre}(?:(?P<dir>last|next|this past|this coming|this|the previous|the following|the same|that|past|coming) )?"
        rf"(?P<wd>{full}|(?:{weekday})\b\.?){_HOURS}\b(?:,? (?:of )?(?P<week>last|this|next|that|the previous|the same|the following) week)?)",
        "day": rf"\b(?P<m>(?:{pre}(?P<word>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|tonight){_HOURS}"
        r"|(?P<which>this|last|that|the same|the previous|the following|the next|the other) (?:very )?(?P<span>morning|afternoon|evening|night|day)(?:['’]s)?"
        r"|(?P<over>overnight)|(?P<about>(?:the|a|one) (?:day|night|morning|evening) (?:before|after|earlier|later|prior to)|later in the day|earlier in the day)))\b",
        "period": rf"\b(?P<m>(?:{_PERIOD_PART} )?(?P<which>last|this|next|this past|this coming|that|the same|the previous|the following|the past|over the|at the|during the|the) (?P<unit>weekend|week|month|year|decade|{seasons}))\b(?! \d)",
        "ago": rf"\b(?P<m>(?:(?:(?P<hedge>about|around|roughly|some|nearly|almost|more than|over|less than|just|at least|only|barely|exactly) )?(?P<num>{number}|half an?)(?: |-))?(?:more )?{_UNIT} (?P<way>ago|earlier|before|later|after|previously|back|beforehand|prior to|from now)(?P<today> (?:today|to the day))?)\b",
        "window": rf"\b(?P<m>(?P<rel>over the|in the|during the|within the|for the|the|this|in|over)? ?(?P<which>past|last|previous|next|coming|recent|preceding|following) (?P<num>{number})?(?: |-)?(?P<unit>hour|day|night|week|month|year|decade)s?)\b",
        "nth": rf"\b(?P<m>(?:the )?(?P<nth>first|second|third|fourth|last|final)(?: (?P<num>{number}))? (?P<unit>day|week|weekend|month|half|quarter)s? of (?:the )?(?P<of>ramadan|(?:{of_month})?{_YEAR}|(?P<only>(?:1[5-9]|20)\d\d)|(?P<rel2>last|this|next) (?P<unit2>week|month|year)))(?![\w])",
        "feast": rf"\b(?P<m>(?:(?P<dir>last|this|next) )?(?P<name>{_names('feasts')})(?: holidays?)?{_YEAR})(?![\w-])",
        "season": rf"\b(?P<m>(?:{_PERIOD_PART} )?(?:the )?(?P<name>{seasons})(?:,? (?:of )?(?P<year>(?:1[5-9]|20)\d\d){_AFTER_YEAR}|(?: of)? (?P<yrel>last|this|next|that) year))\b",
        "present": r"\b(?P<m>now|currently|at present|at the moment|these days|right now|nowadays)\b",
        "vague": r"\b(?P<m>recently|lately|in recent (?:hours|days|weeks|months|years|times)|recent (?:days|weeks|months|years)|not long ago|some time ago|soon|the near future)\b",
    }


@cache
def rules() -> dict[str, re.Pattern[str]]:
    """Every rule by its name, compiled once."""
    return {name: re.compile(source.replace(" ", _BLANK), re.IGNORECASE)
            for name, source in _sources().items()}
