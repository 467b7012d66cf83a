"""Tells figures that sum up a war, a year or some days from the toll of one happening, and dates those of some days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tacitus.reader import syntax
from tacitus.reader.lexicon import listed
from tacitus.reader.numerals import read_number
from tacitus.record import Statement, Trace, When

if TYPE_CHECKING:
    from tacitus.reader.figures import Tally
    from tacitus.reader.grouping import Happening
    from tacitus.reader.page import Page

CUMULATIVE = tuple(re.compile(p) for p in listed("figures", "cumulative"))
"""Spans of time that no single happening has."""
SINCE = tuple(re.compile(p) for p in listed("figures", "since"))
"""Spans over which violence goes on: "since then", "since late April"."""
SEASONS = tuple(re.compile(p) for p in listed("figures", "seasons"))
"""Spans of time over which a disease is counted."""
SUPERLATIVE = re.compile(
    r"\b(?:\w+est|most|first|second|worst|third) (?:\w+ ){0,4}$|\b(?:deadliest|bloodiest|worst|biggest)\b"
)
"""The deadliest attack since 2014 is still one attack."""
ONE_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|tonight|overnight)\b")
LONG = re.compile(
    r"\b(?:over|during|in) the (?:past|last|previous) (?:\w+ )?(?:months|years?|decades?)\b"
    r"|\b(?:consecutive|successive|straight) (?:days|weeks|months)\b|\b(?:other|various|different) circumstances\b"
)
"""Spans so long that a plain past tense sums up as well: "killed 300 people over the past year"."""
WARS = listed("figures", "wars")
WHOLE_WARS = listed("figures", "whole_wars")
"""What kills over years: whom these have cost their lives died of no single happening."""
UNREST = listed("figures", "long_unrest")
"""What may be of one day or of years: "unrest that has killed 400" looks back, "unrest killed four" need not."""
SPAN = re.compile(
    r"\b(?:in|within|during|over|for) (?:(?:the|past|last|about|around|nearly|almost|some|just|only|a period of) )*"
    r"(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen) "
    r"(?:(?:consecutive|successive|straight|full) )?(?P<unit>days|weeks)\b"
)
"""Some days that end with the report."""
MOST_DAYS = 31
"""The dead of a week or a month are entered as of these days; those of a war or a year are no happening's."""
WEEK_DAYS = 7


def sums_up(governor: Any) -> bool:
    """Whether the word that a figure hangs on sums up a whole war, a year or many days rather than one happening."""
    sentence = governor.sent
    clause = sentence.text.lower()
    spans = [m.start() for p in CUMULATIVE if (m := p.search(clause))]
    if spans and _over_time(governor, clause) and not SUPERLATIVE.search(clause[: min(spans)]):
        return True
    if without_end(governor):
        return True
    for child in governor.children:
        if (
            child.lower_ == "since"
            or child.lower_ in ("in", "during")
            and any(c.lemma_ in WARS - {"violence", "unrest", "campaign", "month"} for c in child.children)
        ):
            if SUPERLATIVE.search(clause[: max(0, child.idx - sentence.start_char)]):
                continue  # "the deadliest day in two years"
            grand = [t.lemma_.lower() for t in child.subtree]
            if set(grand) & WARS or any(g.isdigit() and len(g) == 4 for g in grand):
                return True
    return False


def adds_up(verb: Any) -> bool:
    """Whether a verb of harm tells what a war, a year or the time since some day has cost: "have been killed since then"."""
    said = verb.sent.text.lower()
    helped = any(c.lemma_ == "have" for c in verb.children if c.dep_ in ("aux", "auxpass"))
    return sums_up(verb) or helped and not SUPERLATIVE.search(said) and any(p.search(said) for p in SINCE)


def without_end(governor: Any) -> bool:
    """Whether a figure is that of a whole war or of all that came since something: no days of a happening bound it."""
    if any(c.dep_ == "advcl" and any(g.lower_ == "since" for g in c.children) for c in governor.children):
        return True
    verb = governor if governor.pos_ in ("VERB", "AUX") else governor.head
    if verb.pos_ not in ("VERB", "AUX"):
        return _of_war(governor)
    clause = verb.doc[verb.left_edge.i : verb.right_edge.i + 1].text.lower()
    if ONE_DAY.search(clause) or SUPERLATIVE.search(clause):
        return False  # "a gang war killed five on Friday"
    return any(_wages(noun, verb) for noun in _wherein(verb)) or _of_war(governor)


def _wherein(verb: Any) -> Iterator[Any]:
    """What the clause of a verb says to have killed, or in what it says that people died: "a war in which 9,000 died"."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            yield syntax.resolve_relative(child)
        elif child.lower_ in ("in", "during") and verb.dep_ == "relcl" and any(g.lower_ == "which" for g in child.children):
            yield verb.head


def _wages(noun: Any, verb: Any) -> bool:
    """Whether a noun is a whole war, or the unrest on which a clause looks back."""
    lemma = noun.lemma_.lower()
    looks_back = verb.dep_ == "relcl" and any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    return lemma in WHOLE_WARS or lemma in UNREST and looks_back


def _of_war(noun: Any) -> bool:
    """ "the conflict's death toll", "the war dead", "the cost in lives of the insurgency"."""
    if noun.pos_ not in ("NOUN", "ADJ"):
        return False
    before = [c for c in noun.children if c.dep_ in ("poss", "compound", "nmod")]
    behind = [w for prep, found in syntax.noun_preps(noun).items() if prep in ("of", "in", "from") for w in found]
    return any(w.lemma_.lower() in WHOLE_WARS for w in (*before, *behind))


def _over_time(governor: Any, clause: str) -> bool:
    """Whether it is told as what has come about by now ("have been killed", "a toll of"), not as one day's deed."""
    verb = governor if governor.pos_ in ("VERB", "AUX") else governor.head
    helpers = {c.lemma_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if "have" in helpers:
        return True
    return not ONE_DAY.search(clause) and (
        "be" in helpers or governor.pos_ == "NOUN" or LONG.search(clause) is not None
    )


def of_a_season(page: Page, tally: Tally) -> bool:
    """Whether the dead of a disease or of hunger are those of a year, of years or of the world.

    Such a figure is no happening's: "malaria killed 438,000 people in 2015". "Killed 52 last week" is, and the dead of an
    outbreak "since April", of that span.
    """
    sentence = page.sentences[page.sentence(tally.start)].text.lower()
    return any(p.search(sentence) for p in (*SEASONS, *CUMULATIVE))


def spread(page: Page, statement: Statement, happening: Happening) -> None:
    """Let figures of some days stand where the statement is of these days, and date it by them where it has no day of its own.

    "Air strikes killed 31 people in nine consecutive days" is a toll of those nine days, the last of them the report's. Does
    nothing for the dead of a war, of a year or of more than MOST_DAYS, nor beside a toll that is the happening's own.
    """
    grown = [t for t in happening.tallies if t.cumulative and _told_of(t, happening) and not without_end(t.governor)]
    own = {t.what for t in happening.tallies if not t.cumulative and not t.part and (t.low is not None or t.high is not None)}
    for tally in (t for t in grown if t.what not in own):
        if _within(page, statement.when, tally) or _dated(page, statement, tally):
            tally.cumulative = False


def _told_of(tally: Tally, happening: Happening) -> bool:
    """Whether a figure hangs on the very words that tell of the happening."""
    words = {i for t in happening.told for i in (t.mention.token.i, t.mention.token.head.i)}
    return tally.governor is not None and tally.governor.i in words and tally.governor.pos_ == "VERB"


def _within(page: Page, when: When, tally: Tally) -> bool:
    """Whether the statement's own days are those that the figure sums up: told in its sentence, and some at most."""
    if when.start is None or when.end is None or when.precision not in ("week", "month") or not when.quotes:
        return False
    days = (_day(when.end) - _day(when.start)).days
    return days < MOST_DAYS and page.sentence(when.quotes[0].start) == page.sentence(tally.start)


def _dated(page: Page, statement: Statement, tally: Tally) -> bool:
    """Date a statement without a day of its own by the days that its figure sums up; whether there are such days."""
    sentence = page.sentences[page.sentence(tally.start)]
    found = SPAN.search(page.text[sentence.start_char : sentence.end_char].lower())
    if found is None or page.anchor is None or statement.when.basis != "publication" or statement.when.quotes:
        return False
    days = int(read_number(found["n"]) or 0) * (WEEK_DAYS if found["unit"] == "weeks" else 1)
    if not 1 < days <= MOST_DAYS:
        return False
    said = page.quote(sentence.start_char + found.start(), sentence.start_char + found.end())
    statement.when = When(
        start=(page.anchor - timedelta(days=days - 1)).isoformat(), end=page.anchor.isoformat(),
        precision="day" if days <= 2 else "week" if days <= WEEK_DAYS + 2 else "month",
        said=said.words, basis="relative", quotes=[said],
    )  # fmt: skip
    statement.traces = [t for t in statement.traces if t.field != "when"]
    statement.traces.append(Trace(field="when", rule="when.span"))
    return True


def _day(value: str) -> date:
    return date.fromisoformat(value[:10])
