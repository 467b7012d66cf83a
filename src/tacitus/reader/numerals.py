"""The numbers themselves: where figures and number words stand in a text, and what they come to."""

from __future__ import annotations

import re
from functools import cache

from tacitus.ontology import table

_FIGURE = (
    r"\d{1,3}(?:[,\u00a0\u202f\u2009\u066c'’]\d{3})+(?!\d)|\d{1,2}(?:,\d\d)+,\d{3}(?!\d)|\d{1,3}(?: \d{3})+(?![\d,])"
    r"|\d{1,3}(?:\.\d{3}){2,}(?![\d.])|\d+(?:\.\d+)?(?:[kK]\b)?"
)
"""Figures with their groups parted by a comma (also as in India: 1,20,000), a blank, an apostrophe or, twice, a point."""
_POWER = r"\d[\d.,]*\s?(?:\^|\*\*|[x×]\s?10\^?)\s?\d+|\d[\d.]*e\+?\d+|\d+[⁰¹²³⁴-⁹]+"
"""Powers and what is like them: nobody counts people so, and what is meant is not known."""


_GROUPED = re.compile(
    r"(?<=\d)[\u00a0\u202f\u2009\u066c'’ ](?=\d{3})|(?<=\d),(?=\d{2,3})|(?<=\d)\.(?=\d{3}\.)|(?<=\.\d{3})\.(?=\d{3})"
)


def flat(words: str) -> str:
    """The words in lower case with single blanks."""
    return " ".join(words.lower().split())


@cache
def core(articles: bool) -> re.Pattern[str]:
    """The pattern of a bare number; its groups tell codes, dates, fractions, ordinals, open words and numbers."""
    words = table("quantities")
    ones, teens, tens = ("|".join(words[t]) for t in ("ones", "teens", "tens"))
    below_100 = rf"(?:(?:{tens})(?:[-\s](?:{ones})\b)?|{teens}|{ones})"
    hundreds = rf"(?:{ones}|{teens}|an?|\d{{1,2}})[-\s]hundred\b(?!s)"
    below_1000 = rf"(?:{hundreds}(?:(?:\s+and)?[-\s]+{below_100}\b)?|{below_100})"
    scaled = rf"(?:{below_1000}|an?|half\s+a|{_FIGURE})[-\s](?:thousand|million|billion|trillion|hundred)\b"
    tail = rf"(?:(?:,|\s+and|,\s+and)?\s+{scaled})*(?:(?:\s+and)?\s+{below_1000}\b)?"
    dozen = rf"(?:{below_100}|an?|\d{{1,3}})[-\s](?:dozen|score)\b(?!\s+years)"
    opens = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words["open"], key=len, reverse=True))
    ordinals = "|".join(sorted(words["ordinals"], key=len, reverse=True))
    article = r"|\b(?P<article>an?)\b(?=\s+[^\W\d])" if articles else ""
    return re.compile(
        r"(?P<code>\b(?!(?:US|Rs|EUR|USD|GBP)\d)[^\W\d_]{1,8}[-–]?\d[\w./-]*\b"
        rf"|(?<![\w.,])(?:{_POWER})(?!\w)|(?<!\w)\.\d+|\b0\d{{4,}}\b|\+\d[\d ()-]{{6,}}"
        r"|\(?\b\d{3}\)?[- ]\d{3}-\d{4}\b)"
        r"|(?P<date>\b\d{1,4}([/.-])\d{1,2}\3\d{1,4}\b|\b\d{1,2}:\d\d(?::\d\d)?\b|\b(?:9/11|24/7)\b"
        r"|\b(?:1[5-9]|20)\d\d['’]?s\b|\b(?:19|20)\d\d[-–/]\d\d\b(?![-–]))"
        rf"|(?P<fraction>\b\d+/\d+\b|\b(?:one|1|nine|9)\s+in\s+(?:every\s+)?(?:{ones}|ten|\d+)\b(?!\s+(?:days|hours|weeks|months|years|minutes|attacks|raids))|\b(?:a|{ones})[-\s](?:half|halves|thirds?|quarters?|fifths?|tenths?)\b)"
        rf"|(?P<ordinal>\b\d+(?:st|nd|rd|th)\b|\b(?:(?:{tens})[-\s])?(?:{ordinals})s?\b)"
        rf"|\b(?P<dozen>{dozen})"
        rf"|\b(?P<scaled>{scaled}{tail})"
        rf"|\b(?P<open>{opens})\b(?![-’'][^\W\d])"
        rf"|\b(?P<words>{below_1000})\b"
        rf"|(?<![\w.,])(?P<figure>{_FIGURE})(?!\d){article}",
        re.IGNORECASE,
    )


def read_number(words: str) -> float | None:
    """What the words come to: "one hundred and five" is 105, "1.2 million" 1200000, "two dozen" 24; else None."""
    said = flat(words).replace("-", " ").replace("half a ", "half ")
    if re.fullmatch(r"\d{1,6}(?:\.\d)?k", said):  # "15k people"
        return round(float(said[:-1]) * 1000)
    figures = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", said)
    if figures:
        return int(figures.group(1)) if len(figures.group(1)) < 13 else None
    total, current, found = 0.0, 0.0, False
    for token in re.sub(_GROUPED, "", said).replace(",", " ").split():
        if token == "and":
            continue
        value, scale = _value(token), _scale(token)
        if scale and scale < 1000:
            current = (current or 1) * scale
        elif scale:
            total, current = total + (current or 1) * scale, 0.0
        elif value is not None:
            current += value
        else:
            return None
        found = True
    value = round(total + current, 6)
    return value if found else None


def _scale(token: str) -> int | None:
    scales = table("quantities")["scales"]
    return int(scales[token]) if token in scales else {"dozen": 12, "score": 20}.get(token)


def _value(token: str) -> float | None:
    if re.fullmatch(r"\d{1,15}(?:\.\d{1,6})?", token):
        return float(token) if "." in token else int(token)
    words = table("quantities")
    for name in ("ones", "teens", "tens", "ordinals"):
        if token in words[name] or (name == "ordinals" and token.rstrip("s") in words[name]):
            return int(words[name].get(token, words[name].get(token.rstrip("s"))))
    return {"a": 1, "an": 1, "half": 0.5, "zero": 0}.get(token)
