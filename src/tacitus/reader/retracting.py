"""Takes back what a report says was told wrongly: figures that others replace, places put right, whole accounts withdrawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from tacitus import ontology
from tacitus.reader import revised, sourcing, syntax
from tacitus.reader.figures import Tally
from tacitus.reader.grouping import Happening
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page
from tacitus.reader.statements import Draft
from tacitus.record import Claim, Correction, Trace

Span = tuple[int, int]
REAL = frozenset({"reported", "alleged", "claimed"})


def figures(page: Page, happenings: list[Happening]) -> None:
    """Put the figure that a report corrects behind the one that it gives instead: "12 students, not 30"."""
    for revision in revised.find(page):
        if revision.kind != "figure":
            continue
        for happening in happenings:
            old = [t for t in happening.tallies if _over(t, revision.was)]
            for tally in old:
                _overtake(page, happening, tally, revision.now)


def _over(tally: Tally, span: Span) -> bool:
    start, end = tally.number or (tally.start, tally.end)
    return start < span[1] and span[0] < end


def _overtake(page: Page, happening: Happening, old: Tally, now: Span) -> None:
    """Set a figure aside; what stands in its place leads, and counts the same where its own words do not say what."""
    happening.tallies.remove(old)
    happening.overtaken.append(old)
    new = [t for t in happening.tallies if _over(t, now) and t.what == old.what]
    for tally in new:
        tally.revised = True
    quantity = next((q for q in page.quantities if (q.start, q.end) == now), None)
    if not new and quantity is not None:
        made = replace(
            old, low=quantity.low, high=quantity.high, start=now[0], end=now[1], number=now, revised=True, vague=False
        )
        happening.tallies.append(made)


def misplaced(page: Page, found: list[Mention]) -> set[int]:
    """The words of an earlier version that the next sentence tells anew: "it said in Lahore. The bomb exploded in Multan"."""
    out: set[int] = set()
    for revision in revised.find(page):
        if revision.kind != "version":
            continue
        again = {m.type for m in found if revision.now[0] <= m.token.idx < revision.now[1]}
        was = [m for m in found if revision.was[0] <= m.token.idx < revision.was[1]]
        out |= {m.token.i for m in was if any(_kin(m.type, other) for other in again)}
    return out


def _kin(one: str, other: str) -> bool:
    return one == other or ontology.load().kinship(one, other) == "same"


@dataclass(frozen=True, slots=True)
class Retraction:
    """Words that take an account back, and the code points of what is taken back; was None: what was told before."""

    cue: Span
    was: Span | None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    table = ontology.table("corrections")
    words = {
        name: "(?:" + "|".join(sorted((w.replace(" ", r"\s+") for w in table[name]), key=len, reverse=True)) + ")"
        for name in ("withdrew", "accounts", "items", "drop", "dropped", "wrong", "unheld")
    }
    of_them = r"(?:its|his|her|their|our|the|an|a|that|this|those)"
    few = r"(?:\w+\s+){0,2}?"
    texts = (
        rf"\b{words['withdrew']}\s+(?:{of_them}\s+)?{few}(?:{words['accounts']}|{words['items']})\b(?P<was>[^.;\n]*)",
        rf"\b{words['drop']}\s+{of_them}\s+{few}{words['items']}\b(?P<was>[^.;\n]*)",
        rf"\b{words['items']}\s+(?:has|have|had|was|were|is|are)\s+(?:been\s+)?{words['dropped']}\b(?P<was>)",
        rf"\b(?:{words['accounts']}|{words['items']})\s+(?P<was>(?:that|of|saying|about)\s+[^.;\n]+?)\s+{words['wrong']}\b",
        rf"\b(?:(?:it|this|that)\s+|the\s+(?:\w+\s+){{1,3}}){words['unheld']}\b(?P<was>)",
        r"\bno\s+such\s+(?:\w+\s+){1,2}(?:happened|occurred|took\s+place|had\s+(?:happened|occurred|taken\s+place))\b(?P<was>)",
    )
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)


def find(page: Page) -> list[Retraction]:
    """Every account that is taken back or said to be false, in the order of the text; one a sentence."""
    of_claims = frozenset(ontology.table("corrections")["of_claims"])
    out = []
    for sentence in page.sentences:
        hits = (p.search(page.text, sentence.start_char, sentence.end_char) for p in _patterns())
        cue = next((hit for hit in hits if hit), None)
        if cue is None or of_claims & set(re.findall(r"\w+", cue.group().lower())):
            continue
        was = cue.span("was") if cue.group("was").strip() else None
        out.append(Retraction(cue.span(), was))
    return out


def withdraw(page: Page, drafts: list[Draft]) -> None:
    """Give what a report takes back the status "denied", with the words that do so; others' word against it is a denial."""
    for retraction in find(page):
        by = _by(page, retraction)
        for draft in _meant(page, drafts, retraction):
            _take_back(page, draft, retraction, by)


def _by(page: Page, retraction: Retraction) -> Claim | None:
    """Who says that it was not so, where that is not the press of its own account."""
    start, end = retraction.cue
    index = page.sentence(start)
    before = set(re.findall(r"\w+", page.text[page.sentences[index].start_char : start + 1].lower()))
    if before & set(ontology.table("corrections")["press"]):
        return None
    said = sourcing.speaker(page, syntax.token_at(page.doc, end - 1)) or sourcing.speaker(
        page, page.sentences[index].root
    )
    if said is None:
        return None
    actor = next((a.actor for a in page.actors_in(said[1], said[2]) if a.actor), None)
    quote = page.quote(min(start, said[1]), max(end, said[2]))
    return Claim(by=said[0], actor=actor, stance="denies", quotes=[quote])


def _meant(page: Page, drafts: list[Draft], retraction: Retraction) -> list[Draft]:
    """The happenings that are taken back: those named in the account, or the last one told before it."""
    pool = [d for d in drafts if d.statement.status in REAL and _violent(d)]
    if retraction.was is not None:
        start, end = retraction.was
        named = [d for d in pool if any(start <= t.mention.token.idx < end for t in d.happening.told)]
        return [] if named and _only_figure(named[0], retraction.was) else named
    before = [d for d in pool if d.happening.first.mention.start < retraction.cue[1]]
    return before[-1:] if len(before) > 1 and not _whole_report(page, retraction) else before[:1]


def _whole_report(page: Page, retraction: Retraction) -> bool:
    """Whether a story as a whole is taken back, and so its news, which it told first."""
    words = set(re.findall(r"\w+", page.text[slice(*retraction.cue)].lower()))
    return bool(words & set(ontology.table("corrections")["items"]))


def _violent(draft: Draft) -> bool:
    return ontology.load().types[draft.statement.type].counts_as_violence


def _only_figure(draft: Draft, was: Span) -> bool:
    """Whether only a figure is taken back: another one of the same kind stands for it in the report."""
    mine = [t for t in (*draft.happening.tallies, *draft.happening.overtaken) if was[0] <= t.start < was[1]]
    others = [t for t in draft.happening.tallies if not was[0] <= t.start < was[1]]
    return any(o.what == m.what and (o.low, o.high) != (m.low, m.high) for m in mine for o in others)


def _take_back(page: Page, draft: Draft, retraction: Retraction, by: Claim | None) -> None:
    statement = draft.statement
    inside = retraction.was or (0, 0)
    elsewhere = any(not inside[0] <= t.mention.token.idx < inside[1] for t in draft.happening.told)
    if by is not None:
        if not any((c.by, c.stance) == (by.by, by.stance) for c in statement.claims):
            statement.claims.append(by)
            statement.traces.append(Trace(field="claims", rule="retracting.denies"))
        if elsewhere:
            return  # the report tells it as well: its word against theirs
    first = draft.happening.first.mention
    told = page.quote(*retraction.was) if retraction.was else page.quote(first.start, first.end)
    cue = page.quote(*retraction.cue)
    statement.status = "denied"
    statement.traces.append(Trace(field="status", rule="retracting.withdrawn"))
    if not any(q.start < told.end and told.start < q.end for c in statement.corrections for q in c.quotes):
        statement.corrections.append(Correction(was=told.words, now=cue.words, quotes=[told, cue]))
        statement.traces.append(Trace(field="correction", rule="retracting.withdrawn"))
