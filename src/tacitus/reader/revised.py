"""What a report says was told wrongly before: statements withdrawn, reports that proved wrong, figures counted again.

Told by the run of the words, as first beliefs are (see beliefs.py); the words themselves are in `ontology/corrections.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from tacitus import ontology
from tacitus.reader.page import Page

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Revision:
    """Code points of what was told before and of what stands in its place.

    kind: "figure", one number for another; "account", something said is taken back or proved wrong; "version", what an
    earlier version of the report said, and the sentence that puts it right.
    """

    was: Span
    now: Span
    kind: Literal["figure", "account", "version"] = "account"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = ontology.table("corrections")
    any_of = {
        name: "|".join(sorted((w.replace(" ", r"\s+") for w in table[name]), key=len, reverse=True))
        for name in (
            "withdrew", "accounts", "early", "wrong", "against", "spoken", "before", "figure_words", "set_now",
            "versions", "items", "headings", "misstated", "wrongly", "now_cues", "plain_after",
        )
    }  # fmt: skip
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
        "but not": r"[^.;:\n\d]{0,40}?,?\s+(?:and\s+)?(?:not|rather\s+than|instead\s+of)\s+(?:the\s+)?",
        "on": rf"\s*(?:[,.;)]|$|{words['plain_after']}\b)",
        "first said": rf"\b{words['before']}\s+{words['misstated']}\b[^.;\n]*",
        "turn": rf"\b{words['now_cues']}\b",
        "version": rf"\b{words['early']}\s+{words['versions']}\b[^.;\n]{{0,80}}?\b{words['misstated']}\b(?P<rest>[^.;\n]*)"
        rf"|\b(?:we|{words['items']})\s+(?:had\s+)?{words['wrongly']}\s+{words['misstated']}\b(?P<wrongly>[^.;\n]*)",
        "heading": rf"\b{words['headings']}\b",
        "item": rf"\b{words['items']}\b[^.;\n]{{0,60}}?\b{words['misstated']}\b(?P<rest>[^.;\n]*)",
    }
    return {k: re.compile(v, re.IGNORECASE) for k, v in text.items()}


def find(page: Page) -> list[Revision]:
    """Every revision that the report tells, in the order of the text; one a sentence."""
    out = []
    for n, sentence in enumerate(page.sentences):
        start, end = sentence.start_char, sentence.end_char
        after = page.sentences[n + 1].end_char if n + 1 < len(page.sentences) else end
        found = _put_right(page, start, end, after) or _said_wrong(page, start, end, after) or _counted_again(page, start, end)
        if found is not None:
            out.append(found)
    return out


def _put_right(page: Page, start: int, end: int, after: int) -> Revision | None:
    """What an earlier version said, with the figure or the sentence that follows; after: the next sentence's end."""
    patterns = _patterns()
    cue = patterns["version"].search(page.text, start, end)
    if cue is None and patterns["heading"].search(page.text, max(0, start - HEADED), end):
        cue = patterns["item"].search(page.text, start, end)
    if cue is None:
        return None
    was = cue.span("rest") if cue.group("rest") is not None else cue.span("wrongly")
    old = _number(page, *was)
    new = next((q for q in _numbers(page, was[1], after) if old and _value(page, q) != _value(page, old)), None)
    if old and new:
        return Revision(old, new, "figure")
    return Revision(was, (end, after), "version") if page.text[end:after].strip() else None


HEADED = 60
"""Code points before a sentence within which "Correction:" makes it one that puts something right."""


def _said_wrong(page: Page, start: int, end: int, after: int) -> Revision | None:
    """A statement taken back, a report that proved wrong, a fact told against earlier reports; after: the next sentence's end."""
    patterns = _patterns()
    cue = patterns["withdrawn"].search(page.text, start, end)
    if cue is not None:
        was = cue.span("was") if cue.group("was").strip() else cue.span()
        old, new = _number(page, *was), _number(page, end, after)
        if old and new and _value(page, old) != _value(page, new) and _harmed(page, new):
            return Revision(old, new, "figure")  # the figure is taken back, not what it was a figure of
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
        return Revision(old, new, "figure") if old and new else None
    for new, old in pairwise(_numbers(page, start, end)):
        if patterns["but not"].fullmatch(page.text, new[1], old[0]) and _alone(page, new, old):
            return Revision(old, new, "figure")
    cue = patterns["first said"].search(page.text, start, end)
    if cue is not None and (turn := patterns["turn"].search(page.text, cue.end(), end)):
        old, new = _number(page, *cue.span()), _number(page, turn.start(), end)
        if old and new and _value(page, old) != _value(page, new):
            return Revision(old, new, "figure")
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
            return Revision(others[-1], new, "figure")
    return None


def _alone(page: Page, new: Span, old: Span) -> bool:
    """Whether the figure behind "not" counts the same as the one before: nothing follows it, or the same word."""
    if _patterns()["on"].match(page.text, old[1]):
        return True
    words = [re.match(r"\s*([^\W\d_]+)", page.text[at[1] : at[1] + 40]) for at in (new, old)]
    return all(words) and len({w.group(1).lower() for w in words if w}) == 1


HARM_REACH = 40
"""Code points on either side of a number within which a word says that it counts the dead or hurt."""


def _harmed(page: Page, at: Span) -> bool:
    near = page.text[max(0, at[0] - HARM_REACH) : at[1] + HARM_REACH].lower()
    return any(word in near for word in ontology.table("corrections")["harmed"])


def before(page: Page, now: Span) -> Span | None:
    """The last other figure of dead or hurt told within 400 code points before one, which that one replaces; None if none."""
    found = [n for n in _numbers(page, max(0, now[0] - NEAR), now[0]) if _harmed(page, n)]
    return next((n for n in reversed(found) if _value(page, n) != _value(page, now)), None)


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
    return Revision(old, new, "figure") if new is not None else None
