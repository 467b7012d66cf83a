"""Finds names that the gazetteer lacks but that the words around tell to be places, or that are spelt nearly as one."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tacitus.places.names import ARTICLES, fold
from tacitus.places.score import EVERYWHERE
from tacitus.places.shapes import Mention

if TYPE_CHECKING:
    from tacitus.places.find import Scan

KINDS = frozenset({"village", "district", "province", "quarter", "camp", "airbase"})
TOWNS = frozenset({"city", "village"})
MOST_SLIPS = 40  # unknown names of one report that are tried for slips of the pen: real ones have a handful
TELLING = frozenset({"in", "near", "outside", "at", "from", "of"})


def unknown(scan: Scan, have: list[Mention]) -> list[Mention]:
    """Names that no gazetteer entry has but that the text tells to be places ("the village of X", "X district"),
    or that are spelt nearly as a place of a country the report names ("near Quyara"); none overlaps those at hand."""
    out: list[Mention] = []
    taken = sorted((m.start, m.end) for m in have)
    done = 0
    for i, ends in scan.runs:
        if i < done or scan.caps or scan.tokens[i].headline:
            continue
        j = scan.without_kind(i, ends[0] if len(ends) < 4 else ends[-3])
        start, stop = scan.tokens[i].start, scan.tokens[j - 1].end
        at = bisect_left(taken, (start, start))
        clear = (at == 0 or taken[at - 1][1] <= start) and (at == len(taken) or taken[at][0] >= stop)
        if clear and _told(scan, i, j):
            _, cue, end = scan.cues(i, j)
            out.append(scan.mention(i, j, scan.said(i, j), cue, end=end))
            done = max(end, j)
    return out


def _barred(scan: Scan, lower: str) -> bool:
    return lower in scan.words.never or lower in scan.words.titles or lower in scan.words.compass


def _told(scan: Scan, i: int, j: int) -> bool:
    """Whether the text tells words i to j to be a place's name."""
    name = scan.said(i, j)
    head = i + 1 if scan.tokens[i].lower in ARTICLES and i + 1 < j else i
    token = scan.tokens[head]
    if len(name) < 4 or _barred(scan, token.lower) or scan.around.ordinary(head):
        return False
    before, cue, end = scan.cues(i, j)
    lowered = [scan.tokens[k].lower for k in range(i, j)]
    if (
        scan.kind(i, 1)
        or any(word in scan.words.heads or _barred(scan, word) for word in lowered)
        or scan.around.part_of_name(i, j, end)
    ):
        return False
    if any(scan.known.demonyms.get(fold(scan.tokens[k].text)) for k in (i, j - 1)):
        return False
    if cue in TOWNS and _of_town(scan, j) or (fold(name) in scan.words.peoples and not scan.kind_before(i)):
        return False
    if scan.kind_before(i) or (cue in KINDS and not token.first):
        return True
    if j < len(scan.tokens) and scan.tokens[j].joined and scan.tokens[j].lower in scan.words.of_people:
        return False  # "from the Hazara minority"
    return before in TELLING and (bool(scan.known.spelt_like(name, scan.countries)) or _misspelt(scan, name))


def _of_town(scan: Scan, j: int) -> bool:
    """Whether the kind behind words up to j has its own name behind it: "the Andean village of Chuschi" tells what Chuschi is like,
    "the Lhiban village of Kirkuk province" where Lhiban is."""
    of = next((n for n in (j + 1, j + 2) if n < len(scan.tokens) and scan.tokens[n].lower == "of"), None)
    if of is None or of + 1 >= len(scan.tokens) or not scan.tokens[of + 1].capital:
        return False
    ends = next((ends for i, ends in scan.runs if i == of + 1), [])
    found = next((known for end in ends if (known := scan.known.named(scan.said(of + 1, end)))), ())
    return bool(found) and found[0].entry.kind in TOWNS


def _misspelt(scan: Scan, name: str) -> bool:
    """Whether a name is a slip of the pen for a town of a country the report names, which a power named in reports from
    anywhere is not enough for; tried for so many names a report."""
    countries = scan.countries - EVERYWHERE
    if scan.slips >= MOST_SLIPS or not countries:
        return False
    scan.slips += 1
    return bool(scan.known.misspelt(name, countries))
