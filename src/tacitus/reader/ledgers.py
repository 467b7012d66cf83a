"""Reads figures that stand in a table beside the name of the harm: "Killed: 12 / Wounded: 30"."""

from __future__ import annotations

import bisect
import re
from functools import cache

from tacitus.reader import syntax
from tacitus.reader.figures import Tally, is_vague
from tacitus.reader.lexicon import listed, mapped
from tacitus.reader.page import Page

REACH = 48
"""Code points before a figure within which its label stands, with whatever leads up to that."""


@cache
def _label() -> re.Pattern[str]:
    """A harm by its name alone, at the beginning of a line or cell, and a colon, an equals sign or a bar behind it."""
    names = "|".join(re.escape(w) for w in sorted(mapped("tolls", "of_whom"), key=len, reverse=True))
    of = "|".join(re.escape(w) for w in sorted(listed("ledgers", "counted"), key=len, reverse=True))
    return re.compile(
        rf"(?:^|[\n\r/;,|(•*·]|[.:–—-]\s)\s*(?:(?:{of})\s+){{0,3}}(?P<harm>{names})"
        rf"(?:\s+(?:{of}))?\s*(?::|=|\||\t)[\s|]*$",
        re.IGNORECASE,
    )


def tallies(page: Page, index: int) -> list[Tally]:
    """The figures of one sentence that stand behind the name of a harm and a colon; their words are the numbers alone."""
    span = page.sentences[index]
    out: list[Tally] = []
    for quantity in page.quantities[bisect.bisect_left(page.quantities, span.start_char, key=lambda q: q.start) :]:
        if quantity.start >= span.end_char:
            break
        if quantity.kind != "count":
            continue
        found = _label().search(page.text[max(0, quantity.start - REACH) : quantity.start])
        if found is None:
            continue
        head = syntax.token_at(page.doc, quantity.start)
        what = mapped("tolls", "of_whom")[found.group("harm").lower()]
        tally = Tally(what, quantity.low, quantity.high, quantity.start, quantity.end, head, governor=head)
        tally.number, tally.vague = (quantity.start, quantity.end), is_vague(quantity)
        out.append(tally)
    return out
