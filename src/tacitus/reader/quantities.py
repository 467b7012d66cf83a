"""Numbers in a report, in figures and in words, with the bounds that their hedges state and what they number."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import cast

from tacitus.ontology import table
from tacitus.reader import ranges
from tacitus.reader.numerals import core, flat, read_number
from tacitus.reader.quantity import Kind, Quantity

LARGEST = 10**12  # more than any count of people or things; longer rows of figures are codes or telephone numbers
_YEARS = range(1900, 2100)
_REACH = 32  # characters around a number in which its hedge or unit stands
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_BEFORE_DATE = re.compile(rf"\b{_MONTH} (?:the )?$", re.IGNORECASE)
_AFTER_DATE = re.compile(rf"(?:st|nd|rd|th)?(?: of)? {_MONTH}(?=$|[\s,.;:)\d])", re.IGNORECASE)
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|of|by|during|until|till|from|to|early|late|mid|year|the|before|after|between|and|through"
    r"|circa)[ -]|[,(/–-] ?|^)$",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|ages of)[: ]+(?:between |from |just |only |about |under |over |below |above )?$", re.IGNORECASE
)
_AGE_AFTER = re.compile(r"[ -](?:year|month|week|day)s?[ -](?:old|of age)s?\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\b[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+)*(?:, (?:aged )?| \()$")
_CLOCK_AFTER = re.compile(
    r" ?(?:a\.?m\b|p\.?m\b|o['’]clock|hrs\b|GMT\b|UTC\b|hours? (?:local|GMT)|local time)", re.IGNORECASE
)
_AT = re.compile(r"\b(?:at|around|about|from|until|by)(?: about| approximately| around)? $", re.IGNORECASE)
_DAY_BEFORE = re.compile(rf"\b\d{{1,2}} {_MONTH},? $", re.IGNORECASE)
_LIST_BEFORE = re.compile(r"(?:^|\n)[^\S\n]*$")
_MONEY_BEFORE = re.compile(r"(?:[$£€¥₹₽₦]|\b(?:US|USD|EUR|GBP|Rs\.?|INR|PKR|CHF)[$ ]?) ?$")


def find(text: str, *, articles: bool = False) -> list[Quantity]:
    """Every number of the text, by place, none overlapping another. Never raises.

    articles: also take "a" and "an" before a word as one; whether they count depends on the noun, which the
    caller sees. "one" is always taken.
    """
    found: list[Quantity] = []
    pattern, place = core(articles), 0
    while match := pattern.search(text, place):
        end = _end(match, text)
        place = max(end, match.start() + 1)
        quantity = _quantity(match, text, end)
        if quantity is None:
            continue
        quantity = ranges.shared_out(quantity, text)
        while found and found[-1].end > quantity.start:  # "many" in "as many as 30"
            found.pop()
        place = max(place, quantity.end)
        joined = ranges.joined(found[-1], quantity, text) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(quantity)
    return found


def _end(match: re.Match[str], text: str) -> int:
    """Where the number ends: "July 17 200 people" holds two, though "17 200" alone is one."""
    if match.lastgroup == "figure" and " " in match.group():
        month = _BEFORE_DATE.search(text[max(0, match.start() - _REACH) : match.start()])
        if month and month.group()[0].isupper():
            return match.start() + match.group().index(" ")
    return match.end()


def _quantity(match: re.Match[str], text: str, end: int) -> Quantity | None:
    start, rule = match.start(), match.lastgroup or ""
    words = text[start:end]
    if rule in ("code", "date", "fraction"):
        kind: Kind = "date" if rule == "date" else "measure" if rule == "fraction" else "designation"
        return _plain(text, start, end, kind)
    if rule == "ordinal":
        value = read_number(words)
        return _plain(text, start, end, "ordinal", value)
    if rule == "open":
        bounds = table("quantities")["open"][flat(words)]
        if flat(words) == "no" and not _denies(text, end):
            return None
        return _hedged(text, start, end, bounds.get("low"), bounds.get("high"), "count")
    value = read_number(words)
    if rule == "figure" and value in (100, 1000, 10000, 100000) and re.match(r"['’]?s of\b", text[end : end + 5]):
        return _many(text, start, end, int(value))
    if value is None or value > LARGEST:
        return _plain(text, start, end, "designation")
    kind = _kind(text, start, end, value, words)
    if value != int(value) and kind == "count":
        value = _pointed(words, text, end) or value
    if value != int(value):  # people and things are counted whole
        return _plain(text, start, end, "measure" if kind == "count" else kind)
    return _hedged(text, start, end, int(value), int(value), kind)


def _many(text: str, start: int, end: int, value: int) -> Quantity:
    """ "100s of people" are hundreds."""
    return Quantity(start=start, end=end, words=text[start:end], low=2 * value, high=None)


def _pointed(words: str, text: str, end: int) -> int | None:
    """What "1.200" is before people: 1,200, for nobody counts people by the thousandth."""
    noun = re.match(r"\s+([^\W\d]+)", text[end : end + _REACH])
    if noun is None or noun.group(1).lower() not in table("quantities")["counted"]["nouns"]:
        return None
    return int(words.replace(".", "")) if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", words) else None


def _plain(text: str, start: int, end: int, kind: Kind, value: float | None = None) -> Quantity:
    number = int(value) if value is not None else None
    return Quantity(start=start, end=end, words=text[start:end], low=number, high=number, kind=kind)


def _denies(text: str, end: int) -> bool:
    """Whether "no" says how many: "no civilians", but not "no longer", "no doubt" or a plain "no"."""
    following = re.match(r"\s+([^\W\d]+)", text[end : end + _REACH])
    return following is not None and following.group(1).lower() not in table("quantities")["no"]["not_before"]


@cache
def _hedges() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Patterns of the hedges that end right before, or begin right behind, a number, and what each does."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for does, phrases in table("quantities")["hedges"].items():
        for phrase in phrases:
            (after if does.startswith("after_") else before)[phrase] = does.removeprefix("after_")
    front = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(before, key=len, reverse=True))
    back = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(after, key=len, reverse=True))
    return (
        re.compile(
            rf"(?<!\w)({front})(?:\s+(?:the|a total of|another|a further|an additional|all))?\s*$", re.IGNORECASE
        ),
        re.compile(rf"(?:(?:\s+|(?=-))({back})\b(?!\s+(?:than|\d))|(\+))", re.IGNORECASE),
        {**after, **before},
    )


def _hedged(text: str, start: int, end: int, low: int | None, high: int | None, kind: Kind) -> Quantity:
    """The number with the hedges around it, its span widened over them, at most two in front."""
    front, back, does = _hedges()
    approx, first = False, start
    for _ in range(2):
        hedge = front.search(text[max(0, first - _REACH) : first])
        if not hedge:
            break
        if flat(hedge.group(1)) == "up to" and _GONE.search(text[max(0, first - _REACH) : first]):
            break
        first -= len(text[max(0, first - _REACH) : first]) - hedge.start()
        low, high, about = _apply(does[flat(hedge.group(1))], low, high)
        approx = approx or about
    behind = back.match(text, end)
    if behind and kind == "count":
        end = behind.end()
        low, high, about = _apply("at_least" if behind.group(2) else _behind(behind.group(1)), low, high)
        approx = approx or about
    elif kind == "count" and _AT_LEAST_BEHIND.match(text, end):
        low, high = low, None
    return Quantity(start=first, end=end, words=text[first:end], low=low, high=high, kind=kind, approx=approx)


_GONE = re.compile(
    r"\b(?:go(?:es|ne|ing)?|went|mov\w+|ris\w+|rose|climb\w*|shot|jump\w*|crept|creep\w*|edg\w+|bring\w*|brought|tak\w+|took"
    r"|push\w+|driv\w+|drove)\s+up\s+to\s*(?:the\s*)?$",
    re.IGNORECASE,
)
"""A toll that "has gone up to 72" is 72; "up to 72 people" are no more than that."""
_SMALL = (
    "and|but|or|in|on|at|by|to|of|for|from|with|was|were|is|are|has|have|had|that|who|which|than|as|after|when|while"
)
_AT_LEAST_BEHIND = re.compile(
    rf"(?:\s+(?!(?:{_SMALL})\b)[^\W\d][\w’'-]*){{1,2}},?\s+(?:at\s+least|or\s+more|if\s+not\s+more|at\s+a\s+minimum)"
    r"(?=\s*(?:[.,;)]|$)|\s+(?:in|on|at|by|were|was|have|had|are|when|after|during|since|near|and|killed|dead|died)\b)",
    re.IGNORECASE,
)
"""A hedge behind the people: "kills 14 people at least in Homs"; "at least" before a number belongs to that."""


def _behind(words: str) -> str:
    hedges = table("quantities")["hedges"]
    return next(
        does.removeprefix("after_")
        for does in ("after_at_least", "after_around", "after_at_most")
        if flat(words) in hedges[does]
    )


def _apply(does: str, low: int | None, high: int | None) -> tuple[int | None, int | None, bool]:
    """The bounds after one more hedge, and whether it makes them approximate."""
    if does == "around":
        return low, high, True
    if does == "at_least":
        return low, None, False
    if does == "above":
        return (low + 1 if low is not None else None), None, False
    if does == "at_most":
        return None, high, False
    if does == "below":
        return None, (max(0, high - 1) if high is not None else None), False
    share = float(table("quantities")["nearly"]["share"])
    return (math.ceil(round(low * share, 6)) if low is not None else None), high, True


@cache
def _units() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {word: kind for kind, words in table("quantities")["units"].items() for word in words}
    names = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(kinds, key=len, reverse=True))
    return re.compile(rf"(?:\s|-|–)?({names})(?![\w’'](?<!'s))", re.IGNORECASE), kinds


def _unit(text: str, end: int) -> Kind | None:
    pattern, kinds = _units()
    match = pattern.match(text, end)
    if not match:
        return None
    if match.group(1) in ("M", "W") or (match.group(1).lower() == "second" and text[end : end + 1] != "-"):
        return None  # "two second ..." is no span of time; "M" is an initial
    return cast(Kind, kinds[flat(match.group(1))])


def _kind(text: str, start: int, end: int, value: float | None, words: str) -> Kind:
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    figures = words[:1].isdigit()
    if _MONEY_BEFORE.search(before):
        return "money"
    if _is_age(before, after, figures):
        return "age"
    if figures and _LIST_BEFORE.search(before) and re.match(r"[.)]\s", after):
        return "ordinal"
    if figures and (_is_clock(before, after, words) or _is_short_year(before, after, words)):
        return "date"
    if _CLOCK_AFTER.match(after) or (figures and (_AFTER_DATE.match(after) or _is_day(before, after, value))):
        return "date"
    unit = _unit(text, end)
    if unit:
        return unit
    if _is_name(before):
        return "designation"
    if re.match(r"[-–](?!(?:strong|members?|man|men|person|odd|plus|some)\b)[^\W\d]", after) or after[:1] == "°":
        return "designation"
    if figures and words.isdigit() and value in _YEARS and _is_year(before, after):
        return "date"
    return "count"


def _is_day(before: str, after: str, value: float | None) -> bool:
    if not _BEFORE_DATE.search(before) or value is None or not 1 <= value <= 31:
        return False
    month = _BEFORE_DATE.search(before)
    return (
        month is not None
        and month.group()[0].isupper()
        and not re.search(r"\b\d{1,2}(?:st|nd|rd|th)? $", before[: month.start()])
        and not (re.search(r"\bin $", before[: month.start()], re.IGNORECASE) and re.match(r" [a-z]", after))
    )


def _is_clock(before: str, after: str, words: str) -> bool:
    """ "At 2300 on 5 February": four figures that tell the hour."""
    return (
        re.fullmatch(r"[012]\d[0-5]\d", words) is not None
        and _AT.search(before) is not None
        and (re.match(r" (?:\(|on\b|GMT|hours|local|today|yesterday|last|this)", after, re.IGNORECASE) is not None)
    )


def _is_short_year(before: str, after: str, words: str) -> bool:
    """The "89" of "27 MAR 89 (EFE) --"."""
    return (
        len(words) == 2
        and _DAY_BEFORE.search(before) is not None
        and (re.match(r"\s*(?:[(\[,.;:)\]]|--?|–|—|$)", after) is not None)
    )


@cache
def _aged() -> re.Pattern[str]:
    """Somebody and "of" right before a number, or before others like it: "a girl of nine", "children of six, eight and"."""
    nouns = "|".join(table("quantities")["aged"]["nouns"])
    return re.compile(rf"\b(?:{nouns}) of (?:about |only |just |barely )?(?:[\w-]+(?:, | and |, and | or ))*$", re.IGNORECASE)


_COUNTING = re.compile(r" (?!(?:and|or|was|were|is|has|had|who|in|on|at|by|when|as|from|near|to|with|while|for|died)\b)[^\W\d]")
"""Behind a number: a word that it may count, so that "the son of two judges" has no age."""


def _is_age(before: str, after: str, figures: bool) -> bool:
    if _AGE_BEFORE.search(before) or _AGE_AFTER.match(after):
        return True
    if _aged().search(before) and not _COUNTING.match(after):
        return True
    if figures and re.match(r"s\b", after) and re.search(r"\b(?:his|her|their|my|mid|early|late)[ -]$", before):
        return True
    if not (figures and _NAME_BEFORE.search(before)):
        return False
    if before[-1] == "(":  # "John Smith (45)"
        return after[:1] == ")"
    return re.match(r"[,.;](?: [a-z]|$)", after) is not None  # "John Smith, 45, said"


def _is_name(before: str) -> bool:
    word = re.search(r"(?<!\S)([\w'’.#№]+)[ -]?$", before)
    if not word:
        return False
    entry, said = table("quantities")["designations"], word.group(1)
    return said.lower() in entry["always"] or (said[0].isupper() and said.lower() in entry["words"])


def _is_year(before: str, after: str) -> bool:
    """Whether four figures are a year: none that hedged or counts a noun."""
    noun = re.match(r"\s+([^\W\d]+)", after)
    if noun and noun.group(1).lower() in table("quantities")["counted"]["nouns"]:
        return False
    if re.search(rf"\b{_MONTH},? $", before, re.IGNORECASE):  # "2 July 2016"
        return True
    if _hedges()[0].search(before) and not re.search(r"\b(?:around|about|some|circa)\s*$", before, re.IGNORECASE):
        return False
    return bool(_YEAR_CUE.search(before)) or not re.match(r"\s+[a-z]", after)
