"""Counts the people of any text, whether or not it tells of an attack: the figures before they belong to a happening."""

from __future__ import annotations

from tacitus.reader import harm, mentions, repeats, status
from tacitus.reader.figures import Tally
from tacitus.reader.page import Page, open_page
from tacitus.record import Published, Report

UNTOLD = frozenset({"negated", "habitual", "hypothetical", "planned", "threatened", "foiled", "denied"})
"""Verdicts on the words that govern a figure with which nobody has come to harm."""


def count(text: str, published: str | None = None) -> list[Tally]:
    """Every figure of people harmed, taken or driven out that a text states as fact, by place, none twice.

    The bounds of a tally are inclusive, None where open. A sum that the text leaves to its reader ("five soldiers
    and three civilians") stands beside its parts, as `several`; parts are marked `part`. Empty for a text without
    any. Never raises for odd text; a text longer than `page.LONGEST` is read up to there. published: ISO date.
    """
    if not text.strip():
        return []
    given = Published(published, "given") if published else Published()
    report = Report(id=Report.identify(text), raw_sha256="", text=text, published=given)
    page = open_page(report, learned=False)
    repeats.fill(page)
    return of_page(page)


def of_page(page: Page) -> list[Tally]:
    """The same, of a report that is laid open."""
    by_sentence: dict[int, list[mentions.Mention]] = {}
    unreal: set[int] = set()
    for mention in mentions.find(page):
        by_sentence.setdefault(mention.sentence, []).append(mention)
        verdict = status.judge(mention)
        if verdict.status in UNTOLD and verdict.rule != status.AT_A_RATE:
            unreal.add(mention.token.i)
    out: list[Tally] = []
    for index in range(len(page.sentences)):
        found = harm.tallies(page, index, by_sentence.get(index, ()))
        out += [t for t in found if t.governor is None or t.governor.i not in unreal]
    return [t for t in out if (t.low is not None or t.high is not None) and not t.feared]
