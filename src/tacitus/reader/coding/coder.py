"""Codes a sentence: reads its event from verbs, and its source and target from who stands where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tacitus.reader import syntax
from tacitus.reader.coding import frames, stated
from tacitus.reader.coding.choice import choose
from tacitus.reader.coding.parties import named, sector, table
from tacitus.reader.coding.shapes import Coded, Party
from tacitus.reader.page import Page, open_page
from tacitus.record import Report, Statement

EVENTS = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "INVESTIGATE", "DEMAND", "DISAPPROVE",
    "REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "FIGHT",
)  # fmt: skip
"""The categories of PLOVER's first version, from the most cooperative to the most violent."""

MUTUAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REJECT", "FIGHT"})
"""What two parties that are joined by "and" do with each other."""
AT_HOME = frozenset({"PROTEST", "COERCE", "ASSAULT", "FIGHT", "CONCEDE"})
"""What is mostly done within one country, so that both sides may have its code."""
JOINTS = ("and", "and the", "-", "/", ",")
ORDER = (
    "against", "with", "to", "on", "upon", "at", "between", "of", "from", "for", "into", "in", "over", "about", "by",
    "toward", "towards", "near",
)  # fmt: skip
"""Prepositions before whom a deed is done to, the surest first."""
WITHIN = ("of", "from", "in", "for", "by", "to", "with", "at", "on", "against", "between", "near", "among", "inside")
"""Prepositions inside a noun phrase behind which whose it is may be told, the surest first."""
BESIDE = frozenset({"amod", "compound", "poss", "nmod", "appos", "flat", "npadvmod"})
"""What stands to a noun in the parse as its own description."""


def code(text: str, statements: Sequence[Statement] = ()) -> list[Coded]:
    """The events of a text, one a sentence at most, in its order; none for a sentence that tells of nothing between parties.

    statements: what the reader states of the same text; they fill sides that a sentence leaves open. Never raises for odd
    text. Parties that no list, nation or place settles are left out. Without the model file, verbs alone decide.
    """
    report = Report(id=Report.identify(text), raw_sha256="", text=text)
    page = open_page(report)
    parties = named(page)
    coded = [found for sentence in page.sentences if (found := _sentence(page, sentence, parties))]
    return stated.fill(coded, statements)


def _sentence(page: Page, sentence: Any, parties: list[Party]) -> Coded | None:
    chosen = choose(sentence)
    if chosen is None:
        return None
    found, sure = chosen
    mine = [p for p in parties if sentence.start_char <= p.start < sentence.end_char]
    scene = Scene(page, sentence, mine)
    source, target = scene.sides(found)
    start, end = sentence.start_char, sentence.end_char
    newer = table("frames")["newer"].get(found.event, found.event)
    return Coded(start, end, found.token.text, found.event, newer, source, target, round(sure, 3))


class Scene:
    """One sentence with its parties: finds who stands where."""

    def __init__(self, page: Page, sentence: Any, parties: list[Party]) -> None:
        self.page, self.sentence, self.parties = page, sentence, parties

    def sides(self, found: frames.Found) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Source and target of an event; empty where nobody is named."""
        verb = found.governor
        arguments = syntax.verb_arguments(verb)
        speaker = self._speaker(verb) if found.event == "DEMAND" and frames.must(verb) else ()
        source = speaker or self._all(arguments.agents)
        if not source:
            source = self._through(verb)
        if not source and not syntax.passive(verb):
            source = self._before(verb)
        source = self._joined(source, ())
        candidates = self._candidates(found, arguments)
        if speaker:
            candidates = [*arguments.agents, *candidates]
        target = self._first(candidates, source, found.event)
        if not target and not (len(source) > 1 and found.event in MUTUAL):
            target = self._rest(source, found)
        return source, self._joined(target, source)

    def _speaker(self, verb: Any) -> tuple[Party, ...]:
        """Who says that somebody must do something."""
        above = verb.head
        if verb.dep_ != "ccomp" or above.pos_ != "VERB":
            return ()
        return self._all(syntax.verb_arguments(above).agents)

    def _through(self, verb: Any) -> tuple[Party, ...]:
        """The subjects of the verbs above: "it" in "X said it will" is X."""
        for above in syntax.ancestors(verb):
            if above.pos_ in ("VERB", "AUX"):
                if found := self._all(syntax.verb_arguments(above).agents):
                    return found
        return ()

    def _before(self, verb: Any) -> tuple[Party, ...]:
        before = [p for p in self.parties if p.end <= verb.idx]
        return (self._with_sector(before[0], None),) if before else ()

    def _all(self, heads: list[Any]) -> tuple[Party, ...]:
        """The parties that these nouns name, each code once."""
        out: list[Party] = []
        for head in heads:
            for party in self._of(head):
                if all(party.code != other.code or party.sector != other.sector for other in out):
                    out.append(party)
        return tuple(out)

    def _of(self, head: Any) -> list[Party]:
        """The parties that a noun phrase names: by its head, by what stands before it, by what explains it, by "of" and "in"."""
        on = [p for p in self.parties if p.start <= head.idx < p.end]
        if not on:
            on = self._modifiers(head)
        if not on:
            on = self._within(head)
        near = [head, *(c for c in head.children if c.dep_ in ("compound", "amod", "nmod"))]
        if not on and any(t.lemma_.lower() in _domestic() for t in near):
            on = self._home(head)
        if not on and any(t.lemma_.lower() in _organisations() for t in near) and head.pos_ == "PROPN":
            start, end = syntax.phrase(head)
            on = [Party(start, end, self.page.text[start:end], "NGO")]
        return [self._with_sector(p, head) for p in on]

    def _modifiers(self, head: Any) -> list[Party]:
        """By words before the noun: "Hungarian and Romanian officials", "Israel's ministers", "King Hussein"."""
        left = [c for c in head.children if c.dep_ in BESIDE or c.pos_ == "PROPN" and c.i < head.i]
        tokens = [t for c in left for t in c.subtree if t.dep_ not in ("relcl", "pobj")]
        found = [p for p in self.parties if any(p.start <= t.idx < p.end for t in tokens)]
        return found if len(found) > 1 and self._together(found[0], found[1]) else found[:1]

    def _together(self, first: Party, second: Party) -> bool:
        """Whether two parties are joined by "and", with nothing but it between them."""
        return self.page.text[first.end : second.start].strip(" .").lower() in JOINTS

    def _joined(self, side: tuple[Party, ...], others: tuple[Party, ...]) -> tuple[Party, ...]:
        """A side with those joined to it: "US and British forces" is two."""
        out = list(side)
        starts = {p.start for p in (*side, *others)}
        for first, second in zip(self.parties, self.parties[1:], strict=False):
            if self._together(first, second) and (first.start in starts) != (second.start in starts):
                held, new = (first, second) if first.start in starts else (second, first)
                if any(p.start == held.start for p in side) and all(p.code != new.code for p in (*out, *others)):
                    out.append(self._with_sector(new, None))
        return tuple(out)

    def _within(self, head: Any) -> list[Party]:
        """By what stands behind "of", "from" and "in" in the phrase."""
        behind = syntax.noun_preps(head)
        for noun in (noun for prep in WITHIN for noun in behind.get(prep, [])):
            on = [p for p in self.parties if p.start <= noun.idx < p.end]
            if found := on or self._modifiers(noun) or self._within(noun):
                return found
        return []

    def _home(self, head: Any) -> list[Party]:
        """An office or group without a nation is of the country that the sentence is about."""
        countries = [p for p in self.parties if len(p.code) == 3 and p.code not in ("IGO", "NGO", "ISM", "IMG", "MNC")]
        if not countries:
            return []
        start, end = syntax.phrase(head)
        return [Party(start, end, self.page.text[start:end], countries[0].code)]

    def _with_sector(self, party: Party, head: Any) -> Party:
        kinds = [a.kind for a in self.page.actors if a.start < party.end and party.start < a.end]
        near = [head, *(c for c in head.children if c.i < head.i)] if head is not None else []
        return Party(party.start, party.end, party.words, party.code, sector(near, kinds[0] if kinds else None))

    def _candidates(self, found: frames.Found, arguments: syntax.Arguments) -> list[Any]:
        """Nouns to which the deed may be done, the surest first."""
        out = list(arguments.patients)
        out += _behind(arguments.preps)
        for noun in arguments.patients:
            out += _behind(syntax.noun_preps(noun))
        if found.token is not found.governor:
            if found.token.pos_ in ("VERB", "AUX"):
                inner = syntax.verb_arguments(found.token)
                out += [*inner.patients, *_behind(inner.preps)]
            else:
                out += _behind(syntax.noun_preps(found.token))
        for child in found.governor.children:
            if child.dep_ in ("xcomp", "ccomp", "advcl"):
                inner = syntax.verb_arguments(child)
                asked = inner.agents if found.event == "DEMAND" and child.dep_ == "ccomp" else []
                out = [*asked, *out, *inner.patients, *inner.agents, *_behind(inner.preps)]
        return out

    def _first(self, nouns: list[Any], source: tuple[Party, ...], event: str) -> tuple[Party, ...]:
        """The first nouns that name somebody who is not the source, with those joined to them."""
        for noun in nouns:
            found = [p for p in self._of(noun) if not _same(p, source, event)]
            if found:
                joined = [p for o in syntax.conjuncts(noun)[1:] for p in self._of(o) if not _same(p, source, event)]
                return tuple(dict.fromkeys([*found, *joined]))
        return ()

    def _rest(self, source: tuple[Party, ...], found: frames.Found) -> tuple[Party, ...]:
        """Whoever else is named after the verb, then anywhere, but for who only reports; at home for what is done at home."""
        codes = {p.code for p in source}
        others = [p for p in self.parties if p.code not in codes and not self._reports(p)]
        after = [p for p in others if p.start >= found.governor.idx]
        if not after and found.event in AT_HOME:
            taken = {p.start for p in source}
            after = [p for p in self.parties if p.start > found.governor.idx and p.start not in taken and not self._reports(p)]
        chosen = (after or others)[:1]
        return tuple(self._with_sector(p, None) for p in chosen)

    def _reports(self, party: Party) -> bool:
        """Whether a party stands in the words that say who reports: ", a Thai official said"."""
        token = syntax.token_at(self.page.doc, party.start)
        says = frozenset(table("frames")["says"]["verbs"])
        for above in [token, *syntax.ancestors(token)]:
            if above.dep_ == "nsubj" and above.head.lemma_.lower() in says:
                return any(c.dep_ == "ccomp" and c.i < above.i for c in above.head.children)
            if above.lower_ == "according":
                return True
        return False


def _behind(preps: dict[str, list[Any]]) -> list[Any]:
    return [noun for prep in ORDER for noun in preps.get(prep, [])]


def _domestic() -> frozenset[str]:
    return frozenset(table("codes")["domestic"]["words"])


def _organisations() -> frozenset[str]:
    return frozenset(table("codes")["organisations"]["words"])


def _same(party: Party, others: tuple[Party, ...], event: str) -> bool:
    """Whether a party is one of the others: the same words, or the same country without a word that tells them apart."""
    told = party.sector is not None or event in AT_HOME
    return any(party.code == o.code and (party.start == o.start or not told or party.sector == o.sector) for o in others)
