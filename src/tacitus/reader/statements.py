"""Puts together what was found into statements, each value with its quote and the rule that gave it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from tacitus import ontology
from tacitus.reader import dating, kinds, overtime, placing, roles, sums, weighing, whereabouts
from tacitus.reader.figures import Tally
from tacitus.reader.grouping import Happening
from tacitus.reader.page import Page
from tacitus.record import Count, Doubt, Figure, Quote, SetAside, Statement, Trace

TAKEN_AS = {
    ("arrest", "kidnapped"): "arrested",
    ("kidnapping", "arrested"): "kidnapped",
    ("hostage-taking", "arrested"): "kidnapped",
}
"""What people who are "taken" or "held" have become follows from who took them: "gunmen detained 12 villagers"."""
UNITS_OF = {"troops": "troops", "attacks": "attacks"}


@dataclass(slots=True)
class Draft:
    """A statement in the making, and the happening it is drawn from."""

    statement: Statement
    happening: Happening
    key: int = 0
    extra: list[Any] = field(default_factory=list)


def draft(page: Page, happening: Happening, reader: str, *, leads: bool) -> Draft:
    """The statement of one happening; claims, damage, corrections and aims are added by the caller."""
    kind, rule, sure = weighing.settled(page, happening, *kinds.settle(page, happening))
    quotes = [page.quote(t.mention.start, t.mention.end) for t in happening.told]
    statement = Statement(
        id=identify(page.report.id, kind, quotes[0]),
        report=page.report.id,
        type=kind,
        quotes=_distinct(quotes),
        reader=reader,
        traces=[Trace(field="type", rule=rule, confidence=sure)],
    )
    _status(statement, happening)
    dating.date_statement(page, statement, happening, leads=leads)
    overtime.spread(page, statement, happening)
    _where(page, statement, happening, leads=leads)
    statement.roles = roles.fill(page, happening, kind)
    statement.traces.extend(Trace(field=f"roles.{r}", rule="roles.parse") for r in statement.roles)
    for tally in happening.tallies:
        tally.what = TAKEN_AS.get((kind, tally.what), tally.what)
    statement.counts = counts(page, happening.tallies, statement)
    for tally in happening.overtaken:
        quote = page.quote(tally.start, tally.end)
        why = "the report itself puts another figure in its place"
        statement.set_aside.append(SetAside(field=f"counts.{tally.what}", value=quote.words, why=why, quotes=[quote]))
    statement.doubts.extend(sums.doubts(page, happening.tallies))
    return Draft(statement, happening)


def identify(report: str, kind: str, quote: Quote) -> str:
    """The id of a statement: from its report, its type and the first words that name the happening."""
    seed = f"{report}:{quote.start}:{quote.end}:{kind}"
    return "s" + hashlib.sha256(seed.encode()).hexdigest()[:16]


def _distinct(quotes: list[Quote]) -> list[Quote]:
    out: list[Quote] = []
    for q in quotes:
        if q not in out:
            out.append(q)
    return out


def _status(statement: Statement, happening: Happening) -> None:
    verdicts = [t.verdict for t in happening.told]
    real = [v for v in verdicts if v.status == "reported"]
    chosen = verdicts[0] if verdicts[0].status != "alleged" or not real else real[0]
    if chosen.status not in ("reported",) and len(real) > len(verdicts) / 2:
        chosen = real[0]
    statement.status = chosen.status  # type: ignore[assignment]
    statement.traces.append(Trace(field="status", rule=chosen.rule))
    hedge = next((t.hedge for t in happening.told if t.hedge is not None), None)
    if hedge is not None and happening.first.hedge is not None:
        statement.certainty = hedge
        statement.traces.append(Trace(field="certainty", rule="certainty.hedge"))


def _where(page: Page, statement: Statement, happening: Happening, *, leads: bool) -> None:
    located = placing.best_place(happening)
    rule = "where.nearest"
    if located is None:
        located, rule = placing.fallback(page, happening, leads=leads), "where.context"
    located, rule, sure = weighing.place(page, happening, located, rule)
    if located is None:
        return
    statement.where = whereabouts.as_where(page, located)
    sure = sure if sure is not None else located.place.score if located.place else None
    statement.traces.append(Trace(field="where", rule=rule, confidence=sure))
    for other in happening.places():
        if other.mention.name != located.mention.name:
            statement.set_aside.append(
                SetAside(
                    field="where",
                    value=other.mention.words,
                    why="coarser than, or told after, the place that was taken",
                    quotes=[page.quote(other.mention.start, other.mention.end)],
                )
            )
    for c in page.contradictions:
        sentence = page.sentence(c.start)
        if abs(c.start - located.mention.start) < 160 and sentence == page.sentence(located.mention.start):
            statement.doubts.append(Doubt(kind=c.kind, field="where", why=c.why, quotes=[page.quote(c.start, c.end)]))


def counts(page: Page, tallies: list[Tally], statement: Statement) -> dict[str, Count]:
    """Every figure said of the happening; the count's bounds are those of the whole toll that the report leads with."""
    out: dict[str, Count] = {}
    for tally in tallies:
        figure = _figure(page, tally)
        if tally.cumulative:
            statement.set_aside.append(
                SetAside(
                    field=f"counts.{tally.what}",
                    value=figure.words,
                    why="counts a whole war or year, not this happening",
                    quotes=figure.quotes,
                )
            )
            continue
        unit = ontology.load().counts[tally.what].unit if tally.what in ontology.load().counts else "people"
        out.setdefault(tally.what, Count(unit=unit)).said.append(figure)
    for what, count in out.items():
        said = [t for t in tallies if t.what == what and not t.cumulative]
        chosen = leading([t for t in said if not _boast(t, statement)]) or leading(said)
        if chosen is not None:
            count.low, count.high = chosen.low, chosen.high
            if count.high is not None and any(f.low == count.low and f.high is None for f in count.said):
                count.high = None  # "21 killed" over "at least 21 killed": the headline has dropped the hedge
            count.best = chosen.low if chosen.low is not None and chosen.low == chosen.high else None
            count.rule = "revised" if chosen.revised else "lead"
        statement.traces.append(Trace(field=f"counts.{what}", rule="counts.lead"))
    return out


def _boast(tally: Tally, statement: Statement) -> bool:
    """Whether those who did it say how many they killed, a figure that no other source's gives way to."""
    by = set((tally.speaker or "").lower().split()) - ARTICLES
    doers = [p for p in statement.roles.get("attacker", []) if p.status != "denied"]
    named = [set(words.lower().split()) - ARTICLES for p in doers for words in (p.name, p.words)]
    return bool(by) and any(by <= words or words and words <= by for words in named)


ARTICLES = frozenset({"the", "a", "an"})


def _figure(page: Page, tally: Tally) -> Figure:
    quote = page.quote(tally.start, tally.end)
    return Figure(
        low=tally.low,
        high=tally.high,
        words=quote.words,
        of=tally.kind,
        speaker=tally.speaker,
        includes_attackers=tally.includes_attackers,
        cumulative=True if tally.cumulative else tally.running,
        quotes=[quote],
    )


def leading(tallies: list[Tally]) -> Tally | None:
    """The toll that a report leads with: the one to which it says that the toll has changed, else the first whole figure.

    A single victim named first gives way to a larger toll, and "dozens" to a figure.
    """
    bounded = [t for t in tallies if t.low is not None or t.high is not None]
    whole = [t for t in bounded if not t.part] or bounded
    if not whole:
        return None
    revised = [t for t in whole if t.revised]
    if revised:
        return revised[-1]
    first = whole[0]
    if first.vague:
        exact = [t for t in whole if not t.vague and not t.named and (t.low or t.high or 0) >= (first.low or 0)]
        # what is counted by then: a figure of only some ("11 were taken to hospital") is smaller than that of all
        return max(exact, key=lambda t: t.low or t.high or 0) if exact else first
    if first.named:
        larger = [t for t in whole if not t.named and (t.low or 0) > (first.low or 0)]
        return larger[0] if larger else first
    return first
