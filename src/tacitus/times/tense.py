"""Whether the words around a calendar expression speak of what was or of what is to come."""

from __future__ import annotations

import re
from functools import cache

from tacitus.times.mention import Tense
from tacitus.times.words import table

_REACH = 70  # characters before an expression that are searched for a sign of its tense: about a clause
_NEXT = re.compile(r"\s+(\w+)")
_BY = re.compile(r"\bby\s+(?:the end of\s+)?(?:early |mid-|late )?$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till)\s+(?:\S+\s+){0,2}$", re.IGNORECASE)
_TO_DO = re.compile(r"\s+to\s+(?!the\b|an?\b)\w+")
_NEW_CLAUSE = re.compile(r",|\b(?:after|before|when|that|who|which|and|but|as|while|he|she|they|it)\b")
_POSSESSIVE = re.compile(r"['’]s?\b")
_OF_A_DEED = re.compile(r"\b(?:about|over|since)\s+(?:the\s+)?$", re.IGNORECASE)
_TO_COME = re.compile(r"(?:\s+\w+){0,2}\s+will\b")
# "an armed group" and "an unspecified date" are no verbs.
_UNLIKE_ADJECTIVE = "".join(rf"(?<!\b{word}\s)" for word in ("a", "an", "the", "its", "his", "their", "of", "some", "still"))
_VERB = r"(?!(?:the|a|an|its|his|her|their|our|this|that)\b)[\w’'-]+"


@cache
def _signs() -> re.Pattern[str]:
    """The last of these before an expression tells; "will be held" and "hopes to be heard" are one sign, not "held"."""
    lists = {name: "|".join(words) for name, words in table("tense").items()}
    return re.compile(
        rf"(?P<open>\bhad been (?:due|set|scheduled|expected|supposed|planned)(?: to {_VERB}| for)?\b|\b(?:is|are)\s+\w{{3,}}ing\b)"
        rf"|(?P<future>\b(?:{lists['aims']})(?:\s+(?!to\b)[\w’'-]+){{0,5}}?\s+to\s+(?:(?:be|have|also)\s+)?{_VERB}"
        rf"|\bto\s+be\s+\w+(?:ed|en|d|t)\b"
        rf"|\b(?:{lists['will']})\b(?:\s+(?:not|also|be|have|been|for|to|until|till)\b)*(?:\s+\w+)?"
        rf"|\b(?:{lists['ahead']})\b)"
        rf"|(?P<would>\b(?:{lists['would']})\b(?:\s+(?:not|also|be|have|been)\b)*(?:\s+\w+)?)"
        rf"|(?P<was>\b(?:{lists['was']}|{_UNLIKE_ADJECTIVE}(?!united)\w{{3,}}ed)\b)"
        r"|(?P<stop>[!?;:]\s|(?<!\.m)(?<!\b[a-z])\.\s)", re.IGNORECASE)


@cache
def _was() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(table('tense')['was'])}|(?!united)\w{{3,}}ed)$", re.IGNORECASE)


def tense(text: str, start: int, end: int) -> Tense | None:
    """The tense that the words before text[start:end] speak in, or the verb right behind it; None if none shows it."""
    last, reach = "", start
    for sign in _signs().finditer(text, max(0, start - _REACH), start):
        name = sign.lastgroup or ""
        if name != "was" or last not in ("future", "would") or _NEW_CLAUSE.search(text, reach, sign.start()):
            last = name
        reach = sign.end()
    after = _NEXT.match(text, end, end + 24)
    if after and _was().match(after[1]):  # "the ministry on Sunday issued a warning"
        return "past"
    if last != "was" and _TO_COME.match(text, end):  # "the March vote will decide"
        return "future"
    if last == "future" and _POSSESSIVE.match(text, end) and _OF_A_DEED.search(text, max(0, start - 16), start):
        return None  # "will speak on Monday about Saturday's attack"
    if last in ("future", "would"):
        return None if last == "would" and _POSSESSIVE.match(text, end) else "future"
    if _UNTIL.search(text, max(0, start - 32), start) and _TO_DO.match(text, end):  # "has until Tuesday to answer"
        return "future"
    if last in ("", "stop") and _BY.search(text, max(0, start - 24), start):
        clause = re.split(r"[.;!?]", text[end : end + _REACH], maxsplit=1)[0]
        return "past" if any(_was().match(word) for word in clause.split()) else "future"
    return "past" if last == "was" else None
