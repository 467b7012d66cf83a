"""Parts a headline, a credit and a lead that a page's copy has run together, before the report is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tacitus import places
from tacitus.reader.lexicon import listed

HEAD = 420
"""Code points: headline, credit and the lead's beginning."""
FEWEST_BEFORE, MOST_BEFORE = 4, 34
"""Words that a headline has, credit included."""
AFTER = 45
"""Words of the lead in which those of its headline are looked for."""
TOLD_AGAIN = 0.3
"""A lead tells its headline again: at least so many of the headline's words, and two, come back in it."""
KEY = 5
"""Letters by which forms of a word are told to be one: "killed", "killing"."""
TITLED = 0.75
"""Share of capitals among the longer words of a headline from which it is set In Title Case."""
BACK = 4
"""Words before the first small one among which a lead's first word is looked for, behind a headline In Title Case."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.&/][^\W_]+)*|--|[^\w\s]")
_STOP = re.compile(r"(?<=[\w)\"”’][.!?])(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)[\"”’]?\s+(?=[\"“‘]?[A-Z\d])|\n")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)(?:[a-z]{1,6}|\.)?"
_STAMP = re.compile(
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}},? )?(?:\d{{1,2}} {_MONTH},? |{_MONTH} \d{{1,2}},? )\d{{4}} (?=[A-Z\d“\"])"
)
_LEADS_ON = re.compile(r"(?:^|[\s(])(?:[a-z]+|On|In|By|Since|Until|From|Of|The|After|Before|As) $")
"""A small word, or a first one that a date goes on from, right before: the date is part of the sentence."""
_POSTED = re.compile(r"(?:posted|published|updated|dated)(?: on| at)? $", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?<=[\w'’\"”)] )(?<![A-Z]{2} )(?:[A-Z]{3} )?[A-Z]{4,}(?:[ -][A-Z]{3,})*"
    r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: \([A-Z][\w ]{1,20}\))? ?(?:--|—|–) ?"
)
_GLUED = re.compile(r"(?<=[a-z\d’”])-(?=[A-Z])|(?<=[a-z\d’”] )-(?=[A-Z]{4})")
_PEOPLE = re.compile(r"(?:ian|ean|can|ese|ish|ani|aqi|emi)s?$")
"""How adjectives of peoples end, which are no sign of a beginning."""


def parted(text: str, title: str | None, lemmas: Any) -> str:
    """The text with a new line in place of the blank wherever one part of its opening ends, offsets as they were.

    title: the report's own, where it is known. lemmas: the parser's lemmatizer, whose tables tell words of the language
    from names. Only the first 420 code points are looked at; a text that opens as a text should comes back as it is.
    """
    found = sorted({at for at in _ends(text, title, lemmas) if 0 < at < len(text) and text[at] in "  -"})
    letters = list(text) if found else []
    for at in found:
        letters[at] = "\n"
    return "".join(letters) if found else text


def _ends(text: str, title: str | None, lemmas: Any) -> Iterator[int]:
    """Offsets of the blanks (or a hyphen that stands for one) at which a part ends."""
    head = text[:HEAD]
    start = 0
    if title and len(title.split()) >= FEWEST_BEFORE and head.startswith(title) and head[len(title) :][:1] == " ":
        start = len(title)
        yield start
    if sum(c.isupper() for c in head) > sum(c.islower() for c in head):
        return  # a wire's copy in capitals has its own marks
    stop = _STOP.search(head, start)
    end = stop.start() if stop else len(head)
    for stamp in _STAMP.finditer(head, start, end):
        if _LEADS_ON.search(head[: stamp.start()]) and not _POSTED.search(head[: stamp.start()]):
            continue
        if stamp.start() and not _POSTED.search(head[: stamp.start()]):
            yield stamp.start() - 1
        start = stamp.end()
        yield start - 1
    dateline = _DATELINE.search(head, start)
    if dateline and len(head[start : dateline.start()].split()) >= FEWEST_BEFORE and dateline.start() <= end + 40:
        yield dateline.start() - 1
        return
    glued = _glued(text, start, end)
    lead = glued if glued is not None else _lead(text, start, end, lemmas)
    if lead is not None:
        yield lead


def _glued(text: str, start: int, end: int) -> int | None:
    """The offset of a hyphen that alone parts a headline In Title Case from its lead."""
    for hyphen in _GLUED.finditer(text, start, end):
        before = _WORD.findall(text, start, hyphen.start())
        words = [*_WORD.finditer(text, start, hyphen.start()), *_WORD.finditer(text, hyphen.end(), hyphen.end() + HEAD)]
        if FEWEST_BEFORE <= len(before) <= MOST_BEFORE and _in_title_case(before) and _told_again(words, len(before)):
            return hyphen.start()
    return None


def _in_title_case(words: list[str]) -> bool:
    longer = [w for w in words if len(w) > 3 and w.lower() not in listed("openings", "links")]
    return bool(longer) and sum(w[0].isupper() for w in longer) >= TITLED * len(longer)


def _lead(text: str, start: int, end: int, lemmas: Any) -> int | None:
    """The offset of the blank before the lead's first word, where a headline stands before it and the lead tells it again."""
    words = list(_WORD.finditer(text, start, min(len(text), end + HEAD)))
    for at in _first_words(text, words, end, lemmas):
        if FEWEST_BEFORE <= at <= MOST_BEFORE and _told_again(words, at):
            return words[at].start() - 1
    return None


def _first_words(text: str, words: list[re.Match[str]], end: int, lemmas: Any) -> Iterator[int]:
    """The words that may be a lead's first."""
    inside = [w.group() for w in words if w.start() < end]
    titled = _titled(inside)
    if titled is not None:
        yield titled
    for at in range(FEWEST_BEFORE, len(inside) - 1):
        word, before, after = inside[at], inside[at - 1], inside[at + 1]
        if not word[0].isupper() or not before[-1].isalnum() or word.isupper() and len(word) > 1:
            continue
        opener = word.lower() in listed("openings", "openers")
        if opener and (before[0].isupper() or before.isdigit() or after[0].islower()):
            if before.lower() not in listed("openings", "links"):
                yield at
        elif after[0].islower() and before[0].islower() and before not in listed("openings", "links"):
            if _ordinary(word.lower(), lemmas) and not _place(text, words[at]):
                yield at


def _titled(inside: list[str]) -> int | None:
    """Behind a headline In Title Case, where its lead begins: before the first word that no headline would set small."""
    small = listed("openings", "links")
    first = next((i for i, w in enumerate(inside) if w[0].islower() and w not in small and w.isalpha()), None)
    if first is None or first <= FEWEST_BEFORE:
        return None
    if not _in_title_case(inside[: first - 1]):
        return None
    openers = [i for i in range(max(1, first - BACK), first) if inside[i].lower() in listed("openings", "openers")]
    capital = [i for i in openers if inside[i][0].isupper() and inside[i - 1] not in small]
    return capital[-1] if capital else None


def _told_again(words: list[re.Match[str]], at: int) -> bool:
    """Whether what stands from this word on says again what stands before it."""
    before = {_key(w.group()) for w in words[:at]} - {""}
    after = {_key(w.group()) for w in words[at : at + AFTER]} - {""}
    return len(before & after) >= max(2, TOLD_AGAIN * len(before))


def _key(word: str) -> str:
    low = word.lower()
    return low[:KEY] if (len(low) > 3 or low.isdigit()) and low not in listed("openings", "openers") else ""


@cache
def _tables(lemmas: Any) -> frozenset[str]:
    index = lemmas.lookups.get_table("lemma_index")
    return frozenset(w for kind in ("noun", "adj", "adv") for w in index[kind])


def _ordinary(low: str, lemmas: Any) -> bool:
    """Whether a word in small letters is a noun, adjective or adverb, or the plural of one, that papers set small."""
    known = _tables(lemmas)
    names = listed("capitals", "always") | listed("openings", "offices")
    if len(low) < 2 or low in names or _PEOPLE.search(low):
        return False
    return low in known or (low.endswith("s") and low[:-1] in known)


def _place(text: str, word: re.Match[str]) -> bool:
    """Whether a word is, or is in, the name of a place."""
    return any(m.start <= word.start() < m.end for m in places.find(text[: word.end() + KEY * KEY]))
