"""Says what words of the report mean, by the rooms that the rules use as well: times, places, actors and numerals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tacitus import places, times
from tacitus.reader import figures, parties, placing, repeats, syntax, whereabouts
from tacitus.reader.dating import FRESH_DAYS
from tacitus.reader.figures import Tally
from tacitus.reader.page import Page
from tacitus.reader.roles import DOER
from tacitus.record import Party, When, Where

LONGEST_NAME = 120
"""Code points of a party; what is longer tells of it instead of naming it."""
NOBODY = frozenset({"PRON", "DET", "PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "AUX"})
"""Parts of speech that by themselves name nobody and nothing."""
_FINEST = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 4}


class Meaning:
    """What stretches of one page mean."""

    def __init__(self, page: Page) -> None:
        self._page = page
        repeats.fill(page)

    def when(self, at: tuple[int, int]) -> When | None:
        """The days that the words name, None where they name none."""
        page = self._page
        named = [t for t in page.times if t.start < at[1] and at[0] < t.end]
        best = min(named, key=lambda t: (_FINEST[t.when.precision], t.start), default=None)
        if best is None:
            return None
        said = best.when
        return When(
            start=said.start, end=said.end, precision=said.precision, said=best.words, basis=said.basis,
            quotes=[page.quote(best.start, best.end)],
        )  # fmt: skip

    def news(self) -> When:
        """The days of what a report tells as news without saying when; unknown where its own day is."""
        anchor = self._page.anchor
        if anchor is None:
            return When()
        coded = times.unsaid(anchor)
        if coded is not None:
            return coded[0]
        start = anchor - timedelta(days=FRESH_DAYS) if anchor.toordinal() > FRESH_DAYS else anchor
        return When(start=start.isoformat(), end=anchor.isoformat(), precision="day", basis="publication")

    def where(self, at: tuple[int, int]) -> Where | None:
        """The place that the words name, unresolved where the map has none of that name; None where they name none."""
        page = self._page
        named = [p for p in page.places if p.mention.start < at[1] and at[0] < p.mention.end and not p.mention.demonym]
        known = [p for p in named if p.place is not None] or named
        best = min(known, key=lambda p: (_rank(p), p.mention.start), default=None)
        if best is not None:
            return whereabouts.as_where(page, best)
        words = page.text[slice(*at)]
        if not any(c.isupper() for c in words) or page.actors_in(*at) or len(words) > LONGEST_NAME:
            return None
        name = parties.tidy(words)
        start = at[0] + words.index(name) if name else at[0]
        mention = places.Mention(start=start, end=start + len(name), words=name, name=name)
        return whereabouts.as_where(page, places.Located(mention, None)) if name else None

    def spots(self) -> list[tuple[int, int]]:
        """Where the page names places that something can have happened in, the reporter's own left out."""
        page = self._page
        named = [p for p in page.places if not p.mention.demonym and not repeats.in_dateline(page, p)]
        return [(p.mention.start, p.mention.end) for p in named if not page.actors_in(p.mention.start, p.mention.end)]

    def party(self, at: tuple[int, int], role: str, status: Any) -> Party | None:
        """Whom or what the words name, with the listed actor behind it; None where they name nobody."""
        page = self._page
        quote = page.quote(*at)
        name = parties.tidy(quote.words)
        head = syntax.head_of(page.doc, *at)
        if not any(c.isalpha() for c in name) or len(name) > LONGEST_NAME or head.pos_ in NOBODY:
            return None
        acting = [a for a in page.actors if a.kind not in parties.NOT_ACTING and a.start < at[1] and at[0] < a.end]
        over = [a for a in acting if a.start <= head.idx < a.end]
        inside = sorted((a for a in acting if role in DOER and at[0] <= a.start and a.end <= at[1]), key=lambda a: not a.actor)
        actor = next(iter([*over, *inside]), None)
        kind = actor.kind if actor else "person" if page.is_person(*at) else None
        return Party(
            name=name, words=quote.words, actor=actor.actor if actor else None, kind=kind, status=status, quotes=[quote]
        )

    def put(self, found: list[Party], party: Party) -> None:
        """Adds a party unless it stands there already."""
        parties.put(found, party)

    def tally(self, at: tuple[int, int], what: str) -> Tally | None:
        """The figure that the words hold, with the hedge before it, even one that the model left out."""
        page = self._page
        head = syntax.head_of(page.doc, *at)
        number = next((q for q in page.quantities if q.start < at[1] and at[0] < q.end), None)
        if number is not None:
            return figures.from_quantity(page, number, head, what, head)
        tally = figures.tally_of(page, head, what, head)
        return tally if tally is not None and tally.start < at[1] and at[0] < tally.end else None


def _rank(located: places.Located) -> float:
    precision = located.place.precision if located.place is not None else "unknown"
    return placing.RANK[precision] + 0.5 * located.mention.near
