"""What was first believed of a happening and what it turned out to be, told by the run of the words.

Parsers go astray in such sentences ("a blast first thought to be a bomb came from a tank"), so the order of the words is
asked instead: a word of belief beside a word such as "first", what was believed, and what the words after it put in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from tacitus import ontology
from tacitus.reader import syntax
from tacitus.reader.lexicon import listed, triggers
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page

REACH = 260
"""Code points behind the belief within which what replaced it must begin: the rest of its sentence and the next."""


@dataclass(frozen=True, slots=True)
class Belief:
    """Code points of what was believed, of what it really was, and of the words of belief."""

    was: tuple[int, int]
    now: tuple[int, int]
    cue: tuple[int, int]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words of belief up to what was believed; words by which something else takes its place; "not X, as first reported, but"."""
    table = ontology.table("corrections")
    first = "|".join(sorted((re.escape(w) for w in table["first"]), key=len, reverse=True))
    belief = "|".join(sorted((re.escape(w) for w in table["belief_forms"]), key=len, reverse=True))
    link = r"(?:to\s+be|to\s+have\s+been|to\s+come\s+from|that\s+it\s+was|as|for|to|on)"
    believed = re.compile(
        rf"\b(?:(?:{first})\s+(?:been\s+)?(?:{belief})|(?:{belief})(?:,?\s+(?:at\s+)?(?:{first}),?))\s+{link}\s+"
        rf"|\b(?:{belief})\s+(?:to\s+be|to\s+have\s+been|as|for)\s+(?=[^.;,]{{1,60}}?\s+(?:at\s+)?(?:{first})\b)",
        re.IGNORECASE,
    )
    turned = "|".join(sorted((w.replace(" ", r"\s+") for w in table["turned_out"]), key=len, reverse=True))
    now = re.compile(rf"\b(?:{turned})\s+", re.IGNORECASE)
    instead = re.compile(
        rf"\bnot\s+(?=[^.;,]{{2,50}},\s+as\s+(?:{first}|{belief})\b[^.;]{{0,40}},\s+but\s+)", re.IGNORECASE
    )
    return believed, now, instead


def find(page: Page) -> list[Belief]:
    """Every belief of the report that its own words replace, in order."""
    believed, now, instead = _patterns()
    end = page.doc[-1].idx + len(page.doc[-1]) if len(page.doc) else 0
    out: list[Belief] = []
    for cue in believed.finditer(page.text, 0, end):
        was = noun_run(page, cue.end())
        turn = now.search(page.text, was[1], min(end, was[1] + REACH)) if was else None
        if was is None or turn is None or not _speaks_of_it(page, was[1], turn.start()):
            continue
        clause = _clause_run(page, turn.end()) if turn.group().lower().split()[-1] == "that" else None
        found = clause or noun_run(page, turn.end())
        if found is not None:
            out.append(Belief(was, found, cue.span()))
    for cue in instead.finditer(page.text, 0, end):
        was = noun_run(page, cue.end())
        found = noun_run(page, page.text.index("but", cue.end()) + 4)
        if was is not None and found is not None:
            out.append(Belief(was, found, cue.span()))
    return out


FILLERS = listed("beliefs", "fillers")
"""Words that may stand between a belief and what replaced it without a new thing being spoken of."""


def _speaks_of_it(page: Page, start: int, end: int) -> bool:
    """Whether the words between the belief and its turn go on about the same thing: nothing, a pronoun, "the second blast"."""
    between = page.text[start:end]
    words = re.findall(r"[^\W\d_]+", between.lower())
    return "\n\n" not in between and len(re.findall(r"[.;]\s", between)) <= 1 and all(w in FILLERS for w in words)


def noun_run(page: Page, char: int) -> tuple[int, int] | None:
    """The noun phrase that begins at a code point, with an "of" phrase: told by the kinds of its words, not by the parse."""
    token = syntax.token_at(page.doc, char)
    last = None
    start = token
    while token.i < len(page.doc):
        if token.pos_ in ("NOUN", "PROPN"):
            last = token
        elif not (
            token.pos_ in ("DET", "ADJ", "NUM") or token.tag_ in ("VBN", "VBG", "HYPH", "POS") and not _stops(token)
        ):
            if not (last is not None and token.lower_ == "of"):
                break
        if token.i + 1 >= len(page.doc):
            break
        token = token.nbor(1)
    return (start.idx, last.idx + len(last)) if last is not None else None


def _stops(token: Any) -> bool:
    """A participle behind a noun begins a clause of its own ("a tank set alight by the blast")."""
    return token.i > 0 and token.nbor(-1).pos_ in ("NOUN", "PROPN") and token.tag_ in ("VBN", "VBG")


def _clause_run(page: Page, char: int) -> tuple[int, int] | None:
    """The clause behind "turned out that", up to the next stop."""
    stop = re.compile(r"[.;,\n]").search(page.text, char)
    end = stop.start() if stop else len(page.text)
    return (char, end) if end - char > 3 else None


def at_first(verb: Any, first: frozenset[str]) -> bool:
    """Whether a verb of belief is said of what was believed first: "was first thought", not "days earlier was reported"."""
    return any(c.lower_ in first and not any(True for _ in c.children) for c in verb.children)


ANOTHER = frozenset({"second", "third", "another", "further", "subsequent", "later"})


def mistaken(page: Page, mentions: list[Mention]) -> set[int]:
    """The words that name what did not happen: what was believed, and "a second blast" that was no bomb after all."""
    out: set[int] = set()
    for belief in find(page):
        out |= {m.token.i for m in mentions if belief.was[0] <= m.token.idx < belief.was[1]}
        believed = page.doc.char_span(*belief.was, alignment_mode="expand") or ()
        if not any(t.lemma_.lower() in triggers().nouns for t in believed) or any(
            belief.now[0] <= m.token.idx < belief.now[1] and _violent(m) for m in mentions
        ):
            continue
        index = page.sentence(belief.cue[0])
        out |= {
            m.token.i
            for m in mentions
            if m.sentence == index
            and m.token.idx < belief.cue[0]
            and any(c.lower_ in ANOTHER for c in m.token.children)
        }
    return out


def _violent(mention: Mention) -> bool:
    return mention.type not in ("accident", "disaster") and not mention.entry.blast
