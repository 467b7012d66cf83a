"""What a report says was told wrongly before: statements withdrawn, reports that proved wrong, figures counted again.

Told by the run of the words, as first beliefs are (see beliefs.py); the words themselves are in `ontology/corrections.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tacitus import ontology
from tacitus.reader.page import Page

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Revision:
    """Code points of what was told before and of what stands in its place."""

    was: Span
    now: Span


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = ontology.table("corrections")
    any_of = {
        name: "|".join(sorted((w.replace(" ", r"\s+") for w in table[name]), key=len, reverse=True))
        for name in ("withdrew", "accounts", "early", "wrong", "against", "spoken", "before", "figure_words", "set_now")
    }
    words = {k: rf"(?:{v})" for k, v in any_of.items()}
    of_them = r"(?:its|his|her|their|the|an|a|that|this|those)"
    text = {
        "withdrawn": rf"\b{words['withdrew']}\s+(?:{of_them}\s+)?(?:\w+\s+){{0,2}}?{words['accounts']}\b(?P<was>[^.;\n]*)",
        "wrong": rf"\b{words['early']}\s+{words['accounts']}\s+(?P<was>(?:that|of|saying|about|by|from)\s+[^.;\n]+?)"
        rf"\s+(?P<now>{words['wrong']})\b",
        "against": rf"\b{words['against']}\s+(?:an?\s+|its\s+|the\s+)?{words['early']}\s+{words['accounts']}\s+"
        r"(?:that|saying)\s+(?P<was>[^.;\n]+)",
        "spoken": rf"\bhad\s+(?:\w+\s+)?{words['spoken']}\s+[^.;\n]*",
        "not": rf"\bnot\s+(?P<was>[^.;,\n]{{1,40}}?),?\s+as\s+(?:had\s+been\s+)?(?:\w+\s+)?{words['early']}\s+"
        r"(?:reported|thought|believed|announced|stated|said|put|feared|claimed)\b",
        "figure": rf"\b{words['early']}\s+(?:\w+\s+)?{words['figure_words']}\b(?P<rest>[^.;\n]*)",
        "set": rf"\b{words['set_now']}\s+(?P<rest>[^.;\n]*)",
        "before": rf"\b{words['before']}\b",
    }
    return {k: re.compile(v, re.IGNORECASE) for k, v in text.items()}


def find(page: Page) -> list[Revision]:
    """Every revision that the report tells, in the order of the text; one a sentence."""
    out = []
    for sentence in page.sentences:
        found = _said_wrong(page, sentence.start_char, sentence.end_char) or _counted_again(
            page, sentence.start_char, sentence.end_char
        )
        if found is not None:
            out.append(found)
    return out


def _said_wrong(page: Page, start: int, end: int) -> Revision | None:
    """A statement taken back, a report that proved wrong, a fact told against earlier reports."""
    patterns = _patterns()
    cue = patterns["withdrawn"].search(page.text, start, end)
    if cue is not None:
        was = cue.span("was") if cue.group("was").strip() else cue.span()
        return Revision(was, (cue.start(), cue.start("was")))
    cue = patterns["wrong"].search(page.text, start, end)
    if cue is not None:
        return Revision(cue.span("was"), cue.span("now"))
    cue = patterns["against"].search(page.text, start, end)
    if cue is not None and cue.start() > start:
        return Revision(cue.span("was"), (start, cue.start()))
    return None


def _counted_again(page: Page, start: int, end: int) -> Revision | None:
    """A figure that another one replaces: "had spoken of 57 before", "an earlier count of 22", "12, not 15 as first reported"."""
    patterns = _patterns()
    cue = patterns["not"].search(page.text, start, end)
    if cue is not None:
        old, new = _number(page, *cue.span("was")), _number(page, start, cue.start(), last=True)
        return Revision(old, new) if old and new else None
    cue = patterns["spoken"].search(page.text, start, end)
    if cue is not None and patterns["before"].search(page.text, start, end):
        old = _number(page, *cue.span())
        return _replaced(page, old, start, end)
    cue = patterns["figure"].search(page.text, start, end)
    if cue is not None:
        return _replaced(page, _number(page, *cue.span("rest")), start, end)
    cue = patterns["set"].search(page.text, start, end)
    if cue is not None and (new := _number(page, *cue.span("rest"))):
        others = [q for q in _numbers(page, start, end) if (q[0], q[1]) != new and _value(page, q) != _value(page, new)]
        if others and patterns["before"].search(page.text, start, end):
            return Revision(others[-1], new)
    return None


def _numbers(page: Page, start: int, end: int) -> list[Span]:
    return [(q.start, q.end) for q in page.quantities if start <= q.start and q.end <= end]


def _number(page: Page, start: int, end: int, *, last: bool = False) -> Span | None:
    found = _numbers(page, start, end)
    return (found[-1] if last else found[0]) if found else None


def _value(page: Page, at: Span) -> tuple[int | None, int | None]:
    return next((q.low, q.high) for q in page.quantities if (q.start, q.end) == at)


NEAR = 400
"""Code points before a sentence within which the figure that replaces an earlier one is looked for: the sentence before."""


def _replaced(page: Page, old: Span | None, start: int, end: int) -> Revision | None:
    """The other figure of the sentence, or the last one told before it."""
    if old is None:
        return None
    here = [n for n in _numbers(page, start, end) if n != old and _value(page, n) != _value(page, old)]
    before = [n for n in _numbers(page, max(0, start - NEAR), start) if _value(page, n) != _value(page, old)]
    new = here[0] if here else before[0] if before else None
    return Revision(old, new) if new is not None else None
