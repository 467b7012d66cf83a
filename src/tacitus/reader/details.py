"""The smaller fields: what was damaged, what was corrected, and what it was for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from tacitus import ontology
from tacitus.reader import beliefs, revised, syntax
from tacitus.reader.lexicon import listed, mapped, triggers, words
from tacitus.reader.page import Page
from tacitus.record import Correction, Damage, Hedge, Purpose

DESTROY = mapped("details", "destroy")
DAMAGE = mapped("details", "damage")
RELATIVE = listed("details", "relative")
AIM_VERBS = listed("details", "aim_verbs")


@dataclass(slots=True)
class Found:
    """A small field, and the word by which it hangs in its sentence."""

    value: Damage | Correction | Purpose
    sentence: int
    token: Any


def damage(page: Page) -> list[Found]:
    """Buildings, vehicles and other things said to be destroyed or damaged."""
    out = []
    for index, sentence in enumerate(page.sentences):
        for token in sentence:
            effect = DESTROY.get(token.lemma_) or DAMAGE.get(token.lemma_)
            if effect is None or token.pos_ != "VERB" or any(c.dep_ == "neg" for c in token.children):
                continue
            if token.lemma_ == "hit":
                continue
            args = syntax.verb_arguments(token)
            hurt = args.agents if token.lemma_ == "collapse" else args.patients
            for head in hurt:
                thing = _thing(head)
                if thing is not None:
                    start, end = syntax.phrase(head)
                    quote = page.quote(min(start, token.idx), max(end, token.idx + len(token)))
                    out.append(Found(Damage(what=page.text[start:end], effect=effect, quotes=[quote]), index, token))  # type: ignore[arg-type]
    return out


MASSES = listed("details", "masses")


def _thing(head: Any) -> Any | None:
    """The building or vehicle that a noun phrase is of, also behind "dozens of" or "part of"."""
    if head.lemma_.lower() in words("building") | words("vehicle") and head.pos_ in ("NOUN", "PROPN"):
        return head
    if head.lemma_.lower() in MASSES:
        return next((t for h in syntax.noun_preps(head).get("of", []) if (t := _thing(h)) is not None), None)
    return None


def corrections(page: Page) -> list[Found]:
    """What was believed first, and what replaced it: facts ("initially thought to be") and tolls ("revised from")."""
    out: list[Found] = []
    table = ontology.table("corrections")
    believed, first = frozenset(table["believed"]), frozenset(table["first"])
    told = beliefs.find(page)
    out.extend(_replaced(page, b) for b in told)
    for index, sentence in enumerate(page.sentences):
        for token in sentence:
            if any(b.cue[0] <= token.idx < b.cue[1] for b in told):
                continue
            if token.lemma_ in believed and beliefs.at_first(token, first) and syntax.passive(token):
                found = _fact(page, token, index)
                if found:
                    out.append(found)
        found = _toll(page, sentence, index, table)
        if found:
            out.append(found)
    sentences = {f.sentence for f in out}
    return [*out, *(f for f in map(partial(_revision, page), revised.find(page)) if f.sentence not in sentences)]


def _revision(page: Page, found: revised.Revision) -> Found:
    """The correction that a revision makes."""
    (a, b), (c, d) = found.was, found.now
    quotes = [page.quote(a, b), page.quote(c, d)]
    value = Correction(was=quotes[0].words, now=quotes[1].words, quotes=quotes)
    return Found(value, page.sentence(a), syntax.token_at(page.doc, quotes[0].start))


def _replaced(page: Page, belief: beliefs.Belief) -> Found:
    """The correction that a belief and its turn make."""
    (a, b), (c, d) = belief.was, belief.now
    quotes = [page.quote(min(a, c), max(b, d))]
    token = syntax.token_at(page.doc, belief.cue[0])
    return Found(Correction(was=page.text[a:b], now=page.text[c:d], quotes=quotes), page.sentence(a), token)


def _fact(page: Page, verb: Any, index: int) -> Found | None:
    """ "X, which was originally believed to be Y" and "X was first thought to be Y"."""
    was = None
    for child in verb.subtree:
        if child.dep_ in ("attr", "oprd", "pobj") and child.i > verb.i:
            was = child
            break
    if was is None:
        return None
    subject = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")), None)
    target = syntax.resolve_relative(subject) if subject is not None else verb.head
    if target is None:
        return None
    if target.pos_ == "VERB":
        # "caused a gas tank to explode, which was believed ...": the clause is what it really was
        clauses = [c for c in target.children if c.dep_ in ("ccomp", "xcomp") and c.i < verb.i]
        inner = max(clauses, key=lambda c: c.i, default=target)
        own = [t for t in inner.subtree if t.i < verb.i and t.lower_ not in RELATIVE and not t.is_punct]
        start, end = own[0].idx, own[-1].idx + len(own[-1])
    else:
        start, end = syntax.phrase(target)
    left, right = syntax.phrase(was)
    now = page.text[start:end].strip(" ,;")
    if "\n" in now:
        return None
    return Found(
        Correction(
            was=page.text[left:right],
            now=now,
            quotes=[page.quote(start, right) if start < right else page.quote(left, end)],
        ),
        index,
        verb,
    )


def _toll(page: Page, sentence: Any, index: int, table: dict[str, Any]) -> Found | None:
    """ "raised the toll to 57 from 44", "revised down from 30 to 27", "12, not 15 as first reported"."""
    text = sentence.text.lower()
    if not any(cue in text for cue in table["toll_cues"]) or not any(word in text for word in table["harmed"]):
        return None
    numbers = [q for q in page.quantities if sentence.start_char <= q.start < sentence.end_char]
    if any(cue in text for cue in table["earlier_cues"]) or " from " in text:
        for old in numbers:
            before = page.text[max(sentence.start_char, old.start - 40) : old.start].lower()
            marked = before.rstrip().endswith("from") or any(
                before.rstrip().endswith(c) or c in before[-24:] for c in table["earlier_cues"]
            )
            new = next((q for q in numbers if q is not old and q.low != old.low), None)
            if marked and new is not None:
                quote = page.quote(min(old.start, new.start), max(old.end, new.end))
                token = syntax.token_at(page.doc, new.start)
                return Found(Correction(was=old.words, now=new.words, quotes=[quote]), index, token)
    cue = next((c for c in table["toll_cues"] if c in text), "")
    new = next((q for q in numbers if q.start > sentence.start_char + text.find(cue)), None)
    if new is not None and any(c in text for c in table["rising"]):
        start = sentence.start_char + text.find(cue)
        left = revised.before(page, (new.start, new.end))
        quotes = [page.quote(start, new.end), *([page.quote(*left)] if left else [])]
        was = quotes[1].words if left else "an earlier figure"
        return Found(
            Correction(was=was, now=new.words, quotes=quotes), index, syntax.token_at(page.doc, new.start)
        )
    return None


def purposes(page: Page, hedges: dict[str, str]) -> list[Found]:
    """Stated or assessed aims: "the bombing likely seeks to ...", "in retaliation for ...", "in an attempt to ..."."""
    out: list[Found] = []
    phrases = ontology.table("corrections")["aims"]
    for index, sentence in enumerate(page.sentences):
        for token in sentence:
            goal = _goal(token)
            if goal is not None:
                out.append(_aim(page, token, goal.left_edge.idx, _clause_end(goal), index, hedges))
        low = sentence.text.lower()
        for cue in phrases:
            at = low.find(cue)
            if at >= 0:
                start = sentence.start_char + at
                token = syntax.token_at(page.doc, start)
                end = min(sentence.end_char, _phrase_end(token, start + len(cue)))
                out.append(_aim(page, token, start, end, index, hedges))
    return out


AIM_NOUNS = listed("details", "aim_nouns")


def _goal(token: Any) -> Any | None:
    """The verb of what an attack is for: "the bombing seeks to", "was an attempt to", "with it the group aims to"."""
    if token.lemma_ in AIM_VERBS and token.pos_ == "VERB" and token.tag_ != "VB":
        goal = next((c for c in token.children if c.dep_ == "xcomp" and c.tag_ in ("VB", "VBG")), None)
        return goal if goal is not None and _of_an_act(token) else None
    if token.lemma_ in AIM_NOUNS and token.dep_ == "attr" and token.head.lemma_ == "be" and _of_an_act(token.head):
        return next((c for c in token.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VB"), None)
    return None


def _of_an_act(verb: Any) -> bool:
    """Whether an act of violence is the subject of an aim, or the means by which somebody pursues it."""
    args = syntax.verb_arguments(verb)
    acting = {t.lemma_.lower() for t in [*args.agents, *(args.patients if syntax.passive(verb) else [])]}
    if acting & (triggers().nouns.keys() | {"it", "this", "which", "that", "operation", "incident"}):
        return True
    means = {h.lemma_.lower() for prep in ("with", "by", "through") for h in args.preps.get(prep, [])}
    return bool(means & triggers().nouns.keys())


def _aim(page: Page, token: Any, start: int, end: int, index: int, hedges: dict[str, str]) -> Found:
    quote = page.quote(start, end)
    certainty: Hedge | str = "stated"
    sentence = token.sent
    for words_ in sorted(hedges, key=len, reverse=True):
        at = re.search(rf"\b{re.escape(words_)}\b", page.text[sentence.start_char : start + 1], re.IGNORECASE)
        if at is None:
            continue
        place = sentence.start_char + at.start()
        if syntax.path(syntax.token_at(page.doc, place), token) <= 3:
            said = page.quote(place, sentence.start_char + at.end())
            certainty = Hedge(words=said.words, band=hedges[words_], quotes=[said])
            break
    return Found(Purpose(words=quote.words, certainty=certainty, quotes=[quote]), index, token)


def _clause_end(goal: Any) -> int:
    stop = max((t.i for t in goal.subtree if t.sent == goal.sent), default=goal.i)
    end = goal.doc[stop]
    return int(end.idx + len(end))


def _phrase_end(token: Any, least: int) -> int:
    last = max(token.subtree, key=lambda t: t.i)
    return max(least, int(last.idx + len(last)))
